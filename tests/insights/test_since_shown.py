"""What has moved of some days since they were first shown."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.late import SinceShown
from domain.window import Window
from insights import late, status
from storage import Session
from storage.facts import performance
from templates.cards.since import since_shown
from tests import casting
from tests.casting import ACME, NOW, OTONO, row

WEEK = Window(date(2026, 11, 2), date(2026, 11, 8))
MORNING = datetime(2026, 11, 9, 2, tzinfo=UTC)  # three in Madrid, on the morning after


@pytest.fixture
def account(db: Session) -> int:
    return casting.everybody(db).acme_google


def count(db: Session, account: int, conversions: int, at: datetime) -> None:
    rows = [row("111", day, conversions_micros=conversions * 10**6) for day in WEEK]
    performance.upsert(db, account, rows, at, window=WEEK)
    performance.resolve_matches(db, "acme")


def asked(db: Session, window: Window = WEEK, now: datetime = NOW) -> SinceShown | None:
    return late.since_shown(db, status.over(db, OTONO, ACME, now, window), now)


def test_what_has_moved_since_is_said_with_both_numbers(db: Session, account: int) -> None:
    count(db, account, 10, MORNING)
    count(db, account, 12, NOW)
    found = asked(db)
    assert found is not None
    assert [(one.kpi, int(one.before), int(one.now)) for one in found.moved] == [("conversions", 70, 84)]
    assert (
        since_shown("en", ACME, found).replace("\u202f", " ").endswith("on the platforms: conversions +20% (70 → 84).")
    )


def test_what_has_not_moved_or_was_not_known_or_is_not_over_is_said_too(db: Session, account: int) -> None:
    count(db, account, 10, MORNING)
    count(db, account, 10, NOW)
    assert "no ha canviat res" in since_shown("ca", ACME, asked(db))
    earlier = Window(WEEK.start - timedelta(days=30), WEEK.start - timedelta(days=20))
    assert "se leyeron más tarde" in since_shown("es", ACME, asked(db, earlier))
    assert asked(db, Window(WEEK.start, NOW.date())) is None
    assert "morning after" in since_shown("en", ACME, None)
