"""Until when what was judged stands, while nothing new is read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.entities import Client
from domain.evidence import Today
from domain.incidents.conditions import Condition, State
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject
from domain.rules import lasting
from domain.rules.baseline import mark_of
from domain.rules.inputs import OLD, STILL, Moment
from domain.rules.judging import Course, Judged
from domain.rules.usual import Baseline
from tests import kinds
from tests.domain.rules.scene import CLIENT, campaign, healthy

NOW = datetime(2026, 9, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_it_stands_until_a_day_begins_somewhere_or_an_account_was_silent_for_too_long() -> None:
    fresh = healthy(NOW)
    assert lasting.until(CLIENT, NOW, [fresh]) == datetime(2026, 9, 11, tzinfo=UTC)
    madrid = Client("acme", "Acme", "es", "Europe/Madrid", "EUR")
    assert lasting.until(madrid, NOW, [fresh]) == datetime(2026, 9, 10, 22, tzinfo=UTC)
    assert lasting.until(CLIENT, NOW, [fresh], ["Asia/Tokyo"]) == datetime(2026, 9, 10, 15, tzinfo=UTC)
    silent = replace(fresh, last_success=NOW - OLD + HOUR)
    assert lasting.until(CLIENT, NOW, [fresh, silent]) == NOW + HOUR
    still = replace(fresh, changed=NOW - STILL + HOUR)
    assert lasting.until(CLIENT, NOW, [still]) == NOW + HOUR
    assert lasting.until(CLIENT, NOW, [replace(fresh, changed=NOW - STILL, last_success=None)]) > NOW + HOUR


def finding(kind: RuleKind, signal: Verdict) -> Finding:
    return Finding(Subject("acme", "acme-otono"), kind, signal, Reason.UNSURE, "2026-09-10T12:00")


def course(heard: datetime | None, look: int, mark: str = "") -> Course:
    moment = Moment(campaign(), CLIENT, NOW, (healthy(NOW),))
    usual = Baseline(look, mark or mark_of(moment, ()), "conversions")
    so_far = Today(NOW.date(), "EUR", heard, 0, 0, 0, 0, 0, 0)
    return Course(moment, {}, usual, lambda: None, so_far)


@pytest.mark.parametrize(
    ("heard", "look", "mark", "settled"),
    [
        (NOW, NOW.toordinal(), "", True),
        (None, NOW.toordinal(), "", False),
        (NOW - 7 * HOUR, NOW.toordinal(), "", False),
        (NOW, NOW.toordinal() - 1, "", False),
        (NOW, NOW.toordinal(), "another goal", False),
    ],
)
def test_it_is_settled_once_the_morning_was_looked_at_and_the_day_is_long_enough(
    heard: datetime | None, look: int, mark: str, settled: bool
) -> None:
    assert lasting.is_settled(course(heard, look, mark), Judged()) is settled


def test_what_does_not_run_is_settled() -> None:
    over = course(None, 0)
    ended = replace(over.moment.campaign, end=NOW.date() - timedelta(days=9))
    assert lasting.is_settled(replace(over, moment=Moment(ended, CLIENT, NOW, ())), Judged())


@pytest.mark.parametrize(
    ("condition", "signal", "rests"),
    [
        (Condition.OK, Verdict.FINE, True),
        (Condition.OK, Verdict.DOUBT, False),
        (Condition.PENDING, Verdict.DOUBT, True),
        (Condition.PENDING, Verdict.BREACH, False),
        (Condition.FIRING, Verdict.BREACH, True),
        (Condition.FIRING, Verdict.FINE, False),
        (Condition.RECOVERING, Verdict.FINE, False),
        (Condition.RECOVERING, Verdict.DOUBT, True),
        (Condition.STALE, Verdict.STALE, True),
        (Condition.STALE, Verdict.FINE, False),
    ],
)
def test_an_incident_rests_where_the_same_again_would_not_move_it(
    condition: Condition, signal: Verdict, rests: bool
) -> None:
    found = finding(kinds.SPEND_STOPPED, signal)
    states = {(found.subject.key, found.rule): State(condition, NOW, look=found.look)}
    assert lasting.is_at_rest(states, [found], NOW) is rests


def test_a_rule_of_the_morning_has_no_second_look_on_its_day() -> None:
    found = finding(kinds.OFF_PACE, Verdict.FINE)
    states = {(found.subject.key, found.rule): State(Condition.RECOVERING, NOW, fine=1)}
    assert lasting.is_at_rest(states, [found], NOW)
