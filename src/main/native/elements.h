/* What treats each value or channel by itself: activations, sums, layouts, normalisation. */
#ifndef RECIPE4J_ELEMENTS_H
#define RECIPE4J_ELEMENTS_H

#include <string.h>

#include "vector.h"

/* In the order of Eltwise.Function in Java. */
enum { RELU, ELU, TANH, SIGMOID, SOFTPLUS, SWISH, GELU, GELU_ERF };

/*
 * exp(x) of an x up to 0 as scale * (1 + q), so that neither exp(x) nor exp(x) - 1 loses digits:
 * x = n log(2) + r, scale = 2^n, and q the Taylor series of exp(r) - 1. log(2) is in two parts, the
 * first with so few digits that its multiples are exact.
 */
INLINE vec exponential(vec x, vec *scale) {
  const float shift = 12582912.f; /* 1.5 * 2^23: adding it rounds to a whole number */
  x = x < -87.f ? all(-87.f) : x;
  vec n = (x * 1.44269504f + shift) - shift;
  vec r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  vec q = all(1.f / 5040);
  q = q * r + 1.f / 720;
  q = q * r + 1.f / 120;
  q = q * r + 1.f / 24;
  q = q * r + 1.f / 6;
  q = q * r + 0.5f;
  ivec exponent = (__builtin_convertvector(n, ivec) + 127) << 23;
  memcpy(scale, &exponent, sizeof exponent);
  return q * r * r + r;
}

INLINE vec magnitude(vec x) { return x < 0.f ? -x : x; }

/* exp(x) - 1 of an x up to 0. */
SHARED vec exponential_less_one(vec x) {
  vec scale, q = exponential(x, &scale);
  return scale * q + (scale - 1.f);
}

SHARED vec sigmoid(vec x) {
  vec scale, q = exponential(-magnitude(x), &scale), e = scale + scale * q;
  return (x < 0.f ? e : all(1)) / (1.f + e);
}

SHARED vec hyperbolic_tangent(vec x) {
  vec e = exponential_less_one(-2.f * magnitude(x)), t = e / (2.f + e);
  return x < 0.f ? t : -t;
}

/* Of GELU: the argument of tanh, and its derivative; x is where tanh is not yet exactly 1. */
INLINE vec gelu_inner(vec x) { return 0.797884561f * x * (1.f + 0.044715f * x * x); }
INLINE vec gelu_inner_slope(vec x) { return 0.797884561f * (1.f + 0.134145f * x * x); }

/* The normal distribution, by 7.1.26 of Abramowitz and Stegun (1964), to 1e-7, and its density. */
SHARED vec normal_distribution(vec x, vec *density) {
  vec z = 0.707106781f * magnitude(x), t = 1.f / (1.f + 0.3275911f * z), scale;
  vec q = exponential(-z * z, &scale), e = scale + scale * q;
  *density = 0.398942280f * e;
  vec tail = ((((1.061405429f * t - 1.453152027f) * t + 1.421413741f) * t - 0.284496736f) * t +
              0.254829592f) * t * 0.5f * e;
  return x < 0.f ? tail : 1.f - tail;
}

INLINE vec function_value(int32_t function, float alpha, vec x) {
  vec low = alpha * x, near = x < -1e4f ? all(-1e4f) : x > 1e4f ? all(1e4f) : x;
  switch (function) {
    case RELU: return x > 0.f ? x : low;
    case ELU: return x > 0.f ? x : alpha * exponential_less_one(x < 0.f ? x : all(0));
    case TANH: return hyperbolic_tangent(x);
    case SIGMOID: return sigmoid(x);
    case SWISH: return x * sigmoid(alpha * x);
    case GELU_ERF: return x * normal_distribution(x, &low);
    default: return 0.5f * x * (1.f + hyperbolic_tangent(gelu_inner(near)));
  }
}

/* The derivative, up to SIGMOID from the output, else from the input. */
INLINE vec function_slope(int32_t function, float alpha, vec v) {
  vec one = all(1), steep = v + alpha, density, near = v < -1e4f ? all(-1e4f) : v > 1e4f ? all(1e4f) : v;
  switch (function) {
    case RELU: return v > 0.f ? one : all(alpha);
    case ELU: return v > 0.f ? one : steep;
    case TANH: return one - v * v;
    case SIGMOID: return v * (one - v);
    case SOFTPLUS: return sigmoid(v);
    case SWISH: steep = sigmoid(alpha * v); return steep * (one - steep) * v * alpha + steep;
    case GELU_ERF: steep = normal_distribution(v, &density); return steep + v * density;
    default:
      steep = hyperbolic_tangent(gelu_inner(near));
      return 0.5f * (one + steep) + 0.5f * near * (one - steep * steep) * gelu_inner_slope(near);
  }
}

/* The same fields in the same order as Eltwise.java. */
struct eltwise {
  int32_t function;
  float alpha;
  int32_t length; /* values */
};

