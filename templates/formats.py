"""Numbers, money and dates as the reader's locale writes them. Plain text: nothing here is escaped."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_timedelta
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
)

from domain.window import Window

_NARROW = {"EUR": "€", "USD": "US$", "GBP": "£"}
WHOLE_FROM = 1000
_MANY = 100
_SHORT_FROM = 100_000
_TENS = 10
_SECOND = timedelta(seconds=1)
_SMALL_SHARE = Decimal("0.1")


def parse_locale(name: str) -> Locale:
    """Babel's locale for `es`, `es_MX` or `es-MX`; the language without its region, else English, when unknown."""
    text = name.replace("-", "_")
    for candidate in (text, text.split("_", maxsplit=1)[0], "en"):
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows English")


class Formats:
    """The formats of one locale."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """A number; up to two decimals unless told how many."""
        pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(_rounded(value, 2 if decimals is None else decimals), pattern, locale=self.locale)

    def count(self, value: Decimal | int) -> str:
        """A count of things; fractions (shared conversions) keep one decimal below a hundred."""
        exact = Decimal(value)
        whole = abs(exact) >= _MANY or exact == exact.to_integral_value()
        return self.number(value, 0 if whole else 1)

    def currency(self, amount: Decimal, currency: str, *, cents: bool | None = None) -> str:
        """An amount in currency units. Cents below a thousand unless they are zero, or as told.

        As many decimals as the currency has. One without cents (JPY) shows some below one unit: it is not for nothing.
        """
        places = get_currency_precision(currency) or (2 if 0 < abs(amount) < 1 else 0)
        rounded = _rounded(amount, places)
        shown = (abs(rounded) < WHOLE_FROM and rounded != rounded.to_integral_value()) if cents is None else cents
        digits = self.number(abs(_rounded(amount, places if shown else 0)), places if shown else 0)
        sign = "-" if rounded < 0 else ""
        return sign + self._with_symbol(digits, currency)

    def tick(self, value: Decimal, currency: str = "", places: int = 0) -> str:
        """A number on an axis, short from a hundred thousand on (`200K`, `200 mil`), with so many decimals.

        With its currency's symbol where that is one character: there is no room for more, and the axis says which.
        """
        if value >= _SHORT_FROM:
            digits = format_compact_decimal(value, locale=self.locale, fraction_digits=1)
        else:
            digits = self.number(value, places if value else 0)
        return self._with_symbol(digits, currency) if self.has_sign(currency) else digits

    def has_sign(self, currency: str) -> bool:
        """Whether a tick has room for the currency's symbol, which is one character."""
        return bool(currency) and len(self._symbol(currency)) == 1

    def _with_symbol(self, digits: str, currency: str) -> str:
        symbol = self._symbol(currency)
        if self.locale.currency_formats["standard"].pattern.startswith("¤"):
            return f"{symbol}\xa0{digits}" if symbol[-1:].isalpha() else f"{symbol}{digits}"
        return f"{digits}\xa0{symbol}"

    def _symbol(self, currency: str) -> str:
        return _NARROW.get(currency) or get_currency_symbol(currency, self.locale)

    def percent(self, share: Decimal, decimals: int | None = None) -> str:
        """A fraction as a percentage: `0.0234` is 2.34 %."""
        places = decimals if decimals is not None else (2 if abs(share) < _SMALL_SHARE else 1)
        fraction = ("." + "#" * places) if decimals is None else ("." + "0" * places if places else "")
        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", "#,##0" + fraction)
        return format_percent(_rounded(share, places + 2), pattern, locale=self.locale)

    def ratio(self, factor: Decimal) -> str:
        """A factor such as ROAS: `3.1x`."""
        return f"{self.number(_rounded(factor, 1 if abs(factor) >= _TENS else 2))}x"

    def day(self, day: date) -> str:
        """A day without its year: `12 Nov`."""
        return format_skeleton("MMMd", day, locale=self.locale)

    def weekday(self, day: date) -> str:
        """A day with its weekday: `Mon, 16 Nov`."""
        return format_skeleton("MMMEd", day, locale=self.locale)

    def full_day(self, day: date) -> str:
        """A day with its year."""
        return format_date(day, "medium", locale=self.locale)

    def window(self, window: Window) -> str:
        """A window: `9–15 Nov 2026`."""
        if window.start == window.end:
            return self.full_day(window.start)
        return format_interval(window.start, window.end, skeleton="yMMMd", locale=self.locale)

    def days(self, window: Window) -> str:
        """A window without its year: `9–15 Nov`."""
        if window.start == window.end:
            return self.day(window.start)
        return format_interval(window.start, window.end, skeleton="MMMd", locale=self.locale)

    def ago(self, then: datetime, now: datetime) -> str:
        """How long ago, in the largest unit that fits: `3 hours ago`; at least a second."""
        return format_timedelta(min(then - now, -_SECOND), add_direction=True, locale=self.locale)

    def clock(self, instant: datetime, timezone: str) -> str:
        """Day and time in a time zone: `12 Nov, 09:30`."""
        local = instant.astimezone(ZoneInfo(timezone))
        return f"{self.day(local.date())}, {local:%H:%M}"


def _rounded(value: Decimal | int, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
