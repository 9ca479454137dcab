/*
 * One-dimensional Winograd transforms F(M, 3) in the form of Toom and Cook: polynomials are
 * evaluated at 0, at PAIRS pairs of points +a and -a, and, if AT_INFINITY, at infinity; see Lavin
 * and Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), and Barabasz et al., "Error
 * Analysis and Improving the Accuracy of Winograd Convolution" (2020). The points were chosen by
 * trying fractions for the least rounding error. Included once for each M, which is defined before.
 *
 * With V(p) the values of an input at the points, U(p) those of a kernel and Y = correlation:
 * Y = output(input(d) * kernel(g)). The _adjoint functions are the transposed maps, for gradients.
 * Each works on N or M values that lie `step` vectors apart.
 */
#define JOIN2(a, b) a##_##b
#define JOIN(a, b) JOIN2(a, b)
#define NAME(f) JOIN(f, M)

#if M == 3
#define PAIRS 2
#define AT_INFINITY 0
static const float NAME(POINT)[] = {0.75f, 1.5f};
#elif M == 4
#define PAIRS 2
#define AT_INFINITY 1
static const float NAME(POINT)[] = {0.75f, 1.5f};
#elif M == 5
#define PAIRS 3
#define AT_INFINITY 0
static const float NAME(POINT)[] = {0.5f, 1.25f, 3.f};
#else
#error "no points for this tile"
#endif
#define N (M + 2)
#define P(j) NAME(POINT)[j]
#define SQUARE(j) (P(j) * P(j))

/* The product of (x - p) over all other finite points p, at 0 and divided by x: a polynomial in
 * x*x whose coefficient of degree i is zero_coefficient(i), and at a pair pair_coefficient(j, i). */
INLINE float NAME(zero_coefficient)(int i) {
#if PAIRS == 2
  return i == 2 ? 1.f : i == 1 ? -(SQUARE(0) + SQUARE(1)) : SQUARE(0) * SQUARE(1);
#else
  return i == 3   ? 1.f
         : i == 2 ? -(SQUARE(0) + SQUARE(1) + SQUARE(2))
         : i == 1 ? SQUARE(0) * SQUARE(1) + SQUARE(0) * SQUARE(2) + SQUARE(1) * SQUARE(2)
                  : -SQUARE(0) * SQUARE(1) * SQUARE(2);
#endif
}

INLINE float NAME(pair_coefficient)(int j, int i) {
#if PAIRS == 2
  return i == 1 ? 1.f : -SQUARE(1 - j);
#else
  float a = SQUARE(j == 0 ? 1 : 0), b = SQUARE(j == 2 ? 1 : 2);
  return i == 2 ? 1.f : i == 1 ? -(a + b) : a * b;
#endif
}

/* One divided by the product of the differences to all other finite points. */
INLINE float NAME(zero_scale)(void) { return 1.f / NAME(zero_coefficient)(0); }
INLINE float NAME(pair_scale)(int j) {
  float product = 2.f * SQUARE(j);
  for (int k = 0; k < PAIRS; k++)
    if (k != j) product *= SQUARE(j) - SQUARE(k);
  return 1.f / product;
}

INLINE float NAME(power)(int j, int k) {
  float value = 1.f;
  for (int i = 0; i < k; i++) value *= P(j);
  return value;
}

/* N values of the input to N points. */
INLINE void NAME(input)(const vec *d, vec *t, int from, int to) {
  vec zero = d[2 * PAIRS * from];
#pragma unroll
  for (int i = PAIRS - 1; i >= 0; i--) zero += NAME(zero_coefficient)(i) * d[2 * i * from];
  t[0] = zero;
#pragma unroll
  for (int j = 0; j < PAIRS; j++) {
    vec even = d[2 * PAIRS * from], odd = d[(2 * PAIRS - 1) * from];
#pragma unroll
    for (int i = PAIRS - 2; i >= 0; i--) {
      even += NAME(pair_coefficient)(j, i) * d[(2 * i + 2) * from];
      odd += NAME(pair_coefficient)(j, i) * d[(2 * i + 1) * from];
    }
    t[(2 * j + 1) * to] = even + P(j) * odd;
    t[(2 * j + 2) * to] = even - P(j) * odd;
  }
#if AT_INFINITY
  vec infinity = d[(N - 1) * from];
#pragma unroll
  for (int i = PAIRS - 1; i >= 0; i--) infinity += NAME(zero_coefficient)(i) * d[(2 * i + 1) * from];
  t[(N - 1) * to] = infinity;
#endif
}

