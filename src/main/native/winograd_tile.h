/*
 * A 3x3 convolution with stride 1 by Winograd's algorithm with tiles of M x M outputs, forward and
 * backward, with bias, activation and 2x2 max pooling. Included once for each M.
 *
 * Tiles are computed in groups that stay in the cache: the inputs of a group are transformed to
 * N x N points, at each point a matrix product [tiles, inputs] x [inputs, outputs] is done, and the
 * products are transformed to outputs. The backward pass is the adjoint of all that: the same tiles
 * give the gradients of the kernel and of the input. A band is a row of tiles, or two where a
 * pooling window would lie across two tiles.
 */
#include "winograd_points.h"

#define POINTS (N * N)

static void NAME(describe)(const struct convolution *c, struct tiling *t) {
  t->band_rows = c->pooled && M % 2 ? 2 : 1;
  t->columns = (c->columns + M - 1) / M;
  t->rows = (c->rows + M - 1) / M;
  t->bands = (t->rows + t->band_rows - 1) / t->band_rows;
  size_t tiles = t->band_rows * t->columns, all_bands = t->bands * c->images;
  size_t inputs = whole_blocks(c->inputs), outputs = whole_blocks(c->outputs);
  size_t wanted = inputs * outputs / (inputs + outputs);
  if (wanted < LEAST_TILES) wanted = LEAST_TILES;
  size_t group = (wanted + tiles - 1) / tiles;
  t->group = group < all_bands ? group : all_bands;
  t->tiles = t->group * tiles;
  t->input_step = t->tiles * inputs + PADDING;
  t->output_step = t->tiles * outputs + PADDING;
  t->plane_columns = t->columns * M;
  t->plane_rows = t->band_rows * M;
  t->points = POINTS;
}

/* Transforms the inputs of a band's tiles; `tile` is the number of its first in the group. */
static void NAME(gather)(const struct convolution *c, const struct tiling *t, size_t band,
                         size_t tile, const float *src, float *points) {
  size_t image = band / t->bands, channels = whole_blocks(c->inputs);
  for (size_t i = 0; i < band_tiles(t, band); i++) {
    int y0 = (int)(band % t->bands * t->band_rows + i / t->columns) * M - c->top;
    int x0 = (int)(i % t->columns) * M - c->left;
    int inside = y0 >= 0 && x0 >= 0 && y0 + N <= c->height && x0 + N <= c->width;
    for (size_t channel = 0; channel < channels; channel += LANES) {
      const float *plane = src + offset(image, c->inputs, channel, c->height * c->width);
      vec half[N * N], row[N];
#pragma unroll
      for (int x = 0; x < N; x++) {
        vec d[N];
#pragma unroll
        for (int y = 0; y < N; y++) {
          int Y = y0 + y, X = x0 + x;
          d[y] = inside || (Y >= 0 && X >= 0 && Y < c->height && X < c->width)
                     ? load(plane + ((ptrdiff_t)Y * c->width + X) * BLOCK)
                     : all(0);
        }
        NAME(input)(d, half + x, 1, N);
      }
      float *to = points + (tile + i) * channels + channel;
#pragma unroll
      for (int y = 0; y < N; y++) {
        NAME(input)(half + y * N, row, 1, 1);
#pragma unroll
        for (int x = 0; x < N; x++) store(to + (y * N + x) * t->input_step, row[x]);
      }
    }
  }
}

/* Transforms a band's products to outputs of LANES channels. */
static void NAME(outputs)(const struct convolution *c, const struct tiling *t, size_t band,
                          size_t tile, size_t channel, const float *points, vec *plane) {
  for (size_t i = 0; i < band_tiles(t, band); i++) {
    const float *from = points + (tile + i) * whole_blocks(c->outputs) + channel;
    vec *corner = plane + i / t->columns * M * t->plane_columns + i % t->columns * M;
    vec half[M * N];
#pragma unroll
    for (int x = 0; x < N; x++) {
      vec m[N];
#pragma unroll
      for (int y = 0; y < N; y++) m[y] = load(from + (y * N + x) * t->output_step);
      NAME(output)(m, half + x, 1, N);
    }
#pragma unroll
    for (int y = 0; y < M; y++) NAME(output)(half + y * N, corner + y * t->plane_columns, 1, 1);
  }
}

