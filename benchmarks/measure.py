"""CPU seconds, peak memory and throughput of two ways of doing the same, taken in turn so that noise meets both."""

import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

Work = Callable[[Any], object]


def cpu_seconds(work: Work, material: Any) -> float:
    before = time.process_time()
    work(material)
    return time.process_time() - before


def cpu_ratio(ours: Work, naive: Work, material: Any, *, rounds: int) -> tuple[float, float, float]:
    """(median of the rounds' ratios, our median seconds, the naive median seconds); both are warm."""
    pairs = [(cpu_seconds(naive, material), cpu_seconds(ours, material)) for _ in range(rounds)]
    return (
        median(mine / theirs for theirs, mine in pairs),
        median(p[1] for p in pairs),
        median(p[0] for p in pairs),
    )


def peak_memory(work: Work, material: Any) -> int:
    """KiB at the peak of a fresh process that does the work twice."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_twice, (work, material))


def _twice(work: Work, material: Any) -> int:
    work(material)
    work(material)
    return _high_water_mark()


def _high_water_mark() -> int:
    """Of this process since it was started; `ru_maxrss` would carry over what its parent had before."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def documents_a_second(work: Work, material: Any, *, count: int, workers: int) -> float:
    """Throughput of a pool of warm workers."""
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, initializer=work, initargs=(material,)) as pool:
        pool.map(work, [material] * workers, chunksize=1)
        started = time.perf_counter()
        pool.map(work, [material] * count, chunksize=1)
        return count / (time.perf_counter() - started)
