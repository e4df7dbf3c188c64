"""How the accounts of a client answer: each for itself."""

from datetime import timedelta

from storage import Session
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
