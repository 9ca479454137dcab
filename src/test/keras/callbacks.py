"""Feeds real Keras callbacks with sequences of figures and records what they decide.

usage: python callbacks.py OUT.json
For recipe4j's listeners to repeat. The model is a single weight that holds the epoch's number, so
that the weights restored tell the epoch they come from.
"""
import json
import os
import random
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np

NAN, INF = float("nan"), float("inf")
FALLING = [1.0, 0.8, 0.7, 0.72, 0.71, 0.69, 0.75, 0.74, 0.73, 0.72, 0.71, 0.70]
FLAT = [0.5] * 12
RISING = [0.1, 0.3, 0.3, 0.5, 0.4, 0.45, 0.52, 0.5, 0.51, 0.49, 0.48, 0.47]
SLOW = [1 - 5e-5 * i for i in range(12)]
# in double precision every value is better, in single precision none
TINY = [0.5 - 1e-9 * i for i in range(12)]
SEQUENCES = {
    "falling": FALLING, "flat": FLAT, "rising": RISING, "slow": SLOW, "tiny": TINY,
    "nan first": [NAN] + FALLING[1:], "nan later": FALLING[:4] + [NAN] * 3 + FALLING[7:],
    "nan always": [NAN] * 12, "infinite": [INF, 0.9, INF, -INF] + FALLING[4:],
    "zigzag": [0.9, 1.0, 0.8, 1.0, 0.7, 1.0, 0.6, 1.0, 0.5, 1.0, 0.4, 1.0]}
generator = random.Random(7)
for n in range(3):
    SEQUENCES[f"random {n}"] = [round(generator.uniform(0, 1), 3) for _ in range(12)]


def model():
    net = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    net.compile(keras.optimizers.SGD(0.1), "mse", metrics=["accuracy"])
    net.train_on_batch(np.zeros((1, 1)), np.zeros((1, 1)))
    return net


MODEL = model()


def run(callback, options, values, first_epoch, each_epoch):
    monitor = options.get("monitor", "val_loss")
    MODEL.stop_training = False
    MODEL.optimizer.learning_rate = 0.1
    callback.set_model(MODEL)
    callback.on_train_begin()
    for step, value in enumerate(values):
        epoch = first_epoch + step
        MODEL.set_weights([np.full((1, 1), epoch, "float32")])
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, {"loss": 3.5, "accuracy": 0.25, monitor: value})
        each_epoch(epoch)
        if MODEL.stop_training:
            break
    callback.on_train_end()


def early_stopping(options, values, first_epoch=0):
    callback = keras.callbacks.EarlyStopping(**options)
    ended = []
    run(callback, options, values, first_epoch, ended.append)
    return {
        "lastEpoch": ended[-1], "stopped": MODEL.stop_training,
        "weightsOfEpoch": int(MODEL.get_weights()[0][0, 0])}


def reduce_lr(options, values, first_epoch=0):
    callback = keras.callbacks.ReduceLROnPlateau(**options)
    rates = []
    run(callback, options, values, first_epoch,
        lambda epoch: rates.append(float(f"{MODEL.optimizer.learning_rate.numpy():.8g}")))
    return {"rates": rates}


def checkpoint(options, values, first_epoch=0):
    options = dict(options)
    callback = keras.callbacks.ModelCheckpoint(options.pop("filepath"), **options)
    files, all_files = [], []
    MODEL.save = MODEL.save_weights = lambda path, overwrite: files.append(path)

    def each(_):
        all_files.append(list(files))
        files.clear()

    run(callback, options, values, first_epoch, each)
    return {"files": all_files}


def batches(options, epochs, steps):
    """save_freq in batches, the running loss falling within each epoch and over the epochs."""
    options = dict(options)
    callback = keras.callbacks.ModelCheckpoint(options.pop("filepath"), **options)
    files, all_files = [], []
    MODEL.save = lambda path, overwrite: files.append(path)
    callback.set_model(MODEL)
    callback.on_train_begin()
    for epoch in range(epochs):
        callback.on_epoch_begin(epoch)
        for batch in range(steps):
            logs = {"accuracy": 0.5, "loss": 1 / (1 + epoch) + 0.1 / (1 + batch)}
            callback.on_train_batch_end(batch, logs)
            all_files.append(list(files))
            files.clear()
        callback.on_epoch_end(epoch, {"accuracy": 0.5, "loss": 1 / (1 + epoch)})
    return {"files": all_files}


