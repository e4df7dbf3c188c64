"""What was known when: triangles out of observations, and the looks at which they are read."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from sqlmodel import col, select

from domain.window import Window
from domain.words import Level, Source
from storage import Session
from storage.db.tables import ObservationRow
from storage.directory import accounts
from storage.evidence import evidence
from storage.facts import fx, performance, sync
from tests import casting
from tests.casting import ACME, Cast, row

DAY = date(2026, 11, 10)
NEXT, THIRD = DAY + timedelta(days=1), DAY + timedelta(days=2)
DAYS = Window(DAY, THIRD)


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant in Madrid's winter, where the cast lives."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def polled(db: Session, account: int, at: datetime, rows: list[object], days: int = 28) -> None:
    """A good poll of the last days, with what it brought."""
    today = (at + timedelta(hours=1)).date()
    run = sync.begin(db, account, at, Window(today - timedelta(days=days), today))
    performance.upsert(db, account, rows, at, window=Window(today - timedelta(days=days), today))  # type: ignore[arg-type]
    sync.succeed(db, run, at + timedelta(minutes=5), len(rows))


def euros(grid: np.ndarray) -> list[list[float | None]]:
    return [[None if np.isnan(one) else one / 10**6 for one in line] for line in grid]


@pytest.fixture
def cast(db: Session) -> Cast:
    return casting.everybody(db)


def test_a_triangle_holds_what_was_known_at_each_look(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, local(DAY, 15), [row("112", DAY, 4)])
    polled(db, cast.acme_google, local(NEXT, 4), [row("112", DAY, 10, conversions_micros=0)])
    restated = row("112", DAY, 10, conversions_micros=3_000_000)
    polled(db, cast.acme_google, local(THIRD, 4), [restated, row("112", NEXT, 7), row("112", NEXT, 1, element="tv")])
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 5), local(THIRD, 5)])
    assert seen.days == (DAY, NEXT, THIRD)
    assert euros(seen.spend_micros) == [[10, None, None], [10, 8, None]]
    assert euros(seen.conversions_micros) == [[0, None, None], [3, 4, None]]
    assert seen.clicks[1].tolist()[:2] == [50, 100]
    assert seen.spoken.tolist() == [[True, False, False], [True, True, False]]


def test_a_day_that_is_not_over_is_not_known(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, local(DAY, 23), [row("112", DAY)])
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 5)])
    assert np.isnan(seen.spend_micros).all()
    assert seen.spoken.tolist() == [[True, False, False]]


def test_a_day_without_rows_is_nothing_once_the_platform_was_asked_and_unknown_before(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, local(NEXT, 4), [row("111", DAY)])
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 3), local(NEXT, 5)])
    assert euros(seen.spend_micros) == [[None, None, None], [0, None, None]]
    assert not seen.spoken.any()


def test_every_account_must_have_answered(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_meta, local(DAY, 12), [row("222", DAY, 2)])
    polled(db, cast.acme_google, local(NEXT, 4), [row("111", DAY, 10)])
    polled(db, cast.acme_meta, local(NEXT, 6), [row("222", DAY, 5)])
    seen = evidence.triangle(db, "acme-otono", DAYS, [local(NEXT, 5), local(NEXT, 7)])
    assert euros(seen.spend_micros) == [[None, None, None], [15, None, None]]


def test_what_left_one_device_for_another_is_counted_once_and_what_was_known_stays(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, local(NEXT, 4), [row("112", DAY, 2), row("112", DAY, 1, element="unknown")])
    polled(db, cast.acme_google, local(THIRD, 4), [row("112", DAY, 3)])
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 5), local(THIRD, 5)])
    assert euros(seen.spend_micros[:, :1]) == [[3], [3]]


def test_ads_and_other_breakdowns_are_not_counted_again(db: Session, cast: Cast) -> None:
    rows = [
        row("112", DAY, 6),
        row("112", DAY, 6, breakdown="network", element="search"),
        row("112", DAY, 6, breakdown="hour", element="09"),
        row("112", DAY, 6, level=Level.AD),
    ]
    polled(db, cast.acme_google, local(NEXT, 4), list(rows))
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 5)])
    assert euros(seen.spend_micros[:, :1]) == [[6]]


def test_a_file_counts_until_the_platform_speaks(db: Session, cast: Cast) -> None:
    plain = {"breakdown": "", "element": ""}
    by_age = [row("112", DAY, 4, breakdown="age", element=one) for one in ("18-24", "25-34")]
    performance.upsert(db, cast.acme_google, [row("112", DAY, 9, **plain), *by_age], local(NEXT, 1), origin="import")
    assert euros(evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 2)]).spend_micros) == [[9, None, None]]
    polled(db, cast.acme_google, local(NEXT, 4), [row("112", DAY, 10)])
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 2), local(NEXT, 5)])
    assert euros(seen.spend_micros[:, :1]) == [[9], [10]]


def test_money_is_the_clients_by_the_days_rate_and_unknown_without_one(db: Session, cast: Cast) -> None:
    polled(db, cast.bosc_google, local(NEXT, 4), [row("333", DAY, 100, currency="CHF")])
    at = [local(NEXT, 5)]
    assert euros(evidence.triangle(db, "bosc-tardor", DAYS, at).spend_micros[:, :1]) == [[105]]
    polled(db, cast.bosc_google, local(NEXT, 6), [row("333", DAY, 100, currency="USD")])
    seen = evidence.triangle(db, "bosc-tardor", DAYS, [local(NEXT, 7)])
    assert (euros(seen.spend_micros[:, :1]), seen.clicks[0, 0]) == ([[None]], 50)
    fx.save(db, "USD", {DAY: Decimal("0.5")})
    assert euros(evidence.triangle(db, "bosc-tardor", DAYS, [local(NEXT, 7)]).spend_micros[:, :1]) == [[50]]


def test_what_a_file_does_not_say_is_not_zero(db: Session, cast: Cast) -> None:
    silent = row("112", DAY, 3, breakdown="", element="", conversions_micros=None)
    performance.upsert(db, cast.acme_google, [silent], local(NEXT, 1), origin="import")
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 2)])
    assert (euros(seen.conversions_micros[:, :1]), euros(seen.spend_micros[:, :1])) == ([[None]], [[3]])


def test_a_campaign_without_observations_is_unknown(db: Session, cast: Cast) -> None:
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 5)])
    assert np.isnan(seen.spend_micros).all()
    assert seen.spend_micros.shape == (1, 3)


def test_a_look_is_when_all_accounts_have_answered_after_the_day_has_settled(db: Session, cast: Cast) -> None:
    for at in (local(NEXT, 0, 30), local(NEXT, 4), local(NEXT, 8)):
        polled(db, cast.acme_google, at, [])
    polled(db, cast.acme_meta, local(NEXT, 6), [])
    polled(db, cast.acme_google, local(THIRD, 4), [])
    assert evidence.looks(db, "acme", DAYS) == [local(NEXT, 6, 5)]
    assert evidence.looks(db, "acme", DAYS, "acme-marca") == [local(NEXT, 4, 5), local(THIRD, 4, 5)]
    assert evidence.looks(db, "bosc", DAYS) == []


def test_a_backfill_is_no_look(db: Session, cast: Cast) -> None:
    polled(db, cast.acme_google, local(DAY, 4), [])
    run = sync.begin(db, cast.acme_google, local(NEXT, 4), Window(date(2026, 8, 1), DAY - timedelta(days=29)))
    sync.succeed(db, run, local(NEXT, 4), 0)
    assert evidence.looks(db, "acme", DAYS, "acme-marca") == [local(DAY, 4, 5)]


def test_an_account_further_west_is_asked_after_its_own_midnight(db: Session, cast: Cast) -> None:
    google = accounts.get(db, cast.acme_google)
    assert google
    west = type(google)("acme", Source.GOOGLE_ADS, google.account_id, currency="EUR", timezone="America/New_York")
    accounts.save(db, west, "U0ADMIN", local(DAY, 1))
    for hour in (4, 8, 10):
        polled(db, cast.acme_google, local(NEXT, hour), [row("112", DAY, hour)])
    assert evidence.looks(db, ACME.key, DAYS, "acme-marca") == [local(NEXT, 10, 5)]
    seen = evidence.triangle(db, "acme-marca", DAYS, [local(NEXT, 5), local(NEXT, 11)])
    assert euros(seen.spend_micros[:, :1]) == [[None], [10]]


def test_observations_of_other_clients_stay_theirs(db: Session, cast: Cast) -> None:
    casting.numbers(db, cast)
    seen = evidence.triangle(db, "acme-otono", DAYS, [casting.NOW])
    assert euros(seen.spend_micros) == [[30, 30, 30]]


def plainly(db: Session, account: int, entities: set[str], look: datetime) -> dict[date, int]:
    """Micros by day: of every row the newest observation up to the look, one after the other."""
    seen = ObservationRow
    chosen = select(seen).where(seen.account == account, col(seen.entity_id).in_(entities), seen.as_of <= look)
    newest: dict[tuple[str, date, str], int] = {}
    for one in db.exec(chosen.order_by(col(seen.id))):
        newest[one.entity_id, one.day, one.element] = one.spend_micros
    sums: dict[date, int] = {}
    for (_, day, _), micros in newest.items():
        sums[day] = sums.get(day, 0) + micros
    return sums


@pytest.mark.parametrize("seed", range(3))
def test_adding_differences_gives_what_one_gets_row_by_row(db: Session, cast: Cast, seed: int) -> None:
    dice, days = Random(seed), Window(DAY, DAY + timedelta(days=9))
    looks = []
    for step in range(24):
        at = local(DAY, 4) + timedelta(hours=10 * step)
        past = [DAY + timedelta(days=n) for n in range(10) if DAY + timedelta(days=n) <= at.date()]
        rows = [
            row(dice.choice(["112", "111"]), day, dice.randrange(9), element=element)
            for day in past
            for element in ("mobile", "desktop", "tv")
            if dice.random() < 0.6
        ]
        polled(db, cast.acme_google, at, list(rows))
        looks.append(at + timedelta(minutes=dice.choice([5, 90])))
    seen = evidence.triangle(db, "acme-marca", days, looks)
    for n, look in enumerate(looks):
        told, sums = seen.spend_micros[n], plainly(db, cast.acme_google, {"112"}, look)
        for place, day in enumerate(days):
            over = look >= local(day + timedelta(days=1), 0)
            assert np.isnan(told[place]) == (not over)
            assert not over or told[place] == sums.get(day, 0)
