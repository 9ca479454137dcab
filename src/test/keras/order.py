"""Prints as JSON in which order fit(shuffle=True) gives Keras's layers the images, epoch by epoch.

usage: python order.py seeded|unseeded|seed-undone
seeded: after keras.utils.set_random_seed; seed-undone: TensorFlow's seed is taken away again, once the
weights are there.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np
import tensorflow as tf

EPOCHS, IMAGES, BATCH_SIZE = 3, 60, 16
seen = []


class Witness(keras.layers.Layer):
    """Notes what it is given."""

    def call(self, x):
        tf.py_function(lambda batch: seen.extend(batch.numpy()[:, 0].tolist()), [x], [])
        return x


def main(mode):
    if mode != "unseeded":
        keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.layers.Input((1,)), Witness(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    if mode == "seed-undone":
        tf.random.set_seed(None)
    numbers = np.arange(IMAGES, dtype="float32").reshape(-1, 1)
    orders = []
    note = keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: seen.clear(),
        on_epoch_end=lambda epoch, logs: orders.append([int(x) for x in seen]))
    model.fit(numbers, numbers * 0, epochs=EPOCHS, batch_size=BATCH_SIZE, verbose=0, callbacks=[note])
    print(json.dumps({"keras": keras.__version__, "orders": orders}))


main(sys.argv[1])
