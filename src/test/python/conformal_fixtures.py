"""Writes logits with the prediction sets that crepes makes of them.

    pip install crepes
    python src/test/python/conformal_fixtures.py src/test/resources/recipe4j/uncertainty/decision

crepes takes scores: the adaptive one (APS, the likeliest class always 0) is computed by NumPy. Marginal
sets have one threshold for all classes, class-wise ones one each. 300 images fit, 100 are predicted.
MAPIE's APS has a random part in its thresholds, so that its sets are others.
"""

import json
import pathlib
import sys
from importlib.metadata import version

import numpy as np
from crepes import ConformalClassifier

CLASSES = 5
FITTED = 300
LEVELS = [0.61, 0.93, 0.97]


def alphas(p):
    """For every class the probability of all that are at least as likely."""
    sums = np.array([[row[row >= value].sum() for value in row] for row in p])
    sums[np.arange(len(p)), p.argmax(axis=1)] = 0
    return np.round(sums, 12)  # so that equal ones are equal


def main():
    random = np.random.default_rng(16)
    labels = random.choice(CLASSES, size=FITTED + 100, p=[0.3, 0.25, 0.2, 0.15, 0.1])
    logits = random.normal(size=(len(labels), CLASSES)) * 1.2
    logits[np.arange(len(labels)), labels] += 1.5
    logits = np.round(logits, 4)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    scores = alphas(p)
    fitted = scores[np.arange(FITTED), labels[:FITTED]]
    marginal = ConformalClassifier().fit(fitted)
    mondrian = ConformalClassifier().fit(fitted, bins=labels[:FITTED])
    out = {
        "sources": {name: version(name) for name in ("crepes", "numpy")},
        "logits": logits.tolist(),
        "labels": labels.tolist(),
        "fitted": FITTED,
        "marginal": {},
        "by_class": {},
    }
    for level in LEVELS:
        options = {"confidence": level, "smoothing": False}
        sets = marginal.predict_set(scores[FITTED:], **options)
        out["marginal"][str(level)] = sets.astype(int).tolist()
        columns = [
            mondrian.predict_set(scores[FITTED:, [c]], bins=np.full(100, c), **options)[:, 0]
            for c in range(CLASSES)
        ]
        out["by_class"][str(level)] = np.stack(columns, axis=1).astype(int).tolist()
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sets.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


main()
