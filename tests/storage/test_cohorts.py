"""Leads by the day they came, and how far they had come by each look."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.evidence import Grid
from domain.facts import Contact
from domain.window import Window
from storage import Session
from storage.evidence import evidence
from storage.facts import crm, performance, sync
from tests import casting
from tests.casting import Cast, contact, deal

DAY = date(2026, 11, 2)
DAYS = Window(DAY, DAY + timedelta(days=3))


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def look(days: int, hour: int = 8) -> datetime:
    return datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=UTC) + timedelta(days=days)


def read(db: Session, account: int, at: datetime) -> None:
    sync.succeed(db, sync.begin(db, account, at, Window(at.date(), at.date())), at, 1)


def plain(grid: Grid) -> list[list[float | None]]:
    return [[None if np.isnan(one) else one for one in line] for line in grid]


@pytest.fixture
def cast(db: Session) -> Cast:
    cast = casting.everybody(db)
    for n in range(1, 8):
        read(db, cast.acme_hubspot, look(n, 5))
    return cast


def keep(db: Session, cast: Cast, people: list[Contact], deals: list[object] | None = None) -> None:
    crm.upsert_contacts(db, cast.acme_hubspot, people)
    crm.upsert_deals(db, cast.acme_hubspot, deals or [])  # type: ignore[arg-type]
    performance.resolve_matches(db, "acme")


def test_leads_are_followed_from_the_day_they_came(db: Session, cast: Cast) -> None:
    first = replace(contact("1", DAY), mql_day=after(1), sql_day=after(2))
    keep(db, cast, [first, contact("2", DAY), contact("3", after(1)), contact("4", DAY, "otra")])
    seen = evidence.crm_triangle(db, "acme-otono", DAYS, [look(1), look(2), look(3)])
    assert plain(seen.leads) == [[2, None, None, None], [2, 1, None, None], [2, 1, 0, None]]
    assert plain(seen.mqls) == [[0, None, None, None], [1, 0, None, None], [1, 0, 0, None]]
    assert plain(seen.sqls) == [[0, None, None, None], [0, 0, None, None], [1, 0, 0, None]]


def test_who_is_more_than_an_mql_is_one_too(db: Session, cast: Cast) -> None:
    keep(db, cast, [replace(contact("1", DAY), sql_day=after(1), mql_day=after(3))])
    seen = evidence.crm_triangle(db, "acme-otono", DAYS, [look(2)])
    assert (seen.mqls[0, 0], seen.sqls[0, 0], seen.customers[0, 0]) == (1, 1, 0)


def test_customers_are_who_won_a_deal_and_count_once(db: Session, cast: Cast) -> None:
    deals = [deal("a", ("1",), after(2), 500), deal("b", ("1",), after(4), 100), deal("c", ("1",), None, 7)]
    keep(db, cast, [contact("1", DAY), contact("2", DAY)], list(deals))
    seen = evidence.crm_triangle(db, "acme-otono", DAYS, [look(2), look(3), look(5)])
    assert seen.customers[:, 0].tolist() == [0, 1, 1]
    assert seen.sqls[:, 0].tolist() == [0, 1, 1]
    assert (seen.revenue_micros[:, 0] / 10**6).tolist() == [0, 500, 600]


def test_days_that_the_crm_has_not_seen_the_end_of_are_unknown(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, [contact("1", DAY), replace(contact("2", DAY), mql_day=after(1))])
    read(db, cast.acme_hubspot, look(1, 5))
    seen = evidence.crm_triangle(db, "acme-otono", DAYS, [look(1, 4), look(1), look(3)])
    assert plain(seen.leads) == [[None] * 4, [2, None, None, None], [2, None, None, None]]
    assert seen.mqls[2, 0] == 0  # nobody has asked since, so nobody knew


def test_revenue_without_a_rate_is_unknown_and_the_rest_is_not(db: Session, cast: Cast) -> None:
    keep(db, cast, [contact("1", DAY)], [replace(deal("a", ("1",), after(1), 9), currency="USD")])
    seen = evidence.crm_triangle(db, "acme-otono", DAYS, [look(3)])
    assert (np.isnan(seen.revenue_micros[0, 0]), seen.customers[0, 0]) == (True, 1)


def test_a_campaign_that_asks_for_no_crm_records_knows_of_none(db: Session, cast: Cast) -> None:
    seen = evidence.crm_triangle(db, "acme-marca", DAYS, [look(3)])
    assert np.isnan(seen.leads).all()
