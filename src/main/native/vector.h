/* Vectors of floats, as wide as the instruction set's registers: 16, 8 or 4 lanes. */
#ifndef RECIPE4J_VECTOR_H
#define RECIPE4J_VECTOR_H

#include <stddef.h>
#include <stdint.h>

#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX2__)
#define LANES 8
#else
#define LANES 4
#endif

/* Channels of a block: images are stored as [image][block][row][column][BLOCK]. */
#define BLOCK 16

#define INLINE static inline __attribute__((always_inline))

/* Not copied to each place that calls it, for a smaller library. */
#define SHARED static __attribute__((noinline))

typedef float vec __attribute__((ext_vector_type(LANES)));
typedef int32_t ivec __attribute__((ext_vector_type(LANES)));
typedef uint8_t bytes __attribute__((ext_vector_type(LANES)));
typedef vec loose_vec __attribute__((aligned(4)));
typedef bytes loose_bytes __attribute__((aligned(1)));

INLINE vec load(const float *from) { return *(const loose_vec *)from; }
INLINE void store(float *to, vec value) { *(loose_vec *)to = value; }
INLINE ivec load_bytes(const uint8_t *from) {
  return __builtin_convertvector(*(const loose_bytes *)from, ivec);
}
INLINE void store_bytes(uint8_t *to, ivec value) {
  *(loose_bytes *)to = __builtin_convertvector(value, bytes);
}
INLINE vec all(float value) { return (vec)value; }
INLINE vec square_root(vec x) {
  vec root;
#pragma unroll
  for (int i = 0; i < LANES; i++) root[i] = __builtin_sqrtf(x[i]);
  return root;
}
INLINE size_t whole_blocks(size_t channels) { return (channels + BLOCK - 1) / BLOCK * BLOCK; }

/* Where a block of a channel begins in images of a number of pixels. */
INLINE size_t offset(size_t image, size_t channels, size_t channel, size_t pixels) {
  return (image * whole_blocks(channels) + channel / BLOCK * BLOCK) * pixels + channel % BLOCK;
}

/* Values of an array of any length, beyond it zeros. */
INLINE vec load_part(const float *from, size_t at, size_t length) {
  if (from == NULL) return all(0);
  if (at + LANES <= length) return load(from + at);
  float part[LANES] = {0};
  for (size_t i = at; i < length; i++) part[i - at] = from[i];
  return load(part);
}
INLINE void store_part(float *to, size_t at, size_t length, vec value) {
  if (at + LANES <= length) store(to + at, value);
  else
    for (size_t i = at; i < length; i++) to[i] = value[i - at];
}

#endif
