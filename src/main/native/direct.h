/*
 * Convolutions of images with few channels, as the network's input has: stride 1, any square
 * window, computed directly from plain images [channel][row][column], with bias, activation and
 * 2x2 max pooling. There is no gradient of the input.
 */
#ifndef RECIPE4J_DIRECT_H
#define RECIPE4J_DIRECT_H

#include "convolution.h"

/* Vectors of output channels that are computed at once; 32 or 16 channels. */
#if LANES == 16
#define GROUP(channels) ((channels) % 32 == 0 ? 2 : 1)
#define MOST_GROUP 2
#else
#define GROUP(channels) (16 / LANES)
#define MOST_GROUP (16 / LANES)
#endif

/* Weights whose gradients are summed at once. */
#define TAPS 9

struct direct {
  float *weights;         /* [taps][outputs], and their gradient */
  float *image;           /* with its padding */
  size_t *offset;         /* of each tap in the image, from a window's corner */
  float *bias;
  size_t taps, width, area;
  size_t bytes;
};

static struct direct direct_of(const struct convolution *c, char *at) {
  struct direct d;
  d.taps = (size_t)c->inputs * c->kernel * c->kernel;
  size_t all_taps = (d.taps + TAPS - 1) / TAPS * TAPS, used = 0;
  d.width = c->columns + c->kernel - 1;
  if (c->width > (int)d.width && c->left == 0) d.width = c->width;
  size_t height = c->rows + c->kernel - 1;
  if (c->height > (int)height && c->top == 0) height = c->height;
  d.area = d.width * height;
  d.weights = take(at, &used, all_taps * whole_blocks(c->outputs) * sizeof(float));
  d.image = take(at, &used, d.area * c->inputs * sizeof(float));
  d.offset = take(at, &used, all_taps * sizeof(size_t));
  d.bias = take(at, &used, whole_blocks(c->outputs) * sizeof(float));
  d.bytes = used;
  return d;
}

static int64_t direct_scratch(const struct convolution *c) {
  return (int64_t)direct_of(c, NULL).bytes;
}

/* Finds the taps' offsets; those beyond the last repeat the first. */
static void find_taps(const struct convolution *c, const struct direct *d) {
  size_t k = c->kernel, area = k * k;
  for (size_t i = 0; i < (d->taps + TAPS - 1) / TAPS * TAPS; i++)
    d->offset[i] = i < d->taps ? i / area * d->area + i % area / k * d->width + i % k : 0;
}

/* The image with its padding, as a copy if there is any. */
static const float *padded(const struct convolution *c, const struct direct *d, const float *src) {
  if (d->width == (size_t)c->width && d->area == (size_t)c->width * c->height) return src;
  memset(d->image, 0, d->area * c->inputs * sizeof(float));
  size_t rows = d->area / d->width - c->top, columns = d->width - c->left;
  if (rows > (size_t)c->height) rows = c->height;
  if (columns > (size_t)c->width) columns = c->width;
  for (int i = 0; i < c->inputs; i++)
    for (size_t y = 0; y < rows; y++)
      memcpy(d->image + i * d->area + (y + c->top) * d->width + c->left,
             src + ((size_t)i * c->height + y) * c->width, columns * sizeof(float));
  return d->image;
}

/* Four outputs of a group of channels, whose windows begin at `corner` + step[0 to 3]. */
INLINE void direct_four(const struct direct *d, const float *corner, const size_t *step,
                        const float *weights, size_t outputs, const vec *bias,
                        vec (*sum)[4], const int group) {
#pragma unroll
  for (int j = 0; j < group; j++)
#pragma unroll
    for (int i = 0; i < 4; i++) sum[j][i] = bias[j];
  for (size_t t = 0; t < d->taps; t++) {
    const float *x = corner + d->offset[t];
    vec pixel[4];
#pragma unroll
    for (int i = 0; i < 4; i++) pixel[i] = all(x[step[i]]);
#pragma unroll
    for (int j = 0; j < group; j++) {
      vec w = load(weights + t * outputs + j * LANES);
#pragma unroll
      for (int i = 0; i < 4; i++) sum[j][i] += pixel[i] * w;
    }
  }
}

