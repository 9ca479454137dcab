"""Records Keras's history of the recipe, for recipe4j to repeat figure by figure.

usage: python recipe_history.py IMAGES.gz LABELS.gz > recipe-history.json
The last two are data/train-images-idx3-ubyte.gz and data/train-labels-idx1-ubyte.gz. The first 50
digits, 20% of them to validate; 30 epochs with the recipe's schedule. An epoch is a single batch,
so that the order of the digits does not matter. The weights come from a small formula that
RecipeHistoryTest.java knows too, in the order of DL4J: OIHW, and channels first when flattened.
"""
import gzip
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D

DIGITS, EPOCHS = 50, 30


def idx(file, header):
    return np.frombuffer(gzip.open(file).read(), np.uint8, offset=header)


def learning_rate(epoch):
    rate = 1e-3
    if epoch > 20:
        rate *= 0.5e-3
    elif epoch > 15:
        rate *= 1e-3
    elif epoch > 10:
        rate *= 1e-2
    elif epoch > 5:
        rate *= 1e-1
    return rate


def numbers():
    """A linear congruential generator of numbers from 0 to 1 (ISO C's example)."""
    x = 1
    while True:
        x = (1103515245 * x + 12345) % 2**31
        yield x / 2**31


def weights(source, shape):
    fan_in, fan_out = np.prod(shape[:-1]), shape[-1] * (np.prod(shape[:-2]) if len(shape) == 4 else 1)
    limit = np.sqrt(6 / (fan_in + fan_out))
    values = [limit * (2 * next(source) - 1) for _ in range(int(np.prod(shape)))]
    values = np.array(values).astype("float32")
    if len(shape) == 4:
        height, width, channels, filters = shape
        return values.reshape(filters, channels, height, width).transpose(2, 3, 1, 0)
    if shape[0] == 576:
        return values.reshape(64, 3, 3, 64).transpose(1, 2, 0, 3).reshape(shape)
    return values.reshape(shape)


def main(image_file, label_file):
    model = keras.Sequential([
        Input((28, 28, 1)),
        Conv2D(32, (3, 3), activation="relu"), MaxPooling2D((2, 2)),
        Conv2D(64, (3, 3), activation="relu"), MaxPooling2D((2, 2)),
        Conv2D(64, (3, 3), activation="relu"), Flatten(),
        Dense(64, activation="relu"), Dense(10, activation="softmax")])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    source = numbers()
    for variable in model.trainable_variables:
        if len(variable.shape) > 1:
            variable.assign(weights(source, tuple(variable.shape)))
    images = idx(image_file, 16).reshape(-1, 28, 28, 1)[:DIGITS].astype("float32") / 255
    labels = keras.utils.to_categorical(idx(label_file, 8)[:DIGITS], 10)
    history = model.fit(
        images, labels, epochs=EPOCHS, batch_size=128, validation_split=0.2, verbose=0,
        callbacks=[keras.callbacks.LearningRateScheduler(learning_rate)])
    json.dump({
        "keras": keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__,
        "history": {k: [float(x) for x in v] for k, v in history.history.items()}},
        sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(*sys.argv[1:])
