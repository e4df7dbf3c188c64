"""Google's conversion actions, as tokens that `results:` may name."""

import re
from collections.abc import Iterable, Mapping

from connectors.google_ads.wire import PerformanceResult
from domain.errors import InvalidInput
from domain.money import micros
from domain.results import Action, ResultKind, merged_actions

OWN = "conversions"
"""All primary actions together, as Google's column of that name."""
_LEADS = (
    *("SUBMIT_LEAD_FORM", "PHONE_CALL_LEAD", "IMPORTED_LEAD", "BOOK_APPOINTMENT", "REQUEST_QUOTE", "CONTACT", "SIGNUP"),
)
CATEGORIES: Mapping[str, ResultKind] = {
    **dict.fromkeys(_LEADS, ResultKind.LEAD),
    **dict.fromkeys(("PURCHASE", "STORE_SALE", "SUBSCRIBE_PAID"), ResultKind.SALE),
    "DOWNLOAD": ResultKind.DOWNLOAD,
    "DEFAULT": ResultKind.CONVERSION,
}
"""What an action is likely to be by its category; the others are steps on the way, or what becomes of a lead later."""
EXAMPLE = '"action:555"'


def token(given: str) -> str:
    """`action:ID` in the form in which it is kept, or `conversions`; InvalidInput for anything else."""
    bare = given.strip().casefold()
    if bare == OWN:
        return bare
    found = re.fullmatch(r"(?:action:|.*/conversionactions/)?([0-9]+)", bare)
    if found is None:
        raise InvalidInput("token", "results", given, EXAMPLE)
    return f"action:{found[1]}"


def all_primary(conversions: int, value: int) -> Action:
    """What Google counts as conversions, in micros."""
    return Action(OWN, conversions, value, "", ResultKind.LEAD, "", is_own=True)


def of_results(results: Iterable[PerformanceResult]) -> tuple[Action, ...]:
    """What was recorded by action; what is primary counts among `conversions` too."""
    return merged_actions(one for result in results if (one := _action(result)) is not None)


def _action(result: PerformanceResult) -> Action | None:
    segments, metrics = result.segments, result.metrics
    number = segments.conversion_action.rpartition("/")[2]
    if not number:
        return None
    counted = metrics.all_conversions or metrics.conversions
    value = metrics.all_conversions_value or metrics.conversions_value
    within = OWN if metrics.conversions else ""
    hint = CATEGORIES.get(segments.conversion_action_category)
    token, name = f"action:{number}", segments.conversion_action_name
    return Action(token, micros(counted), micros(value), name, hint, within, is_apart=not metrics.conversions)
