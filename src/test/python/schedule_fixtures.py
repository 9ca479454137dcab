"""Writes the learning rates of real Keras schedules, to compare recipe4j's with.

    pip install keras jax
    KERAS_BACKEND=jax JAX_ENABLE_X64=1 python src/test/python/schedule_fixtures.py \
        > src/test/resources/recipe4j/schedule/keras-schedules.json

The arguments are float64, because Keras computes in the type of the initial rate; its cosines
come out in float32 all the same.
"""

import json

import jax
import keras
import numpy as np
from keras.optimizers import schedules


def f(value):
    return np.array(value, dtype="float64")


CASES = {
    "piecewise": schedules.PiecewiseConstantDecay(
        [5, 10, 15, 20], [f(1e-3), f(1e-4), f(1e-5), f(1e-6), f(5e-7)]
    ),
    "exponential": schedules.ExponentialDecay(f(1e-3), f(10), f(0.5)),
    "step": schedules.ExponentialDecay(f(1e-3), f(10), f(0.5), staircase=True),
    "cosine": schedules.CosineDecay(f(1e-3), f(30), alpha=f(0.01)),
    "cosineWithWarmup": schedules.CosineDecay(
        f(1e-5), f(25), alpha=f(0.01), warmup_target=f(1e-3), warmup_steps=f(5)
    ),
    "linear": schedules.PolynomialDecay(f(1e-3), f(30), f(1e-5)),
    "squareRoot": schedules.PolynomialDecay(f(1e-3), f(30), f(1e-5), power=f(0.5)),
    "power2.5": schedules.PolynomialDecay(f(1e-3), f(30), f(1e-5), power=f(2.5)),
    "cycle": schedules.PolynomialDecay(
        f(1e-3), 7, f(1e-5), power=f(1.5), cycle=True
    ),
    "inverse": schedules.InverseTimeDecay(f(1e-3), f(4), f(0.5)),
    "inverseSteps": schedules.InverseTimeDecay(f(1e-3), f(4), f(0.5), staircase=True),
    # in float32, as in training, where that decides which period a step belongs to
    "cosineRestarts": schedules.CosineDecayRestarts(1e-3, 5, 2.0, 0.9, 0.01),
    "cosineRestarts1.5": schedules.CosineDecayRestarts(1e-3, 4, 1.5),
    "cosineRestartsAlike": schedules.CosineDecayRestarts(1e-3, 6, 1.0, 0.5),
}
STEPS = list(range(32)) + [100, 1000]

rates = {
    name: [float(schedule(np.float64(step))) for step in STEPS]
    for name, schedule in CASES.items()
}
print("{")
print(' "source": "keras/src/optimizers/schedules/learning_rate_schedule.py",')
print(f' "versions": {{"keras": "{keras.__version__}", "jax": "{jax.__version__}"}},')
print(f' "steps": {STEPS},')
print(' "rates": {')
print(",\n".join(f"  {json.dumps(name)}: {row}" for name, row in rates.items()))
print(" }\n}")
