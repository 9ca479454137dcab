/*
 * The kernels on drawn shapes, against the plain formulas in double precision. All memory is of the
 * exact size, so that a sanitizer finds what is read or written beyond it.
 *   shapes COUNT [SEED]      prints how many were tried, or fails with the first that is wrong
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "kernels.c"

static const struct kernels *const kernels = &KERNELS;
static uint64_t state;

static uint32_t draw(uint32_t bound) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % bound;
}

/* A sum of four uniform numbers: zero mean, variance one. */
static float gaussian(void) {
  float sum = 0;
  for (int i = 0; i < 4; i++) sum += (float)draw(1 << 20) / (1 << 20) - 0.5f;
  return sum * 1.7320508f;
}

static void *memory(size_t bytes) {
  void *at;
  if (posix_memalign(&at, 64, bytes ? bytes : 1)) exit(2);
  memset(at, 0xff, bytes); /* NaN */
  return at;
}

static float *values(size_t count) {
  float *at = memory(count * sizeof(float));
  for (size_t i = 0; i < count; i++) at[i] = gaussian();
  return at;
}

static double *zeros(size_t count) {
  double *at = memory(count * sizeof(double));
  memset(at, 0, count * sizeof(double));
  return at;
}

/* Fails if the root of the mean square error, relative to the values', is not small. */
static void compare(const char *what, const char *shape, const float *actual, const double *expected,
                    size_t count) {
  double error = 0, scale = 1e-12;
  for (size_t i = 0; i < count; i++) {
    error += pow(actual[i] - expected[i], 2);
    scale += expected[i] * expected[i];
  }
  error = sqrt(error / scale);
  if (!(error < 6e-6)) {
    printf("%s of %s is off by %.1e\n", what, shape, error);
    exit(1);
  }
}

static size_t blocked(size_t image, size_t channels, size_t channel, size_t pixels, size_t pixel) {
  return offset(image, channels, channel, pixels) + pixel * BLOCK;
}

/* Plain images to blocks, or back. */
static void convert(int back, size_t images, size_t channels, size_t pixels, float *plain,
                    float *blocks) {
  if (!back) memset(blocks, 0, images * whole_blocks(channels) * pixels * sizeof(float));
  for (size_t i = 0; i < images * channels * pixels; i++) {
    float *at = blocks + blocked(i / pixels / channels, channels, i / pixels % channels, pixels, i % pixels);
    if (back) plain[i] = *at;
    else *at = plain[i];
  }
}

static void convolution(int direct) {
  int k = direct ? 1 + draw(7) : 3, pad = draw(k), pooled = draw(2);
  struct convolution c = {1 + draw(4), direct ? 1 + draw(4) : 1 + draw(40), 1 + draw(70),
                          k + draw(14), k + draw(14), 0, 0, pad, pad, pooled, k, draw(3) / 2.f};
  c.rows = (c.height + 2 * pad - k + 1) & (pooled ? ~1 : ~0);
  c.columns = (c.width + 2 * pad - k + 1) & (pooled ? ~1 : ~0);
  if (c.rows == 0 || c.columns == 0) return;
  char shape[200];
  snprintf(shape, sizeof shape, "%s: images %d, %d to %d channels, %dx%d, kernel %d, padding %d, pooled %d, slope %.1f",
           direct ? "direct" : "winograd", c.images, c.inputs, c.outputs, c.height, c.width, k, pad,
           pooled, c.slope);
  size_t area = (size_t)c.height * c.width, pixels = pooled_rows(&c) * pooled_columns(&c);
  size_t sources = c.images * c.inputs * area, results = c.images * c.outputs * pixels;
  size_t weights = (size_t)c.outputs * c.inputs * k * k;
  size_t source_blocks = c.images * whole_blocks(c.inputs) * area;
  size_t result_blocks = c.images * whole_blocks(c.outputs) * pixels;
  float *x = values(sources), *w = values(weights), *b = values(c.outputs), *g = values(results);
  if (draw(3) == 0) memset(b, 0, c.outputs * sizeof(float));
  float *xb = memory(source_blocks * 4), *yb = memory(result_blocks * 4);
  float *gb = memory(result_blocks * 4), *dxb = memory(source_blocks * 4);
  float *y = values(results), *dx = values(sources), *dw = values(weights), *db = values(c.outputs);
  uint8_t *where = memory(result_blocks);
  convert(0, c.images, c.inputs, area, x, xb);
  convert(0, c.images, c.outputs, pixels, g, gb);
  if (direct) {
    char *scratch = memory(kernels->direct_scratch(&c));
    kernels->direct_forward(&c, x, w, b, yb, pooled ? where : NULL, scratch);
    kernels->direct_backward(&c, x, yb, where, gb, dw, db, scratch);
    free(scratch);
  } else {
    char *scratch = memory(kernels->winograd_scratch(&c));
    size_t points = kernels->winograd_weights_size(&c);
    float *u = memory(points * 4), *ut = memory(points * 4), *du = memory(points * 4);
    kernels->winograd_weights(&c, w, u, 0);
    kernels->winograd_weights(&c, w, ut, 1);
    kernels->winograd_forward(&c, xb, u, b, yb, pooled ? where : NULL, scratch);
    kernels->winograd_backward(&c, xb, ut, yb, where, gb, dxb, du, db, scratch);
    kernels->winograd_weight_gradient(&c, du, dw);
    convert(1, c.images, c.inputs, area, dx, dxb);
    free(scratch), free(u), free(ut), free(du);
  }
  convert(1, c.images, c.outputs, pixels, y, yb);
  double *ry = zeros(results), *rx = zeros(sources), *rw = zeros(weights), *rb = zeros(c.outputs);
  for (size_t i = 0; i < results; i++) {
    size_t image = i / pixels / c.outputs, o = i / pixels % c.outputs;
    size_t row = i % pixels / pooled_columns(&c), column = i % pixels % pooled_columns(&c);
    int place = pooled ? where[blocked(image, c.outputs, o, pixels, i % pixels)] : 0;
    double best = -INFINITY, above = g[i] * (y[i] > 0 ? 1 : c.slope);
    for (int n = 0; n < (pooled ? 4 : 1); n++) {
      double sum = b[o];
      for (size_t t = 0; t < (size_t)c.inputs * k * k; t++) {
        int Y = (int)(row << pooled) + n / 2 + (int)(t / k % k) - pad;
        int X = (int)(column << pooled) + n % 2 + (int)(t % k) - pad;
        if (Y < 0 || X < 0 || Y >= c.height || X >= c.width) continue;
        size_t from = ((image * c.inputs + t / k / k) * c.height + Y) * c.width + X;
        size_t weight = o * c.inputs * k * k + t;
        sum += (double)w[weight] * x[from];
        if (n != place) continue;
        rw[weight] += above * x[from];
        rx[from] += above * w[weight];
      }
      if (sum > best) best = sum;
    }
    ry[i] = best > 0 ? best : c.slope * best;
    rb[o] += above;
  }
  compare("the output", shape, y, ry, results);
  compare("the weights' gradient", shape, dw, rw, weights);
  compare("the bias's gradient", shape, db, rb, c.outputs);
  if (!direct) compare("the input's gradient", shape, dx, rx, sources);
  free(x), free(w), free(b), free(g), free(xb), free(yb), free(gb), free(dxb), free(y), free(dx);
  free(dw), free(db), free(where), free(ry), free(rx), free(rw), free(rb);
}

