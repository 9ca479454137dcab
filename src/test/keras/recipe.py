"""The recipe in Keras: the network, compiled, and its learning rate by 0-based epoch."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D


def network():
    model = keras.Sequential([
        Input((28, 28, 1)),
        Conv2D(32, (3, 3), activation="relu"), MaxPooling2D((2, 2)),
        Conv2D(64, (3, 3), activation="relu"), MaxPooling2D((2, 2)),
        Conv2D(64, (3, 3), activation="relu"), Flatten(),
        Dense(64, activation="relu"), Dense(10, activation="softmax")])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    assert model.count_params() == 93322
    return model


def learning_rate(epoch):
    rate = 1e-3
    if epoch > 20:
        rate *= 0.5e-3
    elif epoch > 15:
        rate *= 1e-3
    elif epoch > 10:
        rate *= 1e-2
    elif epoch > 5:
        rate *= 1e-1
    return rate
