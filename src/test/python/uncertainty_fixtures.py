"""Writes logits with the metrics that independent libraries compute from them.

    pip install numpy scipy scikit-learn torch torchmetrics netcal
    python src/test/python/uncertainty_fixtures.py src/test/resources/recipe4j/uncertainty

Each expected value names its source in "sources". Where a confidence is exactly 1.0, torchmetrics
puts it into a bin of its own beyond the last one, so the saturated set is left to netcal and numpy.
"""

import json
import pathlib
import sys
from importlib.metadata import version

import netcal.metrics
import numpy as np
import scipy.optimize
import scipy.special
import scipy.stats
import sklearn.metrics
import torch
from torchmetrics.functional.classification import (
    binary_calibration_error,
    multiclass_calibration_error,
)

BINS = 15
FLOAT = 1e-6  # torchmetrics computes in float32


def nll(logits, labels, beta=1.0):
    log_p = scipy.special.log_softmax(logits * beta, axis=1)
    return float(-log_p[np.arange(len(labels)), labels].mean())


def nll_gradient(logits, labels, beta):
    p = scipy.special.softmax(logits * beta, axis=1)
    return float(((p * logits).sum(axis=1) - logits[np.arange(len(labels)), labels]).mean())


def numpy_errors(confidence, correct, edges):
    """ECE, MCE and RMSCE over bins (lo, hi], the first one closed."""
    index = np.clip(np.digitize(confidence, edges, right=True) - 1, 0, len(edges) - 2)
    gaps, weights = [], []
    for b in np.unique(index):
        inside = index == b
        gaps.append(abs(correct[inside].mean() - confidence[inside].mean()))
        weights.append(inside.mean())
    gaps, weights = np.array(gaps), np.array(weights)
    return (
        float((gaps * weights).sum()),
        float(gaps.max()),
        float(np.sqrt((gaps**2 * weights).sum())),
    )


def expected(logits, labels, saturated):
    samples, classes = logits.shape
    p = scipy.special.softmax(logits, axis=1)
    confidence, correct = p.max(axis=1), (p.argmax(axis=1) == labels).astype(float)
    values, sources = {}, {}

    def put(name, value, source):
        values[name], sources[name] = float(value), source

    put("negativeLogLikelihood", nll(logits, labels), "scipy log_softmax")
    if not saturated:  # log_loss clips probabilities at the float's epsilon
        check = sklearn.metrics.log_loss(labels, p, labels=range(classes))
        assert abs(check - values["negativeLogLikelihood"]) < 1e-9
        sources["negativeLogLikelihood"] += " and scikit-learn log_loss"
    put(
        "brierScore",
        sklearn.metrics.brier_score_loss(labels, p, labels=range(classes), scale_by_half=False),
        "scikit-learn brier_score_loss(scale_by_half=False)",
    )
    put("expected", netcal.metrics.ECE(BINS).measure(p, labels), "netcal ECE(15)")
    put("maximum", netcal.metrics.MCE(BINS).measure(p, labels), "netcal MCE(15)")
    ours = numpy_errors(confidence, correct, np.linspace(0, 1, BINS + 1))
    put("rootMeanSquare", ours[2], "numpy")
    if not saturated:
        for norm, name in (("l1", "expected"), ("max", "maximum"), ("l2", "rootMeanSquare")):
            check = multiclass_calibration_error(
                torch.tensor(p), torch.tensor(labels), classes, BINS, norm=norm
            )
            assert abs(float(check) - values[name]) < FLOAT
            sources[name] += f" and torchmetrics multiclass_calibration_error(norm='{norm}')"
    edges = np.unique(np.quantile(confidence, np.linspace(0, 1, BINS + 1)[1:], method="inverted_cdf"))
    adaptive = numpy_errors(confidence, correct, np.concatenate([[0.0], edges]))[0]
    put("adaptive", adaptive, "numpy quantile(method='inverted_cdf')")
    if not saturated:
        check = netcal.metrics.ECE(BINS, equal_intervals=False).measure(p, labels)
        assert abs(check - adaptive) < 1e-9
        sources["adaptive"] += " and netcal ECE(15, equal_intervals=False)"
    one_hot = np.eye(classes)[labels]
    class_wise = np.mean(
        [
            numpy_errors(p[:, c], one_hot[:, c], np.linspace(0, 1, BINS + 1))[0]
            for c in range(classes)
        ]
    )
    put("classWise", class_wise, "numpy")
    if not saturated:
        check = np.mean(
            [
                binary_calibration_error(
                    torch.tensor(p[:, c]), torch.tensor(one_hot[:, c]).long(), BINS, norm="l1"
                )
                for c in range(classes)
            ]
        )
        assert abs(check - class_wise) < FLOAT
        sources["classWise"] += " and the mean of torchmetrics binary_calibration_error"
    beta = scipy.optimize.brentq(
        lambda b: nll_gradient(logits, labels, b), 1e-6, 1e3, xtol=1e-15, rtol=1e-14
    )
    put("temperature", 1 / beta, "scipy brentq on the gradient in 1/T")
    put("fittedNegativeLogLikelihood", nll(logits, labels, beta), "scipy log_softmax")
    put("meanEntropy", scipy.stats.entropy(p, axis=1).mean(), "scipy entropy")
    return values, sources


def simulate(seed, samples, classes, true_scale, stated_scale):
    """Labels drawn from the softmax of logits that are then stated too large or too small."""
    rng = np.random.default_rng(seed)
    true = rng.normal(0, true_scale, (samples, classes))
    labels = (rng.gumbel(size=true.shape) + true).argmax(axis=1)
    return np.round(true * stated_scale, 3), labels


SETS = {
    "overconfident": simulate(1, 300, 10, 2.0, 1.7),
    "underconfident": simulate(2, 300, 3, 2.0, 0.4),
    "saturated": simulate(3, 300, 10, 6.0, 15.0),
}

folder = pathlib.Path(sys.argv[1])
for name, (logits, labels) in SETS.items():
    values, sources = expected(logits, labels, name == "saturated")
    fields = {
        "versions": {
            library: version(library)
            for library in ("numpy", "scipy", "scikit-learn", "torch", "torchmetrics", "netcal")
        },
        "sources": sources,
        "expected": values,
        "labels": labels.tolist(),
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in fields.items()]
    rows = ",\n".join("  " + json.dumps(row) for row in logits.tolist())
    text = "{\n" + "\n".join(lines) + '\n "logits": [\n' + rows + "\n ]\n}\n"
    (folder / f"{name}.json").write_text(text)
    print(name, {key: round(value, 6) for key, value in values.items()})
