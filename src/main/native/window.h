/* Convolutions and poolings of any window, stride and padding, on images in blocks. */
#ifndef RECIPE4J_WINDOW_H
#define RECIPE4J_WINDOW_H

#include "convolution.h"
#include "product.h"

enum { MAXIMUM, MEAN, MEAN_WITH_PADDING };

/* The same fields in the same order as WindowShape.java; of pairs, the first is downwards. */
struct window {
  int32_t images;          /* in the micro-batch */
  int32_t inputs, outputs; /* channels; a pooling has as many of both */
  int32_t height, width;   /* of an input image */
  int32_t rows, columns;   /* of an output image */
  int32_t kernel[2], stride[2], gap[2]; /* gap: between two pixels of the kernel, 1 for none */
  int32_t before[2];       /* padding above and to the left */
  int32_t kind;            /* of a pooling */
  float slope;             /* activation of a convolution, as in struct convolution */
};

/* Floats of a tile's rows and products, which should stay in the second cache, and its least rows. */
#define TILE_FLOATS 32768
#define TILE_LEAST 24

/*
 * A convolution as a matrix product: a row for each output pixel, with all inputs of its window
 * ("im2col"), times a column for each output channel. Rows are filled up to whole blocks by zeros.
 */
struct rows {
  size_t depth, outputs;   /* values of a row, and output channels, in whole blocks */
  size_t tile;             /* output pixels of an image that are computed at once */
  float *rows, *products;  /* [tile][depth], [tile][outputs] */
  float *weights, *sums;   /* [depth][outputs] or transposed, and their gradient [depth][outputs] */
  float *bias;             /* its gradient */
  size_t bytes;
};

static struct rows rows_of(const struct window *w, char *at) {
  struct rows r;
  size_t used = 0, pixels = (size_t)w->rows * w->columns;
  r.depth = whole_blocks((size_t)w->inputs * w->kernel[0] * w->kernel[1]);
  r.outputs = whole_blocks(w->outputs);
  r.tile = TILE_FLOATS / (r.depth + r.outputs);
  if (r.tile < TILE_LEAST) r.tile = TILE_LEAST;
  if (r.tile > pixels) r.tile = pixels;
  r.rows = take(at, &used, r.tile * r.depth * sizeof(float));
  r.products = take(at, &used, r.tile * r.outputs * sizeof(float));
  r.weights = take(at, &used, r.depth * r.outputs * sizeof(float));
  r.sums = take(at, &used, r.depth * r.outputs * sizeof(float));
  r.bias = take(at, &used, r.outputs * sizeof(float));
  r.bytes = used;
  return r;
}

static int64_t window_scratch(const struct window *w) { return (int64_t)rows_of(w, NULL).bytes; }

/* Where in a row the input of a channel and pixel of the kernel is: block by block. */
INLINE size_t place(const struct window *w, size_t channel, size_t pixel) {
  size_t first = channel / BLOCK * BLOCK, left = w->inputs - first;
  return first * w->kernel[0] * w->kernel[1] + pixel * (left < BLOCK ? left : BLOCK) + channel - first;
}

/* Weights [outputs][inputs][kernel] to [depth][outputs], or, if `transposed`, [outputs][depth]. */
SHARED void place_weights(const struct window *w, const struct rows *r, const float *weights,
                          int transposed) {
  size_t area = (size_t)w->kernel[0] * w->kernel[1], step = transposed ? 1 : r->outputs;
  memset(r->weights, 0, r->depth * r->outputs * sizeof(float));
  for (int o = 0; o < w->outputs; o++)
    for (int i = 0; i < w->inputs; i++)
      for (size_t k = 0; k < area; k++)
        r->weights[place(w, i, k) * step + o * (transposed ? r->depth : 1)] =
            weights[((size_t)o * w->inputs + i) * area + k];
}

