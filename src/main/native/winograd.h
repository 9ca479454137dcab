/* 3x3 convolutions with stride 1 by Winograd's algorithm, for any channels, extents and padding. */
#ifndef RECIPE4J_WINOGRAD_H
#define RECIPE4J_WINOGRAD_H

#include "convolution.h"
#include "product.h"

/* A group has at least so many tiles, which are the rows of a product. With many channels it has
 * more, so that reading the weights takes no longer than reading the tiles. */
#define LEAST_TILES 24

/* Floats between the values of two points, so that those of one tile don't share a cache set. */
#define PADDING 16

struct tiling {
  size_t rows, columns;      /* of tiles in an image */
  size_t band_rows;          /* of tiles */
  size_t bands;              /* of an image */
  size_t group, tiles;       /* bands of a group, and the most tiles they have */
  size_t input_step, output_step;     /* floats between two points */
  size_t plane_rows, plane_columns;   /* pixels of a band's outputs */
  size_t points;                      /* of a tile */
};

/* Tiles of a band; the last of an image may have a row less. */
INLINE size_t band_tiles(const struct tiling *t, size_t band) {
  size_t left = t->rows - band % t->bands * t->band_rows;
  return (left < t->band_rows ? left : t->band_rows) * t->columns;
}

/* The functions of one size of tile. */
struct tile {
  int size;
  void (*describe)(const struct convolution *, struct tiling *);
  void (*gather)(const struct convolution *, const struct tiling *, size_t band, size_t tile,
                 const float *, float *);
  void (*outputs)(const struct convolution *, const struct tiling *, size_t band, size_t tile,
                  size_t channel, const float *, vec *);
  void (*outputs_adjoint)(const struct convolution *, const struct tiling *, size_t band,
                          size_t tile, size_t channel, const vec *, float *);
  void (*scatter)(const struct convolution *, const struct tiling *, size_t band, size_t tile,
                  const float *, float *);
  void (*kernel_points)(const float *, size_t, float *, size_t);
  void (*kernel_gradient)(const float *, size_t, float *, size_t);
};

#define M 3
#include "winograd_tile.h"
#define M 4
#include "winograd_tile.h"
#define M 5
#include "winograd_tile.h"

/* The size of tile with the least work: products, and about as much again for the transforms. */
static const struct tile *tile_of(const struct convolution *c) {
  static const struct tile *const tiles[] = {&TILE_3, &TILE_4, &TILE_5};
  const struct tile *best = NULL;
  size_t least = SIZE_MAX;
  for (int i = 0; i < 3; i++) {
    size_t m = tiles[i]->size;
    size_t count = ((c->rows + m - 1) / m) * ((c->columns + m - 1) / m);
    size_t inputs = whole_blocks(c->inputs), outputs = whole_blocks(c->outputs);
    size_t work = count * (m + 2) * (m + 2) * (inputs * outputs + 8 * (inputs + outputs));
    if (work < least) {
      least = work;
      best = tiles[i];
    }
  }
  return best;
}

/* The parts of a scratchpad. */
struct workspace {
  float *inputs, *outputs; /* points of a group */
  vec *plane;              /* a band's outputs of LANES channels */
  float *bias;             /* sums of the bias's gradient */
  uint8_t *live;           /* whether a band's output depends on an input that is not zero */
  size_t bytes;
};

static struct workspace workspace_of(const struct convolution *c, const struct tiling *t, char *at) {
  struct workspace w;
  size_t used = 0;
  w.inputs = take(at, &used, t->points * t->input_step * sizeof(float));
  w.outputs = take(at, &used, t->points * t->output_step * sizeof(float));
  w.plane = take(at, &used, t->plane_rows * t->plane_columns * sizeof(vec));
  w.bias = take(at, &used, whole_blocks(c->outputs) * sizeof(float));
  w.live = take(at, &used, t->plane_rows * t->plane_columns * sizeof(uint8_t));
  w.bytes = used;
  return w;
}

/* Bytes that the passes work in. */
static int64_t winograd_scratch(const struct convolution *c) {
  struct tiling t;
  tile_of(c)->describe(c, &t);
  return (int64_t)workspace_of(c, &t, NULL).bytes;
}

/* Floats of the transformed kernel. */
static int64_t winograd_weights_size(const struct convolution *c) {
  int64_t n = tile_of(c)->size + 2;
  return n * n * (int64_t)(whole_blocks(c->inputs) * whole_blocks(c->outputs));
}

/*
 * Transforms weights [outputs][inputs][3][3] to points [N*N][inputs][outputs], for the forward
 * pass, or if `transposed` [N*N][outputs][inputs], for the backward pass.
 */
