"""Models of one layer or shape each, with what Keras gives and three losses; or what it makes of files.

layers.py record FOLDER       writes NAME.keras (and .h5), .meta, .x.bin, .y.bin, .out.bin
layers.py check FOLDER NAME   prints Keras's outputs and next loss for each file NAME* of it
"""

import glob
import json
import sys

import keras
import numpy as np
from keras import layers as L


def head():
    return [L.Flatten(), L.Dense(4, activation="softmax")]


IMAGE = (8, 8, 2)


def functional():
    start = keras.Input((8, 8))
    end = L.Dense(4, activation="softmax")(L.Flatten()(start))
    return keras.Model(start, end)


def after(*middle, shape=IMAGE):
    return keras.Sequential([keras.Input(shape), L.Conv2D(3, 3), *middle, *head()])


MODELS = {
    "plane": lambda: keras.Sequential(
        [keras.Input((8, 8)), L.Flatten(), L.Dense(6, activation="relu"), L.Dense(4, activation="softmax")]
    ),
    "row": lambda: keras.Sequential([keras.Input((64,)), L.Dense(6, activation="relu"), L.Dense(4, activation="softmax")]),
    "regression": lambda: keras.Sequential([keras.Input((8, 8)), *head()]),
    "plane_relu": lambda: keras.Sequential([keras.Input((8, 8)), L.ReLU(), *head()]),
    "reshape_row": lambda: keras.Sequential([keras.Input((64,)), L.Reshape((8, 8, 1)), L.Conv2D(3, 3), *head()]),
    "reshape_plane": lambda: keras.Sequential([keras.Input((8, 8)), L.Reshape((8, 8, 1)), L.Conv2D(3, 3), *head()]),
    "reshape_flat": lambda: keras.Sequential([keras.Input(IMAGE), L.Conv2D(3, 3), L.Reshape((-1,)), L.Dense(4, activation="softmax")]),
    "reshape_middle": lambda: keras.Sequential(
        [keras.Input((10,)), L.Dense(16, activation="relu"), L.Reshape((4, 4, 1)), L.Conv2D(3, 3), *head()]
    ),
    "reshape_sides": lambda: keras.Sequential(
        [keras.Input((8, 8, 1)), L.Reshape((4, 16, 1)), L.Conv2D(3, 3), L.Conv2D(1, 1), L.Reshape((14, 2, 1)), L.Conv2D(2, 2), *head()]
    ),
    "global_average": lambda: keras.Sequential(
        [keras.Input(IMAGE), L.Conv2D(3, 3, activation="relu"), L.GlobalAveragePooling2D(), L.Dense(4, activation="softmax")]
    ),
    "global_max": lambda: keras.Sequential(
        [keras.Input(IMAGE), L.Conv2D(3, 3, activation="relu"), L.GlobalMaxPooling2D(), L.Dense(4, activation="softmax")]
    ),
    "global_last": lambda: keras.Sequential([keras.Input(IMAGE), L.Conv2D(4, 3), L.GlobalAveragePooling2D(), L.Softmax()]),
    "global_keeps": lambda: after(L.GlobalAveragePooling2D(keepdims=True)),
    "global_normalized": lambda: keras.Sequential(
        [keras.Input(IMAGE), L.Conv2D(3, 3), L.GlobalMaxPooling2D(), L.BatchNormalization(), L.Dense(4, activation="softmax")]
    ),
    "functional": functional,
    "rescaling": lambda: keras.Sequential([keras.Input(IMAGE), L.Rescaling(1 / 255, -0.5), L.Conv2D(3, 3), *head()]),
    "rescaling_plane": lambda: keras.Sequential([keras.Input((8, 8)), L.Rescaling(1 / 255), *head()]),
    "rescaling_middle": lambda: after(L.Rescaling(0.5, 0.25), L.Conv2D(2, 3)),
    "padding": lambda: after(L.ZeroPadding2D(), L.Conv2D(2, 3)),
    "padding_first": lambda: keras.Sequential([keras.Input(IMAGE), L.ZeroPadding2D(((0, 1), (2, 3))), L.Conv2D(3, 3), *head()]),
    "leaky": lambda: after(L.LeakyReLU(), L.Conv2D(2, 3)),
    "leaky_last": lambda: after(L.LeakyReLU(negative_slope=0.1)),
    "elu": lambda: after(L.ELU(alpha=0.5), L.Conv2D(2, 3)),
    "relu6": lambda: after(L.ReLU(max_value=6.0), L.Conv2D(2, 3)),
    "relu_all": lambda: after(L.ReLU(max_value=0.5, negative_slope=0.1, threshold=0.2), L.Conv2D(2, 3)),
}


def channels_first(values):
    return values.transpose(0, 3, 1, 2) if values.ndim == 4 else values


def record(folder):
    only = sys.argv[3:] or MODELS
    for name in only:
        keras.backend.clear_session()
        keras.utils.set_random_seed(7)
        random = np.random.default_rng(3)
        model = MODELS[name]()
        x = random.normal(size=(6, *model.input_shape[1:])).astype("f")
        x = np.round(x * 8) / 8  # packs well
        if name.startswith("rescaling") and "middle" not in name:
            x = random.integers(0, 256, size=x.shape).astype("f")
        y = np.eye(4, dtype="f")[random.integers(0, 4, 6)]
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
        out = model.predict(x, verbose=0)
        path = f"{folder}/{name}"
        model.save(path + ".keras")
        losses = [float(model.train_on_batch(x, y)) for _ in range(3)]
        for end, values in ((".x.bin", channels_first(x)), (".y.bin", y), (".out.bin", out)):
            np.ascontiguousarray(values).astype("<f4").tofile(path + end)
        with open(path + ".meta", "w") as meta:
            for values in (channels_first(x), y):
                meta.write(",".join(map(str, values.shape)) + "\n")
            meta.write("3\n" + " ".join(map(repr, losses)) + "\n")


def check(folder):
    found = {}
    for path in sorted(glob.glob(f"{folder}/*.back.*")):
        name = path[len(folder) + 1 :].split(".")[0]
        model = keras.models.load_model(path)
        with open(f"{folder}/{name}.meta") as meta:
            rows = [tuple(map(int, line.split(","))) for line in meta.read().split("\n")[:2]]
        x = np.fromfile(f"{folder}/{name}.x.bin", "<f4").reshape(rows[0])
        x = x.transpose(0, 2, 3, 1) if x.ndim == 4 else x
        y = np.fromfile(f"{folder}/{name}.y.bin", "<f4").reshape(rows[1])
        out = np.fromfile(f"{folder}/{name}.out.bin", "<f4").reshape(rows[1])
        found[path[len(folder) + 1 :]] = {
            "input": list(model.input_shape[1:]),
            "error": float(np.abs(model.predict(x, verbose=0) - out).max()),
            "loss": float(np.ravel(model.train_on_batch(x, y))[0]) if path.endswith(".keras") else None,
            "layers": [type(layer).__name__ for layer in model.layers],
        }
    print(json.dumps(found))


{"record": record, "check": check}[sys.argv[1]](sys.argv[2])