/* N points to N values of the input's gradient. */
INLINE void NAME(input_adjoint)(const vec *t, vec *d, int from, int to) {
  vec sum[PAIRS], difference[PAIRS];
#pragma unroll
  for (int j = 0; j < PAIRS; j++) {
    sum[j] = t[(2 * j + 1) * from] + t[(2 * j + 2) * from];
    difference[j] = P(j) * (t[(2 * j + 1) * from] - t[(2 * j + 2) * from]);
  }
#pragma unroll
  for (int i = 0; i <= PAIRS; i++) {
    vec even = NAME(zero_coefficient)(i) * t[0];
    if (i > 0)
#pragma unroll
      for (int j = 0; j < PAIRS; j++) even += NAME(pair_coefficient)(j, i - 1) * sum[j];
    d[2 * i * to] = even;
    if (i == PAIRS && !AT_INFINITY) break;
#if AT_INFINITY
    vec odd = NAME(zero_coefficient)(i) * t[(N - 1) * from];
#else
    vec odd = all(0);
#endif
    if (i < PAIRS)
#pragma unroll
      for (int j = 0; j < PAIRS; j++) odd += NAME(pair_coefficient)(j, i) * difference[j];
    d[(2 * i + 1) * to] = odd;
  }
}

/* N points to M values of the output. */
INLINE void NAME(output)(const vec *t, vec *y, int from, int to) {
  vec sum[PAIRS], difference[PAIRS];
#pragma unroll
  for (int j = 0; j < PAIRS; j++) {
    sum[j] = t[(2 * j + 1) * from] + t[(2 * j + 2) * from];
    difference[j] = t[(2 * j + 1) * from] - t[(2 * j + 2) * from];
  }
#pragma unroll
  for (int k = 0; k < M; k++) {
    vec value = k == 0 ? t[0] : all(0);
#pragma unroll
    for (int j = 0; j < PAIRS; j++) value += NAME(power)(j, k) * (k % 2 ? difference[j] : sum[j]);
#if AT_INFINITY
    if (k == M - 1) value += t[(N - 1) * from];
#endif
    y[k * to] = value;
  }
}

/* M values of the output's gradient to N points. */
INLINE void NAME(output_adjoint)(const vec *g, vec *t, int from, int to) {
  t[0] = g[0];
#pragma unroll
  for (int j = 0; j < PAIRS; j++) {
    vec even = g[0], odd = P(j) * g[from];
#pragma unroll
    for (int k = 2; k < M; k++) {
      if (k % 2) odd += NAME(power)(j, k) * g[k * from];
      else even += NAME(power)(j, k) * g[k * from];
    }
    t[(2 * j + 1) * to] = even + odd;
    t[(2 * j + 2) * to] = even - odd;
  }
#if AT_INFINITY
  t[(N - 1) * to] = g[(M - 1) * from];
#endif
}

/* 3 values of the kernel to N points. */
INLINE void NAME(kernel)(const vec *g, vec *t, int from, int to) {
  t[0] = NAME(zero_scale)() * g[0];
#pragma unroll
  for (int j = 0; j < PAIRS; j++) {
    float scale = NAME(pair_scale)(j);
    vec even = scale * g[0] + scale * SQUARE(j) * g[2 * from], odd = scale * P(j) * g[from];
    t[(2 * j + 1) * to] = even + odd;
    t[(2 * j + 2) * to] = even - odd;
  }
#if AT_INFINITY
  t[(N - 1) * to] = g[2 * from];
#endif
}

/* N points to 3 values of the kernel's gradient. */
INLINE void NAME(kernel_adjoint)(const vec *t, vec *g, int from, int to) {
  vec g0 = NAME(zero_scale)() * t[0], g1 = all(0);
#if AT_INFINITY
  vec g2 = t[(N - 1) * from];
#else
  vec g2 = all(0);
#endif
#pragma unroll
  for (int j = 0; j < PAIRS; j++) {
    float scale = NAME(pair_scale)(j);
    vec sum = scale * (t[(2 * j + 1) * from] + t[(2 * j + 2) * from]);
    vec difference = scale * (t[(2 * j + 1) * from] - t[(2 * j + 2) * from]);
    g0 += sum;
    g1 += P(j) * difference;
    g2 += SQUARE(j) * sum;
  }
  g[0] = g0;
  g[to] = g1;
  g[2 * to] = g2;
}
