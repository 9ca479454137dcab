"""Models of one layer or shape each, with what Keras gives and three losses; or what it makes of files.

layers.py record FOLDER [NAME ...]   writes NAME.keras (and .h5), .meta, .x.bin, .y.bin, .out.bin
layers.py record2 FOLDER             the same with Keras 2 (tf_keras), as NAME_2
layers.py check FOLDER               prints Keras's outputs and next loss for each file *.back.* of it
layers.py affine OUT.json            images moved by affine maps, for each way to fill what lies around
"""

import glob
import json
import sys

import numpy as np

SECOND = sys.argv[1] == "record2"
if SECOND:
    import tf_keras as keras
else:
    import keras
L = keras.layers


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


def plain(*layers, shape=IMAGE):
    return keras.Sequential([keras.Input(shape), *layers])


def adapted(layer):
    layer.adapt(np.random.default_rng(5).normal(2, 3, (50, *IMAGE)).astype("f"))
    return layer


def inner(activation="relu"):
    return keras.Sequential([L.Conv2D(3, 3), L.BatchNormalization(), L.Activation(activation)])


def nested_functional():
    start = keras.Input(IMAGE)
    within = keras.Model(start, L.BatchNormalization()(L.Conv2D(4, 3)(start)))
    outer = keras.Input(IMAGE)
    end = outer
    for layer in (within, L.Conv2D(3, 3), inner(), *head()):
        end = layer(end)
    return keras.Model(outer, end)


def taken():
    """A model made of another's layers, with a new end."""
    other = plain(L.Conv2D(3, 3, activation="relu"), L.Conv2D(3, 3), *head())
    for layer in other.layers[:-1]:
        layer.trainable = False
    return keras.Sequential([keras.Input(IMAGE), *other.layers[:-1], L.Dense(4, activation="softmax")])


def taken_functional():
    start = keras.Input(IMAGE)
    first = L.Conv2D(3, 3)
    last = L.Dense(4, activation="softmax")
    keras.Model(start, last(L.Flatten()(first(start))))
    again = keras.Input(IMAGE)
    return keras.Model(again, L.Dense(4, activation="softmax")(L.Flatten()(first(again))))


FIRST = dict(data_format="channels_first")
ACTIVATIONS = [
    ["gelu", "silu", "mish"],
    ["hard_sigmoid", "softsign", "selu"],
    ["elu", "softplus", "exponential"],
    ["relu6", "hard_silu", "celu"],
]

