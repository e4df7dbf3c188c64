"""Each channel's update comes on its schedule, once, in its own language and view, also when the bot was late."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from domain.entities import Subscription
from domain.schedule import EVERY_DAY, SETTLES, Every, next_run
from domain.words import Approval
from notifiers import updates
from notifiers.delivery import drafting
from notifiers.delivery.pipeline import Decision
from notifiers.delivery.policy import DeliveryReason
from storage import Session
from storage.db import audit
from storage.db.tables import AccountRow
from storage.directory import campaigns, channels, clients, schedule
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Delivery, Status
from tests import casting
from tests.notifiers import ticks

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)  # nine o'clock in Madrid


def subscribe(db: Session, channel: str, every: str = "mon 09:00", campaigns: tuple[str, ...] = ()) -> Subscription:
    due = next_run(Every.parse(every), "Europe/Madrid", MONDAY - timedelta(hours=1))
    return schedule.subscribe(db, Subscription(channel, "status", every, campaigns), due, casting.MAYA, MONDAY)


def written(db: Session, decision: Decision) -> Delivery:
    found = deliveries.get(db, decision.delivery_id or 0)
    assert found is not None
    return found


def test_nothing_is_said_before_it_is_due(db: Session) -> None:
    subscribe(db, "C0ACMEINT")
    assert ticks.say(db, MONDAY - timedelta(seconds=1)) == []


def test_an_update_is_said_when_it_is_due_and_only_once(db: Session) -> None:
    kept = subscribe(db, "C0ACMEINT")
    (decision,) = ticks.say(db, MONDAY)
    told = written(db, decision)
    assert decision.reason is DeliveryReason.INTENDED
    assert told.occasion == "status:C0ACMEINT:2026-W47-1:all"
    assert (told.audience, told.client_key) == ("internal", "acme")
    assert "Otoño leads" in told.payload["text"]
    assert ticks.say(db, MONDAY) == []
    assert schedule.upcoming(db, kept.id) == MONDAY + timedelta(days=7)


def test_a_late_start_still_says_it_and_a_long_sleep_says_only_the_newest(db: Session) -> None:
    subscribe(db, "C0ACMEINT", "daily 09:00")
    *missed, decision = ticks.say(db, MONDAY + timedelta(days=3, hours=5))
    assert written(db, decision).occasion == "status:C0ACMEINT:2026-W47-4:all"
    kept = [written(db, one) for one in missed]
    assert [(one.occasion, one.status, one.error) for one in kept] == [
        (f"status:C0ACMEINT:2026-W47-{day}:all", Status.SKIPPED, "missed") for day in (1, 2, 3)
    ]
    assert ticks.say(db, MONDAY + timedelta(days=3, hours=6)) == []


@pytest.mark.parametrize(
    ("every", "away", "reasons"),
    [
        ("mon 09:00", timedelta(days=6, hours=14), ["intended"]),
        ("mon 09:00", timedelta(days=13), ["missed", "intended"]),
        ("fri 09:00", timedelta(days=4), ["intended"]),
        ("fri 09:00", timedelta(days=7), ["too_late"]),
        ("daily 09:00", timedelta(hours=14), ["intended"]),
        ("daily 09:00", timedelta(hours=16), ["too_late"]),
        ("weekdays 09:00", timedelta(days=5), ["missed"] * 4 + ["too_late"]),
    ],
)
def test_after_days_away_only_the_newest_is_sent_and_only_within_its_own_period(
    db: Session, every: str, away: timedelta, reasons: list[str]
) -> None:
    subscribe(db, "C0ACMEINT", every)
    decided = ticks.say(db, MONDAY + away)
    assert [one.reason for one in decided] == reasons
    kept = [written(db, one) for one in decided]
    assert [one.error for one in kept] == [None if reason == "intended" else reason for reason in reasons]
    assert ticks.say(db, MONDAY + away + timedelta(minutes=1)) == []


def test_the_same_due_date_is_never_said_twice_even_if_the_schedule_is_set_again(db: Session) -> None:
    subscribe(db, "C0ACMEINT")
    ticks.say(db, MONDAY)
    subscribe(db, "C0ACMEINT")
    assert ticks.say(db, MONDAY + timedelta(minutes=1)) == [Decision(DeliveryReason.SAID_BEFORE)]


def test_two_subscriptions_of_a_channel_on_one_day_are_two_occasions(db: Session) -> None:
    subscribe(db, "C0ACMEINT", campaigns=("acme-otono",))
    subscribe(db, "C0ACMEINT", campaigns=("acme-marca",))
    first, second = ticks.say(db, MONDAY)
    assert "Marca todo el año" not in written(db, first).payload["text"]
    assert "Marca todo el año" in written(db, second).payload["text"]


def test_a_client_channel_gets_the_client_view_as_a_draft_in_its_own_language(db: Session) -> None:
    channels.bind(db, replace(casting.ACME_CLIENT, locale="ca"), casting.ADMIN, MONDAY)
    subscribe(db, "C0ACME")
    (decision,) = ticks.say(db, MONDAY)
    held = written(db, decision)
    assert decision.reason is DeliveryReason.DRAFTED
    assert held.audience == "client"
    assert "hipótesis" not in str(held.payload).lower()
    assert "guía se descarga" not in str(held.payload)
    draft = deliveries.by_occasion(db, f"draft:{held.occasion}")
    assert draft is not None
    assert "Borrador para" in draft.payload["text"]


def test_approval_auto_needs_nobody(db: Session) -> None:
    channels.bind(db, replace(casting.ACME_CLIENT, approval=Approval.AUTO), casting.ADMIN, MONDAY)
    subscribe(db, "C0ACME")
    assert [decision.reason for decision in ticks.say(db, MONDAY)] == [DeliveryReason.INTENDED]


def test_another_clients_campaign_in_a_subscription_is_not_told(db: Session) -> None:
    subscribe(db, "C0ACMEINT", campaigns=("acme-otono", "bosc-tardor"))
    (decision,) = ticks.say(db, MONDAY)
    assert "Tardor" not in str(written(db, decision).payload)


def test_with_no_campaign_running_there_is_nothing_to_say(db: Session) -> None:
    for campaign in (casting.OTONO, casting.MARCA):
        ended = replace(campaign, end=MONDAY.date() - timedelta(days=8))
        campaigns.save(db, ended, casting.ADMIN, MONDAY)
    subscribe(db, "C0ACMEINT")
    assert ticks.say(db, MONDAY) == [Decision(DeliveryReason.NOTHING_TO_SAY)]
    assert ticks.say(db, MONDAY) == []


def test_a_channel_that_was_let_go_meanwhile_hears_nothing(db: Session) -> None:
    subscribe(db, "C0ACMEINT")
    (due,) = schedule.due(db, MONDAY, MONDAY)
    channels.unbind(db, "C0ACMEINT")
    assert updates.say(db, due, MONDAY) == []


def test_the_daily_stays_away_on_weekends_and_holidays_and_what_was_asked_for_always_does_not(db: Session) -> None:
    """Drafts of Saturday, Sunday and the eighth of December waited for Maya at home."""
    clients.save(db, replace(casting.ACME, quiet=(("holidays", "ES"),)), casting.ADMIN, MONDAY)
    subscribe(db, "C0ACMEINT", "daily 09:00")
    subscribe(db, "C0ACMEINT", "always 09:00", ("acme-otono",))
    days: dict[str, list[int]] = {}
    for n in range(18, 23):  # from Friday, December 4 on
        for one in ticks.say(db, MONDAY + timedelta(days=n)):
            if one.reason is DeliveryReason.INTENDED:
                days.setdefault(written(db, one).occasion.rpartition(":")[2], []).append(n)
    assert days == {"all": [18, 21], "acme-otono": [18, 19, 20, 21, 22]}


def test_what_another_process_has_claimed_is_left_alone(db: Session) -> None:
    kept = subscribe(db, "C0ACMEINT")
    (due,) = schedule.due(db, MONDAY, MONDAY)
    assert schedule.claim(db, kept.id, due.next_due, MONDAY + timedelta(days=7))
    assert updates.say(db, due, MONDAY) == []


@pytest.mark.parametrize("day", [datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2027, 3, 27, 12, tzinfo=UTC)])
def test_nine_in_the_morning_stays_nine_across_a_clock_change(db: Session, day: datetime) -> None:
    every = Every.parse("daily 09:00")
    first = next_run(every, "Europe/Madrid", day)
    latest = updates.all_due(every, "Europe/Madrid", first, first + timedelta(hours=30), EVERY_DAY)[-1]
    assert latest.astimezone(ZoneInfo("Europe/Madrid")).hour == 9
    assert latest - first != timedelta(hours=24) or latest.date() != first.date()


def test_a_newer_draft_takes_the_place_of_the_one_that_still_waits_and_its_card_says_so(db: Session) -> None:
    subscribe(db, "C0ACME")
    subscribe(db, "C0ACME", campaigns=("acme-marca",))
    first, other = (written(db, decision) for decision in ticks.say(db, MONDAY))
    week = MONDAY + timedelta(days=7)
    second, another = (written(db, decision) for decision in ticks.say(db, week))
    older = deliveries.get(db, first.id)
    assert older is not None
    assert (older.status, older.error) == (Status.SKIPPED, deliveries.REPLACED)
    assert second.status is Status.HELD
    assert [d.id for d in deliveries.held(db, "C0ACME")] == [second.id, another.id]
    assert other.id not in {second.id, another.id}
    card = deliveries.by_occasion(db, f"draft:{first.occasion}")
    assert card is not None
    said = deliveries.standing(db, card.id)
    assert said is not None
    assert drafting.shown_by(db, card) == [first.id, other.id]
    assert said["text"].count("sustituido por uno más reciente") == 2
    assert "actions" not in {block["type"] for block in said["blocks"]}
    assert [entry.what for entry in audit.recent(db, 2)] == ["draft.replaced"] * 2


def test_what_was_approved_or_belongs_to_another_subscription_is_not_replaced(db: Session) -> None:
    subscribe(db, "C0ACME")
    (decision,) = ticks.say(db, MONDAY)
    assert outbox.release(db, decision.delivery_id or 0)
    subscribe(db, "C0ACME", campaigns=("acme-marca",))
    decided = ticks.say(db, MONDAY + timedelta(days=7))
    found = [written(db, one) for one in decided if one.reason is DeliveryReason.DRAFTED]
    assert written(db, decision).status is Status.INTENDED
    assert [delivery.status for delivery in found] == [Status.HELD, Status.HELD]


def test_a_draft_without_a_card_is_replaced_too(db: Session) -> None:
    clients.save(db, replace(casting.ACME, managers=()), casting.ADMIN, MONDAY)
    for campaign in (casting.OTONO, casting.MARCA):
        campaigns.save(db, replace(campaign, owner=None), casting.ADMIN, MONDAY)
    subscribe(db, "C0ACME")
    first, second = (ticks.say(db, MONDAY + timedelta(days=days))[0] for days in (0, 7))
    assert (first.reason, second.reason) == (DeliveryReason.NOBODY_TO_ASK, DeliveryReason.NOBODY_TO_ASK)
    assert written(db, first).status is Status.SKIPPED
    assert written(db, second).status is Status.HELD


def test_a_draft_gives_days_and_times_so_that_it_stays_true_while_it_waits(db: Session) -> None:
    subscribe(db, "C0ACME")
    text = written(db, ticks.say(db, MONDAY)[0]).payload["text"]
    assert "hace" not in text
    assert "A 16 nov, 09:00 (Europe/Madrid)" in text


def test_a_monthly_update_is_about_the_month_that_is_over(db: Session) -> None:
    subscribe(db, "C0ACMEINT", "monthly 09:00")
    first = datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert ticks.say(db, first - timedelta(minutes=1)) == []
    told = written(db, ticks.say(db, first)[0])
    assert told.occasion == "status:C0ACMEINT:2026-W49-2:all"
    assert "estado de 2 campañas, 1–30 nov 2026" in told.payload["text"]
    beside = told.payload["blocks"][1]["text"]["text"]
    assert "1–30 nov  1–31 oct" in beside
    assert re.search(r"Inversión +600\s€ +520\s€", beside)
    assert "2–31 oct" not in told.payload["text"]
    assert [one.next_due for one in schedule.due(db, first + timedelta(days=34), first)] == [
        datetime(2027, 1, 1, 8, tzinfo=UTC)
    ]


@pytest.mark.parametrize(
    ("shown", "paused", "rows"),
    [("cvr", False, ["Tasa"]), ("cvr", True, ["Inversión", "Tasa"]), ("leads", False, [])],
)
def test_the_month_before_tells_a_client_of_no_campaign_more_than_it_may_see(
    db: Session, shown: str, paused: bool, rows: list[str]
) -> None:
    past, rest = campaigns.get(db, "acme-marca"), date(2026, 12, 24) if paused else None
    assert past is not None
    over = replace(past, end=date(2026, 10, 31), client_kpis=(shown,), paused_until=rest)
    campaigns.save(db, over, casting.MAYA, MONDAY)
    subscribe(db, "C0ACME", "monthly 09:00")
    told = written(db, ticks.say(db, datetime(2026, 12, 1, 8, tzinfo=UTC))[0])
    tables = [text for block in told.payload["blocks"] if "```" in (text := str(block.get("text", {}).get("text", "")))]
    assert [line.split()[0] for table in tables for line in table.split("\n")[2:-1]] == rows


def test_a_month_is_final_as_soon_as_no_account_restates_it(db: Session) -> None:
    assert schedule.calendar(db, "acme", MONDAY).settles == SETTLES
    for row in db.exec(select(AccountRow).where(AccountRow.client_key == "acme")):
        row.last_success, row.provisional_from = MONDAY, MONDAY.date() - timedelta(days=6)
    assert schedule.calendar(db, "acme", MONDAY).settles == 6
