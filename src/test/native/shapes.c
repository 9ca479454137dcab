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

/* Plain images in blocks, of the kernels' own making. */
static float *in_blocks(size_t images, size_t channels, size_t pixels, float *plain) {
  struct images shape = {(int)images, (int)channels, (int)pixels, TO_BLOCKS, 0, 0};
  float *blocks = memory(images * whole_blocks(channels) * pixels * 4);
  kernels->reorder(&shape, plain, blocks);
  return blocks;
}

static float *from_blocks(size_t images, size_t channels, size_t pixels, float *blocks) {
  float *plain = values(images * channels * pixels), *twice = values(images * channels * pixels);
  convert(1, images, channels, pixels, plain, blocks);
  struct images shape = {(int)images, (int)channels, (int)pixels, FROM_BLOCKS, 0, 0};
  kernels->reorder(&shape, twice, blocks);
  shape.how = ADD_FROM_BLOCKS;
  kernels->reorder(&shape, twice, blocks);
  for (size_t i = 0; i < images * channels * pixels; i++)
    if (!(twice[i] == 2 * plain[i])) printf("blocks are read wrongly\n"), exit(1);
  free(twice), free(blocks);
  return plain;
}

/* A convolution, or a pooling, of any window. */
static void window(int pooled) {
  struct window w = {.images = 1 + draw(2), .inputs = 1 + draw(40), .outputs = 1 + draw(24),
                     .kind = draw(3), .slope = draw(3) / 2.f};
  int extent[2], size[2];
  if (pooled) w.outputs = w.inputs;
  for (int i = 0; i < 2; i++) {
    w.kernel[i] = 1 + draw(4), w.stride[i] = 1 + draw(3), w.gap[i] = pooled ? 1 : 1 + draw(2);
    w.before[i] = draw(w.kernel[i]);
    int reach = (w.kernel[i] - 1) * w.gap[i] + 1;
    size[i] = reach + draw(6);
    extent[i] = (size[i] + w.before[i] + draw(w.before[i] + 1) - reach) / w.stride[i] + 1;
  }
  w.height = size[0], w.width = size[1], w.rows = extent[0], w.columns = extent[1];
  char shape[200];
  snprintf(shape, sizeof shape,
           "%s: images %d, %d to %d channels, %dx%d to %dx%d, kernel %dx%d, stride %dx%d, gap %dx%d, kind %d",
           pooled ? "pooling" : "window", w.images, w.inputs, w.outputs, w.height, w.width, w.rows,
           w.columns, w.kernel[0], w.kernel[1], w.stride[0], w.stride[1], w.gap[0], w.gap[1], w.kind);
  size_t area = (size_t)w.height * w.width, pixels = (size_t)w.rows * w.columns;
  size_t taps = (size_t)w.kernel[0] * w.kernel[1], weights = taps * w.inputs * w.outputs;
  size_t sources = w.images * w.inputs * area, results = w.images * w.outputs * pixels;
  size_t source_blocks = w.images * whole_blocks(w.inputs) * area;
  size_t result_blocks = w.images * whole_blocks(w.outputs) * pixels;
  float *x = values(sources), *g = values(results), *k = values(weights), *b = values(w.outputs);
  float *xb = in_blocks(w.images, w.inputs, area, x), *gb = in_blocks(w.images, w.outputs, pixels, g);
  float *yb = memory(result_blocks * 4), *dxb = memory(source_blocks * 4);
  float *dk = values(weights), *db = values(w.outputs);
  int32_t *where = memory(result_blocks * 4);
  if (pooled) {
    kernels->pooling_forward(&w, xb, yb, w.kind == MAXIMUM ? where : NULL);
    kernels->pooling_backward(&w, gb, where, dxb);
  } else {
    char *scratch = memory(kernels->window_scratch(&w));
    kernels->window_forward(&w, xb, k, b, yb, scratch);
    kernels->window_backward(&w, xb, k, yb, gb, dxb, dk, db, scratch);
    free(scratch);
  }
  float *dx = from_blocks(w.images, w.inputs, area, dxb);
  float *y = from_blocks(w.images, w.outputs, pixels, yb);
  double *ry = zeros(results), *rx = zeros(sources), *rk = zeros(weights), *rb = zeros(w.outputs);
  for (size_t i = 0; i < results; i++) {
    size_t image = i / pixels / w.outputs, o = i / pixels % w.outputs, p = i % pixels;
    int from = pooled ? (int)o : 0, to = pooled ? (int)o + 1 : w.inputs, inside = 0;
    double sum = pooled ? 0 : b[o], best = -INFINITY, above = g[i] * (y[i] > 0 ? 1 : w.slope);
    for (int pass = 0; pass < 2; pass++) { /* values, gradients */
      double count = w.kind == MEAN ? inside : (double)taps;
      for (int c = from; c < to; c++) {
        for (size_t t = 0; t < taps; t++) {
          int Y = (int)(p / w.columns) * w.stride[0] - w.before[0] + (int)(t / w.kernel[1]) * w.gap[0];
          int X = (int)(p % w.columns) * w.stride[1] - w.before[1] + (int)(t % w.kernel[1]) * w.gap[1];
          if (Y < 0 || X < 0 || Y >= w.height || X >= w.width) continue;
          size_t pixel = (size_t)Y * w.width + X, at = (image * w.inputs + c) * area + pixel;
          size_t weight = (o * w.inputs + c) * taps + t;
          inside += !pass;
          if (!pass) sum += pooled ? x[at] : (double)k[weight] * x[at];
          if (!pass && x[at] > best) best = x[at];
          if (!pass) continue;
          rk[weight] += above * x[at];
          int place = pooled ? where[blocked(image, w.outputs, o, pixels, p)] : 0;
          rx[at] += !pooled ? above * k[weight]
                    : w.kind != MAXIMUM ? g[i] / count
                    : place == (int)pixel ? g[i] : 0;
        }
      }
      count = w.kind == MEAN ? inside : (double)taps;
      ry[i] = !pooled ? (sum > 0 ? sum : w.slope * sum) : w.kind == MAXIMUM ? best : sum / count;
    }
    rb[o] += above;
  }
  compare("the output", shape, y, ry, results);
  compare("the input's gradient", shape, dx, rx, sources);
  if (!pooled) compare("the weights' gradient", shape, dk, rk, weights);
  if (!pooled) compare("the bias's gradient", shape, db, rb, w.outputs);
  free(x), free(g), free(k), free(b), free(xb), free(gb), free(dx), free(y), free(dk), free(db);
  free(where), free(ry), free(rx), free(rk), free(rb);
}

