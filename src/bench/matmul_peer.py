"""The machine's peak as a peer: a large float matrix product, on all processors."""
import json
import sys
import time

import numpy as np

SIZE = 2048
a = np.random.default_rng(1).random((SIZE, SIZE), dtype="float32")
b = a.T.copy()
out = np.empty_like(a)

for line in sys.stdin:
    best = float("inf")
    for _ in range(8):
        start = time.perf_counter()
        np.matmul(a, b, out=out)
        best = min(best, time.perf_counter() - start)
    print(json.dumps({"flops": 2 * SIZE**3 / best}), flush=True)
