"""Writes the small Keras files that the fast tests read, and what Keras makes of them.

usage: python fixtures.py OUT.zip
Needs keras 3, tensorflow and tf_keras (Keras 2). For each model: three steps of training, the
files, the outputs, the loss of one more step, the outputs after it.
"""
import json
import sys
import tempfile
import zipfile
from pathlib import Path

import architectures as a
import keras
import tensorflow as tf
import tf_keras


def expected(model, name, x, y):
    before = a.outputs(model, name, x)
    return {
        "outputs": before,
        "loss": a.step(model, x, y),
        "outputsAfterStep": a.outputs(model, name, x),
    }


def train(model, x, y):
    for _ in range(3):
        a.step(model, x, y)


def write(folder):
    results = {"versions": {
        "keras": keras.__version__, "tf_keras": tf_keras.__version__, "tensorflow": tf.__version__}}
    for name in a.NAMES:
        keras.backend.clear_session()
        model = a.build(keras, name)
        x, y = a.batch(model, name)
        train(model, x, y)
        model.save(folder / f"{name}.keras")  # first: saving .h5 drops the optimizer
        model.save_weights(folder / f"{name}.weights.h5")
        model.save(folder / f"{name}.h5")
        results[name] = expected(model, name, x, y)
    for name in a.KERAS_2_NAMES:
        tf_keras.backend.clear_session()
        model = a.build(tf_keras, name)
        x, y = a.batch(model, name)
        train(model, x, y)
        model.save(folder / f"{name}.keras2.h5")
        results[name + ".keras2"] = expected(model, name, x, y)
    (folder / "expected.json").write_text(json.dumps(results, indent=1) + "\n")


def main(target):
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
            for file in sorted(Path(folder).iterdir()):
                out.write(file, file.name)


if __name__ == "__main__":
    main(sys.argv[1])
