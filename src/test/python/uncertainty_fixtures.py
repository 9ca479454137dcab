"""Writes logits with the metrics that independent libraries compute from them.

    pip install numpy scipy scikit-learn torch torchmetrics netcal
    python src/test/python/uncertainty_fixtures.py src/test/resources/recipe4j/uncertainty

Each expected value names its source in "sources". torchmetrics is checked against those: it adds
confidences up in float32, which is 1e-5 off for 10,000 of them, so its own computation is called
with doubles; and it puts a confidence of exactly 1.0 into a bin of its own beyond the last one, so
it gets confidences that end at 1 - 1e-7.

The sets "real" and "real-saturated" are the logits of MNIST's 10,000 test images, recorded by
RecordLogits in the test sources, as they are and times 32.
"""

import gzip
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
from torchmetrics.functional.classification.calibration_error import _ce_compute

BINS = 15


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


def adaptive(confidence, correct):
    uppers = np.quantile(confidence, np.linspace(0, 1, BINS + 1)[1:], method="inverted_cdf")
    return numpy_errors(confidence, correct, np.concatenate([[0.0], np.unique(uppers)]))[0]


def torchmetrics_error(confidence, correct, norm):
    below_one = torch.tensor(np.minimum(confidence, 1 - 1e-7))
    return float(_ce_compute(below_one, torch.tensor(correct), BINS, norm))


def risk_coverage_area(score, wrong):
    """Mean risk over all coverages; between the ends of a tie the errors come evenly."""
    values, sizes = np.unique(score, return_counts=True)
    errors = np.array([wrong[score == value].sum() for value in values]).cumsum()
    ends = sizes.cumsum()
    kept = np.arange(1, len(score) + 1)
    expected_errors = np.interp(kept, np.concatenate([[0], ends]), np.concatenate([[0], errors]))
    return float((expected_errors / kept).mean())


def uncertainty_scores(logits):
    """Computed so that they keep their order where the softmax is saturated."""
    gaps = np.sort(logits, axis=1) - logits.max(axis=1, keepdims=True)
    weights = np.exp(gaps)
    rest = weights[:, :-1].sum(axis=1)
    p = weights / (1 + rest[:, None])
    return {
        "maximumProbability": p[:, :-1].sum(axis=1),
        "entropy": np.log1p(rest) - (p * np.where(p > 0, gaps, 0)).sum(axis=1),
        "energy": -scipy.special.logsumexp(logits, axis=1),
    }


def vector_scaling(logits, labels):
    """Likelihood at the best weights and biases, by BFGS in units of the fitted temperature."""
    samples, classes = logits.shape
    one_hot = np.eye(classes)[labels]

    def objective(parameters):
        scaled = logits * parameters[:classes] + parameters[classes:]
        log_p = scipy.special.log_softmax(scaled, axis=1)
        slope = (np.exp(log_p) - one_hot) / samples
        gradient = np.concatenate([(slope * logits).sum(axis=0), slope.sum(axis=0)])
        return -(log_p * one_hot).sum() / samples, gradient

    start = np.concatenate([np.ones(classes), np.zeros(classes)])
    found = scipy.optimize.minimize(
        objective, start, jac=True, method="BFGS", options={"gtol": 1e-10, "maxiter": 5000}
    )
    assert np.abs(found.jac).max() < 1e-7, found.message
    return found.fun


