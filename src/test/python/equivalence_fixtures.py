"""Writes samples with what statsmodels and SciPy make of them: for EquivalenceTest.

    pip install statsmodels
    python src/test/python/equivalence_fixtures.py \
        > src/test/resources/recipe4j/regression/equivalence.json

Two one-sided tests: statsmodels.stats.weightstats.ttost_ind with unequal variances. Power at equal
means: a simulation with normal samples of the variances found, through the same function; its
standard error is below 0.004.
"""
import json
import sys
from importlib.metadata import version

import numpy as np
from statsmodels.stats.weightstats import ttost_ind

REPETITIONS = 20000
CASES = (  # runs, mean and standard deviation of each side; margin
    (8, 0.29, 0.008, 8, 0.29, 0.008, 0.012),
    (16, 0.05, 0.004, 24, 0.051, 0.003, 0.006),
    (16, 0.99, 0.001, 12, 0.9912, 0.002, 0.0015),
    (5, 1.0, 0.2, 30, 0.9, 0.05, 0.3),
    (12, -3.0, 1.0, 12, -1.0, 1.0, 1.5),
    (3, 0.0, 1.0, 4, 0.1, 1.0, 1.0),
)


def simulated_power(random, a, b, margin):
    """Share of pairs of normal samples that pass, all at once along the second axis."""
    x = random.normal(0, a.std(ddof=1), (len(a), REPETITIONS))
    y = random.normal(0, b.std(ddof=1), (len(b), REPETITIONS))
    p = ttost_ind(y, x, -margin, margin, usevar="unequal")[0]
    return float((p < 0.05).mean())


def main():
    random = np.random.default_rng(7)
    cases = []
    for n1, m1, s1, n2, m2, s2, margin in CASES:
        a, b = random.normal(m1, s1, n1), random.normal(m2, s2, n2)
        p, lower, upper = ttost_ind(b, a, -margin, margin, usevar="unequal")
        cases.append({
            "reference": a.tolist(), "candidate": b.tolist(), "margin": margin, "p": float(p),
            "lowerP": float(lower[1]), "upperP": float(upper[1]),
            "quantiles": np.quantile(a, [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]).tolist(),
            "power": simulated_power(random, a, b, margin)})
    versions = {name: version(name) for name in ("numpy", "scipy", "statsmodels")}
    json.dump({"versions": versions, "cases": cases}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
