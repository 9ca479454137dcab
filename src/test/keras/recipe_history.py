"""Records Keras's history of the recipe, for recipe4j to repeat figure by figure.

usage: python recipe_history.py IMAGES.gz LABELS.gz > recipe-history.json
The last two are data/train-images-idx3-ubyte.gz and data/train-labels-idx1-ubyte.gz. The first 50
digits, 20% of them to validate; 30 epochs with the recipe's schedule. An epoch is a single batch,
so that the order of the digits does not matter. The weights come from a small formula that
RecipeHistoryTest.java knows too, in the order of DL4J: OIHW, and channels first when flattened.
"""
import gzip
import json
import sys

import recipe  # quiets TensorFlow before it loads
import keras
import numpy as np
import tensorflow as tf

DIGITS, EPOCHS = 50, 30


def idx(file, header):
    return np.frombuffer(gzip.open(file).read(), np.uint8, offset=header)


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
    model = recipe.network()
    source = numbers()
    for variable in model.trainable_variables:
        if len(variable.shape) > 1:
            variable.assign(weights(source, tuple(variable.shape)))
    images = idx(image_file, 16).reshape(-1, 28, 28, 1)[:DIGITS].astype("float32") / 255
    labels = keras.utils.to_categorical(idx(label_file, 8)[:DIGITS], 10)
    history = model.fit(
        images, labels, epochs=EPOCHS, batch_size=128, validation_split=0.2, verbose=0,
        callbacks=[keras.callbacks.LearningRateScheduler(recipe.learning_rate)])
    json.dump({
        "keras": keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__,
        "history": {k: [float(x) for x in v] for k, v in history.history.items()}},
        sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(*sys.argv[1:])
