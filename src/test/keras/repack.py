"""Writes a Keras file again in every way that HDF5 has of storing it: RepackedFileTest reads them.

usage: python repack.py OUT.zip
Needs keras 3, tensorflow and h5py. The model is "strides" of architectures.py.
"""
import json
import sys
import tempfile
import zipfile
from pathlib import Path

import architectures as a
import h5py
import keras
import numpy as np

RESOURCES = Path(__file__).parent.parent / "resources/recipe4j/keras"
WAYS = {
    "gzip": dict(compression="gzip"),
    "gzip-shuffle-fletcher": dict(compression="gzip", shuffle=True, fletcher32=True),
    "shuffle": dict(shuffle=True, chunks=True),
    "chunks": dict(chunks=2),
    "wide-chunks": dict(chunks=3, compression="gzip", maxshape=True),
    "lzf": dict(compression="lzf"),
    "scaleoffset": dict(scaleoffset=3),
    "float16": dict(dtype="<f2"),
    "float16-gzip": dict(dtype="<f2", compression="gzip", shuffle=True),
    "float64": dict(dtype="<f8"),
    "big-endian": dict(dtype=">f4"),
    "int": dict(dtype="i4"),
    "latest": dict(),
    "latest-gzip": dict(compression="gzip"),
    "latest-chunks": dict(chunks=2),
    "latest-unlimited": dict(chunks=2, maxshape=True),
    "tracked": dict(),
}


def copy(source, target, track, **settings):
    for name, value in source.attrs.items():
        target.attrs[name] = value
    for name, item in source.items():
        if isinstance(item, h5py.Group):
            copy(item, target.create_group(name, track_order=track), track, **settings)
        else:
            own = dict(settings)
            if item.shape == ():
                own = {"dtype": settings["dtype"]} if item.dtype.kind == "f" and "dtype" in settings else {}
            elif isinstance(own.get("chunks"), int) and not isinstance(own["chunks"], bool):
                own["chunks"] = tuple(min(own["chunks"], n + 1) if "maxshape" in own else min(own["chunks"], n) for n in item.shape)
            if item.shape and own.get("maxshape"):
                own["maxshape"] = (None,) * len(item.shape)
            target.create_dataset(name, data=item[()].astype(own.pop("dtype", item.dtype)), **own)


def main(out):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        with zipfile.ZipFile(RESOURCES / "keras-files.zip") as files:
            files.extract("strides.h5", folder)
        for name, settings in WAYS.items():
            latest = {"libver": "latest"} if name.startswith("latest") else {}
            with h5py.File(folder / "strides.h5") as source, h5py.File(folder / (name + ".h5"), "w", track_order=name == "tracked", **latest) as target:
                copy(source, target, name == "tracked", **settings)
        (folder / "strides.h5").unlink()
        model = keras.models.load_model(folder / "float16.h5", compile=False)
        x, _ = a.batch(model, "strides")
        (folder / "float16.json").write_text(json.dumps(a.outputs(model, "strides", x)))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
            for file in sorted(folder.iterdir()):
                target.write(file, file.name)


main(sys.argv[1])
