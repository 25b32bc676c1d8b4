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
    with fresh(1) as pool:
        return pool.apply(_twice, (work, material))


def growth(work: Work, short: Any, long: Any) -> tuple[float, float]:
    """(seconds for the short one, the middle of three; seconds for the long one): one warm process, nothing else in its memory."""
    with fresh(1) as pool:
        times = [pool.apply(cpu_seconds, (work, short)) for _ in range(4)][1:]
        return median(times), pool.apply(cpu_seconds, (work, long))


def fresh(workers: int) -> Any:
    """Processes as a worker starts them: a fork of this one would drag along, and copy, all that was measured before."""
    return multiprocessing.get_context("spawn").Pool(workers)


def _twice(work: Work, material: Any) -> int:
    work(material)
    work(material)
    return high_water_mark()


def high_water_mark() -> int:
    """Of this process since it was started; `ru_maxrss` would carry over what its parent had before."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def proportional_memory(process: int) -> int:
    """KiB that a process holds now; a page that several share counts by its part, so that a sum over them counts each once."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def throughput(
    ours: Work, naive: Work, material: Any, *, count: int, workers: int
) -> tuple[float, float, float]:
    """(median of the rounds' ratios, our documents a second, the naive ones) of two pools of warm workers, asked in turn."""
    with fresh(workers) as mine, fresh(workers) as theirs:
        pairs = [
            (_a_second(mine, ours, material, count), _a_second(theirs, naive, material, count))
            for _ in range(6)
        ][1:]  # the first warms them
    return (
        median(fast / slow for fast, slow in pairs),
        median(p[0] for p in pairs),
        median(p[1] for p in pairs),
    )


def _a_second(pool: Any, work: Work, material: Any, count: int) -> float:
    started = time.perf_counter()
    pool.map(work, [material] * count, chunksize=1)
    return count / (time.perf_counter() - started)
