"""A goal that is missed long enough is said once, in the right place, and its message follows it to the end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.alerts import Change, Condition
from domain.entities import Comparator, Goal, SourceAccount
from domain.window import Window
from domain.words import Source
from notifiers import underperformance
from notifiers.pipeline import Decision, Reason
from storage import Session, accounts, alerts, campaigns, channels, outbox, performance, sync
from storage.outbox import Delivery
from tests import casting
from tests.casting import NOW, TODAY

CPL = Goal("cpl", Comparator.LT, Decimal(25), "EUR")
DAY = timedelta(days=1)


@pytest.fixture
def watched(db: Session) -> Session:
    """Only one campaign has a goal: Marca's cost per lead, from Google alone."""
    campaigns.save(db, replace(casting.OTONO, goals=()), casting.ADMIN, NOW)
    campaigns.save(db, replace(casting.TARDOR, goals=()), casting.ADMIN, NOW)
    campaigns.save(db, replace(casting.MARCA, goals=(CPL,)), casting.ADMIN, NOW)
    return db


def account(db: Session) -> SourceAccount:
    return next(a for a in accounts.of_client(db, "acme") if a.source is Source.GOOGLE_ADS)


def spend(db: Session, upto: datetime, euros: int, leads: int = 10) -> None:
    """The last ten days up to yesterday cost so much each."""
    days = [upto.date() - timedelta(days=n) for n in range(1, 11)]
    rows = [casting.row("112", day, euros, leads_micros=leads * 10**6) for day in days]
    performance.upsert(db, account(db).id, rows, upto, None)
    performance.resolve_matches(db, "acme")
    sync.succeed(db, sync.begin(db, account(db).id, upto, Window(days[-1], days[0])), upto, len(rows))


def judge(db: Session, now: datetime) -> list[Decision]:
    return underperformance.run(db, now, "acme")


def said(db: Session, decisions: Sequence[Decision]) -> list[Delivery]:
    return [d for decision in decisions if decision.delivery_id and (d := outbox.get(db, decision.delivery_id))]


def condition(db: Session) -> Condition:
    row = alerts.load(db, "acme-marca", "cpl")
    assert row is not None
    return row.state.condition


def sent(db: Session, delivery: Delivery) -> None:
    outbox.settle_sent(db, delivery.id, f"17000.{delivery.id}", NOW)


def fire(db: Session) -> Delivery:
    """Miss the goal long enough; the message of the incident, sent."""
    spend(db, NOW, 400)
    assert judge(db, NOW) == []
    spend(db, NOW + DAY, 400)
    (root,) = said(db, judge(db, NOW + DAY))
    sent(db, root)
    return root


def test_a_goal_that_is_met_is_not_spoken_of(watched: Session) -> None:
    spend(watched, NOW, 100)
    assert judge(watched, NOW) == []
    assert alerts.load(watched, "acme-marca", "cpl") is None


def test_a_missed_goal_waits_a_day_before_it_is_said(watched: Session) -> None:
    spend(watched, NOW, 400)
    assert judge(watched, NOW) == []
    assert condition(watched) is Condition.PENDING
    assert judge(watched, NOW + timedelta(hours=23)) == []
    assert len(said(watched, judge(watched, NOW + DAY))) == 1
    assert condition(watched) is Condition.FIRING


def test_the_alert_goes_to_the_internal_channel_and_mentions_the_owner(watched: Session) -> None:
    root = fire(watched)
    assert (root.channel, root.audience, root.client_key) == ("C0ACMEINT", "internal", "acme")
    assert f"<@{casting.MAYA}>" in str(root.payload["blocks"])
    assert "40" in root.payload["text"]


def test_judging_again_says_nothing_again(watched: Session) -> None:
    fire(watched)
    for hours in (25, 26, 40):
        assert judge(watched, NOW + timedelta(hours=hours)) == []


def test_one_message_follows_the_incident_and_its_thread_keeps_the_history(watched: Session) -> None:
    root = fire(watched)
    spend(watched, NOW + 2 * DAY, 600)
    edit, entry = said(watched, judge(watched, NOW + 2 * DAY))
    assert (edit.edits, edit.thread_of, entry.edits, entry.thread_of) == (root.id, None, None, root.id)
    spend(watched, NOW + 3 * DAY, 100)
    assert judge(watched, NOW + 3 * DAY) == []
    edit, entry = said(watched, judge(watched, NOW + 4 * DAY))
    assert edit.edits == root.id
    assert "Resuelta" in edit.payload["text"] or "Resuel" in str(edit.payload["blocks"][0])
    row = alerts.load(watched, "acme-marca", "cpl")
    assert row is not None
    steps = [step.transition.change for step in alerts.history(watched, row.id)]
    assert steps == [Change.BREACHED, Change.LASTED, Change.WORSENED, Change.RECOVERED]
    assert row.delivery_id is None


