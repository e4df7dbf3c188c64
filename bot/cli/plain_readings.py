"""Readings as plain data for programs: codes, exact numbers, ISO days."""

from decimal import Decimal
from typing import Any

from domain.audience import shown
from domain.kpi import Reading, get
from domain.standing import Headline
from domain.words import Audience, Claim
from insights.readings import Readings

PLACES = 6
_CLAIMS = {Claim.PLATFORM: "platforms", Claim.CRM: "crm"}
_VERDICTS = {Headline.MIXED: "off_target", Headline.TROUBLED: "off_target", Headline.NOT_STARTED: "too_early"}
_OF_MONEY = frozenset({"budget", "off_pace", "spend_above_plan"})
"""Alerts of the budget, which take nothing from goals that are met."""


def plain(found: Readings) -> dict[str, Any]:
    """A campaign, the days, how it stands, and every reading of them."""
    picture = found.picture
    seen = shown(picture, Audience.INTERNAL)
    of_money = seen.headline is Headline.TROUBLED and all(one.trouble in _OF_MONEY for one in seen.open)
    stands = Headline.ON_TARGET if of_money else seen.headline
    return {
        "campaign": picture.campaign.key,
        "start": picture.window.start.isoformat(),
        "end": picture.window.end.isoformat(),
        "as_of": picture.as_of.isoformat(timespec="seconds") if picture.as_of else None,
        "verdict": _VERDICTS.get(stands, stands.value),
        "readings": [_reading(one) for one in found.all],
    }


def _reading(one: Reading) -> dict[str, Any]:
    return {
        "kpi": one.kpi,
        "claim": one.by or ("crm" if get(one.kpi).crm_only else _CLAIMS[one.claim]),
        "value": number(one.value),
        "numerator": number(one.numerator),
        "denominator": number(one.denominator),
        "expected": number(one.expected),
        "currency": one.currency,
        "why": one.why.value if one.why else None,
    }


def number(value: Decimal | None) -> int | float | None:
    """As JSON has it: whole where it is, else to six decimals."""
    if value is None:
        return None
    rounded = round(value, PLACES)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
