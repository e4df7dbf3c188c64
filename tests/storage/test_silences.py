"""How long clicks have brought nothing: by hours that were read when their results could have come."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.money import Rates
from storage import Session
from storage.facts import performance, silences
from tests import casting
from tests.casting import Cast, row

DAY = date(2026, 11, 10)
MIDNIGHT = datetime(2026, 11, 9, 23, tzinfo=UTC)  # in Madrid


def at(hour: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


@pytest.fixture
def cast(db: Session) -> Cast:
    return casting.everybody(db)


def read(db: Session, cast: Cast, when: float, hours: range, results: int) -> None:
    """Hours of 10 EUR each; those before the tenth had results."""
    rows = [
        row("112", DAY, 10, breakdown="hour", element=f"{n:02d}", conversions_micros=(2 if n < 10 else results) * 10**6)
        for n in hours
    ]
    performance.upsert(db, cast.acme_google, rows, at(when), details=True)


def test_hours_read_before_results_could_come_are_no_silence(db: Session, cast: Cast) -> None:
    read(db, cast, 14, range(14), results=0)
    [(key, silence)] = silences.of_client(db, "acme", "EUR", Rates({}), at(18)).items()
    assert (key, silence.since, silence.spend_micros) == ("acme-marca", at(10), 10_000_000)


def test_hours_that_were_read_again_and_still_have_none_are(db: Session, cast: Cast) -> None:
    read(db, cast, 14, range(14), results=0)
    read(db, cast, 20, range(20), results=0)
    [silence] = silences.of_client(db, "acme", "EUR", Rates({}), at(21)).values()
    assert (silence.since, silence.spend_micros) == (at(10), 70_000_000)


def test_where_nobody_has_said_what_counts_nothing_has_stopped(db: Session, cast: Cast) -> None:
    rows = [
        row("112", DAY, 10, breakdown="hour", element=f"{n:02d}", conversions_micros=None, leads_micros=None)
        for n in range(20)
    ]
    performance.upsert(db, cast.acme_google, rows, at(20), details=True)
    assert silences.of_client(db, "acme", "EUR", Rates({}), at(21)) == {}
