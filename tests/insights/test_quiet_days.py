"""Days without a row: zero where the platforms have answered for them, unknown where nobody has."""

from datetime import date, timedelta
from decimal import Decimal

from domain.facts import PlatformCampaign
from domain.snapshot import Snapshot
from domain.standing import Headline
from domain.window import Window
from domain.words import Audience
from insights.status import over
from storage import Session
from storage.directory import campaigns, clients
from storage.facts import performance, sync
from templates import mrkdwn
from templates.cards import parts
from tests import casting
from tests.casting import NOW, TARDOR, TODAY, WINDOW

FLIGHT_SO_FAR = Window(TARDOR.start, TODAY)
LAST = date(2026, 11, 5)
"""The last day with a row: everything after it is quiet."""


def tardor(db: Session, *, status: str = "PAUSED", read: Window | None = FLIGHT_SO_FAR, after: int = 0) -> Snapshot:
    """Bosc's campaign over the usual week; `read`: the days that a good poll has asked for, `after` days earlier."""
    cast = casting.everybody(db)
    performance.list_campaigns(db, cast.bosc_google, [PlatformCampaign("333", "Tardor 2026", status)])
    days = [LAST - timedelta(days=n) for n in range(5)]
    performance.upsert(db, cast.bosc_google, [casting.row("333", day, 30) for day in days], NOW)
    if read is not None:
        at = NOW - timedelta(days=after)
        sync.succeed(db, sync.begin(db, cast.bosc_google, at, read), at, 5)
    campaign, client = campaigns.get(db, TARDOR.key), clients.get(db, "bosc")
    assert campaign
    assert client
    return over(db, campaign, client, NOW, WINDOW)


def test_paused_all_week_is_zero_and_paused(db: Session) -> None:
    found = tardor(db)
    assert found.headline is Headline.PAUSED
    assert [found.reading(kpi).value for kpi in ("spend", "conversions", "leads", "cpl")] == [0, 0, 0, None]
    assert [point.spend_micros for point in found.series] == [0] * 7
    assert {line.met for line in found.goals} == {None}
    assert {line.change for line in found.lines} == {None}


def test_everybody_reads_that_it_is_paused_in_the_same_words(db: Session) -> None:
    found = tardor(db)
    said = {
        view: mrkdwn.unescape(parts.verdict(parts.Scene(found, view, "ca", NOW)))
        for view in (Audience.INTERNAL, Audience.CLIENT)
    }
    assert set(said.values()) == {"En pausa: no s’ha gastat res aquests dies."}


def test_what_delivers_nothing_though_it_may_is_zero_and_judged(db: Session) -> None:
    found = tardor(db, status="ENABLED")
    assert found.reading("spend").value == Decimal(0)
    assert found.headline is not Headline.PAUSED


def test_a_day_that_nobody_has_answered_for_is_no_zero(db: Session) -> None:
    found = tardor(db, after=4)
    spent = [point.spend_micros for point in found.series]
    assert spent == [0, 0, 0, None, None, None, None]


def test_what_was_never_read_is_no_data(db: Session) -> None:
    found = tardor(db, read=None)
    assert found.headline is Headline.NO_DATA
    assert found.reading("spend").value is None


def test_days_before_the_first_that_was_read_are_unknown(db: Session) -> None:
    found = tardor(db, read=Window(date(2026, 11, 12), TODAY))
    assert [point.spend_micros for point in found.series] == [None, None, None, 0, 0, 0, 0]
