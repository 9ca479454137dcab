#!/usr/bin/env python3
"""Measures the memory of whole trainings: resident size after every epoch, and its peak.

usage: python3 src/bench/memory.py [--epochs N]... [--data DIR] [--app DIR]

Each training is target/recipe4j/bin/recipe4j, a process of its own, on the full MNIST with every
option at its default; `mvn -q package` makes that folder. Prints Markdown. Linux only.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import median

ROOT = Path(__file__).resolve().parents[2]
FLAT_FROM = 2  # the first epoch compiles Java code and touches all of the heap it needs


def main():
    options = arguments()
    print("| epochs | peak | after epoch 1 | after epoch 2 | after the last | "
          "epochs 2 to the last: least to greatest | slope |")
    print("|---|---|---|---|---|---|---|")
    for epochs in options.epochs or [10, 30]:
        resident, peak = train(options, epochs)
        print(row(epochs, resident, peak), flush=True)


def train(options, epochs):
    """The resident size after each epoch, and the peak until the process ends, in MB."""
    resident, peak = [], 0
    with tempfile.TemporaryDirectory() as run:
        command = [options.app / "bin" / "recipe4j", "train", "--dataset", "mnist", "--verbose", "2",
                   "--data", options.data, "--epochs", str(epochs), "--run", run]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True) as process:
            for line in process.stdout:
                peak = max(peak, status(process.pid, "VmHWM"))
                if "val_loss:" in line:  # Keras's line at the end of an epoch
                    resident.append(status(process.pid, "VmRSS"))
                    print(f"epoch {len(resident)}: {resident[-1]:.1f} MB, peak {peak:.1f} MB",
                          file=sys.stderr, flush=True)
    if process.returncode or len(resident) != epochs:
        sys.exit(f"training must end well with {epochs} epochs, found {len(resident)} and exit code "
                 f"{process.returncode}")
    return resident, peak


def status(pid, field):
    """A size of the process in MB (1,000,000 bytes); 0 once it has ended."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024 / 1e6
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def row(epochs, resident, peak):
    flat = resident[FLAT_FROM - 1:]
    return (f"| {epochs} | {peak:.0f} MB | {resident[0]:.0f} MB | {flat[0]:.0f} MB | {flat[-1]:.0f} MB "
            f"| {min(flat):.1f} to {max(flat):.1f} MB | {slope(flat):+.2f} MB per epoch |")


def slope(values):
    """Theil and Sen's: the median of the slopes of all pairs, which one outlier does not move."""
    return median([(values[j] - values[i]) / (j - i)
                   for i in range(len(values)) for j in range(i + 1, len(values))])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--epochs", type=int, action="append",
                        help="length of a training; may be repeated (10 and 30)")
    parser.add_argument("--data", default=os.environ.get("RECIPE4J_DATA"),
                        help="folder with MNIST's four IDX files, raw or .gz (RECIPE4J_DATA)")
    parser.add_argument("--app", type=Path, default=ROOT / "target" / "recipe4j",
                        help="the runnable folder")
    options = parser.parse_args()
    if not options.data:
        parser.error("--data must name a folder with MNIST, found none; RECIPE4J_DATA does as well")
    if any(epochs < 3 for epochs in options.epochs or []):
        parser.error("--epochs must be at least 3")
    return options


if __name__ == "__main__":
    main()
