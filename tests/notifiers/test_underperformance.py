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


def test_judging_again_on_the_same_day_says_nothing_again(watched: Session) -> None:
    fire(watched)
    for hours in (25, 26, 28):
        assert judge(watched, NOW + timedelta(hours=hours)) == []


def test_an_open_alert_follows_its_numbers_once_a_day_in_its_place_and_quietly(watched: Session) -> None:
    root = fire(watched)
    for days in (2, 3):
        now = NOW + days * DAY
        spend(watched, now, 400 + days)
        (edit,) = said(watched, judge(watched, now))
        assert (edit.edits, edit.thread_of, edit.channel) == (root.id, None, root.channel)
        assert f"{40 + days / 10:.2f}".replace(".", ",") in edit.payload["text"]
        assert judge(watched, now + timedelta(hours=1)) == []
    assert "hace" not in edit.payload["text"]


def test_the_day_of_a_refresh_is_the_clients(watched: Session) -> None:
    fire(watched)
    midnight = (NOW + 2 * DAY).replace(hour=23, minute=0)  # in Madrid it is the next day
    assert len(judge(watched, midnight - timedelta(hours=25))) == 0
    assert len(judge(watched, midnight - timedelta(hours=24))) == 1


def test_while_it_is_met_again_but_not_for_long_the_message_says_so(watched: Session) -> None:
    fire(watched)
    spend(watched, NOW + 2 * DAY, 100)
    (edit,) = said(watched, judge(watched, NOW + 2 * DAY))
    assert edit.payload["text"].startswith("De momento, en objetivo: coste por lead 10")
    assert condition(watched) is Condition.FIRING


def test_while_it_comes_near_the_message_says_so(watched: Session) -> None:
    fire(watched)
    spend(watched, NOW + 2 * DAY, 260)
    (edit,) = said(watched, judge(watched, NOW + 2 * DAY))
    assert edit.payload["text"].startswith("Casi en objetivo: coste por lead 26")


def test_one_message_follows_the_incident_and_its_thread_keeps_the_history(watched: Session) -> None:
    root = fire(watched)
    spend(watched, NOW + 2 * DAY, 600)
    edit, entry = said(watched, judge(watched, NOW + 2 * DAY))
    assert (edit.edits, edit.thread_of, entry.edits, entry.thread_of) == (root.id, None, None, root.id)
    spend(watched, NOW + 3 * DAY, 100)
    assert len(judge(watched, NOW + 3 * DAY)) == 1
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


def test_a_single_failed_poll_only_adds_a_line_and_its_end_takes_it_away(watched: Session) -> None:
    root = fire(watched)
    later = NOW + DAY + timedelta(hours=2)
    fail_the_poll(watched, later)
    (edit,) = said(watched, judge(watched, later))
    assert condition(watched) is Condition.NO_DATA
    assert (edit.edits, edit.thread_of) == (root.id, None)
    line = "La última lectura ha fallado: Google Ads, sin datos nuevos desde el"
    assert line in edit.payload["text"]
    before, after = root.payload["blocks"], edit.payload["blocks"]
    assert after[0] == before[0]
    assert after[2:4] == before[2:4], "numbers, money at risk and the next step stay"
    assert edit.payload["chart"] == root.payload["chart"]
    assert f"<@{casting.MAYA}>" in str(after[1])
    assert judge(watched, later + timedelta(hours=1)) == []
    spend(watched, later + timedelta(hours=2), 400)
    (edit,) = said(watched, judge(watched, later + timedelta(hours=2)))
    assert line not in edit.payload["text"]
    assert condition(watched) is Condition.FIRING


def test_only_data_older_than_a_day_is_said_to_be_missing_and_then_that_it_is_back(watched: Session) -> None:
    root = fire(watched)
    for hours, expected in ((2, 1), (14, 0), (24, 0), (25, 2), (26, 0)):
        fail_the_poll(watched, NOW + DAY + timedelta(hours=hours))
        found = said(watched, judge(watched, NOW + DAY + timedelta(hours=hours)))
        assert len(found) == expected, hours
        if expected == 2:
            edit, entry = found
            assert (edit.edits, entry.thread_of) == (root.id, root.id)
            assert edit.payload["text"].startswith("Sin datos recientes de coste por lead")
            assert edit.payload["chart"] is not None
            assert "Sin datos recientes" in entry.payload["text"]
    spend(watched, NOW + 3 * DAY, 400)
    edit, entry = said(watched, judge(watched, NOW + 3 * DAY))
    assert edit.payload["text"].startswith("Fuera de objetivo")
    assert "Vuelve a haber datos" in entry.payload["text"]
    assert condition(watched) is Condition.FIRING


def test_the_chart_is_about_the_goal_of_the_alert_whatever_else_is_missed(watched: Session) -> None:
    both = (Goal("leads", Comparator.GE, Decimal(100_000)), CPL)
    campaigns.save(watched, replace(casting.MARCA, goals=both), casting.ADMIN, NOW)
    spend(watched, NOW, 400)
    judge(watched, NOW)
    spend(watched, NOW + DAY, 400)
    found = said(watched, judge(watched, NOW + DAY))
    titles = [d.payload["chart"]["title"] for d in found if "coste por lead" in d.payload["text"]]
    assert titles
    assert all(title.startswith("Coste por lead") for title in titles)


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
    assert edit.payload["text"].startswith("La campaña ha terminado: coste por lead 40")
    assert condition(watched) is Condition.OK
    assert judge(watched, NOW + 6 * DAY) == []


@pytest.mark.parametrize("rest", [(), (Goal("ctr", Comparator.GE, Decimal("0.0001")),)])
def test_an_alert_whose_goal_was_removed_ends_and_its_message_says_so(watched: Session, rest: tuple[Goal, ...]) -> None:
    root = fire(watched)
    campaigns.save(watched, replace(casting.MARCA, goals=rest), casting.ADMIN, NOW + DAY)
    edit, entry = said(watched, judge(watched, NOW + DAY + timedelta(hours=1)))
    assert (edit.edits, entry.thread_of) == (root.id, root.id)
    assert edit.payload["text"].startswith("El objetivo se ha eliminado: coste por lead 40")
    assert "objetivo hasta entonces &lt; 25" in edit.payload["text"]
    assert condition(watched) is Condition.OK
    assert alerts.open_alerts(watched, "acme-marca") == []
    assert judge(watched, NOW + 2 * DAY) == []


def test_a_removed_goal_that_nobody_had_heard_of_is_let_go_quietly(watched: Session) -> None:
    spend(watched, NOW, 400)
    assert judge(watched, NOW) == []
    campaigns.save(watched, replace(casting.MARCA, goals=()), casting.ADMIN, NOW)
    assert judge(watched, NOW + timedelta(hours=1)) == []
    assert condition(watched) is Condition.OK


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
