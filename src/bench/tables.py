"""What a section of the benchmark measured, as plain values that JSON can hold."""
from dataclasses import dataclass, field


@dataclass
class Row:
    """One contestant: a sample per round, None where it sat out."""

    label: str
    samples: list
    note: str = ""
    processor: list = field(default_factory=list)  # seconds on all cores, of the rounds that tell
    extra: list = field(default_factory=list)  # for the section's further columns


@dataclass
class Case:
    """Contestants at the same work. All are compared with the reference, if it is among them."""

    title: str
    reference: str
    rows: list
    unit: str = "s"
    lower_is_better: bool = True


@dataclass
class Section:
    name: str
    title: str
    text: str
    cases: list = field(default_factory=list)
    extra: list = field(default_factory=list)  # headings of further columns
    failures: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    details: dict = field(default_factory=dict)
    detail_title: str = "kernel, s per epoch and core"