def test_the_next_incident_gets_a_message_of_its_own(watched: Session) -> None:
    first = fire(watched)
    spend(watched, NOW + 2 * DAY, 100)
    judge(watched, NOW + 2 * DAY)
    judge(watched, NOW + 3 * DAY)
    spend(watched, NOW + 4 * DAY, 400)
    assert judge(watched, NOW + 4 * DAY) == []
    (second,) = said(watched, judge(watched, NOW + 5 * DAY))
    assert second.id != first.id
    assert second.edits is None


def fail_the_poll(db: Session, at: datetime) -> None:
    run = sync.begin(db, account(db).id, at, Window(TODAY - DAY, TODAY))
    sync.fail(db, run, at, "unreachable")


def test_a_failed_poll_is_no_data_with_its_reason_and_never_a_zero(watched: Session) -> None:
    spend(watched, NOW, 400)
    judge(watched, NOW)
    fail_the_poll(watched, NOW + DAY)
    assert judge(watched, NOW + DAY) == []
    assert condition(watched) is Condition.NO_DATA
    row = alerts.load(watched, "acme-marca", "cpl")
    assert row is not None
    assert alerts.history(watched, row.id)[-1].facts["failed"] == [["google_ads", "1234567890", "unreachable"]]


def test_a_firing_alert_says_when_it_loses_its_data_and_when_they_are_back(watched: Session) -> None:
    root = fire(watched)
    fail_the_poll(watched, NOW + 2 * DAY)
    edit, _ = said(watched, judge(watched, NOW + 2 * DAY))
    assert edit.edits == root.id
    run = sync.begin(watched, account(watched).id, NOW + 2 * DAY, Window(TODAY - DAY, TODAY))
    sync.succeed(watched, run, NOW + 2 * DAY, 1)
    spend(watched, NOW + 2 * DAY, 400)
    assert len(said(watched, judge(watched, NOW + 2 * DAY))) == 2
    assert condition(watched) is Condition.FIRING


def test_without_an_internal_channel_the_owner_is_told_directly(watched: Session) -> None:
    channels.unbind(watched, "C0ACMEINT")
    root = fire(watched)
    assert root.channel == casting.MAYA


def test_without_anybody_it_is_decided_that_there_is_no_route(watched: Session) -> None:
    from storage import clients

    clients.save(watched, replace(casting.ACME, managers=()), casting.ADMIN, NOW)
    campaigns.save(watched, replace(casting.MARCA, goals=(CPL,), owner=None), casting.ADMIN, NOW)
    channels.unbind(watched, "C0ACMEINT")
    spend(watched, NOW, 400)
    judge(watched, NOW)
    assert judge(watched, NOW + DAY) == [Decision(Reason.NO_ROUTE)]
    spend(watched, NOW + 2 * DAY, 100)
    judge(watched, NOW + 2 * DAY)
    assert judge(watched, NOW + 3 * DAY) == []


def test_an_alert_whose_message_failed_gets_a_new_one_with_the_next_news(watched: Session) -> None:
    root = fire(watched)
    outbox.settle_failed(watched, root.id, "not_in_channel", NOW)
    spend(watched, NOW + 2 * DAY, 600)
    (again,) = said(watched, judge(watched, NOW + 2 * DAY))
    assert (again.edits, again.thread_of) == (None, None)
    assert again.id != root.id


def test_an_alert_of_a_campaign_that_ended_is_closed(watched: Session) -> None:
    root = fire(watched)
    campaigns.save(watched, replace(casting.MARCA, goals=(CPL,), end=TODAY), casting.ADMIN, NOW)
    edit, _ = said(watched, judge(watched, NOW + 5 * DAY))
    assert edit.edits == root.id
    assert condition(watched) is Condition.OK
    assert judge(watched, NOW + 6 * DAY) == []


def test_nothing_of_an_alert_ever_goes_into_a_client_channel(watched: Session) -> None:
    root = fire(watched)
    everything = [d for n in range(1, 50) if (d := outbox.get(watched, n))]
    assert {d.channel for d in everything} == {root.channel}


def test_everybody_is_judged_where_no_client_is_named(watched: Session) -> None:
    spend(watched, NOW, 400)
    underperformance.run(watched, NOW)
    assert condition(watched) is Condition.PENDING


def test_the_facts_behind_a_step_can_be_read_later(watched: Session) -> None:
    fire(watched)
    row = alerts.load(watched, "acme-marca", "cpl")
    assert row is not None
    facts: dict[str, Any] = dict(alerts.history(watched, row.id)[-1].facts)
    assert Decimal(facts["value"]) == 40
    assert Decimal(facts["gap"]) == Decimal("0.6")
    assert facts["money_at_risk"] == [1_050_000_000, "EUR"]
    assert facts["window"] == ["2026-11-10", "2026-11-16"]
