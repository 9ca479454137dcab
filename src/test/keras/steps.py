"""Trains a small model for each optimizer, schedule, loss, regularizer and layer of one table, for KerasStepsTest.

usage: python steps.py write FOLDER   saves each model after two steps, as NAME.keras, and writes what Keras loses in an
                                      evaluation and in six more steps to expected.json, the batches to NAME.x and NAME.y
       python steps.py check FOLDER   loads each NAME.back.keras, and prints what it loses in one more step
With KERAS=tf_keras in the environment for Keras 2. To add a row, call case(...) below.
"""
import json
import os
import re
import sys
import zlib
from importlib import import_module
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
import numpy as np

keras = import_module(os.environ.get("KERAS", "keras"))
VERSION = ".".join(keras.__version__.split(".")[:2])
L, O, S, R, LOSS = keras.layers, keras.optimizers, keras.optimizers.schedules, keras.regularizers, keras.losses
CLASSES = 4
CASES = {}


def case(kind, name, absent=None, refused=None, unwritten=None, **how):
    """Adds a row.

    kind: heading of the table in docs/keras-mapping.md; name: of the row, unique
    absent: {version: why}, for a version (3.15, 3.3, 2.16) that does not have it
    refused: a part of the message where recipe4j refuses the file
    unwritten: {version: why}, for a version that can't load what is written, which is as 3.15 has it
    how: layers, a function that gives a list of them, without the input; shape of the input; optimizer and loss, functions
    that make them; labels: classes, numbers (class numbers), bits, values or shares (rows that sum to one); weighted:
    whether the examples have weights
    """
    assert name not in CASES, name
    CASES[name] = dict(kind=kind, absent=absent or {}, refused=refused, unwritten=unwritten or {}, how=how)


def convolution(activation="softmax", **dense):
    return [L.Conv2D(2, 3, activation="relu"), L.Flatten(), L.Dense(CLASSES, activation=activation, **dense)]


def normalized():
    return [L.Conv2D(2, 3), L.BatchNormalization(), L.ReLU(), L.Flatten(), L.Dense(CLASSES, activation="softmax")]


# optimizers; what they add to each is tried on a network with a batch normalization, too
def optimizer(name, make, **more):
    case("optimizer", name, optimizer=make, **more)


optimizer("Adam", lambda: O.Adam(0.01, beta_1=0.8, epsilon=1e-5))
optimizer("Adam, amsgrad", lambda: O.Adam(0.05, amsgrad=True))
optimizer("AdamW", lambda: O.AdamW(0.01, weight_decay=0.1))
optimizer("AdamW, with batch normalization", lambda: O.AdamW(0.01, weight_decay=0.1), layers=normalized)
optimizer("AdamW, amsgrad", lambda: O.AdamW(0.05, weight_decay=0.1, amsgrad=True))
NADAM = dict(refused="Nadam") if VERSION.startswith("2") else dict(unwritten={"3.3": "its state has another order"})
optimizer("Nadam", lambda: O.Nadam(0.01), **NADAM)
optimizer("Adamax", lambda: O.Adamax(0.02))
optimizer("Adagrad", lambda: O.Adagrad(0.1, initial_accumulator_value=0.2))
optimizer("Adadelta", lambda: O.Adadelta(0.5), refused="Adadelta")
optimizer("RMSprop", lambda: O.RMSprop(0.005, rho=0.8))
optimizer("RMSprop, momentum", lambda: O.RMSprop(0.005, momentum=0.7))
optimizer("RMSprop, centered", lambda: O.RMSprop(0.005, centered=True))
optimizer("RMSprop, centered, momentum", lambda: O.RMSprop(0.005, momentum=0.5, centered=True, epsilon=1e-3))
optimizer("SGD", lambda: O.SGD(0.2))
optimizer("SGD, momentum", lambda: O.SGD(0.1, momentum=0.9))
optimizer("SGD, Nesterov momentum", lambda: O.SGD(0.1, momentum=0.9, nesterov=True))
optimizer("SGD, Nesterov without momentum", lambda: O.SGD(0.1, nesterov=True))
optimizer("SGD, weight_decay", lambda: O.SGD(0.1, momentum=0.9, weight_decay=0.05))
optimizer("RMSprop, weight_decay", lambda: O.RMSprop(0.003, weight_decay=0.2))
optimizer("Nadam, weight_decay, clipvalue", lambda: O.Nadam(0.01, weight_decay=0.2, clipvalue=0.05), **NADAM)
optimizer("clipnorm", lambda: O.SGD(0.2, clipnorm=0.05))
optimizer("clipnorm, with batch normalization", lambda: O.Adam(0.01, clipnorm=0.05), layers=normalized)
optimizer("global_clipnorm", lambda: O.SGD(0.2, momentum=0.5, global_clipnorm=0.1))
optimizer("global_clipnorm, with batch normalization", lambda: O.Adagrad(0.2, global_clipnorm=0.1), layers=normalized)
optimizer("clipvalue", lambda: O.SGD(0.2, clipvalue=0.02))
optimizer("AdamW, global_clipnorm", lambda: O.AdamW(0.01, weight_decay=0.1, global_clipnorm=0.1))
optimizer("Lion", lambda: O.Lion(0.01), refused="Lion")
optimizer("Adafactor", lambda: O.Adafactor(0.01), refused="Adafactor")
optimizer("Ftrl", lambda: O.Ftrl(0.01), refused="Ftrl")
optimizer("Lamb", lambda: O.Lamb(0.01), refused="Lamb", absent={"3.3": "newer", "2.16": "newer"})
optimizer("Muon", lambda: O.Muon(0.01), refused="Muon", absent={"3.3": "newer", "2.16": "newer"})
optimizer("use_ema", lambda: O.Adam(0.01, use_ema=True), refused="use_ema")
optimizer("gradient_accumulation_steps", lambda: O.Adam(0.01, gradient_accumulation_steps=2),
          refused="gradient_accumulation_steps", absent={"3.3": "newer", "2.16": "newer"})