def isotonic(p, labels):
    """Each class against the rest, then normalised."""
    calibrated = np.empty_like(p)
    for c in range(p.shape[1]):
        x, inverse, counts = np.unique(p[:, c], return_inverse=True, return_counts=True)
        y = np.bincount(inverse, labels == c) / counts
        fit = scipy.optimize.isotonic_regression(y, weights=counts)
        calibrated[:, c] = np.interp(p[:, c], x, fit.x)
    sums = calibrated.sum(axis=1, keepdims=True)
    uniform = np.full_like(p, 1 / p.shape[1])
    return np.divide(calibrated, sums, out=uniform, where=sums > 0)


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
    for norm, name in (("l1", "expected"), ("max", "maximum"), ("l2", "rootMeanSquare")):
        check = torchmetrics_error(confidence, correct, norm)
        assert abs(check - values[name]) < 1e-6, (name, check, values[name])
        sources[name] += f" and torchmetrics calibration error, norm='{norm}'"
    put("adaptive", adaptive(confidence, correct), "numpy quantile(method='inverted_cdf')")
    if not saturated:
        whole = samples // BINS * BINS  # netcal splits what is left over in another way
        check = netcal.metrics.ECE(BINS, equal_intervals=False).measure(p[:whole], labels[:whole])
        assert abs(check - adaptive(confidence[:whole], correct[:whole])) < 1e-9
        sources["adaptive"] += f" and, for {whole} samples, netcal ECE(15, equal_intervals=False)"
    one_hot = np.eye(classes)[labels]
    class_wise = np.mean(
        [
            numpy_errors(p[:, c], one_hot[:, c], np.linspace(0, 1, BINS + 1))[0]
            for c in range(classes)
        ]
    )
    put("classWise", class_wise, "numpy")
    check = np.mean([torchmetrics_error(p[:, c], one_hot[:, c], "l1") for c in range(classes)])
    assert abs(check - class_wise) < 1e-6, (check, class_wise)
    sources["classWise"] += " and the mean of torchmetrics calibration errors"
    beta = scipy.optimize.brentq(
        lambda b: nll_gradient(logits, labels, b), 1e-6, 1e3, xtol=1e-15, rtol=1e-14
    )
    put("temperature", 1 / beta, "scipy brentq on the gradient in 1/T")
    put("fittedNegativeLogLikelihood", nll(logits, labels, beta), "scipy log_softmax")
    put("meanEntropy", scipy.stats.entropy(p, axis=1).mean(), "scipy entropy")
    wrong = 1 - correct
    for name, score in uncertainty_scores(logits).items():
        put(f"{name}.auroc", sklearn.metrics.roc_auc_score(wrong, score), "scikit-learn")
        put(f"{name}.aurc", risk_coverage_area(score, wrong), "numpy")
        put(f"{name}.mean", score.mean(), "numpy")
    assert abs(values["entropy.mean"] - values["meanEntropy"]) < 1e-9
    put(
        "vectorNegativeLogLikelihood",
        vector_scaling(logits * beta, labels),
        "scipy minimize(method='BFGS')",
    )
    put(
        "isotonicBrierScore",
        ((isotonic(p, labels) - one_hot) ** 2).sum(axis=1).mean(),
        "scipy isotonic_regression",
    )
    return values, sources


def simulate(seed, samples, classes, true_scale, stated_scale):
    """Labels drawn from the softmax of logits that are then stated too large or too small."""
    rng = np.random.default_rng(seed)
    true = rng.normal(0, true_scale, (samples, classes))
    labels = (rng.gumbel(size=true.shape) + true).argmax(axis=1)
    return np.round(true * stated_scale, 3), labels


def recorded(path, scale):
    """Samples and classes as int32, the logits as float32, the labels as bytes."""
    content = gzip.decompress(path.read_bytes())
    samples, classes = np.frombuffer(content, "<i4", 2)
    logits = np.frombuffer(content, "<f4", samples * classes, 8).reshape(samples, classes)
    labels = np.frombuffer(content, "u1", samples, 8 + logits.nbytes)
    return logits.astype(np.float64) * scale, labels.astype(np.int64)


RECORDED = "real-logits.bin.gz"
folder = pathlib.Path(sys.argv[1])
SETS = {
    "overconfident": simulate(1, 300, 10, 2.0, 1.7),
    "underconfident": simulate(2, 300, 3, 2.0, 0.4),
    "saturated": simulate(3, 300, 10, 6.0, 15.0),
    "real": recorded(folder / RECORDED, 1),
    "real-saturated": recorded(folder / RECORDED, 32),
}

for name, (logits, labels) in SETS.items():
    values, sources = expected(logits, labels, name.endswith("saturated"))
    fields = {
        "versions": {
            library: version(library)
            for library in ("numpy", "scipy", "scikit-learn", "torch", "torchmetrics", "netcal")
        },
        "sources": sources,
        "expected": values,
    }
    if name.startswith("real"):
        fields |= {"recorded": RECORDED, "scale": 32 if name.endswith("saturated") else 1}
        text = json.dumps(fields, indent=1) + "\n"
    else:
        fields["labels"] = labels.tolist()
        lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in fields.items()]
        rows = ",\n".join("  " + json.dumps(row) for row in logits.tolist())
        text = "{\n" + "\n".join(lines) + '\n "logits": [\n' + rows + "\n ]\n}\n"
    (folder / f"{name}.json").write_text(text)
    print(name, {key: round(value, 6) for key, value in values.items()})