static void winograd_weights(const struct convolution *c, const float *weights, float *points,
                             int transposed) {
  const struct tile *tile = tile_of(c);
  size_t inputs = c->inputs, outputs = c->outputs;
  size_t rows = transposed ? outputs : inputs, columns = transposed ? inputs : outputs;
  size_t row_step = 9 * (transposed ? inputs : 1), column_step = 9 * (transposed ? 1 : inputs);
  size_t width = whole_blocks(columns), step = whole_blocks(rows) * width;
  for (size_t row = 0; row < whole_blocks(rows); row++) {
    for (size_t column = 0; column < width; column += LANES) {
      float nine[9 * LANES] = {0}; /* beyond the channels there are zeros */
      if (row < rows)
        for (size_t j = column; j < columns && j < column + LANES; j++)
          for (size_t k = 0; k < 9; k++)
            nine[k * LANES + j - column] = weights[row * row_step + j * column_step + k];
      tile->kernel_points(nine, LANES, points + row * width + column, step);
    }
  }
}

/* Marks the outputs of a band whose inputs are not all zero. */
static void find_live(const struct convolution *c, const struct tiling *t, size_t band,
                      const float *src, uint8_t *live) {
  memset(live, 0, t->plane_rows * t->plane_columns);
  size_t image = band / t->bands;
  int first = (int)(band % t->bands * t->plane_rows);
  for (int y = 0; y < (int)t->plane_rows + 2; y++) {
    int Y = first + y - c->top;
    if (Y < 0 || Y >= c->height) continue;
    for (int X = 0; X < c->width; X++) {
      ivec any = (ivec)0;
      for (size_t channel = 0; channel < whole_blocks(c->inputs); channel += LANES)
        any |= load(src + offset(image, c->inputs, channel, c->height * c->width) +
                    ((size_t)Y * c->width + X) * BLOCK) != 0.f;
      if (!__builtin_reduce_or(any)) continue;
      for (int dy = 0; dy < 3; dy++) {
        for (int dx = 0; dx < 3; dx++) {
          int row = y - dy, column = X + c->left - dx;
          if (row >= 0 && row < (int)t->plane_rows && column >= 0 && column < (int)t->plane_columns)
            live[row * t->plane_columns + column] = 1;
        }
      }
    }
  }
}

/*
 * Adds the bias to a band's outputs, pools and activates them, and stores them. Where a bias is
 * exactly zero and all inputs of an output are zero, so is the output: a rounding error there would
 * let a gradient pass through ReLU that a direct convolution stops.
 */
static void finish(const struct convolution *c, const struct tiling *t, size_t band, size_t channel,
                   vec *plane, vec bias, const uint8_t *live, float *dst, uint8_t *where) {
  size_t first = band % t->bands * t->plane_rows, width = t->plane_columns;
  size_t rows = first + t->plane_rows < (size_t)c->rows ? t->plane_rows : c->rows - first;
  if (live) {
    ivec fixed = bias == 0.f;
    for (size_t i = 0; i < rows * width; i++)
      if (!live[i]) plane[i] = fixed ? all(0) : plane[i];
  }
  size_t columns = pooled_columns(c), pixels = pooled_rows(c) * columns;
  size_t start = offset(band / t->bands, c->outputs, channel, pixels);
  if (!c->pooled) {
    for (size_t y = 0; y < rows; y++)
      for (size_t x = 0; x < columns; x++)
        store(dst + start + ((first + y) * columns + x) * BLOCK,
              activated(plane[y * width + x] + bias, c->slope));
    return;
  }
  for (size_t y = 0; y < rows / 2; y++) {
    for (size_t x = 0; x < columns; x++) {
      const vec *corner = plane + 2 * y * width + 2 * x;
      vec window[4] = {corner[0], corner[1], corner[width], corner[width + 1]};
      ivec position;
      vec best = greatest(window, &position);
      size_t at = start + ((first / 2 + y) * columns + x) * BLOCK;
      store(dst + at, activated(best + bias, c->slope));
      if (where) store_bytes(where + at, position);
    }
  }
}

/* The forward pass; `where` receives the places of the maxima if a pooling follows, or is null. */
static void winograd_forward(const struct convolution *c, const float *src, const float *weights,
                             const float *bias, float *dst, uint8_t *where, char *scratch) {
  const struct tile *tile = tile_of(c);
  struct tiling t;
  tile->describe(c, &t);
  struct workspace w = workspace_of(c, &t, scratch);
  size_t inputs = whole_blocks(c->inputs), outputs = whole_blocks(c->outputs);
  size_t bands = t.bands * c->images;
  int exact = bias == NULL;
  for (int i = 0; bias && i < c->outputs; i++) exact |= bias[i] == 0.f;
  for (size_t from = 0; from < bands; from += t.group) {
    size_t count = bands - from < t.group ? bands - from : t.group;
    size_t tiles = 0;
    for (size_t i = 0; i < count; tiles += band_tiles(&t, from + i++))
      tile->gather(c, &t, from + i, tiles, src, w.inputs);
    for (size_t p = 0; p < t.points; p++)
      product(tiles, inputs, outputs, w.inputs + p * t.input_step,
              weights + p * inputs * outputs, w.outputs + p * t.output_step);
    tiles = 0;
    for (size_t i = 0; i < count; tiles += band_tiles(&t, from + i++)) {
      if (exact) find_live(c, &t, from + i, src, w.live);
      for (size_t channel = 0; channel < outputs; channel += LANES) {
        tile->outputs(c, &t, from + i, tiles, channel, w.outputs, w.plane);
        finish(c, &t, from + i, channel, w.plane, load_part(bias, channel, c->outputs),
               exact ? w.live : NULL, dst, where);
      }
    }
  }
}