# schedules within an optimizer
def schedule(name, make, optimizer=O.SGD, **more):
    case("schedule", name, optimizer=lambda: optimizer(make()), **more)


schedule("ExponentialDecay", lambda: S.ExponentialDecay(0.02, 4, 0.5), O.Adam)
schedule("ExponentialDecay, staircase", lambda: S.ExponentialDecay(0.2, 3, 0.5, staircase=True))
schedule("InverseTimeDecay", lambda: S.InverseTimeDecay(0.3, 2, 0.7))
schedule("InverseTimeDecay, staircase", lambda: S.InverseTimeDecay(0.03, 3, 0.9, staircase=True), O.Adam)
schedule("PolynomialDecay", lambda: S.PolynomialDecay(0.3, 6, 1e-3, power=2))
schedule("PolynomialDecay, cycle", lambda: S.PolynomialDecay(0.3, 3, 1e-3, power=1.5, cycle=True))
schedule("CosineDecay", lambda: S.CosineDecay(0.2, 6, alpha=0.1), O.Adagrad)
schedule("CosineDecay, warm-up", lambda: S.CosineDecay(0.01, 4, warmup_target=0.3, warmup_steps=4))
schedule("CosineDecayRestarts", lambda: S.CosineDecayRestarts(0.3, 2, t_mul=1.5, m_mul=0.8, alpha=0.05))
schedule("CosineDecayRestarts, of one length", lambda: S.CosineDecayRestarts(0.3, 3, t_mul=1.0, m_mul=0.5))
schedule("PiecewiseConstantDecay", lambda: S.PiecewiseConstantDecay([3, 5], [0.3, 0.1, 0.01]))
case("schedule", "AdamW with a schedule", optimizer=lambda: O.AdamW(S.ExponentialDecay(0.02, 4, 0.5), weight_decay=0.1))


# losses
def loss(name, make, last="softmax", **more):
    case("loss", name, loss=make, layers=lambda: convolution(last), **more)


