"""Where each goal stands, and every step it took."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from domain.alerts import Change, Condition, State, Transition
from domain.entities import Goal
from domain.rules import Reason
from storage.tables import AlertTable, TransitionRow


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One goal of one campaign. `delivery_id` is the message of the current incident."""

    id: int
    campaign_key: str
    kpi: str
    state: State
    updated_at: datetime
    delivery_id: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A transition as it was recorded, with the facts behind it as plain data."""

    transition: Transition
    facts: Mapping[str, Any]


def _to_plain(state: State) -> dict[str, Any]:
    return {
        "since": state.since.isoformat() if state.since else None,
        "breach_since": state.breach_since.isoformat() if state.breach_since else None,
        "met_since": state.met_since.isoformat() if state.met_since else None,
        "was_firing": state.was_firing,
        "told_gap": None if state.told_gap is None else str(state.told_gap),
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _from_plain(condition: str, plain: Mapping[str, Any]) -> State:
    return State(
        Condition(condition),
        _moment(plain["since"]),
        _moment(plain["breach_since"]),
        _moment(plain["met_since"]),
        plain["was_firing"],
        None if plain["told_gap"] is None else Decimal(plain["told_gap"]),
    )


def _alert(row: AlertTable) -> AlertRow:
    state = _from_plain(row.condition, row.state)
    return AlertRow(row.id or 0, row.campaign_key, row.kpi, state, row.updated_at, row.delivery)


def _row(session: Session, campaign_key: str, kpi: str) -> AlertTable | None:
    chosen = select(AlertTable).where(AlertTable.campaign_key == campaign_key, AlertTable.kpi == kpi)
    return session.exec(chosen).first()


def load(session: Session, campaign_key: str, kpi: str) -> AlertRow | None:
    """Where the goal stands; None before its first evaluation was recorded."""
    row = _row(session, campaign_key, kpi)
    return _alert(row) if row else None


def get(session: Session, alert_id: int) -> AlertRow | None:
    """The alert of that id."""
    row = session.get(AlertTable, alert_id)
    return _alert(row) if row else None


def open_alerts(session: Session, campaign_key: str | None = None) -> list[AlertRow]:
    """Everything that is not OK (of one campaign, or of all), oldest first."""
    chosen = select(AlertTable).where(AlertTable.condition != Condition.OK.value).order_by(col(AlertTable.id))
    if campaign_key is not None:
        chosen = chosen.where(AlertTable.campaign_key == campaign_key)
    return [_alert(row) for row in session.exec(chosen)]


def record(
    session: Session,
    campaign_key: str,
    goal: Goal,
    step: Transition | None,
    state: State,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> AlertRow:
    """Keep the new state, and the step that led there if one was taken; `facts` is plain data."""
    row = _row(session, campaign_key, goal.kpi)
    row = row or AlertTable(campaign_key=campaign_key, kpi=goal.kpi, condition="", state={}, updated_at=at)
    row.condition, row.state, row.updated_at = state.condition.value, _to_plain(state), at
    session.add(row)
    session.flush()
    if step:
        taken = TransitionRow(
            alert=row.id or 0,
            old=step.old.value,
            new=step.new.value,
            change=step.change.value,
            because=step.because.value,
            at=step.at,
            facts=dict(facts or {}),
        )
        session.add(taken)
        session.flush()
    return _alert(row)


def history(session: Session, alert_id: int) -> list[Step]:
    """Every step, oldest first."""
    chosen = select(TransitionRow).where(TransitionRow.alert == alert_id).order_by(col(TransitionRow.id))
    return [
        Step(Transition(Condition(r.old), Condition(r.new), Change(r.change), Reason(r.because), r.at), r.facts)
        for r in session.exec(chosen)
    ]


def set_message(session: Session, alert_id: int, delivery_id: int | None) -> None:
    """The message of the current incident; None when the incident is over and the next one gets its own."""
    session.execute(update(AlertTable).where(col(AlertTable.id) == alert_id).values(delivery=delivery_id))
