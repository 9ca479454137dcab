"""Medians, percentiles, and ratios with their spread."""
import random
import statistics

RESAMPLES = 10_000


def present(samples):
    return [s for s in samples if s is not None]


def median(samples):
    return statistics.median(present(samples))


def percentile(values, share):
    """The value below which the share, 0 to 1, of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def paired_ratio(ours, theirs):
    """Median of ours/theirs over the rounds that have both, and its bootstrap 95% interval."""
    ratios = [a / b for a, b in zip(ours, theirs) if a is not None and b is not None]
    if not ratios:
        return None
    source = random.Random(1)
    medians = sorted(
        statistics.median(source.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
    low, high = medians[int(0.025 * RESAMPLES)], medians[int(0.975 * RESAMPLES) - 1]
    return statistics.median(ratios), low, high
