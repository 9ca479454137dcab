"""Saves small models as one version of Keras does, and what three more steps of training lose there.

usage: python states.py FOLDER TAG, with the module in the environment: KERAS=keras, tf_keras or
tensorflow.keras, FORMATS=h5 or keras,h5 (in this order: .h5 drops the optimizer). OptimizerStateTest reads a selection: states.zip.
"""
import json
import os
import sys
from importlib import import_module
from pathlib import Path

import numpy as np

keras = import_module(os.environ.get("KERAS", "tensorflow.keras"))
FORMATS = os.environ.get("FORMATS", "h5").split(",")
KERAS_3 = getattr(keras, "__version__", "2").startswith("3.")
L, O = keras.layers, keras.optimizers

random = np.random.RandomState(3)
x = random.rand(8, 8, 8, 1).astype("float32")
y = np.eye(4, dtype="float32")[random.randint(0, 4, 8)]

OPTIMIZERS = {
    "sgdname": lambda: "sgd",
    "adamname": lambda: "adam",
    "sgdm": lambda: O.SGD(learning_rate=0.05, momentum=0.9),
    "sgdn": lambda: O.SGD(learning_rate=0.05, momentum=0.8, nesterov=True),
    "rmsprop": lambda: O.RMSprop(learning_rate=0.002, rho=0.8),
    "adam": lambda: O.Adam(learning_rate=0.003, beta_1=0.8),
}
if hasattr(getattr(O, "legacy", None), "Adam") and not KERAS_3:
    OPTIMIZERS["legadam"] = lambda: O.legacy.Adam(learning_rate=0.003)
    OPTIMIZERS["legrms"] = lambda: O.legacy.RMSprop(learning_rate=0.002)


def build():
    first = [L.Input((8, 8, 1))] if KERAS_3 else []
    shape = {} if KERAS_3 else {"input_shape": (8, 8, 1)}
    return keras.Sequential(first + [
        L.Conv2D(3, 3, use_bias=False, **shape), L.BatchNormalization(), L.Activation("relu"),
        L.MaxPooling2D(), L.Flatten(), L.Dense(5, activation="tanh"),
        L.Dense(4, activation="softmax")])


def step(model):
    if hasattr(model, "reset_metrics"):
        model.reset_metrics()
    result = model.train_on_batch(x, y)
    return float(result[0] if isinstance(result, (list, tuple)) else result)


def write(folder, tag):
    results = {}
    for name, make in OPTIMIZERS.items():
        for steps, rate in [(0, None), (7, None), (3, 0.02)]:
            keras.backend.clear_session()
            model = build()
            model.compile(optimizer=make(), loss="categorical_crossentropy")
            if rate and KERAS_3:
                model.optimizer.learning_rate = rate
            elif rate:
                keras.backend.set_value(model.optimizer.lr, rate)
            for _ in range(steps):
                step(model)
            files = ["%s_%s_%d.%s" % (tag, name, steps, kind) for kind in FORMATS]
            for file in files:
                model.save(str(folder / file))
            outputs = model.predict(x, verbose=0).tolist()
            losses = [step(model) for _ in range(3)]
            for file in files:
                loaded = keras.models.load_model(str(folder / file))
                results[file] = {"outputs": outputs, "losses": losses,
                                 "loaded": [step(loaded) for _ in range(3)]}
    (folder / (tag + ".json")).write_text(json.dumps(results, indent=1))
    x.tofile(str(folder / "x.bin"))
    y.tofile(str(folder / "y.bin"))


write(Path(sys.argv[1]), sys.argv[2])