STOPPING = [
    {}, {"patience": 1}, {"patience": 3}, {"patience": 3, "restore_best_weights": True},
    {"patience": 20, "restore_best_weights": True},
    {"patience": 2, "min_delta": 0.05, "restore_best_weights": True},
    {"patience": 2, "min_delta": -0.05}, {"patience": 2, "mode": "max"},
    {"monitor": "val_accuracy", "patience": 2, "restore_best_weights": True},
    {"monitor": "accuracy", "patience": 1, "min_delta": 0.02},
    {"monitor": "val_accuracy", "mode": "min", "patience": 2},
    {"monitor": "loss", "patience": 2},
    {"baseline": 0.6, "patience": 2, "restore_best_weights": True},
    {"baseline": 0.72, "patience": 3, "restore_best_weights": True},
    {"baseline": 0.0, "patience": 4, "restore_best_weights": True},
    {"start_from_epoch": 3, "patience": 2, "restore_best_weights": True},
    {"start_from_epoch": 30, "patience": 0, "restore_best_weights": True},
    {"start_from_epoch": 2, "baseline": 0.7, "min_delta": 0.01, "patience": 1}]
PLATEAU = [
    {}, {"patience": 1}, {"patience": 0}, {"patience": 2, "factor": 0.5},
    {"patience": 1, "factor": 0.5, "cooldown": 2}, {"patience": 2, "factor": 0.5, "cooldown": 1},
    {"patience": 0, "factor": 0.2, "cooldown": 3}, {"patience": 1, "factor": 0.1, "min_lr": 0.002},
    {"patience": 1, "factor": 0.5, "min_lr": 0.05, "cooldown": 2},
    {"patience": 1, "min_lr": 0.1}, {"patience": 1, "min_lr": 0.5},
    {"patience": 2, "min_delta": 0.05}, {"patience": 2, "min_delta": 0.0, "factor": 0.3},
    {"monitor": "val_accuracy", "patience": 2}, {"monitor": "accuracy", "mode": "min", "patience": 2},
    {"patience": 1, "mode": "max", "factor": 0.9}]
BEST = {"save_best_only": True}
CHECKPOINT = [
    {"filepath": "always.keras"}, {"filepath": "e{epoch}.keras"},
    {"filepath": "model-{epoch:02d}-{val_loss:.4f}.keras"},
    {"filepath": "deep/er/{epoch:03d}.weights.h5", "save_weights_only": True},
    {"filepath": "best.keras", **BEST}, {"filepath": "{epoch}-{val_loss:.3e}.h5", **BEST},
    {"filepath": "{epoch}.keras", **BEST, "initial_value_threshold": 0.7},
    {"filepath": "{epoch}.keras", **BEST, "mode": "max", "initial_value_threshold": 0.7},
    {"filepath": "{epoch:4d}{{x}}{val_accuracy:.1%}.keras", "monitor": "val_accuracy", **BEST},
    {"filepath": "{epoch}.keras", "monitor": "val_accuracy", "mode": "min", **BEST},
    {"filepath": "{epoch}-{loss:07.2f}.keras", "monitor": "loss", **BEST}]
# With the best only, Keras itself fails in the first epoch: it does not yet know the direction.
BATCHES = [
    ({"filepath": "{epoch:02d}-{batch:03d}.keras", "save_freq": 3}, 3, 7),
    ({"filepath": "{epoch}-{batch}-{loss:.3f}.keras", "save_freq": 1}, 2, 3),
    ({"filepath": "{epoch}-{batch}.keras", "save_freq": 10}, 4, 4),
    ({"filepath": "{epoch}-{batch}.keras", "save_freq": 2}, 5, 1)]
NUMBERS = [0.0, -0.0, 1.0, 0.125, 0.375, 1.005, 2.675, 1e-5, 1.5e-7, 123456.789, 1e17, -0.04, 0.3,
           NAN, INF, -INF, 1 / 3, 9.9999, 0.99999, 5e-324]
SPECS = ["", ".4f", ".0f", ".2f", "08.3f", "10.1f", ".2e", ".0e", "e", "f", ".1%", "%", "12.3e"]


def main(out):
    cases = {"keras": keras.__version__, "earlyStopping": [], "reduceLr": [], "checkpoint": []}
    for kind, function, all_options in (
            ("earlyStopping", early_stopping, STOPPING), ("reduceLr", reduce_lr, PLATEAU),
            ("checkpoint", checkpoint, CHECKPOINT)):
        for options in all_options:
            for name, values in SEQUENCES.items():
                if kind == "checkpoint" and name.startswith("random") and name != "random 0":
                    continue
                for first in ((0, 4) if name in ("falling", "flat") else (0,)):
                    cases[kind].append({
                        "sequence": name, "options": options, "firstEpoch": first,
                        "expected": function(options, values, first)})
    cases["batches"] = [
        {"options": options, "epochs": epochs, "steps": steps,
         "expected": batches(options, epochs, steps)} for options, epochs, steps in BATCHES]
    cases["numbers"] = [
        [spec, [format(number, spec) for number in NUMBERS]] for spec in SPECS]
    cases["values"] = NUMBERS
    cases["sequences"] = SEQUENCES
    lines = ["{"]
    for key, value in cases.items():
        if isinstance(value, list) and key != "values":
            rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in value)
            lines.append(f"{json.dumps(key)}: [\n{rows}],")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value)},")
    with open(out, "w", encoding="ascii") as file:
        file.write("\n".join(lines).rstrip(",") + "\n}\n")


main(sys.argv[1])
