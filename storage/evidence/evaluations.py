"""What each rule said of each campaign, morning by morning: for charts, and for checking a back-test against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from json import dumps
from typing import Any

from sqlalchemy import or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.incidents.finding import Verdict
from domain.rules.usual import Baseline
from domain.window import Window
from storage.db.plain import Plain
from storage.db.tables import EvaluationRow, table
from storage.db.upserting import day, instant, upsert

SAID = "said"
"""The name under which it is kept what each of a campaign's rules said last, as signals by rule."""
USUAL = Plain(Baseline)
"""How the numbers of a look are kept that says how a campaign usually does."""
EVER = date(1970, 1, 1)
"""The day of that one look."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One rule's answer on one morning. `value` is the KPI as estimated, `numbers` plain data."""

    campaign_key: str
    rule: str
    day: date
    at: datetime
    signal: Verdict
    probability: float | None = None
    value: Decimal | None = None
    numbers: Mapping[str, Any] = field(default_factory=dict)


_COLUMNS = ("campaign_key", "rule", "day", "at", "signal", "probability", "value", "numbers")


def save_looks(session: Session, looks: Iterable[Evaluation]) -> int:
    """Keep them, the last of each campaign, rule and day; returns how many were given."""
    dialect = session.connection().dialect.name
    rows = (
        (
            one.campaign_key,
            one.rule,
            day(one.day, dialect),
            instant(one.at, dialect),
            one.signal.value,
            one.probability,
            None if one.value is None else format(one.value, "f"),
            dumps(dict(one.numbers)),
        )
        for one in looks
    )
    return upsert(session, EvaluationRow, _COLUMNS, _COLUMNS[3:-1], rows, also=("numbers",))


def looks(session: Session, campaign_key: str, rule: str, since: date) -> list[Evaluation]:
    """From that day on, oldest first."""
    chosen = select(EvaluationRow).where(
        EvaluationRow.campaign_key == campaign_key, EvaluationRow.rule == rule, col(EvaluationRow.day) >= since
    )
    return [_look(row) for row in session.exec(chosen.order_by(col(EvaluationRow.day)))]


def newest(session: Session, campaign_key: str) -> dict[str, Evaluation]:
    """By rule, what was said last."""
    chosen = select(EvaluationRow).where(EvaluationRow.campaign_key == campaign_key).order_by(col(EvaluationRow.day))
    return {row.rule: _look(row) for row in session.exec(chosen)}


def _look(row: EvaluationRow) -> Evaluation:
    return Evaluation(
        row.campaign_key, row.rule, row.day, row.at, Verdict(row.signal), row.probability, row.value, row.numbers
    )


def newest_numbers(
    session: Session, campaign_keys: Iterable[str], mornings: Mapping[str, Window]
) -> dict[str, dict[str, Mapping[str, Any]]]:
    """By rule and campaign the numbers that were kept last, on one of that rule's mornings."""
    row = table(EvaluationRow).c
    asked = ((row.rule == rule) & row.day.between(some.start, some.end) for rule, some in mornings.items())
    chosen = core_select(row.rule, row.campaign_key, row.numbers).where(
        row.campaign_key.in_(list(campaign_keys)), or_(*asked)
    )
    found: dict[str, dict[str, Mapping[str, Any]]] = {rule: {} for rule in mornings}
    for rule, key, numbers in session.execute(chosen.order_by(row.day)):
        found[rule][key] = numbers
    return found
