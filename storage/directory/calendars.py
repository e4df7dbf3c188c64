"""Public holidays of regions, from the `holidays` library: https://holidays.readthedocs.io."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

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


def region_of(timezone: str) -> str:
    """The country of a time zone, where its holidays are known; "" otherwise."""
    country = _countries().get(timezone, "")
    return country if country in holidays.list_supported_countries() else ""


@cache
def _countries() -> Mapping[str, str]:
    """By zone its country, as the time zone database has them: https://data.iana.org/time-zones/tzdb/zone.tab."""
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {zone: country for country, _, zone, *_ in rows}


def holidays_of(region: str, years: Iterable[int]) -> frozenset[date]:
    """The free days of a region in those years; none for an empty one."""
    return frozenset(holidays_named(region, years))


def holidays_named(region: str, years: Iterable[int], locale: str = "en") -> Mapping[date, str]:
    """The same with their names, in the locale's language where the library has it, else in the country's own."""
    if not region:
        return {}
    return {day: name for year in sorted(set(years)) for day, name in _year(region, year, locale[:2]).items()}


@cache
def _year(region: str, year: int, language: str) -> Mapping[date, str]:
    country, _, part = region.partition("-")
    speaks = holidays.country_holidays(country, years=()).supported_languages
    spoken = next((one for one in speaks if one[:2] == language), None)
    # Left to itself the library asks the environment for its language.
    own = holidays.country_holidays(country, years=()).default_language
    return dict(holidays.country_holidays(country, subdiv=part or None, years=year, language=spoken or own))