INLINE void direct_image(const struct convolution *c, const struct direct *d, size_t image,
                         const float *src, const float *bias, float *dst, uint8_t *where,
                         const int group) {
  size_t outputs = whole_blocks(c->outputs), columns = pooled_columns(c);
  size_t pixels = pooled_rows(c) * columns;
  for (size_t channel = 0; channel < outputs; channel += group * LANES) {
    const float *weights = d->weights + channel;
    vec b[MOST_GROUP], sum[MOST_GROUP][4];
    size_t start[MOST_GROUP];
    for (int j = 0; j < group; j++) {
      b[j] = load_part(bias, channel + j * LANES, c->outputs);
      start[j] = offset(image, c->outputs, channel + j * LANES, pixels);
    }
    for (size_t y = 0; y < pooled_rows(c); y++) {
      if (c->pooled) {
        size_t step[4] = {0, 1, d->width, d->width + 1};
        for (size_t x = 0; x < columns; x++) {
          direct_four(d, src + 2 * y * d->width + 2 * x, step, weights, outputs, b, sum, group);
#pragma unroll
          for (int j = 0; j < group; j++) {
            ivec position;
            vec best = greatest(sum[j], &position);
            size_t at = start[j] + (y * columns + x) * BLOCK;
            store(dst + at, activated(best, c->slope));
            if (where) store_bytes(where + at, position);
          }
        }
      } else {
        for (size_t x = 0; x < columns; x += 4) {
          size_t step[4], some = columns - x < 4 ? columns - x : 4;
          for (size_t i = 0; i < 4; i++) step[i] = i < some ? i : 0;
          direct_four(d, src + y * d->width + x, step, weights, outputs, b, sum, group);
          for (int j = 0; j < group; j++)
            for (size_t i = 0; i < some; i++)
              store(dst + start[j] + (y * columns + x + i) * BLOCK, activated(sum[j][i], c->slope));
        }
      }
    }
  }
}

/* The forward pass; weights are [outputs][inputs][kernel][kernel]. */
static void direct_forward(const struct convolution *c, const float *src, const float *weights,
                           const float *bias, float *dst, uint8_t *where, char *scratch) {
  struct direct d = direct_of(c, scratch);
  size_t outputs = whole_blocks(c->outputs);
  find_taps(c, &d);
  memset(d.weights, 0, d.taps * outputs * sizeof(float));
  for (int o = 0; o < c->outputs; o++)
    for (size_t t = 0; t < d.taps; t++) d.weights[t * outputs + o] = weights[o * d.taps + t];
  for (int i = 0; i < c->images; i++) {
    const float *image = padded(c, &d, src + (size_t)i * c->inputs * c->height * c->width);
    if (GROUP(outputs) == MOST_GROUP) direct_image(c, &d, i, image, bias, dst, where, MOST_GROUP);
    else direct_image(c, &d, i, image, bias, dst, where, 1);
  }
}

/* Adds the gradients of TAPS weights of a vector of output channels over an image. */
INLINE void direct_taps(const struct convolution *c, const struct direct *d, size_t start,
                        const float *src, const float *dst, const uint8_t *where,
                        const float *gradient, const size_t *tap, float *weights, size_t outputs,
                        vec *bias) {
  size_t columns = pooled_columns(c);
  vec sum[TAPS];
#pragma unroll
  for (int t = 0; t < TAPS; t++) sum[t] = all(0);
  for (size_t y = 0; y < pooled_rows(c); y++) {
    for (size_t x = 0; x < columns; x++) {
      size_t at = start + (y * columns + x) * BLOCK;
      vec g = before_activation(load(gradient + at), load(dst + at), c->slope);
      *bias += g;
      if (c->pooled) {
        ivec position = load_bytes(where + at);
        const float *corner = src + 2 * y * d->width + 2 * x;
#pragma unroll
        for (int k = 0; k < 4; k++) {
          vec part = position == (ivec)k ? g : all(0);
          const float *window = corner + k / 2 * d->width + k % 2;
#pragma unroll
          for (int t = 0; t < TAPS; t++) sum[t] += window[tap[t]] * part;
        }
      } else {
        const float *window = src + y * d->width + x;
#pragma unroll
        for (int t = 0; t < TAPS; t++) sum[t] += window[tap[t]] * g;
      }
    }
  }
#pragma unroll
  for (int t = 0; t < TAPS; t++)
    store(weights + t * outputs, load(weights + t * outputs) + sum[t]);
}

/* The gradients of weights and bias. */
static void direct_backward(const struct convolution *c, const float *src, const float *dst,
                            const uint8_t *where, const float *gradient, float *weight_gradient,
                            float *bias_gradient, char *scratch) {
  struct direct d = direct_of(c, scratch);
  size_t outputs = whole_blocks(c->outputs), all_taps = (d.taps + TAPS - 1) / TAPS * TAPS;
  size_t pixels = pooled_rows(c) * pooled_columns(c);
  find_taps(c, &d);
  memset(d.weights, 0, all_taps * outputs * sizeof(float));
  memset(d.bias, 0, outputs * sizeof(float));
  for (int i = 0; i < c->images; i++) {
    const float *image = padded(c, &d, src + (size_t)i * c->inputs * c->height * c->width);
    for (size_t channel = 0; channel < outputs; channel += LANES) {
      vec bias = all(0);
      for (size_t t = 0; t < all_taps; t += TAPS) {
        vec ignored = bias;
        direct_taps(c, &d, offset(i, c->outputs, channel, pixels), image, dst, where, gradient,
                    d.offset + t, d.weights + t * outputs + channel, outputs,
                    t == 0 ? &bias : &ignored);
      }
      store(d.bias + channel, load(d.bias + channel) + bias);
    }
  }
  for (int o = 0; o < c->outputs; o++)
    for (size_t t = 0; t < d.taps; t++) weight_gradient[o * d.taps + t] = d.weights[t * outputs + o];
  if (bias_gradient) memcpy(bias_gradient, d.bias, c->outputs * sizeof(float));
}

#endif