static double function(int f, double a, double x) {
  double t = 0.7978845608028654 * (x + 0.044715 * x * x * x);
  double all[] = {x > 0 ? x : a * x, x > 0 ? x : a * expm1(x), tanh(x), 1 / (1 + exp(-x)),
                  x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)), x / (1 + exp(-a * x)),
                  0.5 * x * (1 + tanh(t)), 0.5 * x * erfc(-x / sqrt(2))};
  return all[f];
}

/* Activations of values of all sizes: each is right to some rounding errors, near zero too. */
static void activation(void) {
  int n = 1 + draw(100), f = draw(8);
  float a = f == SWISH ? 1.702f : 0.5f;
  struct eltwise e = {f, a, n};
  float *x = values(n), *g = values(n), *y = memory(n * 4), *d = memory(n * 4);
  for (int i = 0; i < n; i++)
    x[i] = (x[i] < 0 ? -1e-6f : 1e-6f) + x[i] * powf(10, (float)draw(8) - 5);
  if (f != SOFTPLUS) kernels->eltwise(&e, x, NULL, y);
  else
    for (int i = 0; i < n; i++) y[i] = (float)function(f, a, x[i]);
  kernels->eltwise(&e, f <= SIGMOID ? y : x, g, d);
  for (int i = 0; i < n; i++) {
    double expected = function(f, a, x[i]), step = 1e-5 * fmax(1e-3, fabs(x[i]));
    double slope = (function(f, a, x[i] + step) - function(f, a, x[i] - step)) / (2 * step) * g[i];
    double size = f >= SWISH ? fmax(1e-7, fabs(x[i])) : fmax(1e-30, fabs(expected));
    if (fabs(y[i] - expected) > 1e-6 * size || fabs(d[i] - slope) > 3e-6 * fmax(1, fabs(g[i])))
      printf("activation %d of %g is %g, not %g; its slope %g, not %g\n", f, x[i], y[i], expected,
             d[i], slope), exit(1);
  }
  free(x), free(g), free(y), free(d);
}