# trained and written with random numbers in all that starts as 0 or 1
MORE = {
    "bn": lambda: after(L.BatchNormalization(), L.Conv2D(2, 3)),
    "bn_scale": lambda: after(L.BatchNormalization(center=False), L.Conv2D(2, 3)),
    "bn_center": lambda: after(L.BatchNormalization(scale=False), L.Conv2D(2, 3)),
    "bn_bare": lambda: after(L.BatchNormalization(scale=False, center=False), L.Conv2D(2, 3)),
    "bn_row": lambda: plain(L.Conv2D(3, 3), L.Flatten(), L.BatchNormalization(scale=False), L.Dense(4, activation="softmax")),
    "frozen": lambda: plain(
        L.Conv2D(3, 3, trainable=False), L.BatchNormalization(trainable=False), L.Conv2D(2, 3), L.Flatten(),
        L.Dense(5, activation="tanh", trainable=False), L.Dense(4, activation="softmax")),
    "normalization": lambda: plain(adapted(L.Normalization()), L.Conv2D(3, 3), *head()),
    "normalization_all": lambda: plain(adapted(L.Normalization(axis=None)), L.Conv2D(3, 3), *head()),
    "normalization_given": lambda: plain(L.Normalization(mean=[0.5, -1.0], variance=[2.0, 0.5]), L.Conv2D(3, 3), *head()),
    "rescaling_list": lambda: plain(L.Rescaling([0.5, 2.0], [1.0, -1.0]), L.Conv2D(3, 3), *head()),
    "prelu": lambda: after(L.PReLU(shared_axes=[1, 2]), L.Conv2D(2, 3)),
    "prelu_all": lambda: after(L.PReLU(), L.Conv2D(2, 3), L.Flatten(), L.PReLU(), L.Dense(6), L.PReLU()),
    "drop_spatial": lambda: after(L.SpatialDropout2D(0.3), L.Conv2D(2, 3)),
    "drop_augmented": lambda: plain(
        L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomTranslation(0.1, (-0.2, 0.1), fill_mode="constant"),
        L.RandomZoom(0.2, fill_mode="nearest"), L.Conv2D(3, 3), *head()),
    "nested": lambda: plain(inner(), L.Conv2D(3, 3), inner(), *head()),
    "nested_functional": nested_functional,
    "taken": taken,
    "taken_functional": taken_functional,
    "depthwise": lambda: after(L.DepthwiseConv2D(3, depth_multiplier=2, activation="relu"), L.Conv2D(2, 2)),
    "depthwise_first": lambda: plain(L.DepthwiseConv2D((2, 3), strides=2, padding="same", use_bias=False), L.Conv2D(2, 2), *head()),
    "separable": lambda: after(L.SeparableConv2D(4, 3, depth_multiplier=2, activation="relu"), L.Conv2D(2, 2)),
    "separable_same": lambda: plain(L.SeparableConv2D(4, 3, strides=2, padding="same", use_bias=False), L.ReLU(), *head()),
    "dilated": lambda: plain(L.Conv2D(3, 3, dilation_rate=2, activation="relu"), L.Conv2D(2, (2, 1), dilation_rate=(1, 2)), *head()),
    "dilated_depthwise": lambda: plain(L.DepthwiseConv2D(3, dilation_rate=2, padding="same"), L.Conv2D(2, 3), *head()),
    "groups": lambda: plain(
        L.Conv2D(6, 3, groups=2, padding="same", strides=2, activation="relu"), L.Conv2D(4, 2, groups=2, use_bias=False), *head()),
    "layer_norm": lambda: after(L.LayerNormalization(), L.Conv2D(2, 3)),
    "layer_norm_row": lambda: after(L.Flatten(), L.LayerNormalization(center=False), L.Dense(8), L.LayerNormalization(epsilon=0.1)),
    "cropping": lambda: after(L.Cropping2D(((1, 0), (0, 2))), L.Conv2D(2, 3)),
    "upsampling": lambda: after(L.UpSampling2D((2, 3)), L.Conv2D(2, 3)),
    "transposed": lambda: after(L.Conv2DTranspose(3, 3, activation="relu"), L.Conv2D(2, 3)),
    "transposed_same": lambda: after(L.Conv2DTranspose(3, 3, strides=2, padding="same"), L.Conv2DTranspose(2, 3, strides=2)),
    "any_size": lambda: plain(
        L.Conv2D(3, 3, activation="relu"), L.MaxPooling2D(), L.BatchNormalization(), L.GlobalAveragePooling2D(),
        L.Dense(4, activation="softmax"), shape=(None, None, 2)),
    **{
        "acts_" + names[0]: (lambda names: lambda: plain(
            L.Conv2D(3, 3, activation=names[0]), L.Activation(names[1]), L.Conv2D(3, 3), L.Activation(names[2]),
            L.Flatten(), L.Dense(8, activation=names[1]), L.Dense(4, activation="softmax")))(names)
        for names in ACTIVATIONS
    },
    "first": lambda: plain(
        L.Conv2D(3, 3, **FIRST), L.BatchNormalization(axis=1), L.MaxPooling2D(**FIRST), L.ZeroPadding2D(**FIRST),
        L.Flatten(), L.Dense(4, activation="softmax"), shape=(2, 8, 8)),
    "first_flat": lambda: plain(
        L.Conv2D(3, 3, **FIRST), L.Flatten(**FIRST), L.Dense(4, activation="softmax"), shape=(2, 8, 8)),
    "first_global": lambda: plain(
        L.Conv2D(3, 3, **FIRST), L.GlobalAveragePooling2D(**FIRST), L.Dense(4, activation="softmax"), shape=(2, 8, 8)),
}
OF_KERAS_2 = [
    "bn_center", "frozen", "normalization", "prelu", "drop_augmented", "nested", "nested_functional", "depthwise",
    "separable", "layer_norm", "upsampling", "transposed_same", "acts_gelu", "acts_hard_sigmoid", "leaky", "relu_all",
    "padding", "rescaling", "global_keeps"]