LOGITS = dict(from_logits=True)
loss("CategoricalCrossentropy", lambda: LOSS.CategoricalCrossentropy())
loss("CategoricalCrossentropy, from_logits", lambda: LOSS.CategoricalCrossentropy(**LOGITS), None)
loss("CategoricalCrossentropy, label_smoothing", lambda: LOSS.CategoricalCrossentropy(label_smoothing=0.2))
loss("CategoricalCrossentropy, from_logits, label_smoothing", lambda: LOSS.CategoricalCrossentropy(label_smoothing=0.1, **LOGITS), None)
loss("SparseCategoricalCrossentropy", lambda: LOSS.SparseCategoricalCrossentropy(), labels="numbers")
loss("SparseCategoricalCrossentropy, from_logits", lambda: LOSS.SparseCategoricalCrossentropy(**LOGITS), None, labels="numbers")
loss("SparseCategoricalCrossentropy, ignore_class", lambda: LOSS.SparseCategoricalCrossentropy(ignore_class=3), labels="numbers", refused="ignore_class")
loss("BinaryCrossentropy", lambda: LOSS.BinaryCrossentropy(), "sigmoid", labels="bits")
loss("BinaryCrossentropy, from_logits", lambda: LOSS.BinaryCrossentropy(**LOGITS), None, labels="bits")
loss("BinaryCrossentropy, label_smoothing", lambda: LOSS.BinaryCrossentropy(label_smoothing=0.2), "sigmoid", labels="bits")
loss("MeanSquaredError", lambda: LOSS.MeanSquaredError(), None, labels="values")
loss("MeanSquaredError, of softmax", lambda: "mse")
loss("MeanAbsoluteError", lambda: LOSS.MeanAbsoluteError(), None, labels="values")
loss("Huber", lambda: LOSS.Huber(), None, labels="values")
loss("Huber, delta", lambda: LOSS.Huber(delta=0.3), "sigmoid", labels="values")
loss("KLDivergence", lambda: LOSS.KLDivergence(), labels="shares")
loss("KLDivergence, of classes", lambda: LOSS.KLDivergence())
loss("reduction sum", lambda: LOSS.CategoricalCrossentropy(reduction="sum"), optimizer=lambda: O.SGD(0.02))
loss("reduction sum of MeanSquaredError", lambda: LOSS.MeanSquaredError(reduction="sum"), None, labels="values", optimizer=lambda: O.SGD(0.01))
loss("reduction mean", lambda: LOSS.CategoricalCrossentropy(reduction="mean"), absent={"3.3": "newer", "2.16": "newer"})
loss("reduction none", lambda: LOSS.CategoricalCrossentropy(reduction="none"), refused="reduction")
loss("sample weights", lambda: LOSS.CategoricalCrossentropy(), weighted=True)
loss("sample weights, binary", lambda: LOSS.BinaryCrossentropy(label_smoothing=0.1), "sigmoid", labels="bits", weighted=True)
loss("sample weights, Huber", lambda: LOSS.Huber(), None, labels="values", weighted=True)
loss("CategoricalFocalCrossentropy", lambda: LOSS.CategoricalFocalCrossentropy(), refused="CategoricalFocalCrossentropy")
loss("CosineSimilarity", lambda: LOSS.CosineSimilarity(), labels="values", refused="CosineSimilarity")
loss("Poisson", lambda: LOSS.Poisson(), labels="values", refused="Poisson")


# regularizers, of kernels and biases
def regularizer(name, make, **more):
    case("regularizer", name, layers=lambda: [
        L.Conv2D(2, 3, activation="relu", kernel_regularizer=make(), bias_regularizer=make()), L.Flatten(),
        L.Dense(5, activation="tanh"), L.Dense(CLASSES, activation="softmax", kernel_regularizer=make())], **more)


regularizer("L1", lambda: R.L1(0.02))
regularizer("L2", lambda: R.L2(0.02))
regularizer("L1L2", lambda: R.L1L2(0.01, 0.03))
regularizer("L2, reduction sum", lambda: R.L2(0.02), loss=lambda: LOSS.CategoricalCrossentropy(reduction="sum"), optimizer=lambda: O.SGD(0.02))
regularizer("L2, clipnorm", lambda: R.L2(0.02), optimizer=lambda: O.SGD(0.1, clipnorm=0.1))
regularizer("L2 and weight_decay", lambda: R.L2(0.02), optimizer=lambda: O.AdamW(0.01, weight_decay=0.1))
case("regularizer", "OrthogonalRegularizer", refused="OrthogonalRegularizer",
     layers=lambda: convolution(kernel_regularizer=R.OrthogonalRegularizer(0.02)))
case("regularizer", "activity_regularizer", refused="activity_regularizer",
     layers=lambda: [L.Conv2D(2, 3, activity_regularizer=R.L2(0.02)), *convolution()[1:]])


