/* Compiled once for each instruction set, with KERNELS the name of its table. */
#include "kernels.h"

#include "adam.h"
#include "dense.h"
#include "direct.h"
#include "elements.h"
#include "window.h"
#include "winograd.h"

const struct kernels KERNELS = {
    LANES,
    winograd_scratch,
    winograd_weights_size,
    winograd_weights,
    winograd_forward,
    winograd_backward,
    winograd_weight_gradient,
    direct_scratch,
    direct_forward,
    direct_backward,
    window_scratch,
    window_forward,
    window_backward,
    pooling_forward,
    pooling_backward,
    dense_forward,
    dense_backward,
    dense_weight_gradient,
    eltwise,
    reorder,
    normalization_forward,
    normalization_backward,
    combine,
    all_finite,
    adam_step,
};