/* Transforms the gradient of a band's outputs of LANES channels to points. */
static void NAME(outputs_adjoint)(const struct convolution *c, const struct tiling *t, size_t band,
                                  size_t tile, size_t channel, const vec *plane, float *points) {
  for (size_t i = 0; i < band_tiles(t, band); i++) {
    float *to = points + (tile + i) * whole_blocks(c->outputs) + channel;
    const vec *corner = plane + i / t->columns * M * t->plane_columns + i % t->columns * M;
    vec half[M * N];
#pragma unroll
    for (int y = 0; y < M; y++)
      NAME(output_adjoint)(corner + y * t->plane_columns, half + y * N, 1, 1);
#pragma unroll
    for (int x = 0; x < N; x++) {
      vec column[N];
      NAME(output_adjoint)(half + x, column, N, 1);
#pragma unroll
      for (int y = 0; y < N; y++) store(to + (y * N + x) * t->output_step, column[y]);
    }
  }
}

/* Adds the gradient of the inputs of a band's tiles. */
static void NAME(scatter)(const struct convolution *c, const struct tiling *t, size_t band,
                          size_t tile, const float *points, float *gradient) {
  size_t image = band / t->bands, channels = whole_blocks(c->inputs);
  for (size_t i = 0; i < band_tiles(t, band); i++) {
    int y0 = (int)(band % t->bands * t->band_rows + i / t->columns) * M - c->top;
    int x0 = (int)(i % t->columns) * M - c->left;
    for (size_t channel = 0; channel < channels; channel += LANES) {
      float *plane = gradient + offset(image, c->inputs, channel, c->height * c->width);
      const float *from = points + (tile + i) * channels + channel;
      vec half[N * N], row[N];
#pragma unroll
      for (int x = 0; x < N; x++) {
        vec column[N];
#pragma unroll
        for (int y = 0; y < N; y++) column[y] = load(from + (y * N + x) * t->input_step);
        NAME(input_adjoint)(column, half + x, 1, N);
      }
#pragma unroll
      for (int y = 0; y < N; y++) {
        int Y = y0 + y;
        if (Y < 0 || Y >= c->height) continue;
        NAME(input_adjoint)(half + y * N, row, 1, 1);
        float *line = plane + (ptrdiff_t)Y * c->width * BLOCK;
#pragma unroll
        for (int x = 0; x < N; x++) {
          int X = x0 + x;
          if (X < 0 || X >= c->width) continue;
          store(line + X * BLOCK, load(line + X * BLOCK) + row[x]);
        }
      }
    }
  }
}

/* LANES columns of 9 weights each to points, and back. */
static void NAME(kernel_points)(const float *nine, size_t nine_step, float *points, size_t step) {
  vec g[9], half[3 * N], row[N];
#pragma unroll
  for (int k = 0; k < 9; k++) g[k] = load(nine + k * nine_step);
#pragma unroll
  for (int x = 0; x < 3; x++) NAME(kernel)(g + x, half + x, 3, 3);
#pragma unroll
  for (int y = 0; y < N; y++) {
    NAME(kernel)(half + y * 3, row, 1, 1);
#pragma unroll
    for (int x = 0; x < N; x++) store(points + (y * N + x) * step, row[x]);
  }
}

static void NAME(kernel_gradient)(const float *points, size_t step, float *nine, size_t nine_step) {
  vec half[3 * N], row[3];
#pragma unroll
  for (int x = 0; x < N; x++) {
    vec column[N];
#pragma unroll
    for (int y = 0; y < N; y++) column[y] = load(points + (y * N + x) * step);
    NAME(kernel_adjoint)(column, half + x, 1, N);
  }
#pragma unroll
  for (int y = 0; y < 3; y++) {
    NAME(kernel_adjoint)(half + y * N, row, 1, 1);
#pragma unroll
    for (int x = 0; x < 3; x++) store(nine + (y * 3 + x) * nine_step, row[x]);
  }
}

static const struct tile NAME(TILE) = {
    M,
    NAME(describe),
    NAME(gather),
    NAME(outputs),
    NAME(outputs_adjoint),
    NAME(scatter),
    NAME(kernel_points),
    NAME(kernel_gradient),
};

#undef N
#undef P
#undef SQUARE
#undef PAIRS
#undef AT_INFINITY
#undef POINTS
#undef NAME
#undef JOIN
#undef JOIN2
#undef M
