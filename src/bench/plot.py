"""Draws the figures.

usage: python plot.py RESULTS.json OUT.png
"""
import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.ticker import MaxNLocator

from figures import median, paired_ratio, present

OURS, OTHERS = "#1f6f8b", "#b8bcc2"


def bars(axes, case, title, logarithmic=False):
    """Each contestant's median, with a small dot for every round."""
    rows = case["rows"][::-1]
    middles = [median(row["samples"]) for row in rows]
    colours = [OURS if row["label"] == case["reference"] else OTHERS for row in rows]
    if logarithmic:  # it has no zero for a bar to start from
        axes.scatter(middles, range(len(rows)), s=80, color=colours)
        axes.set_xscale("log")
        axes.margins(x=0.25, y=0.2)
    else:
        axes.barh(range(len(rows)), middles, color=colours)
        axes.margins(x=0.2)
        axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.set_yticks(range(len(rows)), [row["label"] for row in rows])
    for at, (row, middle) in enumerate(zip(rows, middles)):
        dots = present(row["samples"])
        axes.plot(dots, [at] * len(dots), ".", color="black", markersize=3)
        axes.annotate(f"{middle:,.0f}" if middle >= 1000 else f"{middle:.3g}", (max(dots), at),
                      xytext=(8, 0), textcoords="offset points", va="center", fontsize=8)
    better = "less" if case["lower_is_better"] else "more"
    axes.set_title(title, fontsize=10)
    axes.set_xlabel(f"{case['unit']}, {better} is better")


def ratios(axes, section):
    """Our time as a share of the other's, case by case, with its interval."""
    cases = [case for case in section["cases"] if len(case["rows"]) == 2][::-1]
    for at, case in enumerate(cases):
        ours, other = case["rows"]
        middle, low, high = paired_ratio(ours["samples"], other["samples"])
        axes.plot([low, high], [at, at], color=OURS)
        axes.plot(middle, at, "o", color=OURS)
    axes.set_yticks(range(len(cases)), [case["title"].split(",")[0] for case in cases])
    axes.set_xlim(left=0)
    axes.axvline(1, color="grey", linewidth=0.8)
    axes.set_title(section["title"], fontsize=10)
    axes.set_xlabel("ratio to Keras's best setting [95%]")


def panels(sections):
    if "training" in sections:
        yield lambda axes: bars(axes, sections["training"]["cases"][0],
                                "Training epoch, with validation", True)
    if "growth" in sections:
        yield lambda axes: ratios(axes, sections["growth"])
    if "inference" in sections:
        *throughput, single = sections["inference"]["cases"]
        yield lambda axes: bars(axes, throughput[-1], f"Inference, {throughput[-1]['title']}")
        yield lambda axes: bars(axes, single, "Inference, single image, p50", True)
    for name in ("startup", "busy", "threads", "floor", "precision"):
        if name in sections:
            yield lambda axes, it=sections[name]: bars(axes, it["cases"][0], it["title"])


results = json.load(open(sys.argv[1]))
drawings = list(panels({section["name"]: section for section in results["sections"]}))
count = (len(drawings) + 1) // 2
figure, grid = plt.subplots(count, 2 if len(drawings) > 1 else 1, figsize=(12, 2.6 * count),
                            squeeze=False, layout="constrained")
for axes, draw in zip(grid.flat, drawings):
    draw(axes)
    axes.spines[["top", "right"]].set_visible(False)
for axes in grid.flat[len(drawings):]:
    axes.axis("off")
figure.savefig(sys.argv[2], dpi=100)
