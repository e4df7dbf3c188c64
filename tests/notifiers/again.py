"""What was said live beside what a back-test says of the same days: the steps of every incident, one by one."""

from datetime import datetime
from typing import NamedTuple

from domain.entities import Client
from domain.window import Window, local_day
from insights.backtest import backtest
from storage import Session
from storage.alerts import alerts


class Told(NamedTuple):
    """A step of an incident."""

    at: datetime
    subject: str
    rule: str
    change: str
    because: str
    tier: str | None


def live(session: Session, client: Client) -> list[Told]:
    """What was recorded while it happened, by instant, subject and rule."""
    rows = alerts.of_client(session, client.key, only_open=False)
    taken = ((row, one.transition) for row in rows for one in alerts.history(session, row.id))
    return sorted(
        (
            Told(one.at, row.subject.key, row.rule, one.change.value, one.because.value, one.tier and one.tier.value)
            for row, one in taken
        ),
        key=lambda one: one[:3],
    )


def again(session: Session, client: Client, first: datetime, last: datetime) -> list[Told]:
    """What the back-test of those days says, in the same order."""
    days = Window(local_day(first, client.timezone), local_day(last, client.timezone))
    taken = [(one.finding, one.step) for one in backtest(session, client, days).taken]
    return sorted(
        (
            Told(
                step.at, one.subject.key, one.rule, step.change.value, step.because.value, step.tier and step.tier.value
            )
            for one, step in taken
        ),
        key=lambda one: one[:3],
    )
