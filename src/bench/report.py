"""Writes the measurements as Markdown. Every sentence holds for any run: figures come from it."""
import machine
from figures import median, paired_ratio, present

HEAD = """# Performance

<!-- Written by src/bench/run.py. Run it again instead of editing. -->

Measured on {date} with `{command}`, which repeats it.{again}
{quick}

| | |
|---|---|
{facts}

All contestants of a table do the same work on the same images, in one run, in turns: A B C, A B C.
Each is one process that lives through its section and sleeps while another works, except under
"Start to first training step". The first round warms up and is not counted. *Median* is over the
rounds, with the least and the greatest beside it. *Ratio* is the median over the rounds of
recipe4j's figure (engine native) divided by this row's in the same round, with its bootstrap 95%
interval; *factor* is how many times better recipe4j is. *Processor* is the median of the time used on all
cores together for the same work. A round is done again if a plain matrix product, measured between the
rounds, falls by more than a tenth meanwhile: then the machine had lost a core (not so under "On a busy
machine"). recipe4j's rows use the library as its README does, with the JVM options of `bin/recipe4j` (serial collector, young generation of 32 MB, survivor spaces of 8 MB).
"""

AGAIN = "\nMeasured again afterwards, with `--again`: {}."

QUICK = "**A quick run on fewer images and rounds: its figures are only a first impression.**"


def markdown(results, picture):
    facts = {**results["machine"], **results["versions"]}
    head = HEAD.format(
        date=results["date"], command=results["command"], quick=QUICK if results["quick"] else "",
        again=AGAIN.format(", ".join(results["again"])) if results.get("again") else "",
        facts="\n".join(f"| {name} | {value} |" for name, value in facts.items()))
    parts = [head]
    if picture:
        parts.append(f"![The figures below as a picture]({picture})\n")
    parts += [_section(section, machine.line(results["machine"])) for section in results["sections"]]
    return "\n".join(parts)


def text_tables(section):
    """A section for the console."""
    lines = [f"\n{section['title']}"]
    for case in section["cases"]:
        lines.append(f"  {case['title']}")
        for row in case["rows"]:
            ratio, _ = _ratio(case, row)
            figure = f"{_number(median(row['samples']))} {case['unit']}"
            cells = "  ".join([_processor(row), *row["extra"]])
            lines.append(f"    {row['label']:<42} {figure:>15}  {ratio:<22} {cells}".rstrip())
    return "\n".join(lines)


def _section(section, processor):
    columns = ["work", "contestant", "median", "processor", "least to greatest", "ratio [95%]", "factor"]
    columns += section["extra"]
    lines = [f"## {section['title']}\n", section["text"] + "\n", f"On {processor}.\n",
             f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    for case in section["cases"]:
        for i, row in enumerate(case["rows"]):
            lines.append(_row(case, row, case["title"] if i == 0 else ""))
    if section["details"]:
        lines += [f"\n| {section['detail_title']} | |", "|---|---|"]
        lines += [f"| {name} | {_number(value)} |" for name, value in section["details"].items()]
    lines += [f"\n{note}." for note in section["notes"]]
    lines += [f"\nNot measured: {failure}." for failure in section["failures"]]
    return "\n".join(lines) + "\n"


def _row(case, row, title):
    samples = present(row["samples"])
    label = row["label"] + (f" ({row['note']})" if row["note"] else "")
    ratio, factor = _ratio(case, row)
    cells = [title, label, f"{_number(median(samples))} {case['unit']}", _processor(row),
             f"{_number(min(samples))} to {_number(max(samples))}", ratio, factor]
    return f"| {' | '.join(cells + row['extra'])} |"


def _processor(row):
    return f"{_number(median(row['processor']))} s" if row["processor"] else ""


def _ratio(case, row):
    ours = next((r for r in case["rows"] if r["label"] == case["reference"]), row)
    found = None if ours is row else paired_ratio(ours["samples"], row["samples"])
    if found is None:
        return "", ""
    middle, low, high = found
    factor = 1 / middle if case["lower_is_better"] else middle
    return f"{middle:.3g} [{low:.3g}, {high:.3g}]", f"{factor:.3g}"


def _number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
