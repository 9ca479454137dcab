"""Loads files that recipe4j wrote with real Keras, and prints what Keras makes of them as JSON.

usage: python check.py FILE...
A file is called <model>.<kind>; a .weights.h5 is loaded onto that model of architectures.py.
"""
import json
import sys
from pathlib import Path

import architectures as a
import keras


def check(file):
    name, kind = file.name.split(".", 1)
    if kind == "weights.h5":
        model = a.build(keras, name)
        model.load_weights(file)
        compiled = name
    else:
        model = keras.models.load_model(file)
        compiled = "probabilities" if name == "logits" else name  # written with a softmax
    x, y = a.batch(model, name)
    result = {"outputs": a.outputs(model, compiled, x), "iterations": int(model.optimizer.iterations)}
    result["names"] = [layer.name for layer in model.layers]
    result["learningRate"] = float(model.optimizer.learning_rate)
    result["loss"] = a.step(model, x, y)
    result["outputsAfterStep"] = a.outputs(model, compiled, x)
    return result


print(json.dumps({Path(file).name: check(Path(file)) for file in sys.argv[1:]}))
