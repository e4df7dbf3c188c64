"""`python -m tests.simulate [--quick] [--only NAME …] [--print]`: how good the judgements are, on known truth.

Without options every table is measured on the seeds of the figures and written into docs/alert-quality.md.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from tests.simulate import document
from tests.simulate.rows import Row

TABLES = ("accounts", "budgets", "causes", "series", "updates", "speed")
ALONE = ("speed",)
"""Measured when nothing else runs."""
FIGURES = (7001, 7002, 7003)
"""Settings were chosen on other seeds; two of judging took their last value after a first look at these."""


def measure(name: str, seeds: Sequence[int], *, quick: bool) -> list[Row]:
    """The rows of one table."""
    rows: list[Row] = import_module(f"tests.simulate.{name}").table(seeds, quick)
    return rows


def measured(names: Sequence[str], seeds: Sequence[int], *, quick: bool) -> Iterator[Row]:
    """All rows, in the tables' order; two tables at a time, except those that are measured alone."""
    together = [name for name in names if name not in ALONE]
    with ProcessPoolExecutor(1 if quick else 2) as pool:
        for waiting in [pool.submit(measure, name, seeds, quick=quick) for name in together]:
            yield from waiting.result()
    for name in names:
        if name in ALONE:
            yield from measure(name, seeds, quick=quick)


def main(arguments: Sequence[str]) -> int:
    """Print the table; write it too when it is whole and full. With --strict, 1 when an aim is not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulate")
    parser.add_argument("--quick", action="store_true", help="small samples: shows that it runs, not how good it is")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=TABLES)
    parser.add_argument("--print", action="store_true", help="leave the document as it is")
    parser.add_argument("--strict", action="store_true", help="fail when an aim is not reached")
    asked = parser.parse_args(arguments)
    seeds = FIGURES[:1] if asked.quick else FIGURES
    since = time.monotonic()
    rows = list(measured(asked.only, seeds, quick=asked.quick))
    sys.stdout.write(document.table(rows) + "\n")
    if not asked.quick and not asked.print and tuple(asked.only) == TABLES:
        document.write(rows, settings(seeds, time.monotonic() - since))
    return int(asked.strict and not all(row.ok for row in rows))


def settings(seeds: Sequence[int], seconds: float) -> str:
    """A sentence on seeds and settings."""
    return (
        f"Seeds {', '.join(map(str, seeds))}; every setting is the default, the same for all accounts and series, and "
        f"was chosen on other seeds (two of judging after a first look at these). Measured in {seconds / 60:.0f} "
        f"minutes by `make simulate`."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
