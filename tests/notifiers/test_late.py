"""A month that a client has read of and that moves later is told of once, by day, to whoever is in charge."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.destination import channel as to_channel
from domain.window import Window
from domain.words import Source
from notifiers import due_notifications
from storage import Engine, Session, session
from storage.directory import accounts, campaigns
from storage.facts import late, performance
from storage.messages import deliveries, outbox
from tests import casting
from tests.casting import row

SEPTEMBER = Window(date(2026, 9, 1), date(2026, 9, 30))
SETTLED = datetime(2026, 10, 1, 5, tzinfo=UTC)
NOW = casting.NOW + timedelta(hours=1)  # a Monday in working hours
KEY = casting.OTONO.key


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with session(engine) as opened:
        count(opened, 20, SETTLED)
        late.looked_at(opened, "acme")
        yield opened


def count(db: Session, conversions: int, at: datetime, days: Window = SEPTEMBER) -> None:
    """Google says so many conversions, and half as many leads, of each day; a deep reading has found that."""
    account = accounts.find(db, Source.GOOGLE_ADS, "1234567890")
    assert account is not None
    counts = {"conversions_micros": conversions * 10**6, "leads_micros": conversions * 10**6 // 2}
    performance.upsert(db, account.id, [row("111", day, **counts) for day in days], at, window=days)
    performance.resolve_matches(db, "acme")
    late.mark(db, account.id)


def read(db: Session, at: datetime, audience: str = "client") -> None:
    """Something was said in the client's channel."""
    place = to_channel(casting.ACME_CLIENT.slack_id)
    made = outbox.intend(db, f"said:{at}", place, "status", {}, at=at, audience=audience, client_key="acme")
    assert made is not None
    db.flush()
    outbox.claim(db, at)
    outbox.begin(db, made.id, 1, at)
    assert outbox.settle_sent(db, made.id, "1.1", at)


def said(db: Session, now: datetime = NOW) -> list[str]:
    """What is told when the hour comes."""
    if "acme" in due_notifications.waiting(db, now):
        due_notifications.of_client(db, "acme", now)
    found = deliveries.of_kind(db, "owner", SETTLED)
    return [f"{one.to.address}: {one.payload['text']}" for one in found if one.occasion.startswith("late:")]


def test_a_month_that_the_client_has_read_of_and_that_moved_is_told_once(db: Session) -> None:
    read(db, SETTLED + timedelta(days=4))
    count(db, 23, casting.NOW)
    (one,) = said(db)
    assert one == (
        "U0MAYA: Otoño leads: los días 1–30 sept 2026 han cambiado desde que tu cliente leyó sus cifras."
        " Conversiones en las plataformas: 600 entonces, 690 ahora (+15\xa0%)."
    )
    count(db, 30, casting.NOW)
    assert len(said(db)) == 1, "more of it is no news"


def test_a_campaign_that_counts_leads_on_the_platforms_moves_by_its_leads(db: Session) -> None:
    campaigns.save(db, replace(casting.OTONO, matches=casting.OTONO.matches[:1]), "U0", NOW)
    read(db, SETTLED)
    count(db, 10, casting.NOW)
    (one,) = said(db)
    assert "Leads en las plataformas: 300 entonces, 150 ahora (-50\xa0%)." in one


@pytest.mark.parametrize("hour", [datetime(2026, 11, 14, 11, tzinfo=UTC), datetime(2026, 11, 16, 3, tzinfo=UTC)])
def test_it_waits_for_working_hours(db: Session, hour: datetime) -> None:
    read(db, SETTLED)
    count(db, 23, hour - timedelta(hours=1))
    assert said(db, hour) == []
    assert len(said(db)) == 1


def test_what_moves_by_less_or_before_it_is_settled_or_that_nobody_has_read_is_no_news(db: Session) -> None:
    count(db, 23, casting.NOW)
    assert said(db) == [], "no client has read of it"
    read(db, datetime(2026, 11, 10, 9, tzinfo=UTC))
    count(db, 24, casting.NOW)
    assert said(db) == [], "they read of other months"
    read(db, SETTLED)
    count(db, 21, casting.NOW)
    assert said(db) == [], "5 % and not more"
    october = Window(date(2026, 10, 1), date(2026, 10, 31))
    count(db, 20, datetime(2026, 11, 2, tzinfo=UTC), october)
    count(db, 24, casting.NOW, Window(date(2026, 10, 17), october.end))
    assert said(db) == [], "these days are still read anyway"


def test_an_internal_message_is_read_by_no_client(db: Session) -> None:
    read(db, SETTLED, "internal")
    count(db, 23, casting.NOW)
    assert said(db) == []
