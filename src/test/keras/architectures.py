"""Six small models that differ from the recipe, for round trips between Keras and recipe4j.

Images and labels are formulas, so that both sides know them without a file.
"""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
import numpy as np

EXAMPLES = 6


def inputs(shape):
    """Values from 0 to 1, the same in KerasData.java."""
    count = EXAMPLES * int(np.prod(shape))
    values = (np.arange(count, dtype=np.int64) * 7919 % 1009).astype("float32") / np.float32(1008)
    return values.reshape((EXAMPLES,) + tuple(shape))


def labels(name, classes):
    """One-hot rows, class numbers, yes and no, or numbers, as the loss wants them."""
    numbers = np.arange(EXAMPLES) % classes
    if name == "logits":
        return numbers
    if name == "binary":
        return (np.arange(EXAMPLES * classes) % 3 == 0).astype("float32").reshape(-1, classes)
    if name == "regression":
        return (np.arange(EXAMPLES * classes) % 5).astype("float32").reshape(-1, classes) / 4
    return np.eye(classes, dtype="float32")[numbers]


def build(keras, name):
    """A compiled model; `keras` is Keras 3, or tf_keras for Keras 2."""
    layers, optimizers, losses = keras.layers, keras.optimizers, keras.losses
    keras.utils.set_random_seed(5)
    slope = {"negative_slope": 0.1}
    if name == "strides":
        model = keras.Sequential([
            layers.Input((9, 7, 2)),
            layers.Conv2D(4, (3, 2), strides=(2, 1), padding="same", activation="relu"),
            layers.AveragePooling2D(2, padding="same"),
            layers.Conv2D(3, 2, use_bias=False, activation="tanh"),
            layers.Flatten(),
            layers.Dense(3, activation="softmax")])
        model.compile(optimizers.Adam(0.002), "categorical_crossentropy", metrics=["accuracy"])
    elif name == "normalized":
        model = keras.Sequential([
            layers.Input((8, 8, 1)),
            layers.Conv2D(3, 3, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.BatchNormalization(),
            layers.Dense(5),
            layers.ReLU(**slope),
            layers.Dense(3),
            layers.Softmax()])
        model.compile(optimizers.RMSprop(0.001), losses.CategoricalCrossentropy())
    elif name == "functional":
        image = x = layers.Input((6, 6, 1), name="picture")
        x = layers.Conv2D(2, 3, activation="elu", name="first.filters")(x)
        x = layers.MaxPooling2D(3, strides=2, padding="same", name="smaller")(x)
        x = layers.Flatten(name="row")(x)
        x = layers.Dropout(0.25, name="forget")(x)
        x = layers.Dense(4, activation="sigmoid", name="last")(x)
        x = layers.Dense(3, activation="softmax", name="answer")(x)
        model = keras.Model(image, x, name="chain")
        optimizer = optimizers.SGD(0.05, momentum=0.8, nesterov=True)
        model.compile(optimizer, "categorical_crossentropy")
    elif name == "logits":
        model = keras.Sequential([
            layers.Input((12,)),
            layers.Dense(8, activation="selu"),
            layers.Dense(6, activation="softplus"),
            layers.BatchNormalization(center=False, scale=False),
            layers.Dense(3)])
        model.compile(optimizers.Adam(), losses.SparseCategoricalCrossentropy(from_logits=True))
    elif name == "binary":
        model = keras.Sequential([
            layers.Input((4, 5, 2)),
            layers.Flatten(),
            layers.Dense(5, activation="swish"),
            layers.ReLU(max_value=6),
            layers.Dense(2, activation="sigmoid")])
        model.compile(optimizers.SGD(0.1, momentum=0.9), "binary_crossentropy")
    elif name == "regression":
        model = keras.Sequential([
            layers.Input((10,)),
            layers.Dense(6, activation="relu6"),
            layers.ReLU(threshold=0.2),
            layers.Dense(4, activation="softsign", use_bias=False),
            layers.Dense(2)])
        model.compile(optimizers.SGD(0.1), "mse")
    elif name == "recipe":
        model = keras.Sequential([
            layers.Input((18, 18, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(3, activation="softmax")])
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    else:
        raise ValueError(name)
    return model


NAMES = ["strides", "normalized", "functional", "logits", "binary", "regression"]
KERAS_2_NAMES = ["strides", "normalized", "functional", "logits", "binary"]


def batch(model, name):
    return inputs(model.input_shape[1:]), labels(name, model.output_shape[-1])


def step(model, x, y):
    """The loss of one more step, before it moves the weights."""
    model.reset_metrics()
    return float(model.train_on_batch(x, y, return_dict=True)["loss"])


def outputs(model, name, x):
    """What recipe4j gives: probabilities, where Keras gives logits for a loss on logits."""
    values = np.asarray(model(x, training=False), "float64")
    if name == "logits":
        values = np.exp(values - values.max(1, keepdims=True))
        values /= values.sum(1, keepdims=True)
    return values.tolist()
