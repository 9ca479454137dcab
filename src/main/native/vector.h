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
INLINE size_t whole_blocks(size_t channels) { return (channels + BLOCK - 1) / BLOCK * BLOCK; }

#endif
