"""What a section of the benchmark measured, as plain values that JSON can hold."""
from dataclasses import dataclass, field


@dataclass
class Row:
    """One contestant: a sample per round, None where it sat out."""

    label: str
    samples: list
    note: str = ""
    extra: str = ""  # for the table's last column, such as a 99th percentile


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
    extra: str = ""  # heading of the last column
    failures: list = field(default_factory=list)
    details: dict = field(default_factory=dict)
