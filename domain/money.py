"""Money as integer micros, and the rates that turn one currency into another."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from domain.errors import InvalidInput

MICRO = 1_000_000
MOST_MICROS = 2**63 - 1
"""What a column of eight bytes holds: nine million millions of a currency."""
SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
DOLLARS = frozenset({"ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "USD", "UYU"})
"""Currencies that their own countries write with `$`."""
_AMOUNT = re.compile(r"(?P<pre>[€$£]|[A-Za-z]{3})?\s*(?P<number>\d(?:[\d.,\s]*\d)?)\s*(?P<post>[€$£]|[A-Za-z]{3})?")
_GROUPS = r"[1-9]\d{0,2}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})*"
_GROUPED = re.compile(_GROUPS, re.ASCII)
_DECIMAL = re.compile(rf"(?:\d+|{_GROUPS})(?:(?!(?P=group))[.,](?P<fraction>\d+))?", re.ASCII)
_THIN = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")


def micros(amount: Decimal) -> int:
    """The amount in integer micros, half to even."""
    return int((amount * MICRO).to_integral_value(ROUND_HALF_EVEN))


def currency_of(sign: str, default: str | None = None) -> str | None:
    """The ISO code of a symbol or code as typed; `$` is the default's own where that is a dollar or a peso."""
    if sign == "$" and default in DOLLARS:
        return default
    return SYMBOLS.get(sign, sign.upper()) or default


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
        """Read `12000 EUR`, `25€`, `EUR 25`, `1.234,50 EUR`; InvalidInput where it cannot be read."""
        found = _AMOUNT.fullmatch(text.strip())
        signs = {currency_of(found[side], default_currency) for side in ("pre", "post") if found[side]} if found else {}
        currency = next(iter(signs), default_currency)
        if not found or not currency or len(signs) > 1:
            raise InvalidInput("money", "amount", text, "12000 EUR")
        amount = micros(parse_decimal(found["number"]))
        if amount > MOST_MICROS:
            raise InvalidInput("money", "amount", text, "12000 EUR")
        return cls(amount, currency)


def parse_decimal(text: str, *, thousands: bool = True) -> Decimal:
    """Read an unsigned number as people type it; InvalidInput where its separators make no sense.

    Of two kinds of separator the last is decimal. One kind alone groups thousands where three digits follow each
    (`12.000`, `1,234,567`; not `0.125`), else it is decimal. `thousands` False: a separator that is alone is decimal.
    """
    raw = _THIN.sub("", text.strip())
    alone = raw.count(".") + raw.count(",") == 1
    if _GROUPED.fullmatch(raw) and (thousands or not alone):
        return Decimal(re.sub(r"[.,]", "", raw))
    found = _DECIMAL.fullmatch(raw)
    if not found:
        raise InvalidInput("number", "number", text, "1234.56")
    fraction = found["fraction"] or ""
    whole = raw[: len(raw) - len(fraction)]
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{fraction}" if fraction else ""))


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of `currency` was worth in euros, as published for `published`."""

    currency: str
    published: date
    euros: Decimal


@dataclass(frozen=True, slots=True)
class OwnRates:
    """What people say that a currency is worth: by day, how many of it one euro buys from then on."""

    currency: str
    a_euro: tuple[tuple[date, Decimal], ...] = ()


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
        days = self._days.get(currency, [])
        known = bisect_right(days, day)
        return Rate(currency, days[known - 1], self._rates[currency][days[known - 1]]) if known else None

    def convert(self, amount_micros: int, source: str, target: str, day: date) -> int | None:
        """Micros of `target` for micros of `source` on `day`; None when a rate is not known. Nothing is nothing."""
        if source == target or not amount_micros:
            return amount_micros
        have, want = self.on(source, day), self.on(target, day)
        if have is None or want is None:
            return None
        return int((amount_micros * have.euros / want.euros).to_integral_value(ROUND_HALF_EVEN))
