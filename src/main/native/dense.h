/* Dense layers. Weights are DL4J's, [outputs][inputs]; the inputs fill whole vectors of 16. */
#ifndef RECIPE4J_DENSE_H
#define RECIPE4J_DENSE_H

#include "convolution.h"
#include "product.h"

/* The same fields in the same order as DenseShape.java. */
struct dense {
  int32_t rows;            /* examples in the micro-batch */
  int32_t inputs, outputs; /* values of an example */
  float slope;             /* activation: x where x > 0, else slope * x; 1 for none, 0 for ReLU */
};

typedef float four __attribute__((ext_vector_type(4)));

INLINE float sum_of(vec x) {
#if LANES == 16
  typedef float eight __attribute__((ext_vector_type(8)));
  eight e = x.lo + x.hi;
  four f = e.lo + e.hi;
#elif LANES == 8
  four f = x.lo + x.hi;
#else
  four f = x;
#endif
  return (f.x + f.z) + (f.y + f.w);
}

/* Examples and outputs that are computed at once; their sums fill the registers. */
#if LANES == 16
#define DOT_ROWS 6
#else
#define DOT_ROWS 3
#endif
#define DOT_OUTPUTS 4

INLINE void dots(const struct dense *d, const float *x, const float *w, const float *bias, float *y,
                 const int rows, const int outputs) {
  vec sum[DOT_ROWS][DOT_OUTPUTS];
#pragma unroll
  for (int r = 0; r < rows; r++)
#pragma unroll
    for (int o = 0; o < outputs; o++) sum[r][o] = all(0);
  for (int i = 0; i < d->inputs; i += LANES) {
    vec row[DOT_OUTPUTS];
#pragma unroll
    for (int o = 0; o < outputs; o++) row[o] = load(w + (size_t)o * d->inputs + i);
#pragma unroll
    for (int r = 0; r < rows; r++) {
      vec value = load(x + (size_t)r * d->inputs + i);
#pragma unroll
      for (int o = 0; o < outputs; o++) sum[r][o] += value * row[o];
    }
  }
#pragma unroll
  for (int r = 0; r < rows; r++) {
#pragma unroll
    for (int o = 0; o < outputs; o++) {
      float value = sum_of(sum[r][o]) + (bias ? bias[o] : 0.f);
      y[(size_t)r * d->outputs + o] = value > 0.f || d->slope == 1.f ? value : d->slope * value;
    }
  }
}

/* The forward pass: [rows][inputs] to [rows][outputs]. */
static void dense_forward(const struct dense *d, const float *x, const float *w, const float *bias,
                          float *y) {
  for (int o = 0; o < d->outputs;) {
    int wide = d->outputs - o >= DOT_OUTPUTS;
    const float *from = w + (size_t)o * d->inputs, *b = bias ? bias + o : NULL;
    for (int r = 0; r < d->rows;) {
      int tall = d->rows - r >= DOT_ROWS;
      const float *in = x + (size_t)r * d->inputs;
      float *out = y + (size_t)r * d->outputs + o;
      if (wide && tall) dots(d, in, from, b, out, DOT_ROWS, DOT_OUTPUTS);
      else if (wide) dots(d, in, from, b, out, 1, DOT_OUTPUTS);
      else if (tall) dots(d, in, from, b, out, DOT_ROWS, 1);
      else dots(d, in, from, b, out, 1, 1);
      r += tall ? DOT_ROWS : 1;
    }
    o += wide ? DOT_OUTPUTS : 1;
  }
}

/*
 * The gradients before the activation, `above`, of the bias unless it is null, and of the input
 * unless it is null.
 */
static void dense_backward(const struct dense *d, const float *w, const float *y,
                           const float *gradient, float *above, float *bias_gradient,
                           float *x_gradient) {
  size_t outputs = d->outputs;
  for (size_t i = 0; i < (size_t)d->rows * outputs; i++)
    above[i] = y[i] > 0.f ? gradient[i] : d->slope * gradient[i];
  if (bias_gradient) memset(bias_gradient, 0, outputs * sizeof(float));
  for (size_t r = 0; bias_gradient && r < (size_t)d->rows; r++)
    for (size_t o = 0; o < outputs; o++) bias_gradient[o] += above[r * outputs + o];
  if (x_gradient) product(d->rows, outputs, d->inputs, above, w, x_gradient);
}

/* The gradient of the weights. */
static void dense_weight_gradient(const struct dense *d, const float *above, const float *x,
                                  float *w_gradient) {
  cross_product(d->rows, d->outputs, d->inputs, above, x, w_gradient, 0);
}

#endif
