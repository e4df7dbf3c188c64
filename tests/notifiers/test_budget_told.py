"""A flight of 4,600 € that would end at 6,900 €: told, told again while nobody answers, and over with its budget."""

from dataclasses import replace

import pytest

from domain.incidents.conditions import Condition, State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from notifiers.delivery.kinds import Kind
from storage import Engine, Session, session
from storage.alerts import alerts, rules
from storage.alerts.rules import RuleSetting
from storage.directory import campaigns
from tests import kinds
from tests.notifiers import ticks
from tests.notifiers.living import ADMIN, MAYA, Life, campaign, instant

pytestmark = pytest.mark.long

RUN = replace(campaign("otono", "1", days=30), budget=Money.of(4_600, "EUR"))
NAME = "otono budget"


@pytest.fixture
def life(bare: Engine):
    with session(bare) as opened:
        made = Life(opened)
        made.plan("1", 30, spend=230.0)
        made.begin(RUN)
        yield made


def again(life: Life) -> list[str]:
    """The days on which it was said again in the channel."""
    said = [one for one in life.said(Kind.ALERT_WORSE) if "Nobody has answered" in one.payload["text"]]
    return [one.occasion for one in said]


def test_it_interrupts_and_is_told_again_every_third_working_day(life: Life) -> None:
    life.live(8, 17)
    row = life.alerts()[NAME]
    assert row.state.condition is Condition.FIRING
    told = [one for one in life.said() if one.occasion.startswith(f"alert:{row.id}:")]
    assert len(told) == 1
    assert len(again(life)) >= 2
    assert "4,600" in told[0].payload["text"]


def test_who_answers_is_left_alone(life: Life) -> None:
    life.live(8, 14)
    row = life.alerts()[NAME]
    before = again(life)
    alerts.handle(life.db, row.id, Handling(Handled.ACKNOWLEDGED, by="U0MAYA", at=instant(14, 10)), instant(14, 10))
    life.live(15, 20)
    assert again(life) == before


def test_what_was_put_aside_stays_so_when_it_becomes_sure(bare: Engine) -> None:
    """Energy fair was put aside until the fourteenth at ten, and said aloud at nine by another rule of the same."""
    with session(bare) as opened:
        life = Life(opened)
        life.begin(RUN)
        for trouble, day in ((kinds.OFF_PACE, 49), (kinds.BUDGET, 50)):
            tier = Tier.DIGEST if trouble == kinds.OFF_PACE else Tier.INTERRUPT
            heading = Finding(
                Subject("nord", "otono"), trouble, Verdict.BREACH, Reason.AHEAD_OF_PLAN, str(day), tier=tier
            )
            row = alerts.record(life.db, heading, *advance(State(), heading, instant(day, 4)), instant(day, 4))
            if trouble == kinds.OFF_PACE:
                aside = Handling(Handled.SNOOZED, MAYA, instant(day, 9), until=instant(51, 9))
                alerts.handle(life.db, row.id, aside, instant(day, 9))
        ticks.attend(life.db, instant(50, 9), (ADMIN,))
        assert life.said() == []
        ticks.attend(life.db, instant(51, 10), (ADMIN,))
        assert len(life.said()) == 1, "it is said when the snooze is over"


def test_a_larger_budget_ends_it_the_same_day(life: Life) -> None:
    life.live(8, 14)
    assert life.alerts()[NAME].state.condition is Condition.FIRING
    campaigns.save(life.db, replace(RUN, budget=Money.of(7_500, "EUR")), ADMIN, instant(14, 11))
    life.poll(instant(14, 12))
    life.judge(instant(14, 12))
    assert life.alerts()[NAME].state.condition is Condition.OK


def suddenly(opened: Session) -> Life:
    """Of 3,000 € there are 900 left on the morning of day 21, on which 2,000 are spent."""
    life = Life(opened)
    life.plan("1", 21, spend=100.0)
    life.plan("1", 9, spend=2_000.0, first=21)
    life.begin(replace(RUN, budget=Money.of(3_000, "EUR")))
    life.read(8, 19)
    life.live(20, 21)
    return life


def test_a_budget_that_is_gone_in_the_course_of_a_day_is_told_that_day(bare: Engine) -> None:
    with session(bare) as opened:
        life = suddenly(opened)
        assert NAME not in life.alerts() or not life.alerts()[NAME].state.is_open
        life.live(21, 21, hours=(18,))
        row = life.alerts()[NAME]
        assert (row.state.condition, row.finding.because) == (Condition.FIRING, Reason.SPENT)
        assert row.finding.since == instant(21).date()
        (told,) = [one for one in life.said() if one.occasion.startswith(f"alert:{row.id}:")]
        assert "€3,600 spent of a budget of €3,000: it is used up with 9 days left" in told.payload["text"]
        life.live(22, 22)
        assert life.alerts()[NAME].state.condition is Condition.FIRING
        assert [one for one in life.said() if one.occasion.startswith(f"alert:{row.id}:")] == [told]


def test_a_budget_that_was_told_as_gone_is_not_told_anew_when_a_rule_of_the_campaign_is_touched(bare: Engine) -> None:
    with session(bare) as opened:
        life = suddenly(opened)
        life.live(21, 21, hours=(18,))
        row = life.alerts()[NAME]
        rules.save(life.db, RuleSetting(RUN.key, "surprise", muted=True, actor=MAYA), instant(21, 18))
        before = len(alerts.history(life.db, row.id))
        life.live(21, 21, hours=(19, 20))
        now = life.alerts()[NAME]
        assert (now.state.condition, now.finding.because) == (Condition.FIRING, Reason.SPENT)
        assert len(alerts.history(life.db, row.id)) == before
        assert len([one for one in life.said() if one.occasion.startswith(f"alert:{row.id}:")]) == 1


def test_a_budget_that_is_lowered_below_what_today_has_spent_is_told_at_once(bare: Engine) -> None:
    with session(bare) as opened:
        life = suddenly(opened)
        campaigns.save(life.db, replace(RUN, budget=Money.of(2_400, "EUR")), ADMIN, instant(21, 11))
        life.live(21, 21, hours=(12,))
        row = life.alerts()[NAME]
        assert (row.state.condition, row.finding.because) == (Condition.FIRING, Reason.SPENT)


def test_a_budget_that_its_last_day_uses_up_is_no_news(bare: Engine) -> None:
    with session(bare) as opened:
        life = Life(opened)
        life.plan("1", 30, spend=100.0)
        life.begin(replace(RUN, budget=Money.of(2_950, "EUR")))
        life.read(8, 25)
        life.live(26, 28)
        life.live(29, 29, hours=(9, 18))
        assert NAME not in life.alerts() or not life.alerts()[NAME].state.is_open
