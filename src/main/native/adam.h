/* Adam's step, as AdamStep.java describes it; the fields are in its order. */
#ifndef RECIPE4J_ADAM_H
#define RECIPE4J_ADAM_H

#include <string.h>

#include "vector.h"

struct adam {
  float scale;                   /* of the gradients, applied first */
  float old_mean, new_mean;      /* beta 1 and its complement */
  float old_square, new_square;  /* beta 2 and its complement */
  float rate, epsilon;           /* with the corrections of both biases */
};

/* Products and sums are rounded one by one, so that all instruction sets give the same bits. */
INLINE vec adam_vector(const struct adam *a, vec gradient, vec *mean, vec *square) {
#pragma clang fp contract(off)
  vec g = gradient * a->scale;
  *mean = a->old_mean * *mean + a->new_mean * g;
  *square = a->old_square * *square + a->new_square * (g * g);
  return a->rate * *mean / (square_root(*square) + a->epsilon);
}

/* Turns gradients into updates, and updates the averages. */
static void adam_step(const struct adam *a, float *gradient, float *mean, float *square,
                      int64_t length) {
  int64_t i = 0;
  for (; i + LANES <= length; i += LANES) {
    vec m = load(mean + i), s = load(square + i);
    store(gradient + i, adam_vector(a, load(gradient + i), &m, &s));
    store(mean + i, m);
    store(square + i, s);
  }
  if (i < length) {
    float part[3][LANES] = {{0}};
    size_t bytes = (size_t)(length - i) * sizeof(float);
    memcpy(part[0], gradient + i, bytes);
    memcpy(part[1], mean + i, bytes);
    memcpy(part[2], square + i, bytes);
    vec m = load(part[1]), s = load(part[2]);
    store(part[0], adam_vector(a, load(part[0]), &m, &s));
    store(part[1], m);
    store(part[2], s);
    memcpy(gradient + i, part[0], bytes);
    memcpy(mean + i, part[1], bytes);
    memcpy(square + i, part[2], bytes);
  }
}

#endif
