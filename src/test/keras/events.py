"""TensorBoard's event files: what real Keras writes, and what TensorBoard reads in ours.

usage: python events.py record OUT.json    trains a small model with Keras's TensorBoard callback
       python events.py read FOLDER        prints the scalars below FOLDER as JSON
Needs Keras, TensorFlow and the package tensorboard.
"""
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.util import tensor_util


def read(folder):
    """Folder to tag to [step, value] of every point that is a scalar."""
    found = {}
    for part in sorted(Path(folder).iterdir()):
        events = EventAccumulator(str(part), size_guidance={"tensors": 0})
        events.Reload()
        found[part.name] = {
            tag: [[e.step, float(tensor_util.make_ndarray(e.tensor_proto))]
                  for e in events.Tensors(tag)]
            for tag in events.Tags()["tensors"]
            if events.SummaryMetadata(tag).plugin_data.plugin_name == "scalars"}
    return found


def record(out):
    import keras
    import numpy as np
    x = np.random.default_rng(1).random((20, 3))
    y = keras.utils.to_categorical(np.arange(20) % 2, 2)
    recorded = {"keras": keras.__version__, "layouts": []}
    for update_freq, split in (("epoch", 0.25), ("epoch", 0.0), ("batch", 0.25), (2, 0.25)):
        model = keras.Sequential([keras.layers.Input((3,)),
                                  keras.layers.Dense(2, activation="softmax")])
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
        with tempfile.TemporaryDirectory() as folder:
            model.fit(x, y, batch_size=5, epochs=2, verbose=0, validation_split=split,
                      callbacks=[keras.callbacks.TensorBoard(folder, update_freq=update_freq)])
            recorded["layouts"].append({
                "updateFreq": update_freq, "validationSplit": split,
                "steps": {part: {tag: [step for step, _ in points] for tag, points in tags.items()}
                          for part, tags in read(folder).items()}})
            if split and update_freq == "epoch":
                file = next((Path(folder) / "validation").iterdir())
                recorded["validationFile"] = file.read_bytes().hex()
                recorded["validation"] = read(folder)["validation"]
    Path(out).write_text(json.dumps(recorded, indent=1) + "\n", encoding="ascii")


if sys.argv[1] == "record":
    record(sys.argv[2])
else:
    print(json.dumps(read(sys.argv[2])))
