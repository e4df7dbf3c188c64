"""What a client's campaigns share is what each of them is asked for alone."""

from datetime import datetime, timedelta

import pytest

from domain.rules.inputs import Moment
from domain.window import Window
from insights import gather
from insights.watch import watch
from storage import Session
from storage.directory import campaigns, clients
from storage.facts import health, performance, sync
from tests import casting
from tests.bench import agency
from tests.casting import ACME, NOW, OTONO, TODAY, row
from tests.insights.test_overview import counted


@pytest.mark.parametrize(("key", "with_crm"), [("acme", True), ("bosc", False)])
def test_which_accounts_a_campaign_draws_on_is_the_same_of_all_and_of_one(
    db: Session, key: str, with_crm: bool
) -> None:
    casting.everybody(db)
    client = clients.get(db, key)
    assert client
    owned = campaigns.of_client(db, key)
    common = gather.shared(db, client, owned, NOW)
    assert common.drawn == health.drawn_by_campaign(db, [key])
    assert any(health.crms_by_campaign(db, [key])) is with_crm
    for one in owned:
        alone = gather.moment(db, client, one, NOW)
        assert {each.id for each in common.moments[one.key].accounts} == {each.id for each in alone.accounts}


@pytest.mark.parametrize(("before", "asked"), [(timedelta(), 2), (timedelta(hours=9), 1)])
def test_of_a_morning_an_account_is_asked_once_however_many_campaigns_draw_on_it(
    db: Session, before: timedelta, asked: int
) -> None:
    """Whether it has answered today, and only where it has, since when it did on each day before."""
    agency.build(db, 1, days=30, hours=1)
    client = clients.get(db, agency.client_key(0))
    assert client
    with counted(db) as said:
        watch(db, client, agency.NOW - before)
    assert len([one for one in said if "ORDER BY sync_run.started_at" in one]) == asked


def test_of_the_past_nothing_is_known_that_a_poll_under_way_had_fetched(db: Session) -> None:
    """Neither of the flight nor of its devices; what was read live had no such numbers yet."""
    cast = casting.everybody(db)
    day, hour = TODAY - timedelta(days=1), timedelta(hours=1)

    def poll(spend: int, at: datetime, took: timedelta) -> None:
        run = sync.begin(db, cast.acme_google, at, Window(day, TODAY))
        performance.upsert(db, cast.acme_google, [row("111", day, spend)], at)
        sync.succeed(db, run, at + took, 1)

    def told(now: datetime) -> tuple[list[int], list[float]]:
        known = gather.morning(db, Moment(OTONO, ACME, now, ()), {}, {})
        assert known
        assert known.flown
        spent = [one.spend_micros for one in known.flown.flight_days]
        return spent, [float(one.spend_micros.sum()) for one in known.segments]

    sync.succeed(db, sync.begin(db, cast.acme_meta, NOW, Window(day, TODAY)), NOW, 0)
    poll(5, NOW, timedelta())
    before = told(NOW)
    poll(9, NOW + hour, hour)
    assert told(NOW + hour * 1.5) == before
    assert told(NOW + hour * 2) != before
