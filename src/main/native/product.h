/* Matrix products of the sizes that Winograd's tiles need. All matrices are row-major. */
#ifndef RECIPE4J_PRODUCT_H
#define RECIPE4J_PRODUCT_H

#include "vector.h"

#if LANES == 16
#define WIDE 4  /* vectors of a row that are computed at once, where the row has as many */
#define TALL 6  /* rows that are computed at once */
#define NARROW_TALL 12
#else
#define WIDE (2 * 8 / LANES)
#define TALL 6
#define NARROW_TALL 6
#endif

/* Values of a row of the right matrix that stay in the innermost cache while rows pass. */
#define DEPTH 128

/* to[rows][vectors] = or += left[rows][depth] * right[depth][vectors] */
#define PRODUCT_KERNEL(name, ROWS, VECTORS)                                                     \
  INLINE void name(size_t depth, const float *left, size_t left_step, const float *right,       \
                   size_t right_step, float *to, size_t to_step, int add) {                     \
    vec sum[ROWS][VECTORS];                                                                     \
    _Pragma("unroll") for (int r = 0; r < ROWS; r++)                                            \
    _Pragma("unroll") for (int j = 0; j < VECTORS; j++)                                         \
      sum[r][j] = add ? load(to + r * to_step + j * LANES) : all(0);                            \
    for (size_t k = 0; k < depth; k++) {                                                        \
      vec b[VECTORS];                                                                           \
      _Pragma("unroll") for (int j = 0; j < VECTORS; j++)                                       \
        b[j] = load(right + k * right_step + j * LANES);                                        \
      _Pragma("unroll") for (int r = 0; r < ROWS; r++) {                                        \
        vec a = all(left[r * left_step + k]);                                                   \
        _Pragma("unroll") for (int j = 0; j < VECTORS; j++) sum[r][j] += a * b[j];              \
      }                                                                                         \
    }                                                                                           \
    _Pragma("unroll") for (int r = 0; r < ROWS; r++)                                            \
    _Pragma("unroll") for (int j = 0; j < VECTORS; j++)                                         \
      store(to + r * to_step + j * LANES, sum[r][j]);                                           \
  }

PRODUCT_KERNEL(product_tall, TALL, WIDE)
PRODUCT_KERNEL(product_4, 4, WIDE)
PRODUCT_KERNEL(product_2, 2, WIDE)
PRODUCT_KERNEL(product_1, 1, WIDE)
#if LANES == 16
PRODUCT_KERNEL(narrow_tall, NARROW_TALL, 2)
PRODUCT_KERNEL(narrow_4, 4, 2)
PRODUCT_KERNEL(narrow_1, 1, 2)
PRODUCT_KERNEL(thin_tall, NARROW_TALL, 1)
PRODUCT_KERNEL(thin_1, 1, 1)
#endif

/* to[rows][columns] = left[rows][depth] * right[depth][columns]; columns in whole blocks. */
static void product(size_t rows, size_t depth, size_t columns, const float *left,
                    const float *right, float *to) {
  for (size_t from = 0; from < depth; from += DEPTH) {
    size_t part = depth - from < DEPTH ? depth - from : DEPTH;
    const float *a = left + from, *b = right + from * columns;
    int add = from > 0;
    size_t c = 0;
    for (; c + WIDE * LANES <= columns; c += WIDE * LANES) {
      size_t r = 0;
      for (; r + TALL <= rows; r += TALL)
        product_tall(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
      for (; r + 4 <= rows; r += 4)
        product_4(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
      for (; r + 2 <= rows; r += 2)
        product_2(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
      for (; r < rows; r++)
        product_1(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
    }
#if LANES == 16
    for (; c + 2 * LANES <= columns; c += 2 * LANES) {
      size_t r = 0;
      for (; r + NARROW_TALL <= rows; r += NARROW_TALL)
        narrow_tall(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
      for (; r + 4 <= rows; r += 4)
        narrow_4(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
      for (; r < rows; r++)
        narrow_1(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
    }
    for (; c < columns; c += LANES) {
      size_t r = 0;
      for (; r + NARROW_TALL <= rows; r += NARROW_TALL)
        thin_tall(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
      for (; r < rows; r++)
        thin_1(part, a + r * depth, depth, b + c, columns, to + r * columns + c, columns, add);
    }
#endif
  }
}

#if LANES == 16
#define CROSS_ROWS 8
#define CROSS_WIDE(columns) ((columns) % 32 == 0 ? 2 : 1)
#else
#define CROSS_ROWS 4
#define CROSS_WIDE(columns) 2
#endif

INLINE void cross_block(size_t depth, const float *left, size_t left_step, const float *right,
                        size_t right_step, float *to, int add, const int rows, const int vectors) {
  vec sum[CROSS_ROWS][2];
#pragma unroll
  for (int r = 0; r < rows; r++)
#pragma unroll
    for (int j = 0; j < vectors; j++)
      sum[r][j] = add ? load(to + r * right_step + j * LANES) : all(0);
  for (size_t t = 0; t < depth; t++) {
    vec b[2];
#pragma unroll
    for (int j = 0; j < vectors; j++) b[j] = load(right + t * right_step + j * LANES);
#pragma unroll
    for (int r = 0; r < rows; r++) {
      vec a = all(left[t * left_step + r]);
#pragma unroll
      for (int j = 0; j < vectors; j++) sum[r][j] += a * b[j];
    }
  }
#pragma unroll
  for (int r = 0; r < rows; r++)
#pragma unroll
    for (int j = 0; j < vectors; j++) store(to + r * right_step + j * LANES, sum[r][j]);
}

/* to[rows][columns] = or += transposed left[depth][rows] * right[depth][columns]; columns in whole
 * blocks. */
static void cross_product(size_t depth, size_t rows, size_t columns, const float *left,
                          const float *right, float *to, int add) {
  const int wide = CROSS_WIDE(columns);
  for (size_t r = 0; r < rows;) {
    int tall = rows - r >= CROSS_ROWS;
    for (size_t c = 0; c < columns; c += wide * LANES) {
      const float *a = left + r, *b = right + c;
      float *at = to + r * columns + c;
      if (tall && wide == 2) cross_block(depth, a, rows, b, columns, at, add, CROSS_ROWS, 2);
      else if (tall) cross_block(depth, a, rows, b, columns, at, add, CROSS_ROWS, 1);
      else if (wide == 2) cross_block(depth, a, rows, b, columns, at, add, 1, 2);
      else cross_block(depth, a, rows, b, columns, at, add, 1, 1);
    }
    r += tall ? CROSS_ROWS : 1;
  }
}

#endif
