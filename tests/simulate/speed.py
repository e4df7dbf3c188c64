"""How long it takes: all goals of many campaigns at once, and the real command on a large file."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.simulate.accounts_drawn import World, accounts
from tests.simulate.accounts_files import write
from tests.simulate.rows import Row

ROOT = Path(__file__).parents[2]
CAMPAIGNS, GOALS, DAYS = 10_000, 4, 60
SERIES, WORLD = 300, World(history=84, judged=60, trouble=0.1)
_EVALUATE = """
import json, resource, sys, time
import numpy as np
from domain.detection.many import probabilities
rows, days, seed = map(int, sys.argv[1:])
rng = np.random.default_rng(seed)
due = np.exp(rng.uniform(-0.7, 3.7, rows))[:, None] * np.ones(days)
results = rng.poisson(due * rng.choice([1.2, 0.6], (rows, 1))).astype(float)
begun = time.perf_counter()
probabilities(results, due, np.full(rows, 1.3))
print(json.dumps([time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def table(seeds: Sequence[int], quick: bool) -> list[Row]:
    """Seconds and peak memory, each in a process of its own."""
    many = CAMPAIGNS * GOALS // (20 if quick else 1)
    told = subprocess.run(
        [sys.executable, "-c", _EVALUATE, str(many), str(DAYS), str(seeds[0])],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, megabytes = json.loads(told.stdout)
    what = f"{CAMPAIGNS:,} campaigns × {GOALS} goals evaluated"
    evaluated = Row(
        what, "–", "≤ 5 s, ≤ 300 MB", f"{seconds:.1f} s, {megabytes:.0f} MB", "–", seconds <= 5 and megabytes <= 300
    )
    return [evaluated, _backtest(seeds, SERIES // (20 if quick else 1))]


def _backtest(seeds: Sequence[int], series: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "days.csv"
        rows = write(file, accounts(series, seeds, WORLD))
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bot", "backtest", str(file), "--goal", "cpa < 45", "--json"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        seconds = time.perf_counter() - begun
    # The largest child so far: the one above stays far below it.
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Row(
        f"`vigia backtest` of {series} series × {WORLD.history + WORLD.judged} days ({rows:,} rows)",
        "–",
        "≤ 60 s, ≤ 500 MB",
        f"{seconds:.0f} s, {megabytes:.0f} MB",
        "–",
        seconds <= 60 and megabytes <= 500,
    )
