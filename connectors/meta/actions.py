"""Meta's action types, as tokens that `results:` may name. They overlap: the wider counts the narrower again."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from domain.errors import InvalidInput
from domain.money import micros
from domain.results import EITHER, THEIRS, Action, ResultKind

MESSAGING = "onsite_conversion.messaging_conversation_started_7d"
CUSTOM = "offsite_conversion.custom."
EXAMPLE = 'lead, messaging or "custom:1234567890"'
PURCHASE, LEAD = "omni_purchase", "lead"
LEAD_OBJECTIVES = frozenset({"OUTCOME_LEADS", "LEAD_GENERATION"})
SALES_OBJECTIVES = frozenset({"OUTCOME_SALES", "CONVERSIONS", "PRODUCT_CATALOG_SALES"})
# What people do with the ad itself: never a result, and half of what Meta sends.
_ENGAGEMENT = re.compile(
    r"link_click|.*engagement|(onsite_conversion\.)?post.*|comment|like|photo_view|video_.*|.*_post"
)
# What leads to a result: counted where a definition says so, never asked about.
_STEP = re.compile(r"view|cart|checkout|payment_info|search|wishlist|reply|block|welcome|depth|connection|click")
_LEADS = re.compile(r"registration|contact|schedule|application|subscri|trial|messaging|call|lead")
_PIXEL = "offsite_conversion.fb_pixel_"
_LEAD_PARTS = ("onsite_conversion.lead_grouped", "offsite_conversion.fb_pixel_lead")
_PURCHASE_PARTS = ("purchase", "offsite_conversion.fb_pixel_purchase")
_WITHIN = {
    **dict.fromkeys((*_LEAD_PARTS, "leadgen.other", "leadgen_grouped", "onsite_web_lead"), LEAD),
    "purchase": PURCHASE,
    **dict.fromkeys(
        (
            *("offsite_conversion.fb_pixel_purchase", "onsite_web_purchase", "onsite_web_app_purchase"),
            *("web_in_store_purchase", "web_app_in_store_purchase", "onsite_conversion.purchase"),
            "app_custom_event.fb_mobile_purchase",
        ),
        "purchase",
    ),
}


def token(given: str) -> str:
    """An action type, `messaging` or `custom:ID` in the form in which it is kept; InvalidInput for anything else."""
    short = _short(given.strip().casefold())
    if not re.fullmatch(r"custom:[0-9]+|[a-z][a-z0-9_.]*", short):
        raise InvalidInput("token", "results", given, EXAMPLE)
    return short


def _short(kind: str) -> str:
    if kind == MESSAGING:
        return "messaging"
    return f"custom:{kind.removeprefix(CUSTOM)}" if kind.startswith(CUSTOM) else kind


def aim(objective: str) -> str:
    """What a campaign was bought for, which its conversions are."""
    if objective in LEAD_OBJECTIVES:
        return ResultKind.LEAD.value
    return ResultKind.SALE.value if objective in SALES_OBJECTIVES else EITHER


def actions(
    counts: Mapping[str, Decimal], values: Mapping[str, Decimal], theirs: Decimal | None = None
) -> tuple[Action, ...]:
    """What may count as a result, and the steps to it. The widest leads and purchases are there where a part is.

    `theirs` is how many results Meta itself counts, which stands beside them.
    """
    everything = dict.fromkeys(values, Decimal(0)) | dict(counts)
    found = {kind: number for kind, number in everything.items() if not _ENGAGEMENT.fullmatch(kind)}
    if LEAD not in found and any(part in found for part in _LEAD_PARTS):
        found[LEAD] = sum((found.get(part, Decimal(0)) for part in _LEAD_PARTS), Decimal(0))
    worth = dict(values)
    for sums in (found, worth):
        part = next((part for part in _PURCHASE_PARTS if part in sums), None)
        if PURCHASE not in sums and part is not None:
            sums[PURCHASE] = sums[part]
    told = [_action(kind, number, worth.get(kind, Decimal(0))) for kind, number in found.items()]
    return tuple(sorted([*told, *([Action(THEIRS, micros(theirs))] if theirs else [])]))


def recorded(kind: str, number: Decimal) -> Action | None:
    """One action type as it stands alone in a file; None for what people do with the ad itself."""
    if _ENGAGEMENT.fullmatch(kind) or kind in {"reach", "impressions"}:
        return None
    return _action(kind, number, Decimal(0))


def _action(kind: str, number: Decimal, value: Decimal) -> Action:
    hint, is_own = _hint(kind)
    return Action(_short(kind), micros(number), micros(value), "", hint, _short(_within(kind)), is_own)


def _within(kind: str) -> str:
    if kind in _WITHIN:
        return _WITHIN[kind]
    if kind.startswith(_PIXEL) and kind != f"{_PIXEL}custom":
        return kind.removeprefix(_PIXEL)
    return "" if "." in kind or kind.startswith("omni_") or kind in {LEAD, PURCHASE} else f"omni_{kind}"


def _hint(kind: str) -> tuple[ResultKind | None, bool]:
    """What it is likely to be, and whether it is counted as that without a definition."""
    if kind == LEAD or _WITHIN.get(kind) == LEAD:
        return ResultKind.LEAD, True
    if kind == PURCHASE or _WITHIN.get(kind) in {PURCHASE, "purchase"}:
        return ResultKind.SALE, True
    if kind == MESSAGING:
        return ResultKind.LEAD, False
    if kind.startswith(CUSTOM):
        return ResultKind.CONVERSION, False
    if _STEP.search(kind):
        return None, False
    return (ResultKind.LEAD if _LEADS.search(kind) else ResultKind.CONVERSION), False


def own_leads(told: Sequence[Action]) -> int:
    """Leads as they are counted without a definition, in micros."""
    return next((one.count_micros for one in told if one.token == LEAD), 0)


def own_purchases(told: Sequence[Action]) -> tuple[int, int]:
    """Purchases and their value, in micros, as they are counted without a definition."""
    return next(((one.count_micros, one.value_micros) for one in told if one.token == PURCHASE), (0, 0))
