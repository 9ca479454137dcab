/*
 * The methods of recipe4j.engine.nativecode.NativeKernels. They need nothing of the JVM, so that
 * its headers are not needed either. Addresses are passed as numbers.
 */
#include <stddef.h>

#include "kernels.h"
#include "processor.h"

#define METHOD(type, name) \
  __attribute__((visibility("default"))) type Java_recipe4j_engine_nativecode_NativeKernels_##name
#define JVM void *environment, void *type
#define UNUSED ((void)environment, (void)type)
#define AT(type, address) ((type *)(intptr_t)(address))
#define SHAPE(address) AT(const struct convolution, address)

static const struct kernels *table(int32_t lanes) {
#if defined(__x86_64__)
  return lanes == 16 ? &kernels_avx512 : lanes == 8 ? &kernels_avx2 : NULL;
#else
  return lanes == 4 ? &kernels_neon : NULL;
#endif
}

METHOD(int32_t, lanes)(JVM) {
  UNUSED;
  return processor_lanes();
}

METHOD(int64_t, winogradScratch)(JVM, int32_t lanes, int64_t shape) {
  UNUSED;
  return table(lanes)->winograd_scratch(SHAPE(shape));
}

METHOD(int64_t, winogradWeightsSize)(JVM, int32_t lanes, int64_t shape) {
  UNUSED;
  return table(lanes)->winograd_weights_size(SHAPE(shape));
}

METHOD(void, winogradWeights)(JVM, int32_t lanes, int64_t shape, int64_t weights, int64_t points,
                              int32_t transposed) {
  UNUSED;
  table(lanes)->winograd_weights(SHAPE(shape), AT(const float, weights), AT(float, points),
                                 transposed);
}

METHOD(void, winogradForward)(JVM, int32_t lanes, int64_t shape, int64_t src, int64_t weights,
                              int64_t bias, int64_t dst, int64_t where, int64_t scratch) {
  UNUSED;
  table(lanes)->winograd_forward(SHAPE(shape), AT(const float, src), AT(const float, weights),
                                 AT(const float, bias), AT(float, dst), AT(uint8_t, where),
                                 AT(char, scratch));
}

METHOD(void, winogradBackward)(JVM, int32_t lanes, int64_t shape, int64_t src, int64_t transposed,
                               int64_t dst, int64_t where, int64_t gradient, int64_t src_gradient,
                               int64_t points, int64_t bias_gradient, int64_t scratch) {
  UNUSED;
  table(lanes)->winograd_backward(SHAPE(shape), AT(const float, src), AT(const float, transposed),
                                  AT(const float, dst), AT(const uint8_t, where),
                                  AT(const float, gradient), AT(float, src_gradient),
                                  AT(float, points), AT(float, bias_gradient), AT(char, scratch));
}

METHOD(void, winogradWeightGradient)(JVM, int32_t lanes, int64_t shape, int64_t points,
                                     int64_t gradient) {
  UNUSED;
  table(lanes)->winograd_weight_gradient(SHAPE(shape), AT(const float, points), AT(float, gradient));
}

METHOD(int64_t, directScratch)(JVM, int32_t lanes, int64_t shape) {
  UNUSED;
  return table(lanes)->direct_scratch(SHAPE(shape));
}

METHOD(void, directForward)(JVM, int32_t lanes, int64_t shape, int64_t src, int64_t weights,
                            int64_t bias, int64_t dst, int64_t where, int64_t scratch) {
  UNUSED;
  table(lanes)->direct_forward(SHAPE(shape), AT(const float, src), AT(const float, weights),
                               AT(const float, bias), AT(float, dst), AT(uint8_t, where),
                               AT(char, scratch));
}

METHOD(void, directBackward)(JVM, int32_t lanes, int64_t shape, int64_t src, int64_t dst,
                             int64_t where, int64_t gradient, int64_t weight_gradient,
                             int64_t bias_gradient, int64_t scratch) {
  UNUSED;
  table(lanes)->direct_backward(SHAPE(shape), AT(const float, src), AT(const float, dst),
                                AT(const uint8_t, where), AT(const float, gradient),
                                AT(float, weight_gradient), AT(float, bias_gradient),
                                AT(char, scratch));
}

METHOD(void, denseForward)(JVM, int32_t lanes, int64_t shape, int64_t source, int64_t weights,
                           int64_t bias, int64_t result) {
  UNUSED;
  table(lanes)->dense_forward(AT(const struct dense, shape), AT(const float, source),
                              AT(const float, weights), AT(const float, bias), AT(float, result));
}

METHOD(void, denseBackward)(JVM, int32_t lanes, int64_t shape, int64_t weights, int64_t result,
                            int64_t gradient, int64_t above, int64_t bias_gradient,
                            int64_t source_gradient) {
  UNUSED;
  table(lanes)->dense_backward(AT(const struct dense, shape), AT(const float, weights),
                               AT(const float, result), AT(const float, gradient), AT(float, above),
                               AT(float, bias_gradient), AT(float, source_gradient));
}

METHOD(void, denseWeightGradient)(JVM, int32_t lanes, int64_t shape, int64_t above, int64_t source,
                                  int64_t gradient) {
  UNUSED;
  table(lanes)->dense_weight_gradient(AT(const struct dense, shape), AT(const float, above),
                                      AT(const float, source), AT(float, gradient));
}

METHOD(void, adamStep)(JVM, int32_t lanes, int64_t settings, int64_t gradient, int64_t mean,
                       int64_t square, int64_t length) {
  UNUSED;
  table(lanes)->adam_step(AT(const struct adam, settings), AT(float, gradient), AT(float, mean),
                          AT(float, square), length);
}
