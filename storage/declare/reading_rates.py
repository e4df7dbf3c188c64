"""Reading exchange rates that people say, of currencies that the European Central Bank does not publish."""

from decimal import Decimal

from domain.currencies import PUBLISHED
from domain.errors import InvalidInput
from domain.money import parse_decimal
from storage.declare import values
from storage.declare.document import Entry, Kind, Named
from storage.declare.spots import Spot

EXAMPLE = "ARS: {2026-11-01: 1540.50}"


def rates(section: Spot, _: list[Entry]) -> list[Entry]:
    """By currency and day how many of it one euro buys; a day's rate serves until the next."""
    entries = []
    for currency, spot in section.mapping(None, EXAMPLE).items():
        if not (fault := _refused(currency)):
            fields = _days(spot)
            entries.append(Entry(Kind.RATE, currency, (currency,), spot.line, spot.path, fields, frozenset({"rates"})))
        else:
            spot.fault(fault, currency, EXAMPLE)
    return entries


def _refused(currency: str) -> str:
    """Why nobody says by hand what this currency is worth; "" where people may."""
    try:
        values.currency(currency)
    except InvalidInput as bad:
        return bad.code
    return "rate_published" if currency in PUBLISHED else ""


def _days(spot: Spot) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for text, value in spot.mapping(None, "{2026-11-01: 1540.50}").items():
        try:
            day = values.day(text)
        except InvalidInput as bad:
            value.fault(bad.code, bad.given, bad.example)
            continue
        many = value.read(_many, "1540.50")
        if many is not None:
            found[f"rates.{day}"] = Named((day, many), value.line, value.path)
    return found


def _many(text: str) -> Decimal:
    many = parse_decimal(text, thousands=False)
    if many <= 0:
        raise InvalidInput("amount", "rate", text, "1540.50")
    return many
