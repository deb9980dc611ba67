"""What a contender is: says READY, answers "go K" with the seconds that K steps took, and "end" with its result."""

import sys
import time


def serve(start, step, result):
    start()
    print("READY", flush=True)
    for line in sys.stdin:
        if not line.startswith("go"):
            break
        start()
        began, used = time.perf_counter(), time.process_time()
        for _ in range(int(line[3:])):
            step()
        print("T", time.perf_counter() - began, time.process_time() - used, flush=True)
    print("RES", float(result()))
