"""Goals as people write them: `cpl < 25 EUR`, `leads>=300`, `ctr > 2%`."""

import re
from dataclasses import replace
from decimal import Decimal

from domain.entities import Comparator, Goal
from domain.errors import InvalidInput
from domain.kpi import CATALOGUE, Direction, Reading, Undefined, Unit, get
from domain.money import MICRO, MOST_MICROS, currency_of, micros, parse_decimal
from domain.names import fold
from domain.words import Origin

EXAMPLE = "cpl < 25 EUR"
_KNOWN = "|".join(
    re.sub(r"[ _-]", r"[ _-]+", name)
    for name in sorted({fold(name) for row in CATALOGUE.values() for name in (row.key, *row.names)}, key=len)[::-1]
)
# What is matched is folded: lower case, no accents. A currency's three letters are not the next goal's KPI.
_GOAL = re.compile(
    rf"(?P<kpi>(?:{_KNOWN})(?![^\W\d]|-)|[^\W\d][\w-]*?)\s*(?P<cmp><=|>=|<|>|≤|≥|:|=)?\s*(?P<pre>[€$£])?\s*"
    rf"(?P<number>\d(?:[\d.,]*\d)?)(?:\s*(?P<unit>[€$£%x×](?!\w)|(?!(?:{_KNOWN})\b)[a-z]{{3}}\b(?!\s*[<>=≤≥:])))?"
)
_BETWEEN = re.compile(r"[\s,;]+")
_TYPED = {"≤": "<=", "≥": ">="}
_UNITS = {Unit.COUNT: frozenset[str](), Unit.PERCENT: frozenset({"%"}), Unit.RATIO: frozenset({"x", "×"})}
_NO_CURRENCY = _UNITS[Unit.PERCENT] | _UNITS[Unit.RATIO]
_USUAL = {Unit.COUNT: Decimal(300), Unit.PERCENT: Decimal("0.02"), Unit.RATIO: Decimal(3)}


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
    comparator = _comparator(found["cmp"], kpi.direction, text)
    units = {unit for unit in (found["pre"], found["unit"]) if unit}
    target = parse_decimal(found["number"], thousands=kpi.unit in {Unit.COUNT, Unit.MONEY})
    if target * MICRO > MOST_MICROS:
        raise InvalidInput("number", "goal", text, EXAMPLE)
    if kpi.unit is Unit.MONEY:
        codes = {currency_of(unit, currency) for unit in units or {""}}
        code = codes.pop()
        if not code or codes or units & _NO_CURRENCY:
            raise InvalidInput("goal_currency", "goal", text, f"{kpi.key} < 25 EUR")
        return Goal(kpi.key, comparator, Decimal(micros(target)) / MICRO, code, origin)
    bare = kpi.unit is not Unit.PERCENT or target >= 1
    if not units <= _UNITS[kpi.unit] or not (units or bare):
        raise InvalidInput("goal_unit", "goal", text, spell(Goal(kpi.key, comparator, _USUAL[kpi.unit])))
    return Goal(kpi.key, comparator, target / 100 if kpi.unit is Unit.PERCENT else target, None, origin)


def parse(text: str, currency: str | None = None, origin: Origin = Origin.AGREED) -> Goal:
    """One goal; `currency` serves money without one. InvalidInput shows a right example.

    Without a comparator the KPI's direction decides. Below 1 a percentage needs its sign: 0.5 could be a half.
    """
    found = _GOAL.fullmatch(fold(text))
    if not found:
        raise InvalidInput("goal", "goal", text, EXAMPLE)
    return _read(found, text, currency, origin)


def parse_many(text: str, currency: str | None = None) -> tuple[Goal, ...]:
    """Several goals in one line, as typed after `/campaign target`: `cpl<25€ leads>=300, roas>=3`."""
    rest, goals = fold(text).strip(" ,;"), []
    while rest:
        found = _GOAL.match(rest)
        gap = _BETWEEN.match(rest, found.end()) if found else None
        if not found or not (gap or found.end() == len(rest)):
            raise InvalidInput("goal", "goal", rest, EXAMPLE)
        goals.append(_read(found, found[0], currency, Origin.AGREED))
        rest = rest[gap.end() :] if gap else ""
    if not goals:
        raise InvalidInput("goal", "goal", text, EXAMPLE)
    return tuple(goals)


def check_side(goal: Goal, field: str, typed: str) -> None:
    """InvalidInput for a goal that asks for the KPI's worse side: a cost per lead of more than something."""
    down = get(goal.kpi).direction is Direction.DOWN
    worse = {
        Direction.DOWN: {Comparator.GT, Comparator.GE},
        Direction.UP: {Comparator.LT, Comparator.LE},
    }
    if goal.comparator in worse.get(get(goal.kpi).direction, set()):
        right = replace(goal, comparator=Comparator.LE if down else Comparator.GE)
        raise InvalidInput("goal_ceiling" if down else "goal_floor", field, typed, spell(right))


def _plain(number: Decimal) -> str:
    """Without an exponent; never three decimals alone, which would read as thousands."""
    digits = f"{number.normalize():f}"
    return f"{digits}0" if re.search(r"\.\d{3}$", digits) else digits


def spell(goal: Goal) -> str:
    """The canonical spelling: `cpl < 25 EUR`, `ctr > 2%`, `leads >= 300`."""
    unit = get(goal.kpi).unit
    if unit is Unit.PERCENT:
        return f"{goal.kpi} {goal.comparator} {_plain(goal.target * 100)}%"
    return f"{goal.kpi} {goal.comparator} {_plain(goal.target)}" + (f" {goal.currency}" if goal.currency else "")


def _comparable(goal: Goal, reading: Reading) -> bool:
    """Money of two currencies, for want of a rate, is not compared."""
    return goal.currency in {None, reading.currency}


def met(goal: Goal, reading: Reading) -> bool | None:
    """Whether the reading meets the goal; None when the reading is undefined or in another currency.

    A cost of nothing that came is undefined too, but not unknown: once it exceeds what one was to cost, it is missed.
    """
    if not _comparable(goal, reading):
        return None
    if reading.value is not None:
        return goal.comparator.holds(reading.value, goal.target)
    cost = reading.why is Undefined.NO_DENOMINATOR and goal.comparator in {Comparator.LT, Comparator.LE}
    spent = reading.numerator is not None and reading.numerator * get(goal.kpi).per > goal.target
    return False if cost and spent else None


def attainment(goal: Goal, reading: Reading) -> Decimal | None:
    """How much of the goal is attained: 1 exactly, more is better; inverted where lower is better."""
    if reading.value is None or not goal.target or not _comparable(goal, reading):
        return None
    if goal.comparator in {Comparator.LT, Comparator.LE}:
        return goal.target / reading.value if reading.value else None
    return reading.value / goal.target
