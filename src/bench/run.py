#!/usr/bin/env python3
"""Measures recipe4j side by side with its peers and writes docs/performance.md and .png.

usage: python3 src/bench/run.py [--quick] [--only NAME]... [--rounds N] [--data DIR] [--venv DIR]

Needs Maven, Java 17 and a Python for which TensorFlow 2.21 is built. A full run wants a quiet
machine and takes about half an hour.
"""
import argparse
import dataclasses
import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import machine
import report
import sections
from environment import BENCH, CACHE, ROOT, Environment, say

QUICK_ROUNDS, QUICK_DIVISOR = 3, 8


def main():
    options = arguments()
    target = ROOT / "target" / "bench"
    environment = Environment(options.venv, options.data, target, options.jvm.split())
    scale = sections.Scale(options.rounds, options.divisor)
    results = {
        "date": datetime.date.today().isoformat(),
        "command": repeat(options),
        "quick": options.divisor > 1,
        "machine": machine.describe(),
        "versions": machine.versions(environment),
        "sections": [],
    }
    if options.again:
        results = {**json.loads((target / "results.json").read_text(encoding="utf-8")),
                   "again": options.only}
    for name in options.only or sections.ALL:
        say(f"\n{name}")
        section = dataclasses.asdict(sections.ALL[name](environment, scale))
        done = {old["name"]: old for old in results["sections"]}
        done[name] = section
        results["sections"] = [done[known] for known in sections.ALL if known in done]
        save(target / "results.json", json.dumps(results, indent=1))
        print(report.text_tables(section), flush=True)
    environment.close()
    # A partial run must not replace the documented figures.
    partial = options.quick or options.only and not options.again
    out = options.out or (target if partial else ROOT / "docs")
    write(results, target / "results.json", Path(out), environment.python)


def write(results, raw, out, python):
    out.mkdir(parents=True, exist_ok=True)
    picture = out / "performance.png"
    subprocess.run([python, BENCH / "plot.py", raw, picture], check=True)
    save(out / "performance.md", report.markdown(results, picture.name))
    print(f"\nwrote {out / 'performance.md'} and {picture.name}")


def save(path, text):
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer images and rounds, a few minutes")
    parser.add_argument("--only", action="append", choices=list(sections.ALL),
                        help="this section; may be repeated")
    parser.add_argument("--again", action="store_true",
                        help="put the sections of --only into the last whole run's report")
    parser.add_argument("--rounds", type=int, help="rounds after the warm-up (6, quick 3)")
    parser.add_argument("--data", default=os.environ.get("RECIPE4J_DATA"),
                        help="folder with MNIST's four IDX files, raw or .gz (RECIPE4J_DATA)")
    parser.add_argument("--venv", default=CACHE / "bench-venv", help="Python environment to make and use")
    parser.add_argument("--jvm", default="", help="further options for every Java process")
    parser.add_argument("--out", help="folder for the report (docs; target/bench with --quick or --only)")
    options = parser.parse_args()
    if not options.data:
        parser.error("--data must name a folder with MNIST, found none; RECIPE4J_DATA does as well")
    if options.again and not options.only:
        parser.error("--again needs --only, found none; without both all is measured")
    if options.rounds is None:
        options.rounds = QUICK_ROUNDS if options.quick else sections.Scale.rounds
    if options.rounds < 1:
        parser.error(f"--rounds must be at least 1, found {options.rounds}")
    options.divisor = QUICK_DIVISOR if options.quick else 1
    return options


def repeat(options):
    """The command line without this machine's paths."""
    words = ["python3 src/bench/run.py"] + (["--quick"] if options.quick else [])
    words += [f"--only {name}" for name in options.only or []]
    words += [f"--jvm '{options.jvm}'"] if options.jvm else []
    return " ".join(words + [f"--rounds {options.rounds}"])


if __name__ == "__main__":
    sys.exit(main())
