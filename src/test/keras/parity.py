"""Records 50 steps of real Keras, for recipe4j to repeat one by one.

usage: python parity.py OUT.zip IMAGES.gz LABELS.gz
The last two are IDX files of MNIST, such as data/train-images-idx3-ubyte.gz. The model is the
recipe's in small, the images are halved in size; ten epochs of five batches of eight, the learning
rate falling by a tenth at epochs 3, 6 and 8 as the recipe's does at 6, 11 and 16.
OUT.zip: before.keras, after.keras (with what Adam remembers) and parity.json.
"""
import base64
import gzip
import json
import os
import sys
import tempfile
import zipfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np
import tensorflow as tf
from keras import layers

IMAGES, SIZE, BATCH, EPOCHS, STEPS = 40, 14, 8, 10, 5


def learning_rate(epoch):
    rate = 1e-2
    for first in (3, 6, 8):
        rate *= 0.1 if epoch >= first else 1
    return rate


def idx(file, header):
    return np.frombuffer(gzip.open(file).read(), np.uint8, offset=header)


def model():
    model = keras.Sequential([
        layers.Input((SIZE, SIZE, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(8, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(16, activation="relu"),
        layers.Dense(10, activation="softmax")])
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


def record(folder, images, labels):
    keras.utils.set_random_seed(11)
    net = model()
    net.save(folder / "before.keras")
    x = images.reshape(-1, SIZE, SIZE, 1).astype("float32") / 255
    y = keras.utils.to_categorical(labels, 10)
    orders, rates, losses = [], [], []
    for epoch in range(EPOCHS):
        net.optimizer.learning_rate = learning_rate(epoch)
        rates.append(float(np.format_float_positional(np.float32(learning_rate(epoch)))))
        order = np.random.permutation(IMAGES)
        orders.append(order.tolist())
        for rows in order.reshape(STEPS, BATCH):
            net.reset_metrics()
            result = net.train_on_batch(x[rows], y[rows], return_dict=True)
            losses.append(float(result["loss"]))
    net.save(folder / "after.keras")
    versions = {"keras": keras.__version__, "tensorflow": tf.__version__, "numpy": np.__version__}
    (folder / "parity.json").write_text(json.dumps({
        "versions": versions, "size": SIZE, "batch": BATCH,
        "images": base64.b64encode(images.tobytes()).decode(), "labels": labels.tolist(),
        "orders": orders, "rates": rates, "losses": losses}, indent=1) + "\n")
    print(losses[0], losses[-1])


def main(target, image_file, label_file):
    squares = idx(image_file, 16).reshape(-1, SIZE, 2, SIZE, 2)[:IMAGES]
    images = squares.mean((2, 4)).astype(np.uint8)
    labels = idx(label_file, 8)[:IMAGES]
    with tempfile.TemporaryDirectory() as folder:
        record(Path(folder), images, labels)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
            for file in sorted(Path(folder).iterdir()):
                out.write(file, file.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
