"""Small CNNs as Keras's examples and the literature have them, trained a little by Keras.

known_cnns.py FOLDER [NAME ...]
Writes for each NAME.keras, .meta, .x.bin, .y.bin, .out.bin as layers.py does, the losses being those of the
same network without what is random; and NAME.json: loss and accuracy of evaluate, seconds of an epoch.
"""
import json
import sys
import time

import keras
import numpy as np
from keras import layers as L

GREY = (28, 28, 1)
COLOUR = (32, 32, 3)
TRAIN = 1024
BATCH = 64


def random(*layers):
    """Layers that draw numbers; left out where losses are to be compared."""
    return list(layers) if DRAWS else []


def lenet5():
    return [
        L.Conv2D(6, 5, padding="same", activation="tanh"), L.AveragePooling2D(2),
        L.Conv2D(16, 5, activation="tanh"), L.AveragePooling2D(2), L.Flatten(),
        L.Dense(120, activation="tanh"), L.Dense(84, activation="tanh"), L.Dense(10, activation="softmax")]


def mnist_convnet():
    return [
        L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(), L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(),
        L.Flatten(), *random(L.Dropout(0.5)), L.Dense(10, activation="softmax")]


def mnist_cnn_2015():
    return [
        L.Conv2D(32, 3, activation="relu"), L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(), *random(L.Dropout(0.25)),
        L.Flatten(), L.Dense(128, activation="relu"), *random(L.Dropout(0.5)), L.Dense(10, activation="softmax")]


def cifar_tutorial():
    return [
        L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(), L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(),
        L.Conv2D(64, 3, activation="relu"), L.Flatten(), L.Dense(64, activation="relu"), L.Dense(10, activation="softmax")]


def vgg_like():
    def block(filters):
        return [
            L.Conv2D(filters, 3, padding="same", use_bias=False), L.BatchNormalization(), L.ReLU(),
            L.Conv2D(filters, 3, padding="same", use_bias=False), L.BatchNormalization(), L.ReLU(), L.MaxPooling2D()]
    return [
        *random(L.RandomFlip("horizontal"), L.RandomTranslation(0.1, 0.1)), *block(32), *block(64), *block(128),
        L.Flatten(), L.Dense(128, activation="relu"), *random(L.Dropout(0.5)), L.Dense(10, activation="softmax")]


def all_convolutional():
    return [
        L.Conv2D(48, 3, padding="same", activation="relu"), L.Conv2D(48, 3, strides=2, padding="same", activation="relu"),
        L.Conv2D(96, 3, padding="same", activation="relu"), L.Conv2D(96, 3, strides=2, padding="same", activation="relu"),
        L.Conv2D(96, 3, activation="relu"), L.Conv2D(96, 1, activation="relu"), L.Conv2D(10, 1),
        L.GlobalAveragePooling2D(), L.Softmax()]


def mobile():
    def block(filters, strides):
        return [
            L.DepthwiseConv2D(3, strides=strides, padding="same", use_bias=False), L.BatchNormalization(), L.ReLU(6.0),
            L.Conv2D(filters, 1, use_bias=False), L.BatchNormalization(), L.ReLU(6.0)]
    return [
        L.Conv2D(16, 3, padding="same", use_bias=False), L.BatchNormalization(), L.ReLU(6.0), *block(32, 1),
        *block(64, 2), *block(64, 1), *block(128, 2), L.GlobalAveragePooling2D(), *random(L.Dropout(0.1)),
        L.Dense(10, activation="softmax")]


def separable():
    return [
        L.Rescaling(1 / 127.5, -1), L.SeparableConv2D(32, 3, activation="relu"), L.MaxPooling2D(),
        L.SeparableConv2D(64, 3, activation="relu"), L.MaxPooling2D(), *random(L.SpatialDropout2D(0.1)),
        L.SeparableConv2D(128, 3, activation="elu"), L.GlobalMaxPooling2D(), L.Dense(10, activation="softmax")]


