"""Accounts as the files that the command reads."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from tests.simulate.accounts_drawn import Account


def write(path: Path, accounts: Iterable[Account], reported: int = 30) -> int:
    """One file of all accounts, as reported each morning about the trailing days; how many rows it has."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("series,as_of,date,spend,conversions\n")
        for number, account in enumerate(accounts):
            for line in _lines(account, reported):
                file.write(f"a{number},{line}\n")
                count += 1
    return count


def _lines(account: Account, reported: int) -> Iterator[str]:
    known = account.known
    names = {int(day): date.fromordinal(int(day)).isoformat() for day in np.union1d(known.looks, known.days)}
    for row, look in enumerate(known.looks.tolist()):
        for column in range(max(0, row + 1 - reported), row + 1):
            day = int(known.days[column])
            spend, results = known.effort[row, column], known.results[row, column]
            yield f"{names[look]},{names[day]},{spend:.2f},{results:g}"
