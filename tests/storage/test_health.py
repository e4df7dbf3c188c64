"""How the accounts of a client answer: each for itself."""

from datetime import date, timedelta

from storage import Session
from storage.directory import campaigns
from storage.facts import health, performance
from tests import casting
from tests.casting import NOW, TODAY, row

DAY = TODAY - timedelta(days=1)


def test_an_account_stands_still_though_another_of_its_client_says_something_new(db: Session) -> None:
    cast = casting.everybody(db)
    later = NOW + timedelta(days=2)
    performance.upsert(db, cast.acme_google, [row("111", DAY)], NOW)
    performance.upsert(db, cast.acme_meta, [row("222", TODAY)], later)
    known = {one.id: one for one in health.of_client(db, "acme")}
    assert (known[cast.acme_google].newest, known[cast.acme_google].changed) == (DAY, NOW)
    assert (known[cast.acme_meta].newest, known[cast.acme_meta].changed) == (TODAY, later)


def spends(db: Session, account: int, entity: str, *days: int) -> None:
    """A euro on each of these days of November."""
    rows = [row(entity, date(2026, 11, day), 1) for day in days]
    performance.upsert(db, account, [*rows, *(one._replace(element="desktop") for one in rows)], NOW)


def nobodys(db: Session, today: date) -> dict[str, tuple[int, date | None, int]]:
    """By campaign that nobody claims: the last week's spend in euros, since when it spends, and all since then."""
    found = health.unclaimed(db, "acme", today)
    return {one.entity_id: (one.spend_micros // 10**6, one.since, one.whole_micros // 10**6) for one in found}


def test_the_day_since_which_nobodys_campaign_spends_stays_where_it_is(db: Session) -> None:
    cast = casting.everybody(db)
    spends(db, cast.acme_google, "999", *range(3, 21))
    first = date(2026, 11, 3)
    assert nobodys(db, date(2026, 11, 8))["999"] == (12, first, 12)
    assert nobodys(db, date(2026, 11, 20))["999"] == (16, first, 36)
    assert nobodys(db, date(2026, 11, 24))["999"] == (8, first, 36)


def test_a_cut_that_is_not_known_as_far_back_is_not_the_whole(db: Session) -> None:
    """Nobody's campaign had spent 779 € since 31 October on one day, 806 € since the 11th on the next, and then 1,513 €
    and 1,021 €: the networks, which are read for a month, said a few cents more of the last week than the devices."""
    cast = casting.everybody(db)
    spends(db, cast.acme_google, "999", *range(1, 21))
    networks = [row("999", date(2026, 11, day), 2, breakdown="network", element="search") for day in range(12, 20)]
    networks.append(row("999", date(2026, 11, 20), 3, breakdown="network", element="search"))
    performance.upsert(db, cast.acme_google, networks, NOW)
    assert nobodys(db, date(2026, 11, 20))["999"] == (16, date(2026, 11, 1), 40)


def test_after_a_week_without_spend_it_begins_anew(db: Session) -> None:
    cast = casting.everybody(db)
    spends(db, cast.acme_google, "999", 1, 2, 10, 11, 17)
    assert nobodys(db, date(2026, 11, 18))["999"] == (4, date(2026, 11, 10), 6)


def test_what_is_left_aside_is_not_asked_about(db: Session) -> None:
    cast = casting.everybody(db)
    spends(db, cast.acme_google, "999", 3)
    assert campaigns.ignore(db, cast.acme_google, "999")
    assert not campaigns.ignore(db, cast.acme_google, "999")
    assert nobodys(db, date(2026, 11, 5)) == {}
