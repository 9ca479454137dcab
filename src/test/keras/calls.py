"""Shows what Keras 3 makes of training=... in the call of a layer of a functional model.

usage: python calls.py
Prints the loss of the first step of fit as JSON, for each layer and argument.
"""
import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np

x = (np.arange(8 * 64) * 7919 % 1009).astype("float32").reshape(8, 8, 8, 1) / 1008
y = np.eye(4, dtype="float32")[np.arange(8) % 4]


def loss(make, **arguments):
    keras.utils.set_random_seed(1)
    image = keras.Input((8, 8, 1))
    row = keras.layers.Flatten()(make()(image, **arguments))
    model = keras.Model(image, keras.layers.Dense(4, activation="softmax")(row))
    model.compile("sgd", "mse")
    return model.fit(x, y, batch_size=8, verbose=0).history["loss"][0]


LAYERS = {
    "BatchNormalization": keras.layers.BatchNormalization,
    "Dropout": lambda: keras.layers.Dropout(0.5, seed=3),
}
CALLS = {"absent": {}, "None": {"training": None}, "False": {"training": False}}
print(json.dumps({
    layer: {name: loss(make, **arguments) for name, arguments in CALLS.items()}
    for layer, make in LAYERS.items()}))
