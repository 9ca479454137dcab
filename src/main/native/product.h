/* Matrix products of the sizes that Winograd's tiles need. All matrices are row-major. */
#ifndef RECIPE4J_PRODUCT_H
#define RECIPE4J_PRODUCT_H

#include "vector.h"

/* Vectors of a row that are computed at once where there are as many, and rows beside them; the
 * sums fill the registers. With fewer vectors there are more rows. */
#define TALL 6
#if LANES == 16
#define WIDE 4
#define NARROW_TALL 12
#else
#define WIDE (16 / LANES)
#define NARROW_TALL TALL
#endif

/* Values of a row of the right matrix that stay in the innermost cache while rows pass. */
#define DEPTH 128

/*
 * to[rows][vectors] = or += left[rows][depth] * right[depth][vectors]; the left matrix has any order,
 * by the steps from a row and from a column to the next.
 */
INLINE void product_block(size_t depth, const float *left, size_t row_step, size_t column_step,
                          const float *right, size_t right_step, float *to, int add,
                          const int rows, const int vectors) {
  vec sum[NARROW_TALL][WIDE];
#pragma unroll
  for (int r = 0; r < rows; r++)
#pragma unroll
    for (int j = 0; j < vectors; j++)
      sum[r][j] = add ? load(to + r * right_step + j * LANES) : all(0);
  for (size_t k = 0; k < depth; k++) {
    vec b[WIDE];
#pragma unroll
    for (int j = 0; j < vectors; j++) b[j] = load(right + k * right_step + j * LANES);
#pragma unroll
    for (int r = 0; r < rows; r++) {
      vec a = all(left[r * row_step + k * column_step]);
#pragma unroll
      for (int j = 0; j < vectors; j++) sum[r][j] += a * b[j];
    }
  }
#pragma unroll
  for (int r = 0; r < rows; r++)
#pragma unroll
    for (int j = 0; j < vectors; j++) store(to + r * right_step + j * LANES, sum[r][j]);
}

/* The same for any number of rows. */
INLINE void product_columns(size_t rows, size_t depth, const float *left, size_t left_step,
                            const float *right, size_t right_step, float *to, int add,
                            const int tall, const int vectors) {
  for (size_t r = 0; r < rows;) {
    const float *a = left + r * left_step;
    float *at = to + r * right_step;
    size_t rest = rows - r;
    if (rest >= (size_t)tall) {
      product_block(depth, a, left_step, 1, right, right_step, at, add, tall, vectors);
      r += tall;
    } else if (rest >= 4) {
      product_block(depth, a, left_step, 1, right, right_step, at, add, 4, vectors);
      r += 4;
    } else if (rest >= 2) {
      product_block(depth, a, left_step, 1, right, right_step, at, add, 2, vectors);
      r += 2;
    } else {
      product_block(depth, a, left_step, 1, right, right_step, at, add, 1, vectors);
      r++;
    }
  }
}

/* to[rows][columns] = left[rows][depth] * right[depth][columns]; columns in whole blocks. */
static void product(size_t rows, size_t depth, size_t columns, const float *left,
                    const float *right, float *to) {
  for (size_t from = 0; from < depth; from += DEPTH) {
    size_t part = depth - from < DEPTH ? depth - from : DEPTH;
    const float *a = left + from, *b = right + from * columns;
    int add = from > 0;
    size_t c = 0;
    for (; c + WIDE * LANES <= columns; c += WIDE * LANES)
      product_columns(rows, part, a, depth, b + c, columns, to + c, add, TALL, WIDE);
#if LANES == 16
    for (; c + 2 * LANES <= columns; c += 2 * LANES)
      product_columns(rows, part, a, depth, b + c, columns, to + c, add, NARROW_TALL, 2);
    for (; c < columns; c += LANES)
      product_columns(rows, part, a, depth, b + c, columns, to + c, add, NARROW_TALL, 1);
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
      if (tall && wide == 2)
        product_block(depth, a, 1, rows, b, columns, at, add, CROSS_ROWS, 2);
      else if (tall) product_block(depth, a, 1, rows, b, columns, at, add, CROSS_ROWS, 1);
      else if (wide == 2) product_block(depth, a, 1, rows, b, columns, at, add, 1, 2);
      else product_block(depth, a, 1, rows, b, columns, at, add, 1, 1);
    }
    r += tall ? CROSS_ROWS : 1;
  }
}

#endif
