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
    "compact": dict(),
    "named-type": dict(),
    "virtual": dict(),
    "external": dict(),
}


def compact(target, name, data):
    """Values within the dataset's header."""
    layout = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    layout.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple(data.shape)
    made = h5py.h5d.create(target.id, name.encode(), h5py.h5t.py_create(data.dtype), space, layout)
    made.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(data))


def named(target, name, data):
    """A type that several datasets share."""
    if "type" not in target.file:
        target.file["type"] = data.dtype
    target.create_dataset(name, data=data, dtype=target.file["type"])


def virtual(target, name, data):
    """A dataset that is made of others."""
    layout = h5py.VirtualLayout(shape=data.shape, dtype=data.dtype)
    layout[...] = h5py.VirtualSource("strides.h5", "/" + name, shape=data.shape)
    target.create_virtual_dataset(name, layout)


def external(target, name, data):
    """Values in a file of their own."""
    target.create_dataset(name, shape=data.shape, dtype=data.dtype, external=[("values", 0, h5py.h5f.UNLIMITED)])


OTHERWISE = {"compact": compact, "named-type": named, "virtual": virtual, "external": external}


def copy(source, target, track, way, **settings):
    for name, value in source.attrs.items():
        target.attrs[name] = value
    for name, item in source.items():
        if isinstance(item, h5py.Group):
            copy(item, target.create_group(name, track_order=track), track, way, **settings)
        elif item.shape and way in OTHERWISE:
            OTHERWISE[way](target, name, item[()])
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
            latest = {"libver": "latest"} if name == "virtual" else latest
            with h5py.File(folder / "strides.h5") as source, h5py.File(folder / (name + ".h5"), "w", track_order=name == "tracked", **latest) as target:
                copy(source, target, name == "tracked", name, **settings)
        (folder / "strides.h5").unlink()
        model = keras.models.load_model(folder / "float16.h5", compile=False)
        x, _ = a.batch(model, "strides")
        (folder / "float16.json").write_text(json.dumps(a.outputs(model, "strides", x)))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
            for file in sorted(folder.iterdir()):
                target.write(file, file.name)


main(sys.argv[1])