H5 = ["bn_scale", "frozen", "normalization", "nested", "nested_functional", "separable", "prelu_all", "acts_hard_sigmoid"]


def channels_first(values):
    return values.transpose(0, 3, 1, 2) if values.ndim == 4 else values


def sizes(model):
    return [8 if size is None else size for size in model.input_shape[1:]]


def record(folder):
    all_models = {**MODELS, **MORE}
    for name in sys.argv[3:] or (OF_KERAS_2 if SECOND else all_models):
        keras.backend.clear_session()
        keras.utils.set_random_seed(7)
        random = np.random.default_rng(3)
        model = all_models[name]()
        x = random.normal(size=(6, *sizes(model))).astype("f")
        x = np.round(x * 8) / 8  # packs well
        if name.startswith("rescaling") and "middle" not in name and "list" not in name:
            x = random.integers(0, 256, size=x.shape).astype("f")
        y = np.eye(4, dtype="f")[random.integers(0, 4, 6)]
        if name in MORE or SECOND:
            for weight in model.weights:
                if weight.dtype == "float32":
                    start = len(weight.shape) in (1, 3)
                    values = np.array(weight) + start * np.abs(random.normal(0, 0.2, weight.shape))
                    weight.assign(np.round(values * 64) / 64)  # packs well
        for layer in model.layers:
            if hasattr(layer, "finalize_state"):
                layer.finalize_state()
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
        out = model.predict(x, verbose=0)
        path = f"{folder}/{name}" + ("_2" if SECOND else "")
        model.save(path + ".keras")
        if name in H5:
            model.save(path + ".h5")
        drawn = name.startswith("drop")
        losses = [] if drawn else [float(model.train_on_batch(x, y)) for _ in range(3)]
        x = x if name.startswith("first") else channels_first(x)
        for end, values in ((".x.bin", x), (".y.bin", y), (".out.bin", out)):
            np.ascontiguousarray(values).astype("<f4").tofile(path + end)
        with open(path + ".meta", "w") as meta:
            for values in (x, y):
                meta.write(",".join(map(str, values.shape)) + "\n")
            if losses:
                meta.write("3\n" + " ".join(map(repr, losses)) + "\n")


def affine(path):
    random = np.random.default_rng(4)
    image = np.round(random.normal(size=(1, 5, 7, 2)) * 8).astype("f") / 8
    maps = [[0.8, -0.5, 1.3, 0.4, 0.9, -1.7], [1, 0, -9.25, 0, 1, 7.5], [-1, 0, 6, 0, 1, 0], [2.5, 0, -4, 0, 3, -5.5]]
    cases = []
    for fill in ("reflect", "wrap", "constant", "nearest"):
        for interpolation in ("bilinear", "nearest"):
            for numbers in maps:
                out = keras.ops.image.affine_transform(
                    image, np.array([[*numbers, 0, 0]], "f"), interpolation, fill_mode=fill, fill_value=0.5)
                cases.append({
                    "fill": fill, "bilinear": interpolation == "bilinear", "map": numbers,
                    "out": np.array(out)[0].transpose(2, 0, 1).ravel().tolist()})
    with open(path, "w") as file:
        json.dump({"image": image[0].transpose(2, 0, 1).ravel().tolist(), "cases": cases}, file, separators=(",", ":"))


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
            "loss": float(np.ravel(model.train_on_batch(x, y))[0]) if path.endswith(".keras") and not name.startswith("drop") else None,
            "layers": [type(layer).__name__ for layer in model.layers],
        }
    print(json.dumps(found))


{"record": record, "record2": record, "check": check, "affine": affine}[sys.argv[1]](sys.argv[2])
