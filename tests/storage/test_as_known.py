"""What was known then, asked for later, is what was said then: days, devices and hours, passes and their parts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.campaign_data import Scope
from domain.evidence import Today
from domain.money import Rates
from domain.rules.inputs import Health, Listed, RuleOverride, Silence
from domain.window import Window
from domain.words import Source
from storage import Session
from storage.evidence import evidence, journal
from storage.evidence.journal import Declared, Sight, SoFar
from storage.facts import devices, figures, performance, sync
from tests import casting
from tests.casting import ACME, OTONO, Cast, row

DAY = date(2026, 11, 10)
DAYS = Window(DAY - timedelta(days=3), DAY)
FIRST = datetime(2026, 11, 10, 9, tzinfo=UTC)
LATER = FIRST + timedelta(hours=5)


@pytest.fixture
def cast(db: Session) -> Cast:
    return casting.everybody(db)


def polled(db: Session, account: int, at: datetime, rows: list[object]) -> None:
    run = sync.begin(db, account, at, DAYS)
    performance.upsert(db, account, rows, at, window=DAYS)  # type: ignore[arg-type]
    sync.succeed(db, run, at, len(rows))


def test_days_devices_and_hours_are_told_as_they_were(db: Session, cast: Cast) -> None:
    """A day that was corrected, a device that went away, a day and an hour that came later."""
    before = [row("111", DAY, 10), row("111", DAY, 7, element="desktop"), row("111", DAY, 3, element="")]
    hours = [row("111", DAY, n, breakdown="hour", element=f"{n:02d}") for n in range(4)]
    polled(db, cast.acme_google, FIRST, [*before, *hours])
    polled(db, cast.acme_meta, FIRST, [row("222", DAY, 5, leads_micros=None)])

    def told(at: datetime | None) -> tuple[object, ...]:
        (data,) = figures.facts(db, [Scope(OTONO, ACME, DAYS, DAY)], at=at)
        found = devices.devices(db, OTONO.key, DAYS, "EUR", Rates({}), at)
        by_hour = evidence.hours(db, "acme-otono", FIRST - timedelta(hours=9), at, at)
        segments = [(one.element, one.spend_micros.tolist(), one.clicks.tolist()) for one in found]
        days = tuple(day for day in data.days if day.impressions)  # zeros of quiet days are told of now alone
        return days, segments, by_hour and (by_hour.starts, by_hour.spend_micros.tolist())

    known = told(None)
    assert told(FIRST) == known
    polled(db, cast.acme_google, LATER, [row("111", DAY, 12), row("111", DAY - timedelta(days=1), 9)])
    later = [row("111", DAY, 9 * n, breakdown="hour", element=f"{n:02d}") for n in range(8)]
    performance.upsert(db, cast.acme_google, later, LATER, window=DAYS, details=True)  # type: ignore[arg-type]
    assert told(FIRST) == known
    assert told(None)[0] != known[0]
    assert told(LATER)[0] == told(None)[0]


def seen(db: Session, cast: Cast, at: datetime, spend: int, **more: object) -> Sight:
    health = Health(cast.acme_google, Source.GOOGLE_ADS, "1234567890", last_success=at, changed=at, newest=DAY)
    wish = RuleOverride("off_target:cpl", OTONO.goals[0], for_days=2)
    listed = Listed(cast.acme_google, Source.GOOGLE_ADS, "111", "Otoño", "enabled", FIRST)
    today = Today(DAY, "EUR", at, spend, 5, 6, 7, None, 8)
    plain = Sight(
        at,
        (health,),
        {OTONO.key: Declared(OTONO, (wish,), (cast.acme_google,), (listed,))},
        {OTONO.key: SoFar(today, Silence(FIRST, 3), DAY.toordinal())},
        (replace(listed, entity_id="999", spend_micros=spend),),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def test_each_pass_knows_again_what_it_knew(db: Session, cast: Cast) -> None:
    """What changed, what stayed, what went away and came back; answers are read from the polls."""
    for hour in range(4):
        polled(db, cast.acme_google, FIRST + timedelta(hours=hour), [])
    one, two, three, four = (FIRST + timedelta(hours=hour) for hour in range(4))
    looser = replace(OTONO, goals=(replace(OTONO.goals[0], target=Decimal("30.5")),))
    passes = [
        seen(db, cast, one, 10),
        seen(db, cast, two, 10),
        seen(db, cast, three, 25, unclaimed=(), declared={OTONO.key: Declared(looser)}),
        seen(db, cast, four, 10),
    ]
    for sight in passes:
        journal.keep(db, "acme", sight)
    # `changed` and `newest` count only once nothing moves; without accounts nobody answered.
    asleep = (replace(passes[0].accounts[0], changed=None, newest=None),)
    expected = [replace(sight, accounts=(replace(asleep[0], last_success=sight.at),)) for sight in passes]
    quiet = SoFar(replace(passes[2].so_far[OTONO.key].today, as_of=None), Silence(FIRST, 3), DAY.toordinal())
    expected[2] = replace(expected[2], so_far={OTONO.key: quiet})
    assert list(journal.sights(db, ACME, one, four)) == expected
    assert list(journal.sights(db, ACME, two, three)) == expected[1:3]
    assert journal.first(db, "acme") == one
    (alone,) = [one.declared for one in journal.sights(db, ACME, one, one, ["acme-marca"])]
    assert alone == {}


def test_what_stands_still_is_kept_with_the_day_of_its_last_change(db: Session, cast: Cast) -> None:
    still = replace(seen(db, cast, LATER, 1).accounts[0], changed=LATER - timedelta(hours=21), last_success=None)
    journal.keep(db, "acme", seen(db, cast, LATER, 1, accounts=(still,)))
    (found,) = journal.sights(db, ACME, FIRST, LATER)
    assert found.accounts == (still,)
