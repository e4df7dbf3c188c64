"""Single values as the file writes them; each reader raises InvalidInput with a code and a right example."""

import re
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from domain.errors import InvalidInput
from domain.labels import label
from domain.money import Money
from domain.schedule import Every

_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_CODES.split())


def _shaped(pattern: str, code: str, example: str) -> Callable[[str], str]:
    def convert(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise InvalidInput(code, code, text, example)
        return text

    return convert


key = _shaped(r"[a-z0-9][a-z0-9_-]*", "key", "acme-otono")
slack_channel = _shaped(r"[CG][A-Z0-9]{2,}", "slack_channel", "C0ACME")
slack_user = _shaped(r"[UW][A-Z0-9]{2,}", "slack_user", "U0MAYA")
slack_team = _shaped(r"[TE][A-Z0-9]{2,}", "slack_team", "T0ACME")
locale = _shaped(r"(es|ca|en)(_[A-Z]{2})?", "locale", "es_MX")


def text(given: str) -> str:
    """Any text but an empty one."""
    if not given.strip():
        raise InvalidInput("empty", "text", given)
    return given.strip()


def name(given: str) -> str:
    """A name on one line of at most 200 characters."""
    return text(label(given))


def prose(given: str) -> str:
    """Any text, also none."""
    return given.strip()


def timezone(given: str) -> str:
    """A name of the IANA time zone database."""
    try:
        return ZoneInfo(given).key
    except (KeyError, ValueError, OSError):
        raise InvalidInput("timezone", "timezone", given, "Europe/Madrid") from None


def currency(given: str) -> str:
    """A code of ISO 4217."""
    if given not in CURRENCIES:
        raise InvalidInput("currency", "currency", given, "EUR")
    return given


def day(given: str) -> date:
    """A date, `2026-10-01`."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass
    raise InvalidInput("date", "date", given, "2026-10-01")


def budget(given: str) -> Money:
    """An amount above zero with its currency, `12000 EUR`."""
    amount = Money.parse(given)
    currency(amount.currency)
    if amount.micros <= 0:
        raise InvalidInput("amount", "budget", given, "12000 EUR")
    return amount


def every(given: str) -> str:
    """When a subscription is due, in its canonical spelling."""
    return Every.parse(given).spell()
