"""Saves small models, each compiled in another way, after three steps of training, and what Keras loses in five more.

usage: python compiled.py FOLDER [NAME ...]; CompiledTest reads them all: compiled.zip. A model of a policy other than
float32 gets the figures of the same weights in float32.
"""
import json
import sys
from pathlib import Path

import keras
import numpy as np

L, O, S = keras.layers, keras.optimizers, keras.optimizers.schedules
random = np.random.RandomState(5)
x = random.rand(8, 6, 6, 1).astype("float32")
y = np.eye(4, dtype="float32")[random.randint(0, 4, 8)]
CCE = "categorical_crossentropy"


def adam(rate=0.01, **more):
    return O.Adam(rate, **more)


CASES = {
    "neutral_lists": dict(loss=[CCE], loss_weights=[1.0], metrics=[["accuracy"]]),
    "neutral_dicts": dict(functional=True, loss={"out": CCE}, loss_weights={"out": 1.0}, metrics={"out": ["accuracy"]}),
    "neutral_how": dict(run_eagerly=True, steps_per_execution=3, auto_scale_loss=False),
    "neutral_off": dict(optimizer=lambda: adam(clipnorm=0.0, weight_decay=0.0, use_ema=False, loss_scale_factor=1.0)),
    "neutral_mean": dict(loss=keras.losses.CategoricalCrossentropy(reduction="mean")),
    "neutral_weighted": dict(loss=keras.losses.CategoricalCrossentropy(reduction="mean_with_sample_weight")),
    "neutral_scaled": dict(optimizer=lambda: O.LossScaleOptimizer(adam())),
    "policy_float16": dict(policy="float16", optimizer=lambda: O.SGD(0.1)),
    "policy_mixed_float16": dict(policy="mixed_float16"),
    "policy_mixed_bfloat16": dict(policy="mixed_bfloat16"),
    "schedule_exponential": dict(optimizer=lambda: adam(S.ExponentialDecay(0.02, 4, 0.5))),
    "schedule_staircase": dict(optimizer=lambda: O.SGD(S.ExponentialDecay(0.2, 2, 0.5, staircase=True))),
    "schedule_polynomial": dict(optimizer=lambda: O.RMSprop(S.PolynomialDecay(0.01, 6, 1e-3, power=2))),
    "schedule_cosine": dict(optimizer=lambda: O.SGD(S.CosineDecay(0.2, 6, alpha=0.1), momentum=0.5)),
    "schedule_warmup": dict(optimizer=lambda: O.SGD(S.CosineDecay(0.01, 4, warmup_target=0.3, warmup_steps=5), momentum=0.5, nesterov=True)),
    "schedule_piecewise": dict(optimizer=lambda: adam(S.PiecewiseConstantDecay([4, 6], [0.03, 0.01, 1e-4]))),
}


def build(functional=False):
    model = keras.Sequential([
        L.Input((6, 6, 1)), L.Conv2D(2, 3, activation="relu"), L.Flatten(),
        L.Dense(4, activation="softmax", name="out")])
    if functional:  # its output has a name
        output = model.inputs[0]
        for layer in model.layers:
            output = layer(output)
        model = keras.Model(model.inputs, output)
    return model


def step(model):
    model.reset_metrics()
    return float(model.train_on_batch(x, y, return_dict=True)["loss"])


def write(folder, wanted):
    results = {}
    for name, case in CASES.items():
        if wanted and name not in wanted:
            continue
        case = dict(case)
        policy = case.pop("policy", "float32")
        make = case.pop("optimizer", adam)
        functional = case.pop("functional", False)
        keras.utils.set_random_seed(7)
        keras.config.set_dtype_policy(policy)
        model = build(functional)
        model.compile(**{"loss": CCE, **case, "optimizer": make()})
        for _ in range(3):
            step(model)
        model.save(folder / (name + ".keras"))
        if policy != "float32":
            weights = [np.asarray(w).astype("float32") for w in model.get_weights()]
            keras.config.set_dtype_policy("float32")
            trained = getattr(model.optimizer, "inner_optimizer", model.optimizer)
            model = build()
            model.set_weights(weights)
            model.compile(loss=CCE, optimizer=make())
            model.optimizer.build(model.trainable_variables)
            for variable, value in zip(model.optimizer.variables, trained.variables):
                variable.assign(np.asarray(value).astype(variable.dtype))
        outputs = model.predict(x, verbose=0).tolist()
        results[name + ".keras"] = {"outputs": outputs, "losses": [step(model) for _ in range(5)]}
    (folder / "expected.json").write_text(json.dumps(results, indent=1))
    x.tofile(str(folder / "x.bin"))
    y.tofile(str(folder / "y.bin"))


write(Path(sys.argv[1]), sys.argv[2:])
