"""What accounts as a whole may still spend, as far as it holds to a campaign's end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.campaign_data import Scope
from domain.entities import SourceAccount
from domain.facts import AccountBudget, AccountInfo, PlatformCampaign
from domain.money import MICRO, Money
from domain.pacing.limit import Limit
from domain.snapshot import pace_of
from domain.window import Window
from domain.words import Source
from storage import Session
from storage.directory import accounts
from storage.facts import figures, performance, sync
from tests import casting
from tests.casting import ACME, NOW, OTONO, TODAY, Cast, row

WEEK = Window(TODAY - timedelta(days=7), TODAY - timedelta(days=1))
DAY = timedelta(days=1)


@pytest.fixture
def cast(db: Session) -> Cast:
    """Two weeks of otoño, 60 euros a day at Google and 40 at Meta, heard of an hour ago."""
    cast = casting.everybody(db)
    days = [TODAY - timedelta(days=n) for n in range(1, 29)]
    for number, entity, spend in ((cast.acme_google, "111", 60), (cast.acme_meta, "222", 40)):
        performance.upsert(db, number, [row(entity, day, spend) for day in days], NOW)
        sync.succeed(db, sync.begin(db, number, NOW, Window(OTONO.start, TODAY)), NOW, 1)
    performance.resolve_matches(db, "acme")
    return cast


def may_spend(db: Session, account: int, left: int, until: date | None = None) -> None:
    budget = AccountBudget((1000 + left) * MICRO, 1000 * MICRO, until)
    accounts.describe(db, account, AccountInfo("1", "", "EUR", "Europe/Madrid", budget=budget), NOW)


def limits(db: Session) -> tuple[Limit, ...]:
    (data,) = figures.facts(db, [Scope(OTONO, ACME, WEEK, TODAY)])
    return data.limits


def test_what_is_left_of_an_account_s_budget_is_known_of_the_campaigns_that_spend_from_it(
    db: Session, cast: Cast
) -> None:
    assert limits(db) == ()
    may_spend(db, cast.acme_meta, 300)
    assert limits(db) == (Limit(Source.META, Money.of(300, "EUR")),)
    may_spend(db, cast.acme_meta, -20)
    assert limits(db) == (Limit(Source.META, Money.of(0, "EUR")),), "what is overspent is nothing left"


def test_a_budget_that_ends_before_the_campaign_limits_nothing(db: Session, cast: Cast) -> None:
    may_spend(db, cast.acme_meta, 300, OTONO.end - DAY)
    assert limits(db) == ()
    may_spend(db, cast.acme_meta, 300, OTONO.end)
    assert len(limits(db)) == 1


def test_a_second_account_without_one_goes_on(db: Session, cast: Cast) -> None:
    may_spend(db, cast.acme_meta, 300)
    other = accounts.save(db, SourceAccount("acme", Source.META, "act_77", currency="EUR"), "U0", NOW)
    assert len(limits(db)) == 1, "the campaign spends nothing there"
    performance.list_campaigns(db, other.id, [PlatformCampaign("223", "OTOÑO – otra", "ACTIVE")])
    performance.resolve_matches(db, "acme")
    assert limits(db) == ()
    may_spend(db, other.id, 50)
    assert limits(db) == (Limit(Source.META, Money.of(350, "EUR")),)


def test_the_pace_leads_no_further(db: Session, cast: Cast) -> None:
    scope = Scope(OTONO, ACME, WEEK, TODAY)
    (data,) = figures.facts(db, [scope])
    free = pace_of(data, TODAY)
    may_spend(db, cast.acme_meta, 100)
    (data,) = figures.facts(db, [scope])
    held = pace_of(data, TODAY)
    assert held.held is not None
    assert (held.held.source, held.held.left) == (Source.META, Money.of(100, "EUR"))
    assert held.held.day == TODAY + 2 * DAY, "forty a day: not all of the third"
    rest = free.projected.micros - free.spent.micros
    assert held.projected.micros == pytest.approx(free.spent.micros + rest * 0.6 + 100 * MICRO, rel=0.001)
    past = replace(data, limits=())
    assert pace_of(past, TODAY) == free