/* The gradient before pooling and activation of a band's outputs; returns its sum. */
static vec unfinish(const struct convolution *c, const struct tiling *t, size_t band,
                    size_t channel, const float *dst, const uint8_t *where, const float *gradient,
                    vec *plane) {
  size_t first = band % t->bands * t->plane_rows, width = t->plane_columns;
  size_t rows = first + t->plane_rows < (size_t)c->rows ? t->plane_rows : c->rows - first;
  size_t columns = pooled_columns(c), pixels = pooled_rows(c) * columns;
  size_t start = offset(band / t->bands, c->outputs, channel, pixels);
  vec sum = all(0);
  if (rows < t->plane_rows || (size_t)c->columns < width)
    memset(plane, 0, t->plane_rows * width * sizeof(vec));
  if (!c->pooled) {
    for (size_t y = 0; y < rows; y++) {
      for (size_t x = 0; x < columns; x++) {
        size_t at = start + ((first + y) * columns + x) * BLOCK;
        vec g = before_activation(load(gradient + at), load(dst + at), c->slope);
        plane[y * width + x] = g;
        sum += g;
      }
    }
    return sum;
  }
  for (size_t y = 0; y < rows / 2; y++) {
    for (size_t x = 0; x < columns; x++) {
      size_t at = start + ((first / 2 + y) * columns + x) * BLOCK;
      vec g = before_activation(load(gradient + at), load(dst + at), c->slope);
      ivec position = load_bytes(where + at);
      vec *corner = plane + 2 * y * width + 2 * x;
#pragma unroll
      for (int k = 0; k < 4; k++)
        corner[k / 2 * width + k % 2] = position == (ivec)k ? g : all(0);
      sum += g;
    }
  }
  return sum;
}

/*
 * The backward pass: the gradients of weights (as points), of the bias, and unless it is null of
 * the input.
 */
static void winograd_backward(const struct convolution *c, const float *src, const float *transposed,
                              const float *dst, const uint8_t *where, const float *gradient,
                              float *src_gradient, float *weight_points, float *bias_gradient,
                              char *scratch) {
  const struct tile *tile = tile_of(c);
  struct tiling t;
  tile->describe(c, &t);
  struct workspace w = workspace_of(c, &t, scratch);
  size_t inputs = whole_blocks(c->inputs), outputs = whole_blocks(c->outputs);
  size_t bands = t.bands * c->images;
  memset(w.bias, 0, outputs * sizeof(float));
  if (src_gradient)
    memset(src_gradient, 0, sizeof(float) * c->images * inputs * c->height * c->width);
  for (size_t from = 0; from < bands; from += t.group) {
    size_t count = bands - from < t.group ? bands - from : t.group;
    size_t tiles = 0;
    for (size_t i = 0; i < count; tiles += band_tiles(&t, from + i++)) {
      tile->gather(c, &t, from + i, tiles, src, w.inputs);
      for (size_t channel = 0; channel < outputs; channel += LANES) {
        vec sum = unfinish(c, &t, from + i, channel, dst, where, gradient, w.plane);
        store(w.bias + channel, load(w.bias + channel) + sum);
        tile->outputs_adjoint(c, &t, from + i, tiles, channel, w.plane, w.outputs);
      }
    }
    for (size_t p = 0; p < t.points; p++) {
      float *in = w.inputs + p * t.input_step, *out = w.outputs + p * t.output_step;
      cross_product(tiles, inputs, outputs, in, out,
                    weight_points + p * inputs * outputs, from > 0);
      if (src_gradient)
        product(tiles, outputs, inputs, out, transposed + p * inputs * outputs, in);
    }
    tiles = 0;
    for (size_t i = 0; src_gradient && i < count; tiles += band_tiles(&t, from + i++))
      tile->scatter(c, &t, from + i, tiles, w.inputs, src_gradient);
  }
  if (bias_gradient) memcpy(bias_gradient, w.bias, c->outputs * sizeof(float));
}

/* Transforms the weights' gradient from points to [outputs][inputs][3][3]. */
static void winograd_weight_gradient(const struct convolution *c, const float *points,
                                     float *gradient) {
  const struct tile *tile = tile_of(c);
  size_t inputs = c->inputs, outputs = c->outputs;
  size_t width = whole_blocks(outputs), step = whole_blocks(inputs) * width;
  for (size_t i = 0; i < inputs; i++) {
    for (size_t o = 0; o < outputs; o += LANES) {
      float nine[9 * LANES];
      tile->kernel_gradient(points + i * width + o, step, nine, LANES);
      for (size_t j = o; j < outputs && j < o + LANES; j++)
        for (size_t k = 0; k < 9; k++)
          gradient[(j * inputs + i) * 9 + k] = nine[k * LANES + j - o];
    }
  }
}

#endif
