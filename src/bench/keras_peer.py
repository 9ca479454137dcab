"""Keras on TensorFlow as a peer: reads a line of work, answers with a line of figures.

usage: python keras_peer.py default|best MNIST_FOLDER
"""
import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["KERAS_BACKEND"] = "tensorflow"
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what libraries print is no answer

import keras
import tensorflow as tf
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

import mnist

SETTINGS = {"default": {}, "best": {"jit_compile": False, "steps_per_execution": 25}}


def without_autotuning():
    """tf.data's tuning thread sleeps 10 ms, 20 ms, 40 ms and so on, and `fit` waits for it to wake."""
    dataset_of = ArrayDataAdapter.get_tf_dataset

    def plain(adapter):
        options = tf.data.Options()
        options.autotune.enabled = False
        return dataset_of(adapter).with_options(options)

    ArrayDataAdapter.get_tf_dataset = plain


class Peer:
    def __init__(self, setting, folder):
        if setting == "best":
            without_autotuning()
        self.setting = SETTINGS[setting]
        self.images, self.labels = mnist.read(folder)
        self.setup = None

    def answer(self, work):
        setup = [work[key] for key in ("size", "filters", "batch", "train", "validation")]
        if setup != self.setup:
            self.build(work)
            self.setup = setup
        return getattr(self, work["command"])(work)

    def build(self, work):
        size, factor = work["size"], work["filters"]
        keras.utils.clear_session()
        self.model = keras.Sequential([
            Input((size, size, 1)),
            Conv2D(32 * factor, (3, 3), activation="relu"),
            MaxPooling2D((2, 2)),
            Conv2D(64 * factor, (3, 3), activation="relu"),
            MaxPooling2D((2, 2)),
            Conv2D(64 * factor, (3, 3), activation="relu"),
            Flatten(),
            Dense(64 * factor, activation="relu"),
            Dense(10, activation="softmax"),
        ])
        self.model.compile(
            optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"], **self.setting)
        self.function = tf.function(lambda image: self.model(image, training=False))
        # Tensors, so that a fit of one epoch doesn't convert the images each time.
        self.train = self.tensors(0, work["train"], size)
        self.validation = self.tensors(work["train"], work["validation"], size)

    def tensors(self, first, count, size):
        if count == 0:
            return None
        return tuple(map(tf.constant, mnist.examples(self.images, self.labels, first, count, size)))

    def epoch(self, work):
        start = time.perf_counter()
        self.model.fit(
            *self.train, batch_size=work["batch"], validation_data=self.validation, verbose=0)
        return {"seconds": time.perf_counter() - start}

    def predict(self, work):
        start = time.perf_counter()
        self.model.predict(self.train[0], batch_size=work["batch"], verbose=0)
        return {"seconds": time.perf_counter() - start}

    def single(self, work):
        return self.calls(work, lambda image: self.model.predict(image, verbose=0))

    def single_function(self, work):
        return self.calls(work, lambda image: self.function(image).numpy())

    def calls(self, work, call):
        images, _ = mnist.examples(self.images, self.labels, 0, 1000)
        latencies = []
        start = time.perf_counter()
        for i in range(work["calls"]):
            image = images[i % len(images)][None]
            before = time.perf_counter()
            call(image)
            latencies.append(int((time.perf_counter() - before) * 1e6))
        return {"seconds": time.perf_counter() - start, "latencies": latencies}


peer = Peer(sys.argv[1], sys.argv[2])
for line in sys.stdin:
    print(json.dumps(peer.answer(json.loads(line))), file=answers, flush=True)