/* Copies the inputs of some output pixels of an image to rows, or, if `back`, adds rows to them. */
SHARED void move_rows(const struct window *w, const struct rows *r, size_t image, size_t from,
                      size_t count, float *images, int back) {
  for (size_t p = 0; p < count; p++) {
    int top = (int)((from + p) / w->columns) * w->stride[0] - w->before[0];
    int left = (int)((from + p) % w->columns) * w->stride[1] - w->before[1];
    float *at = r->rows + p * r->depth;
    for (int channel = 0; channel < w->inputs; channel += BLOCK) {
      int some = w->inputs - channel < BLOCK ? w->inputs - channel : BLOCK;
      float *block = images + offset(image, w->inputs, channel, (size_t)w->height * w->width);
      for (int k = 0; k < w->kernel[0] * w->kernel[1]; k++, at += some) {
        int y = top + k / w->kernel[1] * w->gap[0], x = left + k % w->kernel[1] * w->gap[1], i = 0;
        int inside = y >= 0 && x >= 0 && y < w->height && x < w->width;
        float *pixel = inside ? block + ((size_t)y * w->width + x) * BLOCK : NULL;
        if (!inside && back) continue;
        for (; i + LANES <= some; i += LANES) {
          if (back) store(pixel + i, load(pixel + i) + load(at + i));
          else store(at + i, inside ? load(pixel + i) : all(0));
        }
        for (; i < some; i++) {
          if (back) pixel[i] += at[i];
          else at[i] = inside ? pixel[i] : 0.f;
        }
      }
    }
  }
}

/* The forward pass; weights are [outputs][inputs][kernel][kernel]. */
static void window_forward(const struct window *w, const float *src, const float *weights,
                           const float *bias, float *dst, char *scratch) {
  struct rows r = rows_of(w, scratch);
  size_t pixels = (size_t)w->rows * w->columns;
  place_weights(w, &r, weights, 0);
  memset(r.rows, 0, r.tile * r.depth * sizeof(float));
  for (int image = 0; image < w->images; image++) {
    for (size_t from = 0; from < pixels; from += r.tile) {
      size_t count = pixels - from < r.tile ? pixels - from : r.tile;
      move_rows(w, &r, image, from, count, (float *)src, 0);
      product(count, r.depth, r.outputs, r.rows, r.weights, r.products);
      for (size_t channel = 0; channel < r.outputs; channel += LANES) {
        vec b = load_part(bias, channel, w->outputs);
        float *to = dst + offset(image, w->outputs, channel, pixels) + from * BLOCK;
        for (size_t p = 0; p < count; p++)
          store(to + p * BLOCK,
                activated(load(r.products + p * r.outputs + channel) + b, w->slope));
      }
    }
  }
}

/* The gradients of weights, of the bias, and of the input; the latter two unless they are null. */
static void window_backward(const struct window *w, const float *src, const float *weights,
                            const float *dst, const float *gradient, float *src_gradient,
                            float *weight_gradient, float *bias_gradient, char *scratch) {
  struct rows r = rows_of(w, scratch);
  size_t pixels = (size_t)w->rows * w->columns, area = (size_t)w->kernel[0] * w->kernel[1];
  place_weights(w, &r, weights, 1);
  memset(r.rows, 0, r.tile * r.depth * sizeof(float));
  memset(r.bias, 0, r.outputs * sizeof(float));
  if (src_gradient)
    memset(src_gradient, 0,
           sizeof(float) * w->images * whole_blocks(w->inputs) * w->height * w->width);
  for (int image = 0; image < w->images; image++) {
    for (size_t from = 0; from < pixels; from += r.tile) {
      size_t count = pixels - from < r.tile ? pixels - from : r.tile;
      move_rows(w, &r, image, from, count, (float *)src, 0);
      for (size_t channel = 0; channel < r.outputs; channel += LANES) {
        size_t at = offset(image, w->outputs, channel, pixels) + from * BLOCK;
        vec sum = all(0);
        for (size_t p = 0; p < count; p++, at += BLOCK) {
          vec g = before_activation(load(gradient + at), load(dst + at), w->slope);
          store(r.products + p * r.outputs + channel, g);
          sum += g;
        }
        store(r.bias + channel, load(r.bias + channel) + sum);
      }
      cross_product(count, r.depth, r.outputs, r.rows, r.products, r.sums, image > 0 || from > 0);
      if (!src_gradient) continue;
      product(count, r.outputs, r.depth, r.products, r.weights, r.rows);
      move_rows(w, &r, image, from, count, src_gradient, 1);
    }
  }
  for (int o = 0; o < w->outputs; o++)
    for (int i = 0; i < w->inputs; i++)
      for (size_t k = 0; k < area; k++)
        weight_gradient[((size_t)o * w->inputs + i) * area + k] =
            r.sums[place(w, i, k) * r.outputs + o];
  if (bias_gradient) memcpy(bias_gradient, r.bias, w->outputs * sizeof(float));
}

