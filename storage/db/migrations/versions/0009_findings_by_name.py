"""Findings with their fields by name: subjects, goals and money were lists, whose order only the code knew."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_COLUMNS = (("alert", "finding"), ("alert_transition", "facts"))
_SUBJECT = ("client", "campaign", "account", "entity")
_GOAL = ("kpi", "comparator", "target", "currency", "origin")
_MONEY = ("micros", "currency")
_AMOUNTS = ("spend", "at_risk", "plan", "projected", "low", "high", "daily")
_CHUNK = 500


_KINDS = (
    "off_target",
    "conversions_stopped",
    "spend_stopped",
    "spend_above_plan",
    "tracking_lost",
    "leads_not_in_crm",
    "stale_data",
    "source_disconnected",
    "account_suspended",
    "paused_with_budget",
    "unclaimed_spending",
    "off_pace",
    "surprise",
)
"""The troubles of 0.1."""


def upgrade() -> None:
    _rewrite(_named)


def downgrade() -> None:
    # The version before stops at an alert of a kind that it does not know.
    known = sa.text("SELECT count(*) FROM alert WHERE trouble NOT IN :kinds").bindparams(
        sa.bindparam("kinds", _KINDS, expanding=True)
    )
    if op.get_bind().execute(known).scalar_one():
        raise RuntimeError("alert has rows of rules that the version before does not know")
    _rewrite(_listed)


def _named(finding: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(finding.get("subject"), list):
        return finding
    numbers = {
        name: dict(zip(_MONEY, value, strict=True)) if name in _AMOUNTS else value
        for name, value in finding["numbers"].items()
    }
    goal = dict(zip(_GOAL, finding["goal"], strict=True)) if finding["goal"] else None
    subject = dict(zip(_SUBJECT, finding["subject"], strict=True))
    return {**finding, "subject": subject, "goal": goal, "numbers": numbers}


def _listed(finding: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(finding.get("subject"), dict):
        return finding
    goal = finding.get("goal")
    kept = {name: value for name, value in finding.items() if value not in ("", None)}
    return {
        **kept,
        "subject": [finding["subject"].get(name, "") for name in _SUBJECT],
        "goal": [goal.get(name) for name in _GOAL] if goal else None,
        "numbers": {
            name: [value[one] for one in _MONEY] if name in _AMOUNTS else value
            for name, value in finding.get("numbers", {}).items()
        },
    }


def _rewrite(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    connection = op.get_bind()
    for name, column in _COLUMNS:
        table = sa.table(name, sa.column("id", sa.BigInteger()), sa.column(column, sa.JSON()))
        last = 0
        while True:
            some = sa.select(table.c.id, table.c[column]).where(table.c.id > last).order_by(table.c.id).limit(_CHUNK)
            rows = connection.execute(some).all()
            if not rows:
                break
            for number, finding in rows:
                connection.execute(table.update().where(table.c.id == number).values({column: change(finding)}))
            last = rows[-1][0]