def network_in_network():
    def block(filters, size):
        return [
            L.Conv2D(filters, size, padding="same"), L.LeakyReLU(), L.Conv2D(filters, 1), L.PReLU(shared_axes=[1, 2]),
            L.MaxPooling2D(3, 2, padding="same")]
    return [
        *block(32, 5), *random(L.Dropout(0.3)), *block(48, 3), L.Conv2D(10, 1, activation="gelu"),
        L.GlobalAveragePooling2D(), L.Activation("softmax")]


def flowers_tutorial():
    return [
        *random(L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomZoom(0.1)), L.Rescaling(1 / 255),
        L.Conv2D(16, 3, padding="same", activation="relu"), L.MaxPooling2D(),
        L.Conv2D(32, 3, padding="same", activation="relu"), L.MaxPooling2D(),
        L.Conv2D(64, 3, padding="same", activation="relu"), L.MaxPooling2D(), *random(L.Dropout(0.2)),
        L.Flatten(), L.Dense(128, activation="relu"), L.Dense(10, activation="softmax")]


MODELS = {
    "lenet5": (GREY, lenet5), "mnist_convnet": (GREY, mnist_convnet), "mnist_cnn_2015": (GREY, mnist_cnn_2015),
    "cifar_tutorial": (COLOUR, cifar_tutorial), "vgg_like": (COLOUR, vgg_like),
    "all_convolutional": (COLOUR, all_convolutional), "mobile": (COLOUR, mobile), "separable": (COLOUR, separable),
    "network_in_network": (COLOUR, network_in_network), "flowers_tutorial": (COLOUR, flowers_tutorial)}


def data(shape, pixels, count, seed):
    """Ten classes, each a pattern of its own under noise."""
    patterns = np.random.default_rng(1).random((10, *shape))
    numbers = np.random.default_rng(seed)
    labels = numbers.integers(0, 10, count)
    images = 0.4 * patterns[labels] + 0.6 * numbers.random((count, *shape))
    return (images * pixels).astype("f"), np.eye(10, dtype="f")[labels]


def built(shape, layers, weights=None):
    model = keras.Sequential([keras.Input(shape), *layers()])
    model.compile(keras.optimizers.Adam(1e-3), "categorical_crossentropy", metrics=["accuracy"])
    if weights is not None:
        model.set_weights(weights)
    return model


def write(path, x, y, out, losses):
    x = x.transpose(0, 3, 1, 2)
    for end, values in ((".x.bin", x), (".y.bin", y), (".out.bin", out)):
        np.ascontiguousarray(values).astype("<f4").tofile(path + end)
    with open(path + ".meta", "w") as meta:
        meta.write("\n".join(",".join(map(str, values.shape)) for values in (x, y)) + "\n")
        meta.write("3\n" + " ".join(map(repr, losses)) + "\n")


for name in sys.argv[2:] or MODELS:
    keras.backend.clear_session()
    keras.utils.set_random_seed(3)
    shape, layers = MODELS[name]
    pixels = 255 if name in ("separable", "flowers_tutorial") else 1
    x, y = data(shape, pixels, TRAIN, 2)
    tx, ty = data(shape, pixels, 256, 5)
    DRAWS = True
    model = built(shape, layers)
    model.fit(x, y, batch_size=BATCH, epochs=1, verbose=0)
    start = time.time()
    model.fit(x, y, batch_size=BATCH, epochs=1, verbose=0)
    seconds = time.time() - start
    loss, accuracy = model.evaluate(tx, ty, batch_size=256, verbose=0)
    path = f"{sys.argv[1]}/{name}"
    model.save(path + ".keras")
    with open(path + ".json", "w") as file:
        json.dump({"loss": loss, "accuracy": accuracy, "seconds": seconds, "images": TRAIN, "batch": BATCH}, file)
    DRAWS = False
    still = built(shape, layers, model.get_weights())
    still.save(path + ".steps.keras")
    out = still.predict(tx[:16], verbose=0)
    write(path, tx[:16], ty[:16], out, [0.0])
    losses = [float(still.train_on_batch(tx[:16], ty[:16])[0]) for _ in range(3)]
    write(path + ".steps", tx[:16], ty[:16], out, losses)
    for end, values in ((".test.x", tx.transpose(0, 3, 1, 2)), (".test.y", ty)):
        np.ascontiguousarray(values).astype("<f4").tofile(path + end)
