"""A campaign by the hour: what platforms say, and what follows from the answers of a day where they do not."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.evidence import Hours
from domain.window import Window
from storage import Session
from storage.evidence import evidence
from storage.facts import fx, performance, sync
from tests import casting
from tests.casting import Cast, row

DAY = date(2026, 11, 10)
MIDNIGHT = datetime(2026, 11, 9, 23, tzinfo=UTC)  # in Madrid


def at(hour: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


def hour(entity: str, n: int, spend: int, **more: object) -> object:
    return row(entity, DAY + timedelta(days=n // 24), spend, breakdown="hour", element=f"{n % 24:02d}", **more)


def polled(db: Session, account: int, when: datetime, rows: list[object]) -> None:
    run = sync.begin(db, account, when, Window(DAY - timedelta(days=28), DAY))
    performance.upsert(db, account, rows, when)  # type: ignore[arg-type]
    sync.succeed(db, run, when, len(rows))


@pytest.fixture
def cast(db: Session) -> Cast:
    return casting.everybody(db)


def euros(found: Hours | None) -> list[float]:
    assert found
    return [float(one) / 10**6 for one in found.spend_micros]


def test_complete_hours_are_told_three_hours_after_their_end(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, at(8.5), [hour("112", n, n) for n in (0, 1, 3, 4, 5, 8)])
    found = evidence.hours(db, "acme-marca", at(0))
    assert euros(found) == [0, 1, 0, 3, 4]
    assert found
    assert found.starts == tuple(at(n) for n in range(5))
    assert found.clicks.tolist() == [50, 50, 0, 50, 50]


def test_an_hour_that_no_campaign_of_the_account_has_reached_is_not_known(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, at(20), [hour("112", 1, 5), hour("111", 3, 9)])
    assert euros(evidence.hours(db, "acme-marca", at(1))) == [5, 0, 0]


def test_hours_of_two_platforms_are_added_where_both_have_told_them(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, at(12), [hour("111", n, 10) for n in range(10)])
    polled(db, cast.acme_meta, at(7), [hour("222", n, 1) for n in range(7)])
    assert euros(evidence.hours(db, "acme-otono", at(2))) == [11, 11]


def test_money_by_the_hour_is_the_clients(db: Session, cast: Cast) -> None:
    polled(db, cast.bosc_google, at(6), [hour("333", n, 100, currency="CHF") for n in range(6)])
    fx.save(db, "CHF", {DAY: Decimal("1.10")})
    assert euros(evidence.hours(db, "bosc-tardor", at(0))) == [110, 110, 110]


def test_where_a_platform_knows_no_hours_they_follow_from_the_answers_of_the_day(db: Session, cast: Cast) -> None:
    for n, spend in ((2, 4), (4, 10), (5, 10), (8, 16)):
        polled(db, cast.acme_google, at(n), [row("112", DAY, spend), row("112", DAY, spend, element="desktop")])
    assert euros(evidence.hours(db, "acme-marca", at(0))) == [4, 4, 6, 6, 0, 4, 4, 4]


def test_nobody_asked_is_nothing_known(db: Session, cast: Cast) -> None:
    assert evidence.hours(db, "acme-marca", at(0)) is None
    polled(db, cast.acme_google, at(5), [])
    assert evidence.hours(db, "acme-marca", at(0)) is None


def test_what_a_poll_under_way_had_fetched_was_not_known_yet(db: Session, cast: Cast) -> None:
    """A back-test told of a surprise two hours before it could be seen: its hours were fetched, and kept later."""
    polled(db, cast.acme_google, at(7), [hour("112", n, 1) for n in range(7)])
    run = sync.begin(db, cast.acme_google, at(9), Window(DAY, DAY))
    performance.upsert(db, cast.acme_google, [hour("112", n, 5) for n in range(9)], at(9))  # type: ignore[list-item]
    sync.succeed(db, run, at(9.5), 9)
    meanwhile, after = at(9.2), at(9.6)
    assert euros(evidence.hours(db, "acme-marca", at(0), meanwhile, meanwhile)) == [1, 1, 1, 1]
    assert euros(evidence.hours(db, "acme-marca", at(0), after, after)) == [5, 5, 5, 5, 5, 5]
