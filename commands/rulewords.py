"""What people call a rule: a KPI of the catalogue for its goal, or a word for one of the other troubles."""

import re
from collections.abc import Mapping
from functools import cache

from domain.incidents.rule_kinds import rule
from domain.kpi import CATALOGUE, Direction
from domain.names import fold
from domain.rules import off_target
from domain.rules.registry import RULES
from templates.catalogue import LANGUAGES
from templates.phrases import trouble_names

LONGEST = 5
"""Words that the name of a rule has at most."""


@cache
def _known() -> Mapping[str, str]:
    """By folded name, the rule. A KPI's name comes first: `conversions` is its goal."""
    found: dict[str, str] = {}
    for one in (each for each in RULES.values() if not each.of_goals):
        said = (name for language in LANGUAGES for name in trouble_names(language, one.kind))
        named = (one.kind, one.kind.replace("_", " "), *said)
        found |= dict.fromkeys((fold(name) for name in named), rule(one.kind))
    for row in CATALOGUE.values():
        if row.direction is Direction.BAND:
            continue
        goal = off_target.named(row.key)
        found |= dict.fromkeys((fold(name) for name in (row.key, goal, *row.names)), goal)
    return found


def rule_of(text: str) -> str:
    """The rule of that name; "" where there is none."""
    name = fold(text)
    if name in _known():
        return _known()[name]
    trouble, _, detail = text.partition(":")
    return text if trouble in RULES and detail and not re.search(r"\s", text) else ""


def rule_in(text: str) -> tuple[str, str]:
    """What is left of the text, and the rule named at its end or its beginning; "" where none is."""
    said = text.split()
    for most in range(min(LONGEST, len(said)), 0, -1):
        for named, rest in ((said[-most:], said[:-most]), (said[:most], said[most:])):
            if found := rule_of(" ".join(named)):
                return " ".join(rest), found
    return text, ""
