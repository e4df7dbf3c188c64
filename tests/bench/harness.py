"""Running a variant in a process of its own, round after round, and taking medians."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from statistics import median

Numbers = dict[str, float]
ROUNDS = 3


def cpu() -> float:
    """Seconds of CPU that this process has used, its threads included."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def resident_mb() -> float:
    """Memory of this process now, in megabytes."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - not a file of ours
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def report(variants: dict[str, Callable[[], Numbers]]) -> None:
    """What a bench module does when it is run: measure the variant named on the command line, print its numbers."""
    print(json.dumps(variants[sys.argv[1]]()))


def measured(module: str, variant: str) -> Numbers:
    """One variant once, in a fresh process."""
    command = [sys.executable, "-m", f"tests.bench.{module}", variant]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return json.loads(told.stdout.splitlines()[-1])


def child_cpu(command: Sequence[str]) -> float:
    """Seconds of CPU that a command costs, from start to end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def medians(rounds: Sequence[Numbers]) -> Numbers:
    return {name: median(one[name] for one in rounds) for name in rounds[0]}


def interleaved(module: str, variants: Sequence[str], rounds: int = ROUNDS) -> dict[str, Numbers]:
    """Each variant once per round, in turn; the medians of each."""
    held: dict[str, list[Numbers]] = {variant: [] for variant in variants}
    for _ in range(rounds):
        for variant in variants:
            held[variant].append(measured(module, variant))
    return {variant: medians(found) for variant, found in held.items()}