/*
 * Pools images, where `where` receives the pixels of the maxima unless it is null; or, if `back`,
 * adds the gradient of the pooled images to that of the images.
 */
SHARED void pool(const struct window *w, float *images, float *pooled, int32_t *where, int back) {
  typedef ivec loose_ivec __attribute__((aligned(4)));
  size_t area = (size_t)w->height * w->width, pixels = (size_t)w->rows * w->columns;
  int all_pixels = w->kernel[0] * w->kernel[1];
  for (size_t plane = 0; plane < w->images * whole_blocks(w->inputs); plane += LANES) {
    float *block = images + plane / BLOCK * BLOCK * area + plane % BLOCK;
    for (size_t p = 0; p < pixels; p++) {
      int top = (int)(p / w->columns) * w->stride[0] - w->before[0];
      int left = (int)(p % w->columns) * w->stride[1] - w->before[1];
      int bottom = top + w->kernel[0], right = left + w->kernel[1];
      if (top < 0) top = 0;
      if (left < 0) left = 0;
      if (bottom > w->height) bottom = w->height;
      if (right > w->width) right = w->width;
      int inside = bottom > top && right > left ? (bottom - top) * (right - left) : 0;
      int count = w->kind == MEAN_WITH_PADDING ? all_pixels : inside > 0 ? inside : 1;
      size_t at = plane / BLOCK * BLOCK * pixels + plane % BLOCK + p * BLOCK;
      vec value = back ? load(pooled + at) : all(0);
      ivec position = (ivec)(top * w->width + left);
      if (back && w->kind == MAXIMUM) position = *(const loose_ivec *)(where + at);
      if (back && w->kind != MAXIMUM) value /= (float)count;
      if (!back && w->kind == MAXIMUM && inside > 0)
        value = load(block + ((size_t)top * w->width + left) * BLOCK);
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          int number = y * w->width + x;
          float *pixel = block + (size_t)number * BLOCK;
          vec v = load(pixel);
          if (back) {
            vec kept = position == (ivec)number ? value : all(0);
            store(pixel, v + (w->kind == MAXIMUM ? kept : value));
          } else if (w->kind == MAXIMUM) {
            ivec greater = v > value;
            value = greater ? v : value;
            position = greater ? (ivec)number : position;
          } else {
            value += v;
          }
        }
      }
      if (back) continue;
      store(pooled + at, w->kind == MAXIMUM ? value : value / (float)count);
      if (where) *(loose_ivec *)(where + at) = position;
    }
  }
}

static void pooling_forward(const struct window *w, const float *src, float *dst, int32_t *where) {
  pool(w, (float *)src, dst, where, 0);
}

static void pooling_backward(const struct window *w, const float *gradient, const int32_t *where,
                             float *src_gradient) {
  memset(src_gradient, 0,
         sizeof(float) * w->images * whole_blocks(w->inputs) * w->height * w->width);
  pool(w, src_gradient, (float *)gradient, (int32_t *)where, 1);
}

#endif
