"""Public holidays of regions, from the `holidays` library: https://holidays.readthedocs.io."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

from domain.errors import InvalidInput

EXAMPLE = "ES-CT"


def region(given: str) -> str:
    """A country (`ES`) or a part of it (`ES-CT`), as the library knows it; InvalidInput (code `region`) otherwise."""
    country, _, part = given.strip().upper().partition("-")
    known = {name: list(parts) for name, parts in holidays.list_supported_countries().items()}
    if country not in known or (part and part not in known[country]):
        raise InvalidInput("region", "region", given, EXAMPLE)
    return f"{country}-{part}" if part else country


def holidays_of(region: str, years: Iterable[int]) -> frozenset[date]:
    """The free days of a region in those years; none for an empty one."""
    return frozenset(day for year in set(years) for day in _year(region, year)) if region else frozenset()


@cache
def _year(region: str, year: int) -> frozenset[date]:
    country, _, part = region.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
