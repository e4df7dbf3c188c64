"""What is told together: campaigns that broke alike at about the same time, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.incidents.conditions import State
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handling
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from notifiers.alert_notifications import grouped
from storage.alerts.alerts import Alert
from tests import kinds

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
STOPPED = Finding(
    Subject("nord", "north"),
    kinds.CONVERSIONS_STOPPED,
    Verdict.BREACH,
    Reason.NO_RESULTS,
    "2026-11-23",
    tier=Tier.INTERRUPT,
    since=DAY,
)


def row(number: int, campaign: str, euros: int = 100, **changes: Any) -> Alert:
    finding = replace(
        STOPPED,
        subject=Subject("nord", campaign, account=0 if campaign else number),
        numbers=Numbers(at_risk=Money.of(euros, "EUR")),
        **changes,
    )
    subject, trouble = finding.subject, finding.trouble
    return Alert(
        number,
        subject,
        trouble,
        "",
        finding.rule,
        1,
        State(),
        Handling(),
        finding,
        NotificationState(),
        "",
        None,
        NOW,
        NOW,
    )


def names(*rows: Alert) -> list[list[int]]:
    return [[one.id for one, _ in group] for group in grouped((one, None) for one in rows)]  # type: ignore[misc]


def test_the_costliest_comes_first_and_speaks_for_its_group() -> None:
    assert names(row(1, "north", 100), row(2, "south", 800), row(3, "coast", 240)) == [[2, 3, 1]]


def test_what_is_surely_broken_comes_before_a_drift_that_costs_more() -> None:
    """A CRM that receives nothing, at 99 %, waited behind a drift of 62 %."""
    drift = row(1, "north", 4_000, trouble=kinds.OFF_TARGET, detail="cpa", probability=0.62)
    broken = row(2, "south", 90, trouble=kinds.LEADS_NOT_IN_CRM, probability=0.99)
    assert names(drift, broken) == [[2], [1]]


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_day_more_or_less_is_the_same_cause(days: int) -> None:
    assert names(row(1, "north", 800), row(2, "south", since=DAY + timedelta(days))) == [[1, 2]]


@pytest.mark.parametrize(
    "changes",
    [
        {"since": DAY + timedelta(2)},
        {"since": DAY - timedelta(2)},
        {"since": None},
        {"trouble": kinds.SPEND_STOPPED},
    ],
)
def test_another_time_or_another_trouble_is_another_cause(changes: dict[str, Any]) -> None:
    assert names(row(1, "north", 800), row(2, "south", **changes)) == [[1], [2]]


def test_goals_of_two_campaigns_and_accounts_are_told_one_by_one() -> None:
    missed = {"trouble": kinds.OFF_TARGET, "detail": "cpa"}
    assert names(row(1, "north", 800, **missed), row(2, "south", **missed)) == [[1], [2]]
    assert names(row(1, "", 800), row(2, "")) == [[1], [2]]


@pytest.mark.parametrize(("days", "together"), [(0, True), (3, True), (-3, True), (4, False)])
def test_goals_of_one_campaign_are_told_together_where_they_were_missed_from_about_one_day_on(
    days: int, *, together: bool
) -> None:
    rate = row(1, "north", 800, trouble=kinds.OFF_TARGET, detail="lead_to_mql")
    cost = row(2, "north", 90, trouble=kinds.OFF_TARGET, detail="cost_per_mql", since=DAY + timedelta(days))
    assert names(cost, rate) == ([[1, 2]] if together else [[1], [2]])