# layers; the last one gives classes
def layer(name, make, shape=(6, 6, 1), **more):
    case("layer", name, shape=shape, layers=lambda: [*make(), L.Dense(CLASSES, activation="softmax")], **more)


layer("Conv2D", lambda: [L.Conv2D(3, 3, padding="same", strides=2, activation="relu"), L.Flatten()], (7, 6, 2))
layer("MaxPooling2D", lambda: [L.Conv2D(3, 3), L.MaxPooling2D(2), L.Flatten()])
layer("BatchNormalization", lambda: [L.Conv2D(3, 3), L.BatchNormalization(momentum=0.9), L.Flatten()])
layer("Dense", lambda: [L.Dense(5, activation="tanh", use_bias=False)], (7,))
layer("Flatten of (28, 28)", lambda: [L.Flatten(), L.Dense(8, activation="relu")], (28, 28))


def file(name):
    return re.sub("[^a-z0-9]+", "_", name.lower())


def rows(values):
    return values.reshape(len(values), -1).astype("float32")


def batch(name):
    """Features, labels as Keras wants them, labels as rows, and weights or None."""
    how = CASES[name]["how"]
    random = np.random.RandomState(zlib.crc32(name.encode()) % 1000)
    x = random.rand(8, *how.get("shape", (6, 6, 1))).astype("float32")
    numbers = random.randint(0, CLASSES, 8)
    classes = np.eye(CLASSES, dtype="float32")[numbers]
    kind = how.get("labels", "classes")
    if kind == "bits":
        classes = (random.rand(8, CLASSES) < 0.4).astype("float32")
    elif kind == "values":
        classes = random.rand(8, CLASSES).astype("float32") * 2 - 0.5
    elif kind == "shares":
        classes = random.rand(8, CLASSES).astype("float32")
        classes /= classes.sum(1, keepdims=True)
    weights = (random.rand(8) * 2).astype("float32") if how.get("weighted") else None
    return x, numbers if kind == "numbers" else classes, classes, weights


def build(name):
    how = CASES[name]["how"]
    keras.utils.set_random_seed(7)
    model = keras.Sequential([keras.Input(how.get("shape", (6, 6, 1))), *how.get("layers", convolution)()])
    made = how.get("loss", lambda: "categorical_crossentropy")()
    model.compile(optimizer=how.get("optimizer", lambda: O.Adam(0.01))(), loss=made, run_eagerly=True)
    return model


def step(model, name):
    x, y, _, weights = batch(name)
    model.reset_metrics()
    return float(np.mean(model.train_on_batch(x, y, sample_weight=weights, return_dict=True)["loss"]))


def write(folder):
    results = {"version": VERSION, "cases": {}}
    for name, row in CASES.items():
        result = {"kind": row["kind"], "file": file(name)}
        results["cases"][name] = result
        if VERSION in row["absent"]:
            result["absent"] = row["absent"][VERSION]
            continue
        if VERSION in row["unwritten"]:
            result["unwritten"] = row["unwritten"][VERSION]
        model = build(name)
        if row["refused"]:
            result["refused"] = row["refused"]
            model.save(str(folder / (file(name) + ".keras")))
            continue
        for _ in range(2):
            step(model, name)
        model.save(str(folder / (file(name) + ".keras")))
        model = keras.models.load_model(str(folder / (file(name) + ".keras")))  # what the file tells, no more
        x, y, labels, weights = batch(name)
        model.reset_metrics()
        result["evaluated"] = float(model.test_on_batch(x, y, return_dict=True)["loss"])
        result["losses"] = [step(model, name) for _ in range(6)]
        result["shape"] = list(x.shape)
        result["weights"] = None if weights is None else weights.tolist()
        x.tofile(str(folder / (file(name) + ".x")))
        labels.tofile(str(folder / (file(name) + ".y")))
    (folder / "expected.json").write_text(json.dumps(results, indent=1))


def check(folder):
    losses = {}
    for name in CASES:
        written = folder / (file(name) + ".back.keras")
        if written.exists():
            try:
                losses[name] = step(keras.models.load_model(str(written)), name)
            except Exception as e:  # told by the test, beside the row
                losses[name] = "%s: %s" % (type(e).__name__, str(e)[:300])
    print(json.dumps(losses))


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](Path(sys.argv[2]))
