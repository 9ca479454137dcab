/* The kernels of one instruction set. */
#ifndef RECIPE4J_KERNELS_H
#define RECIPE4J_KERNELS_H

#include <stdint.h>

struct convolution;
struct window;
struct dense;
struct eltwise;
struct images;
struct adam;

struct kernels {
  int32_t lanes;
  int64_t (*winograd_scratch)(const struct convolution *);
  int64_t (*winograd_weights_size)(const struct convolution *);
  void (*winograd_weights)(const struct convolution *, const float *, float *, int);
  void (*winograd_forward)(const struct convolution *, const float *, const float *, const float *,
                           float *, uint8_t *, char *);
  void (*winograd_backward)(const struct convolution *, const float *, const float *, const float *,
                            const uint8_t *, const float *, float *, float *, float *, char *);
  void (*winograd_weight_gradient)(const struct convolution *, const float *, float *);
  int64_t (*direct_scratch)(const struct convolution *);
  void (*direct_forward)(const struct convolution *, const float *, const float *, const float *,
                         float *, uint8_t *, char *);
  void (*direct_backward)(const struct convolution *, const float *, const float *, const uint8_t *,
                          const float *, float *, float *, char *);
  int64_t (*window_scratch)(const struct window *);
  void (*window_forward)(const struct window *, const float *, const float *, const float *,
                         float *, char *);
  void (*window_backward)(const struct window *, const float *, const float *, const float *,
                          const float *, float *, float *, float *, char *);
  void (*pooling_forward)(const struct window *, const float *, float *, int32_t *);
  void (*pooling_backward)(const struct window *, const float *, const int32_t *, float *);
  void (*dense_forward)(const struct dense *, const float *, const float *, const float *, float *);
  void (*dense_backward)(const struct dense *, const float *, const float *, const float *, float *,
                         float *, float *);
  void (*dense_weight_gradient)(const struct dense *, const float *, const float *, float *);
  void (*eltwise)(const struct eltwise *, const float *, const float *, float *);
  void (*reorder)(const struct images *, float *, float *);
  void (*normalization_forward)(const struct images *, const float *, float *, float *,
                                const float *, const float *, float *);
  void (*normalization_backward)(const struct images *, const float *, const float *,
                                 const float *, const float *, const float *, float *, float *,
                                 float *);
  void (*combine)(int32_t, int64_t, const float *, const float *, float *);
  int32_t (*all_finite)(int64_t, const float *);
  void (*adam_step)(const struct adam *, float *, float *, float *, int64_t);
};

extern const struct kernels kernels_avx512, kernels_avx2, kernels_neon;

#endif
