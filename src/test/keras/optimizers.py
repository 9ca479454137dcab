"""Prints what two steps of Keras's optimizers make of weights of zero: for OptimizersTest."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np

STEPS = ([1e-5, 1e-3, -0.5], [2e-5, -1e-3, 0.25])
for optimizer in (
    keras.optimizers.RMSprop(0.01),
    keras.optimizers.SGD(0.01, momentum=0.9),
    keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True),
):
    weights = keras.Variable(np.zeros(3, "float32"))
    for gradient in STEPS:
        optimizer.apply_gradients([(np.array(gradient, "float32"), weights)])
    print(optimizer.name, np.array(weights).tolist())