/* A function's values; or, given a gradient, its product with the derivative. */
static void eltwise(const struct eltwise *e, const float *x, const float *gradient, float *to) {
  size_t length = e->length;
  for (size_t i = 0; i < length; i += LANES) {
    vec v = load_part(x, i, length);
    store_part(to, i, length,
               gradient ? load_part(gradient, i, length) * function_slope(e->function, e->alpha, v)
                        : function_value(e->function, e->alpha, v));
  }
}

/* Sums, or products. */
static void combine(int32_t multiplied, int64_t length, const float *a, const float *b, float *to) {
  for (int64_t i = 0; i < length; i += LANES) {
    vec left = load_part(a, i, length), right = load_part(b, i, length);
    store_part(to, i, length, multiplied ? left * right : left + right);
  }
}

/* Whether no value is NaN or infinite: its product with 0 is then 0. */
static int32_t all_finite(int64_t length, const float *x) {
  vec sum = all(0);
  for (int64_t i = 0; i < length; i += LANES) sum += load_part(x, i, length) * 0.f;
  return !__builtin_reduce_or(sum != 0.f);
}

enum { TO_BLOCKS, FROM_BLOCKS, ADD_FROM_BLOCKS };

/* Images, whose channels are to be converted or normalised; fields as where Java makes it. */
struct images {
  int32_t images, channels, pixels;
  int32_t how;   /* to convert them */
  int32_t given; /* whether mean and variance are given */
  float epsilon; /* beside the variance */
};

/* Converts images between [channel][pixel] and blocks. */
static void reorder(const struct images *s, float *plain, float *blocks) {
  size_t channels = s->channels, pixels = s->pixels;
  if (s->how == TO_BLOCKS)
    memset(blocks, 0, s->images * whole_blocks(channels) * pixels * sizeof(float));
  for (size_t i = 0; i < s->images * channels; i++) {
    float *from = plain + i * pixels;
    float *at = blocks + offset(i / channels, channels, i % channels, pixels);
    for (size_t p = 0; p < pixels; p++, at += BLOCK) {
      if (s->how == TO_BLOCKS) *at = from[p];
      else if (s->how == FROM_BLOCKS) from[p] = *at;
      else from[p] += *at;
    }
  }
}

/* Values of LANES channels. */
SHARED vec of_channel(const struct images *n, const float *values, size_t channel) {
  return load_part(values, channel, n->channels);
}

/* Batch normalisation of images in blocks, by `given` statistics or their own, which are returned. */
static void normalization_forward(const struct images *n, const float *src, float *mean,
                                  float *variance, const float *gamma, const float *beta,
                                  float *dst) {
  float count = (float)n->images * n->pixels;
  for (size_t channel = 0; channel < whole_blocks(n->channels); channel += LANES) {
    for (int pass = 0; pass < 3; pass++) { /* sum, squares, values */
      if (n->given && pass < 2) continue;
      vec m = pass ? of_channel(n, mean, channel) : all(0), sum = all(0);
      vec scale = all(0), shift = of_channel(n, beta, channel);
      if (pass == 2)
        scale = of_channel(n, gamma, channel) /
                square_root(of_channel(n, variance, channel) + n->epsilon);
      for (int image = 0; image < n->images; image++) {
        size_t at = offset(image, n->channels, channel, n->pixels);
        vec part = all(0);
        for (int p = 0; p < n->pixels; p++, at += BLOCK) {
          vec x = load(src + at) - m;
          if (pass == 2) store(dst + at, x * scale + shift);
          else part += pass ? x * x : x;
        }
        sum += part;
      }
      if (pass < 2) store_part(pass ? variance : mean, channel, n->channels, sum / count);
    }
  }
}

/* The gradients of gamma, beta and the input. */
static void normalization_backward(const struct images *n, const float *src,
                                   const float *mean, const float *variance, const float *gamma,
                                   const float *gradient, float *gamma_gradient,
                                   float *beta_gradient, float *src_gradient) {
  float count = (float)n->images * n->pixels;
  for (size_t channel = 0; channel < whole_blocks(n->channels); channel += LANES) {
    vec m = of_channel(n, mean, channel), sum = all(0), cross = all(0);
    vec inverse = 1.f / square_root(of_channel(n, variance, channel) + n->epsilon);
    vec scale = of_channel(n, gamma, channel) * inverse;
    for (int pass = 0; pass < 2; pass++) { /* sums, values */
      vec level = sum / count, slope = cross * inverse * inverse / count;
      for (int image = 0; image < n->images; image++) {
        size_t at = offset(image, n->channels, channel, n->pixels);
        vec part = all(0), cross_part = all(0);
        for (int p = 0; p < n->pixels; p++, at += BLOCK) {
          vec x = load(src + at) - m, g = load(gradient + at);
          if (pass) store(src_gradient + at, scale * (g - level - x * slope));
          part += g;
          cross_part += g * x;
        }
        sum += part;
        cross += cross_part;
      }
      if (pass) continue;
      store_part(beta_gradient, channel, n->channels, sum);
      store_part(gamma_gradient, channel, n->channels, cross * inverse);
    }
  }
}

#endif
