"""Asking once: about an interrupt that nobody answers, and whether what was done worked."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from domain.entities import Campaign
from domain.incidents.conditions import State
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.rule_kinds import Subject, Tier
from insights.checks import check_of
from notifiers import followup
from storage import Engine, Session, session
from storage.alerts import actions, alerts, attention, rules
from storage.alerts.actions import Action, Kind
from storage.alerts.alerts import Alert
from storage.alerts.rules import RuleSetting
from storage.directory import campaigns, channels, clients
from templates.words import words
from tests import kinds
from tests.notifiers import ticks
from tests.notifiers.living import ADMIN, BEGIN, CLIENT, MAYA, Life, campaign, instant, three_stop

pytestmark = pytest.mark.long


@pytest.fixture
def life(bare: Engine) -> Life:
    with session(bare) as opened:
        yield Life(opened)


def test_a_message_for_several_is_asked_about_once(life: Life) -> None:
    three_stop(life)
    life.read(60, 63)
    life.live(64, 65)
    (asked,) = life.said("unanswered")
    told = life.said()[0].created_at
    assert f"Told on {words('en').clock(told, 'UTC')}" in asked.payload["text"], "when it was told, not when it began"


def test_a_button_on_a_message_for_several_answers_for_all(life: Life) -> None:
    head, *_ = [row.id for row in three_stop(life)]
    at = instant(59, 16)
    alerts.handle(life.db, head, Handling(Handled.ACKNOWLEDGED, MAYA, at), at)
    life.read(60, 63)
    life.live(64, 65)
    assert life.said("unanswered") == []


def test_what_was_done_about_one_of_them_answers_for_all(life: Life) -> None:
    *_, last = [row.id for row in three_stop(life)]
    row = alerts.get(life.db, last)
    assert row is not None
    at = instant(59, 16)
    about = Action("nord", row.subject.campaign, at, at.date(), MAYA, Kind.NO_CHANGE, "Esperamos", last, row.episode)
    actions.log(life.db, about)
    life.read(60, 63)
    life.live(64, 65)
    assert life.said("unanswered") == []


def test_a_snooze_that_has_ended_is_no_answer_any_more(life: Life) -> None:
    head, *_ = [row.id for row in three_stop(life)]
    at = instant(59, 16)
    alerts.handle(life.db, head, Handling(Handled.SNOOZED, MAYA, at, until=at + timedelta(days=1)), at)
    life.read(60, 63)
    life.live(64, 64)
    assert life.said("unanswered") == []
    life.live(65, 66)
    assert len(life.said("unanswered")) == 1


def test_the_end_of_a_snooze_of_several_is_said_once_and_their_message_drawn_once(life: Life) -> None:
    ids, at = [row.id for row in three_stop(life)], instant(59, 16)
    for one in ids:
        alerts.handle(life.db, one, Handling(Handled.SNOOZED, MAYA, at, until=at + timedelta(days=1)), at)
    (message,) = life.said("alert")
    before = life.edits(message.id)
    ticks.attend(life.db, at, (ADMIN,))
    assert life.edits(message.id) == before + 1
    life.read(60, 62)
    life.live(63, 64)
    (woken,) = life.said("alert_worse")
    assert woken.thread_of == message.id


def snooze(life: Life, number: int, at: datetime) -> None:
    aside = Handling(Handled.SNOOZED, MAYA, at, until=at + timedelta(days=1))
    alerts.handle(life.db, number, aside, at)


def mute(life: Life, row: Alert, at: datetime) -> None:
    rules.save(life.db, RuleSetting(row.subject.campaign, row.rule, muted=True, actor=MAYA), at)


def test_a_rule_that_is_muted_silences_nothing_else_that_stands_in_its_message(life: Life) -> None:
    head, other, _ = three_stop(life)
    at = instant(59, 16)
    mute(life, head, at)
    snooze(life, other.id, at)
    life.read(60, 62)
    life.live(63, 64)
    (woken,) = life.said("alert_worse")
    assert woken.occasion.startswith(f"alert_woken:{other.id}:")
    assert woken.payload["campaign"] == other.subject.campaign


def test_what_could_not_be_said_takes_nobodys_attention_and_is_said_later(life: Life) -> None:
    head, *_ = three_stop(life)
    snooze(life, head.id, instant(59, 12))
    room = channels.get(life.db, "C0NORDINT")
    assert room is not None
    channels.unbind(life.db, room.slack_id)
    life.live(60, 60, hours=(15,))
    assert life.said("alert_worse") == []
    assert attention.interrupts_told(life.db, MAYA, instant(60).date()) == 0
    channels.bind(life.db, room, ADMIN, instant(60, 15))
    life.live(60, 60, hours=(16,))
    assert len(life.said("alert_worse")) == 1


def test_what_was_muted_is_not_asked_about(life: Life) -> None:
    head, other, last = three_stop(life)
    at = instant(59, 16)
    mute(life, head, at)
    mute(life, other, at)
    followup.of_client(life.db, CLIENT, instant(66), (ADMIN,))
    (asked,) = life.said("unanswered")
    assert asked.payload["campaign"] == last.subject.campaign


def test_nobody_is_asked_about_what_is_most_probably_over(life: Life) -> None:
    for row in three_stop(life):
        fading = replace(row.finding, signal=Verdict.DOUBT, because=Reason.UNSURE, probability=0.04)
        alerts.renew(life.db, row.id, fading, row.state, instant(66))
    followup.of_client(life.db, CLIENT, instant(66), (ADMIN,))
    assert life.said("unanswered") == []


def test_nobody_is_asked_where_all_was_muted(life: Life) -> None:
    for row in three_stop(life):
        mute(life, row, instant(59, 16))
    life.read(60, 63)
    life.live(64, 65)
    assert life.said("unanswered") == []


def acted(life: Life, campaign_key: str = "otono", day: int = 60, actor: str = MAYA) -> Action:
    at = instant(day, 11)
    check = (at + timedelta(days=7)).date()
    return actions.log(
        life.db,
        Action("nord", campaign_key, at, at.date(), actor, Kind.CHANGE, "Nueva landing", check_on=check),
    )


def steady(life: Life, last: int) -> Campaign:
    life.plan("1", 90)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    for day in range(41, last + 1):
        life.poll(instant(day))
    found = campaigns.get(life.db, "otono")
    assert found is not None
    return found


def test_before_and_after_allow_for_what_is_still_to_arrive(life: Life) -> None:
    """Nothing has changed: 240 € a day for 12 results. Not all of the last days is there yet."""
    about = steady(life, 67)
    found = check_of(life.db, CLIENT, about, acted(life), instant(67).date())
    assert found.days == 6
    assert found.before is not None
    assert found.after is not None
    assert found.arrived == pytest.approx((0.5 + 0.75 + 0.9 + 3) / 6, abs=0.04)
    assert float(found.after) == pytest.approx(float(found.before), rel=0.06)
    assert float(found.before) == pytest.approx(20, rel=0.06)


def test_an_action_is_asked_about_with_the_count_that_its_alert_was_about(life: Life) -> None:
    """Of a desktop tag that was repaired it asked about the CPA of all devices."""
    about = steady(life, 67)
    lost = Finding(
        Subject("nord", "otono"), kinds.TRACKING_LOST, Verdict.BREACH, Reason.SEGMENT_SILENT, "x", "device=mobile",
        tier=Tier.INTERRUPT, result="conversions",
    )  # fmt: skip
    row = alerts.record(life.db, lost, State(), (), instant(60))
    found = check_of(life.db, CLIENT, about, replace(acted(life), alert_id=row.id), instant(67).date())
    assert (found.kpi, found.segment, found.goal) == ("conversions", "device=mobile", None)
    assert found.before == 72
    spend = alerts.record(life.db, replace(lost, trouble=kinds.BUDGET, detail="", result=""), State(), (), instant(60))
    money = check_of(life.db, CLIENT, about, replace(acted(life), alert_id=spend.id), instant(67).date())
    assert (money.kpi, money.before, money.after) == ("spend", 1440, 1440)


def test_clicks_do_not_arrive_late(life: Life) -> None:
    about = steady(life, 67)
    goal = replace(about.goals[0], kpi="cpc", target=Decimal(2))
    found = check_of(life.db, CLIENT, replace(about, goals=(goal,)), acted(life), instant(67).date())
    assert (found.kpi, found.arrived) == ("cpc", None)


@pytest.mark.parametrize("key", ["otono", ""])
def test_every_action_is_asked_about_once_also_without_a_campaign(life: Life, key: str) -> None:
    steady(life, 66)
    acted(life, key)
    for day in (66, 67, 68):
        life.poll(instant(day))
        ticks.attend(life.db, instant(day, 9), (ADMIN,))
    [asked] = life.said("check")
    assert asked.to.address == MAYA
    assert asked.created_at == instant(67)
    assert "Nueva landing" in str(asked.payload)


def test_who_cannot_be_asked_yet_is_asked_later(bare: Engine) -> None:
    def ask(db: Session, day: int) -> int:
        client = clients.get(db, "nord")
        assert client is not None
        followup.of_client(db, client, instant(day))
        return len(Life(db).said("check"))

    with session(bare) as db:
        clients.save(db, replace(CLIENT, managers=()), ADMIN, instant(1))
        day = BEGIN + timedelta(days=44)
        done = Action("nord", "", instant(44), day, "", Kind.CHANGE, "Pausa", check_on=day + timedelta(days=7))
        actions.log(db, done)
        assert ask(db, 51) == 0
        clients.save(db, CLIENT, ADMIN, instant(52))
        assert ask(db, 52) == 1
        assert ask(db, 53) == 1
