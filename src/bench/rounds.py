"""Turns taken in rounds, A B C A B C, so that the machine's drift meets all alike."""
import sys
import time

from peers import PeerError

PAUSE = 0.2  # seconds for the last one's threads to fall asleep


def interleave(turns, rounds, failures, sits_out=lambda label, number: False):
    """Calls every turn once a round; the first round warms up and is thrown away.

    turns: label -> function that returns a sample; one that fails is dropped and told in failures.
    Returns label -> samples, None for the rounds that it sat out.
    """
    samples = {label: [] for label in turns}
    alive = dict(turns)
    for number in range(rounds + 1):
        for label, turn in list(alive.items()):
            if number > 0 and sits_out(label, number):
                samples[label].append(None)
                continue
            time.sleep(PAUSE)
            try:
                sample = turn()
            except PeerError as error:
                failures.append(f"{label}: the process ended early")
                print(error, file=sys.stderr)
                del alive[label]
                samples[label] += [None] * (rounds - len(samples[label]))
                continue
            print(f"  {'warm-up' if number == 0 else number}  {label}: {sample:.4g}",
                  file=sys.stderr, flush=True)
            if number > 0:
                samples[label].append(sample)
    return {label: kept for label, kept in samples.items() if any(s is not None for s in kept)}
