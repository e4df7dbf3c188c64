"""Exchange rates: learnt for every currency that a client's money is in, from the first day that needs one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.jobs import rates
from domain.entities import Comparator, Goal
from domain.money import Money
from storage import Session, session
from storage.db.tables import FxRateRow
from storage.directory import accounts, campaigns, clients
from storage.facts import crm, fx
from tests import casting
from tests.bot.office import database
from tests.casting import NOW, TODAY

ACME_STARTS = casting.OTONO.start


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Session]:
    """The cast, with francs known from the day before Bosc's only."""
    engine = database(tmp_path)
    with session(engine) as opened:
        yield opened
    engine.dispose()


def learnt(db: Session, *currencies: str) -> set[str]:
    return {currency for currency in currencies if fx.span(db, currency)}


def test_a_client_with_one_currency_needs_no_rates(db: Session) -> None:
    rates.learn(db, "acme", TODAY, [("EUR", TODAY)])
    assert learnt(db, "USD", "MXN", "GBP") == set()


def test_the_clients_own_currency_is_learnt_back_to_its_first_campaign(db: Session) -> None:
    clients.save(db, replace(casting.ACME, currency="MXN"), "x", NOW)
    rates.learn(db, "acme", TODAY)
    found = fx.span(db, "MXN")
    assert found is not None
    assert found.start <= ACME_STARTS
    assert fx.rates(db, ["MXN"], ACME_STARTS).convert(10**6, "EUR", "MXN", ACME_STARTS) is not None


def test_budgets_goals_and_deals_bring_their_currencies(db: Session) -> None:
    goals = (Goal("cpl", Comparator.LT, Decimal(25), "GBP"),)
    dollars = replace(casting.OTONO, budget=Money.of(100, "USD"), goals=goals)
    campaigns.save(db, dollars, "x", NOW)
    hubspot = next(a for a in accounts.of_client(db, "acme") if a.source.is_crm)
    won = replace(casting.deal("d9", (), date(2024, 3, 4)), currency="SEK")
    crm.upsert_deals(db, hubspot.id, [won])
    rates.learn(db, "acme", TODAY)
    assert learnt(db, "USD", "GBP", "SEK", "MXN") == {"USD", "GBP", "SEK"}
    assert fx.rates(db, ["SEK"], won.closed_day or TODAY).convert(10, "SEK", "EUR", won.closed_day or TODAY)


def test_rates_reach_back_as_far_as_what_was_delivered_however_long_ago(db: Session) -> None:
    recent, ancient = TODAY - timedelta(days=5), date(2015, 6, 1)
    rates.learn(db, "acme", TODAY, [("USD", recent)])
    first = fx.span(db, "USD")
    assert first is not None
    assert ancient < first.start <= recent
    rates.learn(db, "acme", TODAY, [("USD", ancient)])
    second = fx.span(db, "USD")
    assert second is not None
    assert (second.start, second.end) == (ancient, first.end)


def test_what_is_not_kept_is_learnt_again(db: Session) -> None:
    rates.learn(db, "acme", TODAY, [("USD", TODAY)])
    db.execute(delete(FxRateRow))
    rates.learn(db, "acme", TODAY, [("USD", TODAY)])
    assert learnt(db, "USD") == {"USD"}


def test_one_clients_currencies_are_not_anothers_business(db: Session) -> None:
    clients.save(db, replace(casting.ACME, currency="MXN"), "x", NOW)
    rates.learn(db, "bosc", TODAY)
    assert learnt(db, "MXN") == set()


def test_rates_are_news_once(db: Session) -> None:
    assert rates.learn(db, "acme", TODAY, [("USD", TODAY)])
    assert not rates.learn(db, "acme", TODAY, [("USD", TODAY)])


@pytest.mark.parametrize("unpublished", ["CLP", "ARS"])
def test_a_currency_that_is_not_published_is_no_news(db: Session, unpublished: str) -> None:
    assert not rates.learn(db, "acme", TODAY, [(unpublished, TODAY)])


def test_days_before_a_currency_was_published_are_no_news(db: Session) -> None:
    before_the_real = date(2007, 6, 1)
    assert rates.learn(db, "acme", TODAY, [("BRL", before_the_real)])
    first = fx.span(db, "BRL")
    assert first is not None
    assert first.start > before_the_real
    assert not rates.learn(db, "acme", TODAY, [("BRL", before_the_real)])