static void dense(void) {
  struct dense d = {1 + draw(40), 16 * (1 + draw(20)), 1 + draw(70), draw(3) / 2.f};
  char shape[100];
  snprintf(shape, sizeof shape, "dense: rows %d, %d to %d, slope %.1f", d.rows, d.inputs, d.outputs, d.slope);
  size_t rows = d.rows, in = d.inputs, out = d.outputs;
  float *x = values(rows * in), *w = values(in * out), *b = values(out), *g = values(rows * out);
  float *y = memory(rows * out * 4), *above = memory(rows * out * 4), *dx = memory(rows * in * 4);
  float *dw = memory(in * out * 4), *db = memory(out * 4);
  kernels->dense_forward(&d, x, w, b, y);
  kernels->dense_backward(&d, w, y, g, above, db, dx);
  kernels->dense_weight_gradient(&d, above, x, dw);
  double *ry = zeros(rows * out), *rx = zeros(rows * in), *rw = zeros(in * out), *rb = zeros(out);
  for (size_t i = 0; i < rows * out; i++) {
    size_t r = i / out, o = i % out;
    double sum = b[o], slope = y[i] > 0 ? 1 : d.slope;
    for (size_t k = 0; k < in; k++) {
      sum += (double)x[r * in + k] * w[o * in + k];
      rx[r * in + k] += g[i] * slope * w[o * in + k];
      rw[o * in + k] += g[i] * slope * x[r * in + k];
    }
    rb[o] += g[i] * slope;
    ry[i] = sum > 0 ? sum : d.slope * sum;
  }
  compare("the output", shape, y, ry, rows * out);
  compare("the weights' gradient", shape, dw, rw, in * out);
  compare("the bias's gradient", shape, db, rb, out);
  compare("the input's gradient", shape, dx, rx, rows * in);
  free(x), free(w), free(b), free(g), free(y), free(above), free(dx), free(dw), free(db);
  free(ry), free(rx), free(rw), free(rb);
}

static void adam(void) {
  struct adam a = {0.5f, 0.9f, 0.1f, 0.999f, 0.001f, 1e-3f, 1e-7f};
  size_t n = 1 + draw(100);
  float *g = values(n), *m = values(n), *s = values(n);
  double *rg = zeros(n), *rm = zeros(n), *rs = zeros(n);
  for (size_t i = 0; i < n; i++) {
    s[i] *= s[i];
    double h = a.scale * (double)g[i];
    rm[i] = (double)a.old_mean * m[i] + a.new_mean * h;
    rs[i] = (double)a.old_square * s[i] + a.new_square * h * h;
    rg[i] = a.rate * rm[i] / (sqrt(rs[i]) + a.epsilon);
  }
  kernels->adam_step(&a, g, m, s, (int64_t)n);
  compare("the update", "adam", g, rg, n);
  compare("the mean", "adam", m, rm, n);
  compare("the square", "adam", s, rs, n);
  free(g), free(m), free(s), free(rg), free(rm), free(rs);
}

int main(int count, char **arguments) {
  int tries = count > 1 ? atoi(arguments[1]) : 100;
  uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
  for (int i = 0; i < tries; i++) {
    state = seed * 1000003 + (uint64_t)i * 7919;
    draw(2);
    convolution(0);
    convolution(1);
    dense();
    adam();
  }
  printf("%d shapes of each kernel, %d lanes: all right\n", tries, (int)kernels->lanes);
  return 0;
}
