"""MNIST for the Python peers: the same images, in the same order, as the Java peers read."""
import os

import numpy as np

SIZE = 28
CLASSES = 10


def read(folder):
    """All training images [n, 28, 28] and labels [n] as bytes."""
    images = np.fromfile(os.path.join(folder, "train-images-idx3-ubyte"), np.uint8, offset=16)
    labels = np.fromfile(os.path.join(folder, "train-labels-idx1-ubyte"), np.uint8, offset=8)
    return images.reshape(-1, SIZE, SIZE), labels


def examples(images, labels, first, count, size=SIZE):
    """Features [count, size, size, 1] from 0 to 1, pixels repeated to enlarge, and one-hot labels."""
    factor = size // SIZE
    part = images[first : first + count].repeat(factor, axis=1).repeat(factor, axis=2)
    one_hot = np.eye(CLASSES, dtype="float32")[labels[first : first + count]]
    return part[..., None].astype("float32") / 255, one_hot
