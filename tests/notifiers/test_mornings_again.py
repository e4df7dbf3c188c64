"""The stored mornings, judged again by the functions of the live judge, say what was said live, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from domain.evidence import Today
from domain.incidents.conditions import State
from domain.incidents.finding import Finding, Verdict
from domain.money import Money
from domain.rules import judging, registry
from domain.rules.inputs import Moment
from domain.rules.judging import Course, Outlook
from domain.window import Window
from storage import Engine, session
from storage.alerts import alerts
from storage.evidence import evidence, gather
from storage.facts import health
from tests.notifiers.living import CLIENT, Life, campaign, instant

RUN = replace(campaign("otono", "1", days=90), budget=Money.of(16_000, "EUR"))
Told = tuple[date, str, str]


@dataclass(frozen=True)
class Incident:
    """Where a rule stands in the replay."""

    finding: Finding
    state: State


@pytest.fixture
def life(bare: Engine) -> Iterator[Life]:
    with session(bare) as opened:
        yield Life(opened)


def live(life: Life) -> set[Told]:
    """The steps that were taken of the rules that are judged by the morning."""
    rows = [row for row in life.alerts().values() if registry.of_kind(row.trouble).is_by_day]
    steps = ((row, one.transition) for row in rows for one in alerts.history(life.db, row.id))
    return {(step.at.date(), row.rule, step.change.value) for row, step in steps}


def again(life: Life, first: date, last: date) -> set[Told]:
    """The same out of the stored mornings: what was known at each look, and no alert that was ever written."""
    known: dict[judging.Key, Incident] = {}
    bad: dict[str, int] = {}
    usual, said = None, set[Told]()
    for look in evidence.looks(life.db, "nord", Window(first, last), RUN.key):
        moment = moment_at(life, look)
        view = gather.morning(life.db, moment, {})
        blank = Today(moment.today, "EUR", None, None, None, None, None, None, None)
        course = Course(moment, {}, usual, lambda view=view: view and replace(view, bad=dict(bad)), blank)
        judged = judging.judge(course)
        usual = judged.usual or usual
        for move in judging.settle(Outlook(look, {RUN.key: moment}), known, judged.daily):
            key = move.finding.subject.key, move.finding.rule
            known[key] = Incident(move.finding, move.state)
            said |= {(look.date(), move.finding.rule, step.change.value) for step in move.steps}
            if move.finding.signal is Verdict.BREACH and not (move.old and move.old.state.is_open):
                bad[move.finding.rule] = look.date().toordinal()
    return said


def moment_at(life: Life, look: datetime) -> Moment:
    """A look is when every account had answered."""
    found = (replace(one, last_success=look, error=None) for one in health.of_client(life.db, "nord"))
    return Moment(RUN, CLIENT, look, tuple(found))


def test_the_stored_mornings_say_again_what_was_said_live(life: Life) -> None:
    """A goal that is missed and met again, and a budget that will not suffice."""
    life.plan("1", 50)
    life.plan("1", 12, results=5.0, first=50)
    life.plan("1", 28, spend=150.0, first=62)
    life.begin(RUN)
    life.poll(instant(40), lookback=45)
    life.live(41, 76)
    told = live(life)
    assert {rule for _, rule, _ in told} >= {"off_target:cpa", "budget"}
    assert again(life, instant(41).date(), instant(76).date() + timedelta(days=1)) == told
