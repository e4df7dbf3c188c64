"""What people call a rule: a KPI of the catalogue for its goal, or a word for one of the other troubles."""

import re
from collections.abc import Mapping
from functools import cache

from domain.errors import InvalidInput
from domain.incidents.rule_kinds import RuleKind, rule
from domain.kpi import CATALOGUE, Direction, get
from domain.names import fold
from templates.catalogue import LANGUAGES
from templates.phrases import trouble_name
from templates.words import words

LONGEST = 5
"""Words that the name of a rule has at most."""
_ALSO: Mapping[RuleKind, tuple[str, ...]] = {
    RuleKind.CONVERSIONS_STOPPED: (
        "stopped",
        "results",
        "resultados",
        "resultats",
        "no conversions",
        "sin conversiones",
    ),
    RuleKind.SPEND_STOPPED: ("no spend", "delivery", "entrega", "lliurament", "sin gasto", "sense despesa"),
    RuleKind.SPEND_ABOVE_PLAN: ("overspend", "spike", "gasto", "despesa"),
    RuleKind.TRACKING_LOST: ("tracking", "pixel", "etiqueta", "seguimiento", "seguiment"),
    RuleKind.LEADS_NOT_IN_CRM: ("crm",),
    RuleKind.STALE_DATA: ("stale", "data", "datos", "dades"),
    RuleKind.SOURCE_DISCONNECTED: ("source", "token", "fuente", "font"),
    RuleKind.ACCOUNT_SUSPENDED: ("account", "suspended", "cuenta", "compte"),
    RuleKind.PAUSED_WITH_BUDGET: ("paused", "pausa", "pausada"),
    RuleKind.UNCLAIMED_SPENDING: ("unclaimed", "sin dueno", "sense propietari"),
    RuleKind.OFF_PACE: ("pace", "pacing", "budget", "ritmo", "presupuesto", "ritme", "pressupost"),
    RuleKind.SURPRISE: ("surprise", "surprises", "anomaly", "anomalies", "sorpresa", "anomalia", "anomalias"),
}


@cache
def _known() -> Mapping[str, str]:
    """By folded name, the rule. A KPI's name comes first: `conversions` is its goal."""
    found: dict[str, str] = {}
    for trouble in RuleKind:
        named = (trouble.value, trouble.value.replace("_", " "), *_ALSO.get(trouble, ()))
        if trouble is not RuleKind.OFF_TARGET:
            found |= dict.fromkeys((fold(name) for name in named), rule(trouble))
            found |= {fold(trouble_name(words(one), trouble)): rule(trouble) for one in LANGUAGES}
    for row in CATALOGUE.values():
        if row.direction is Direction.BAND:
            continue
        goal = rule(RuleKind.OFF_TARGET, row.key)
        found |= dict.fromkeys((fold(name) for name in (row.key, goal, *row.names)), goal)
    return found


def rule_of(text: str) -> str:
    """The rule of that name; "" where there is none."""
    name = fold(text)
    if name in _known():
        return _known()[name]
    trouble, _, detail = text.partition(":")
    return text if trouble in set(RuleKind) and detail and not re.search(r"\s", text) else ""


def rule_in(text: str) -> tuple[str, str]:
    """What is left of the text, and the rule named at its end or its beginning; "" where none is."""
    said = text.split()
    for most in range(min(LONGEST, len(said)), 0, -1):
        for named, rest in ((said[-most:], said[:-most]), (said[:most], said[most:])):
            if found := rule_of(" ".join(named)):
                return " ".join(rest), found
    return text, ""


def parts(name: str) -> tuple[RuleKind, str]:
    """The trouble and the detail of a rule's name; InvalidInput (code `rule`) where it is none."""
    trouble, _, detail = name.partition(":")
    if trouble not in set(RuleKind):
        raise InvalidInput("rule", "rule", name, "cpl")
    if trouble == RuleKind.OFF_TARGET:
        get(detail)
    return RuleKind(trouble), detail
