"""Single values as the file writes them; each reader raises InvalidInput with a code and a right example."""

import re
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from domain.currencies import CURRENCIES
from domain.errors import InvalidInput
from domain.labels import label
from domain.languages import CODES
from domain.money import Money
from domain.schedule import Every
from domain.window import is_in_reach


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
locale = _shaped(rf"({'|'.join(CODES)})(_[A-Z]{{2}})?", "locale", "es_MX")


def text(given: str) -> str:
    """Any text but an empty one."""
    if not given.strip():
        raise InvalidInput("empty", "text", given)
    return given.strip()


def name(given: str) -> str:
    """A name on one line of at most 200 characters."""
    return text(label(given))


def campaign_id(given: str) -> str:
    """A platform's id, or a name; not what a spreadsheet made of an id, `1.5e9`."""
    if re.fullmatch(r"[0-9]+([.,][0-9]+)?e\+?[0-9]+|[0-9]+\.[0-9]+", given.strip(), re.IGNORECASE):
        raise InvalidInput("rounded_id", "campaign_ids", given, '"1500000000"')
    return text(given)


def prose(given: str) -> str:
    """Any text, also none."""
    return given.strip()


def yes(given: str) -> bool:
    """True or false."""
    if given not in {"true", "false"}:
        raise InvalidInput("choice", "choice", given, "true or false")
    return given == "true"


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
    if re.fullmatch(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]", given):
        try:
            read = date.fromisoformat(given)
        except ValueError:
            pass
        else:
            if is_in_reach(read):
                return read
    raise InvalidInput("date", "date", given, "2026-10-01")


def budget(given: str) -> Money:
    """An amount above zero with its currency, `12000 EUR`."""
    amount = Money.parse(given)
    currency(amount.currency)
    if amount.micros <= 0:
        raise InvalidInput("amount", "budget", given, "12000 EUR")
    return amount


def flight_budget(given: str) -> Money:
    """The same, or `0 EUR` where nobody has said yet what a campaign may cost."""
    amount = Money.parse(given)
    return amount if not amount.micros and currency(amount.currency) else budget(given)


def every(given: str) -> str:
    """When a subscription is due, in its canonical spelling."""
    return Every.parse(given).spell()
