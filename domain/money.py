"""Money as integer micros, and the rates that turn one currency into another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from domain.errors import InvalidInput

MICRO = 1_000_000
SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
_AMOUNT = re.compile(r"^(?P<pre>[€$£])?\s*(?P<number>\d[\d.,\s]*)\s*(?P<post>[€$£]|[A-Za-z]{3})?$")


def micros(amount: Decimal) -> int:
    """The amount in integer micros, half to even."""
    return int((amount * MICRO).to_integral_value(ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of integer micros of one ISO 4217 currency."""

    micros: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in currency units."""
        return Decimal(self.micros) / MICRO

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """Money from an amount in currency units."""
        return cls(micros(Decimal(amount)), currency)

    @classmethod
    def parse(cls, text: str, default_currency: str | None = None) -> "Money":
        """Read `12000 EUR`, `25€`, `1.234,50 EUR`; InvalidInput where it cannot be read."""
        found = _AMOUNT.match(text.strip())
        sign = (found["post"] or found["pre"]) if found else None
        currency = SYMBOLS.get(sign or "", (sign or "").upper()) or default_currency
        if not found or not currency:
            raise InvalidInput("money", "amount", text, "12000 EUR")
        return cls(micros(parse_decimal(found["number"])), currency)


def parse_decimal(text: str) -> Decimal:
    """Read a number as people type it: the last separator is decimal unless exactly three digits follow it."""
    raw = re.sub(r"\s", "", text)
    last = max(raw.rfind("."), raw.rfind(","))
    if last >= 0:
        head, tail = raw[:last], raw[last + 1 :]
        repeated = raw.count(raw[last]) > 1
        grouped = len(tail) == 3 and head.lstrip("0") != "" and (repeated or raw.count(".") + raw.count(",") == 1)  # noqa: PLR2004 - a group of thousands
        digits = re.sub(r"[.,]", "", head)
        raw = digits + tail if grouped else f"{digits}.{tail}"
    if not re.fullmatch(r"\d+(\.\d*)?", raw):
        raise InvalidInput("number", "number", text, "1234.56")
    return Decimal(raw)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of `currency` was worth in euros, as published for `published`."""

    currency: str
    published: date
    euros: Decimal


class Rates:
    """Exchange rates by currency and day; the last known rate serves later days."""

    def __init__(self, rates: Mapping[str, Mapping[date, Decimal]]) -> None:
        """`rates[currency][day]` is the value of one unit in euros. EUR needs no entry."""
        self._days = {currency: sorted(days) for currency, days in rates.items()}
        self._rates = rates

    def on(self, currency: str, day: date) -> Rate | None:
        """The newest rate of `currency` not after `day`, or None when none is known."""
        if currency == "EUR":
            return Rate("EUR", day, Decimal(1))
        known = [d for d in self._days.get(currency, ()) if d <= day]
        return Rate(currency, known[-1], self._rates[currency][known[-1]]) if known else None

    def convert(self, amount_micros: int, source: str, target: str, day: date) -> int | None:
        """Micros of `target` for micros of `source` on `day`; None when a rate is not known."""
        if source == target:
            return amount_micros
        have, want = self.on(source, day), self.on(target, day)
        if have is None or want is None:
            return None
        return int((amount_micros * have.euros / want.euros).to_integral_value(ROUND_HALF_EVEN))
