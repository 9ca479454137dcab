/* What a convolution's kernels are told, and the memory that they work in. */
#ifndef RECIPE4J_CONVOLUTION_H
#define RECIPE4J_CONVOLUTION_H

#include <string.h>

#include "vector.h"

/* The same fields in the same order as NativeConvolution.java. */
struct convolution {
  int32_t images;          /* in the micro-batch */
  int32_t inputs, outputs; /* channels */
  int32_t height, width;   /* of an input image */
  int32_t rows, columns;   /* of the convolution's output that is used: even if it is pooled */
  int32_t top, left;       /* padding */
  int32_t pooled;          /* whether a max pooling of 2x2 with stride 2 follows */
  int32_t kernel;          /* extent of the window, of kernels that take any */
  float slope;             /* activation: x where x > 0, else slope * x; 1 for none, 0 for ReLU */
};

INLINE size_t pooled_rows(const struct convolution *c) { return c->rows >> c->pooled; }
INLINE size_t pooled_columns(const struct convolution *c) { return c->columns >> c->pooled; }

/* The next part of a scratchpad, which begins at a multiple of 64 bytes; `at` may be null. */
INLINE void *take(char *at, size_t *used, size_t bytes) {
  void *part = (void *)((uintptr_t)at + *used);
  *used += (bytes + 63) / 64 * 64;
  return part;
}

INLINE vec activated(vec x, float slope) {
  vec low = slope * x;
  return slope == 1.f ? x : x > 0.f ? x : low;
}

/* The gradient before the activation, from that after it and the output. */
INLINE vec before_activation(vec gradient, vec output, float slope) {
  vec low = slope * gradient;
  return output > 0.f ? gradient : low;
}

/* Of four values of a window, the first of the greatest, and its position, row by row. */
INLINE vec greatest(const vec *value, ivec *position) {
  vec best = value[0];
  ivec at = (ivec)0;
#pragma unroll
  for (int k = 1; k < 4; k++) {
    ivec greater = value[k] > best;
    best = greater ? value[k] : best;
    at = greater ? (ivec)k : at;
  }
  *position = at;
  return best;
}

#endif
