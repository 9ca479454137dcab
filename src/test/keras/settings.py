"""Writes how Keras 3 and Keras 2 (tf_keras) serialise their own layers, losses and optimizers.

usage: python settings.py OUT.json
SettingsTest changes each setting in it and looks whether it is read or refused. Of the layers that
the reader does not know, only the class's name is kept.
"""
import inspect
import json
import sys

import keras
import tf_keras

KNOWN = {
    "Conv2D": [dict(filters=2, kernel_size=3), dict(filters=2, kernel_size=(1, 2), padding="same", use_bias=False)],
    "MaxPooling2D": [dict(pool_size=2), dict(pool_size=3, strides=(1, 2), padding="same")],
    "AveragePooling2D": [dict(pool_size=(2, 1))],
    "GlobalAveragePooling2D": [{}],
    "GlobalMaxPooling2D": [dict(keepdims=True)],
    "Flatten": [{}],
    "Rescaling": [dict(scale=0.5, offset=2.0)],
    "ZeroPadding2D": [dict(padding=((1, 2), (0, 3)))],
    "LeakyReLU": [{}],
    "ELU": [dict(alpha=0.5)],
    "Reshape": [dict(target_shape=(16,))],
    "Dropout": [dict(rate=0.5), dict(rate=0.25, seed=7)],
    "Dense": [dict(units=3), dict(units=2, activation="relu", use_bias=False)],
    "Activation": [dict(activation="tanh")],
    "ReLU": [{}, dict(max_value=6), dict(negative_slope=0.5)],
    "Softmax": [{}],
    "BatchNormalization": [{}, dict(scale=False, center=False), dict(scale=False)],
    "DepthwiseConv2D": [dict(kernel_size=3), dict(kernel_size=2, depth_multiplier=2, use_bias=False)],
    "SeparableConv2D": [dict(filters=2, kernel_size=3)],
    "Conv2DTranspose": [dict(filters=2, kernel_size=3, strides=2, padding="same")],
    "UpSampling2D": [dict(size=(2, 3))],
    "Cropping2D": [dict(cropping=((1, 1), (0, 2)))],
    "LayerNormalization": [{}],
    "Normalization": [{}, dict(mean=0.5, variance=2.0)],
    "PReLU": [dict(shared_axes=[1, 2])],
    "SpatialDropout2D": [dict(rate=0.25)],
    "RandomFlip": [dict(mode="vertical")],
    "RandomRotation": [dict(factor=0.25)],
    "RandomTranslation": [dict(height_factor=0.25, width_factor=0.5)],
    "RandomZoom": [dict(height_factor=0.25)],
}


def classes(module, base):
    for name in sorted(dir(module)):
        one = getattr(module, name)
        if inspect.isclass(one) and issubclass(one, base) and one is not base and one.__name__ == name:
            yield name, one


def serialised(library, thing):
    return json.loads(json.dumps(library.saving.serialize_keras_object(thing)))


def default(library, make):
    """None where it can't be made from its defaults."""
    try:
        return serialised(library, make())
    except Exception:
        return None


def compiled(library, **options):
    model = library.Sequential([library.Input((4,)), library.layers.Dense(2)])
    model.compile(**options)
    return json.loads(json.dumps(model.get_compile_config(), default=lambda one: serialised(library, one)))


def called(library, layer, **arguments):
    inputs = library.Input((4, 4, 1))
    outputs = library.layers.Flatten()(layer(inputs, **arguments))
    return json.loads(library.Model(inputs, outputs).to_json())


def all_of(library):
    L = library.layers
    losses = [default(library, one) for _, one in classes(library.losses, library.losses.Loss)]
    optimizers = [
        default(library, one)
        for _, one in classes(library.optimizers, library.optimizers.Optimizer)]
    return {
        "version": library.__version__,
        "layers": [
            serialised(library, getattr(L, name)(**options))
            for name, choices in KNOWN.items() for options in choices],
        "input": serialised(library, L.InputLayer((4, 4, 1))),
        "otherLayers": [
            name for name, _ in classes(L, L.Layer) if name not in (*KNOWN, "InputLayer", "ThresholdedReLU")],
        "losses": [one for one in losses if one],
        "optimizers": [one for one in optimizers if one],
        "compiled": [
            compiled(library, optimizer=library.optimizers.Adam(), loss="mse"),
            compiled(
                library, optimizer=library.optimizers.SGD(momentum=0.5),
                loss=library.losses.MeanSquaredError(), metrics=["mae", library.metrics.MeanSquaredError()]),
            compiled(library, optimizer=library.optimizers.Adam(), loss=library.losses.mean_squared_error),
        ],
        "functional": [
            called(library, L.BatchNormalization()),
            called(library, L.BatchNormalization(), training=None),
            called(library, L.Dropout(0.5), training=False),
        ],
    }


with open(sys.argv[1], "w") as out:
    json.dump({"keras3": all_of(keras), "keras2": all_of(tf_keras)}, out, separators=(",", ":"))
    out.write("\n")
