"""What was known of the week before when it was as old as this one is now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.campaign_data import CampaignData, Scope
from domain.window import Window
from storage import Session
from storage.directory import campaigns
from storage.facts import figures, performance, sync
from tests import casting
from tests.casting import ACME, MARCA, Cast, row

WEEK = Window(date(2026, 11, 9), date(2026, 11, 15))
NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
ONE, DAY = timedelta(hours=1), timedelta(days=1)


def polled(db: Session, cast: Cast, at: datetime, days: Window, conversions: int) -> None:
    rows = [row("112", day, conversions_micros=conversions * 10**6) for day in days]
    run = sync.begin(db, cast.acme_google, at - ONE, days)
    performance.upsert(db, cast.acme_google, rows, at, window=days, provisional_from=days.start)
    sync.succeed(db, run, at, len(rows))


def known(db: Session) -> CampaignData:
    (found,) = figures.facts(db, [Scope(MARCA, ACME, WEEK, WEEK.end + DAY)])
    return found


def test_the_week_before_is_told_as_it_stood_a_week_ago(db: Session) -> None:
    cast = casting.everybody(db)
    campaigns.save(db, replace(MARCA, start=WEEK.previous().start), "U", NOW)
    polled(db, cast, NOW - 7 * DAY, WEEK.previous(), 3)
    polled(db, cast, NOW - DAY, Window(WEEK.previous().start, WEEK.end), 5)
    polled(db, cast, NOW, Window(WEEK.previous().start, WEEK.end), 5)
    data = known(db)
    assert data.aged is not None
    assert [one.conversions_micros for one in data.aged] == [3 * 10**6] * 7
    assert {one.conversions_micros for one in data.days if one.day in WEEK.previous()} == {5 * 10**6}


def test_without_an_answer_at_that_age_nobody_knows(db: Session) -> None:
    cast = casting.everybody(db)
    polled(db, cast, NOW - 7 * DAY - 9 * ONE, WEEK.previous(), 3)
    polled(db, cast, NOW, Window(WEEK.previous().start, WEEK.end), 5)
    assert known(db).aged is None


def test_a_day_of_which_nothing_had_been_told_makes_it_unknown(db: Session) -> None:
    cast = casting.everybody(db)
    polled(db, cast, NOW - 7 * DAY, Window(WEEK.previous().start, WEEK.previous().end - DAY), 3)
    polled(db, cast, NOW, Window(WEEK.previous().start, WEEK.end), 5)
    assert known(db).aged is None
