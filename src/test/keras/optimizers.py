"""Prints what two steps of Keras's optimizers make of weights of zero, and as JSON what five steps of its other rules do: for OptimizersTest."""
import json
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

RULES = {
    "amsgrad": lambda: keras.optimizers.Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-4, amsgrad=True),
    "nadam": lambda: keras.optimizers.Nadam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-4),
    "adamax": lambda: keras.optimizers.Adamax(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-4),
    "adagrad": lambda: keras.optimizers.Adagrad(0.01, initial_accumulator_value=0.05, epsilon=1e-4),
    "rmsprop, momentum": lambda: keras.optimizers.RMSprop(0.01, rho=0.8, momentum=0.7, epsilon=1e-4),
    "rmsprop, centered": lambda: keras.optimizers.RMSprop(0.01, rho=0.8, centered=True, epsilon=1e-4),
    "rmsprop, both": lambda: keras.optimizers.RMSprop(0.01, rho=0.8, momentum=0.7, centered=True, epsilon=1e-4),
}
found = {}
for name, make in RULES.items():
    optimizer, weights = make(), keras.Variable(np.zeros(3, "float32"))
    for gradient in (*STEPS, *STEPS, STEPS[0]):
        optimizer.apply_gradients([(np.array(gradient, "float32"), weights)])
    found[name] = np.array(weights).tolist()
print(json.dumps(found))
