/*
 * The methods of recipe4j.engine.nativecode.NativeKernels. They need nothing of the JVM, so that
 * its headers are not needed either. Java passes addresses as numbers of 64 bits, which on all
 * these systems are passed as pointers are.
 */
#include <stddef.h>

#include "kernels.h"
#include "processor.h"

#define JAVA(type, name, ...)                                                 \
  __attribute__((visibility("default"))) type                                 \
      Java_recipe4j_engine_nativecode_NativeKernels_##name(void *environment, \
                                                           void *class __VA_ARGS__)
#define UNUSED ((void)environment, (void)class)

#define PARAMETERS_1 void *a
#define PARAMETERS_3 PARAMETERS_1, void *b, void *c
#define PARAMETERS_4 PARAMETERS_3, void *d
#define PARAMETERS_5 PARAMETERS_4, void *e
#define PARAMETERS_6 PARAMETERS_5, void *f
#define PARAMETERS_7 PARAMETERS_6, void *g
#define PARAMETERS_8 PARAMETERS_7, void *h
#define PARAMETERS_9 PARAMETERS_8, void *i
#define PARAMETERS_10 PARAMETERS_9, void *j
#define ARGUMENTS_1 a
#define ARGUMENTS_3 ARGUMENTS_1, b, c
#define ARGUMENTS_4 ARGUMENTS_3, d
#define ARGUMENTS_5 ARGUMENTS_4, e
#define ARGUMENTS_6 ARGUMENTS_5, f
#define ARGUMENTS_7 ARGUMENTS_6, g
#define ARGUMENTS_8 ARGUMENTS_7, h
#define ARGUMENTS_9 ARGUMENTS_8, i
#define ARGUMENTS_10 ARGUMENTS_9, j

/* A method of a kernel with so many addresses, the first of which is that of the shape. */
#define METHOD(type, name, kernel, count)                       \
  JAVA(type, name, , int32_t lanes, PARAMETERS_##count) {       \
    UNUSED;                                                     \
    return table(lanes)->kernel(ARGUMENTS_##count);             \
  }

static const struct kernels *table(int32_t lanes) {
#if defined(__x86_64__)
  return lanes == 16 ? &kernels_avx512 : lanes == 8 ? &kernels_avx2 : NULL;
#else
  return lanes == 4 ? &kernels_neon : NULL;
#endif
}

JAVA(int32_t, lanes) {
  UNUSED;
  return processor_lanes();
}

METHOD(int64_t, winogradScratch, winograd_scratch, 1)
METHOD(int64_t, winogradWeightsSize, winograd_weights_size, 1)
METHOD(void, winogradForward, winograd_forward, 7)
METHOD(void, winogradBackward, winograd_backward, 10)
METHOD(void, winogradWeightGradient, winograd_weight_gradient, 3)
METHOD(int64_t, directScratch, direct_scratch, 1)
METHOD(void, directForward, direct_forward, 7)
METHOD(void, directBackward, direct_backward, 8)
METHOD(int64_t, windowScratch, window_scratch, 1)
METHOD(void, windowForward, window_forward, 6)
METHOD(void, windowBackward, window_backward, 9)
METHOD(void, poolingForward, pooling_forward, 4)
METHOD(void, poolingBackward, pooling_backward, 4)
METHOD(void, denseForward, dense_forward, 5)
METHOD(void, denseBackward, dense_backward, 7)
METHOD(void, denseWeightGradient, dense_weight_gradient, 4)
METHOD(void, eltwise, eltwise, 4)
METHOD(void, reorder, reorder, 3)
METHOD(void, normalizationForward, normalization_forward, 7)
METHOD(void, normalizationBackward, normalization_backward, 9)

JAVA(void, winogradWeights, , int32_t lanes, PARAMETERS_3, int32_t transposed) {
  UNUSED;
  table(lanes)->winograd_weights(ARGUMENTS_3, transposed);
}

JAVA(void, combine, , int32_t lanes, int32_t multiplied, int64_t length, PARAMETERS_3) {
  UNUSED;
  table(lanes)->combine(multiplied, length, ARGUMENTS_3);
}

JAVA(int32_t, finite, , int32_t lanes, int64_t length, PARAMETERS_1) {
  UNUSED;
  return table(lanes)->all_finite(length, a);
}

JAVA(void, adamStep, , int32_t lanes, PARAMETERS_4, int64_t length) {
  UNUSED;
  table(lanes)->adam_step(ARGUMENTS_4, length);
}
