"""Goals as people write them: `cpl < 25 EUR`, `leads>=300`, `ctr > 2%`."""

import re
from decimal import Decimal

from domain.entities import Comparator, Goal
from domain.errors import InvalidInput
from domain.kpi import Direction, Reading, Unit, get
from domain.money import SYMBOLS, parse_decimal
from domain.words import Origin

EXAMPLE = "cpl < 25 EUR"
_GOAL = re.compile(
    r"(?P<kpi>[a-z][a-z_-]*)\s*(?P<cmp><=|>=|<|>|≤|≥|:|=)?\s*(?P<pre>[€$£])?\s*(?P<number>\d[\d.,]*)\s*"
    r"(?P<unit>[€$£%x×]|[A-Z]{3}\b|[a-z]{3}(?=\s*$|,|;))?",
    re.IGNORECASE,
)
_TYPED = {"≤": "<=", "≥": ">="}


def _comparator(typed: str | None, direction: Direction, text: str) -> Comparator:
    word = _TYPED.get(typed or "", typed or "")
    if word in {"<", "<=", ">", ">="}:
        return Comparator(word)
    if direction is Direction.DOWN:
        return Comparator.LE
    if direction is Direction.UP:
        return Comparator.GE
    raise InvalidInput("comparator", "goal", text, EXAMPLE)


def _read(found: re.Match[str], text: str, currency: str | None, origin: Origin) -> Goal:
    kpi = get(found["kpi"])
    unit = found["unit"] or found["pre"] or ""
    target = parse_decimal(found["number"].rstrip(".,"))
    comparator = _comparator(found["cmp"], kpi.direction, text)
    if kpi.unit is Unit.MONEY:
        code = SYMBOLS.get(unit, unit.upper()) or currency
        if not code or unit in {"%", "x", "×"}:
            raise InvalidInput("goal_currency", "goal", text, f"{kpi.key} < 25 EUR")
        return Goal(kpi.key, comparator, target, code, origin)
    if unit not in {"", "%" if kpi.unit is Unit.PERCENT else "", "x" if kpi.unit is Unit.RATIO else ""}:
        raise InvalidInput("goal_unit", "goal", text, spell(Goal(kpi.key, comparator, Decimal(3))))
    if kpi.unit is Unit.PERCENT:
        target = target / 100 if unit == "%" or target > 1 else target
    return Goal(kpi.key, comparator, target, None, origin)


def parse(text: str, currency: str | None = None, origin: Origin = Origin.AGREED) -> Goal:
    """One goal; `currency` serves money without one. InvalidInput shows a right example."""
    found = _GOAL.fullmatch(text.strip())
    if not found:
        raise InvalidInput("goal", "goal", text, EXAMPLE)
    return _read(found, text, currency, origin)


def parse_many(text: str, currency: str | None = None) -> tuple[Goal, ...]:
    """Several goals in one line, as typed after `/campaign target`: `cpl<25€ leads>=300, roas>=3`."""
    rest, goals = text.strip(" ,;"), []
    while rest:
        found = _GOAL.match(rest)
        if not found or (found.end() < len(rest) and not re.match(r"[\s,;]", rest[found.end() :])):
            raise InvalidInput("goal", "goal", rest, EXAMPLE)
        goals.append(_read(found, found[0], currency, Origin.AGREED))
        rest = rest[found.end() :].lstrip(" ,;")
    if not goals:
        raise InvalidInput("goal", "goal", text, EXAMPLE)
    return tuple(goals)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def spell(goal: Goal) -> str:
    """The canonical spelling: `cpl < 25 EUR`, `ctr > 2%`, `leads >= 300`."""
    unit = get(goal.kpi).unit
    if unit is Unit.PERCENT:
        return f"{goal.kpi} {goal.comparator} {_plain(goal.target * 100)}%"
    return f"{goal.kpi} {goal.comparator} {_plain(goal.target)}" + (f" {goal.currency}" if goal.currency else "")


def met(goal: Goal, reading: Reading) -> bool | None:
    """Whether the reading meets the goal; None when the reading is undefined."""
    return None if reading.value is None else goal.comparator.holds(reading.value, goal.target)


def attainment(goal: Goal, reading: Reading) -> Decimal | None:
    """How much of the goal is attained: 1 exactly, more is better; inverted where lower is better."""
    if reading.value is None or not goal.target:
        return None
    lower = goal.comparator in {Comparator.LT, Comparator.LE}
    if lower:
        return goal.target / reading.value if reading.value else None
    return reading.value / goal.target