static void normalization(void) {
  struct images s = {2 + draw(9), 1 + draw(40), 1 + draw(30), 0, 0, 1e-3f};
  size_t count = (size_t)s.images * s.channels * s.pixels, area = s.pixels, each = s.images * area;
  float *x = values(count), *g = values(count), *gamma = values(s.channels), *beta = values(s.channels);
  float *m = memory(s.channels * 4), *v = memory(s.channels * 4);
  float *dgamma = memory(s.channels * 4), *dbeta = memory(s.channels * 4);
  for (size_t i = 0; i < count; i++) x[i] = 3 * x[i] + 5;
  float *xb = in_blocks(s.images, s.channels, area, x), *gb = in_blocks(s.images, s.channels, area, g);
  size_t blocks = s.images * whole_blocks(s.channels) * area;
  float *yb = memory(blocks * 4), *zb = memory(blocks * 4), *dxb = memory(blocks * 4);
  kernels->normalization_forward(&s, xb, m, v, gamma, beta, yb);
  s.given = 1;
  kernels->normalization_forward(&s, xb, m, v, gamma, beta, zb);
  kernels->normalization_backward(&s, xb, m, v, gamma, gb, dgamma, dbeta, dxb);
  float *y = from_blocks(s.images, s.channels, area, yb), *z = from_blocks(s.images, s.channels, area, zb);
  float *dx = from_blocks(s.images, s.channels, area, dxb);
  double *ry = zeros(count), *rx = zeros(count), *rg = zeros(s.channels), *rb = zeros(s.channels);
  for (int c = 0; c < s.channels; c++) {
    double mean = 0, variance = 0;
    for (int pass = 0; pass < 4; pass++) {
      double inverse = 1 / sqrt(variance + s.epsilon);
      for (size_t i = 0; i < each; i++) {
        size_t at = (i / area * s.channels + c) * area + i % area;
        double centred = x[at] - mean;
        if (pass == 0) mean += x[at] / (double)each;
        if (pass == 1) variance += centred * centred / (double)each;
        if (pass == 2) ry[at] = gamma[c] * centred * inverse + beta[c];
        if (pass == 2) rb[c] += g[at], rg[c] += g[at] * centred * inverse;
        if (pass == 3)
          rx[at] = gamma[c] * inverse * (g[at] - (rb[c] + centred * inverse * rg[c]) / (double)each);
      }
    }
  }
  compare("the output", "normalization", y, ry, count);
  compare("the output in inference", "normalization", z, ry, count);
  compare("gamma's gradient", "normalization", dgamma, rg, s.channels);
  compare("beta's gradient", "normalization", dbeta, rb, s.channels);
  compare("the input's gradient", "normalization", dx, rx, count);
  free(x), free(g), free(gamma), free(beta), free(m), free(v), free(dgamma), free(dbeta), free(xb);
  free(gb), free(y), free(z), free(dx), free(ry), free(rx), free(rg), free(rb);
}

static void arrays(void) {
  int n = 1 + draw(100), odd = draw(n);
  float *a = values(n), *b = values(n), *sum = memory(n * 4), *product = memory(n * 4);
  kernels->combine(0, n, a, b, sum);
  kernels->combine(1, n, a, b, product);
  int wrong = !kernels->all_finite(n, a);
  for (int i = 0; i < n; i++) wrong |= sum[i] != a[i] + b[i] || product[i] != a[i] * b[i];
  a[odd] = draw(2) ? NAN : -INFINITY;
  if (wrong || kernels->all_finite(n, a)) printf("arrays of %d are wrong\n", n), exit(1);
  free(a), free(b), free(sum), free(product);
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
    window(0);
    window(1);
    dense();
    activation();
    normalization();
    arrays();
    adam();
  }
  printf("%d shapes of each kernel, %d lanes: all right\n", tries, (int)kernels->lanes);
  return 0;
}
