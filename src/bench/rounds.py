"""Turns taken in rounds, A B C A B C, so that the machine's drift meets all alike."""
import sys
import time
from dataclasses import dataclass

from peers import PeerError

PAUSE = 0.2  # seconds for the last one's threads to fall asleep
FALL = 0.9  # of the plain matrix product's best speed: below it, a core was taken away


@dataclass
class Sample:
    """What a turn measured: its figure, seconds of processor time, and anything else it needs later."""

    value: float
    processor: float = None
    detail: object = None


def interleave(turns, rounds, section, gauge=None, sits_out=lambda label, number: False):
    """Calls every turn once a round; the first round warms up and is thrown away.

    turns: label -> function that returns a Sample; one that fails is dropped and told in the section.
    gauge: returns the speed of the machine, which is asked between the rounds. A round beside a fall
    by more than a tenth is done again, as often as there are rounds; the section tells how many.
    Returns label -> samples, None for the rounds that it sat out.
    """
    samples = {label: [] for label in turns}
    alive = dict(turns)
    number, repeated, kept = 0, 0, 0
    best = before = gauge() if gauge else None
    while number <= rounds:
        taken = {}
        for label, turn in list(alive.items()):
            if number > 0 and sits_out(label, number):
                continue
            time.sleep(PAUSE)
            try:
                taken[label] = turn()
            except PeerError as error:
                section.failures.append(f"{label}: the process ended early")
                print(error, file=sys.stderr)
                del alive[label]
                continue
            print(f"  {'warm-up' if number == 0 else number}  {label}: {taken[label].value:.4g}",
                  file=sys.stderr, flush=True)
        if gauge:
            after = gauge()
            best = max(best, after)
            lowest = min(before, after)
            stolen = lowest < FALL * best
            before = after
            if stolen and number > 0 and repeated < rounds:
                repeated += 1
                print(f"  {number}  again: the matrix product fell to {lowest / best:.2f} of its best",
                      file=sys.stderr, flush=True)
                continue
            kept += stolen and number > 0
        if number > 0:
            for label in turns:
                samples[label].append(taken.get(label))
        number += 1
    if repeated:
        section.notes.append(
            f"{repeated} of the rounds were done again and {kept} kept, beside which the plain matrix "
            "product had fallen by more than a tenth")
    return {label: found for label, found in samples.items() if any(s is not None for s in found)}
