"""What only a person can mend is told to those in charge of the client. It is found once: `tests/bot/test_poll.py`."""

from dataclasses import replace

import pytest

from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from domain.words import Remedy, Source
from notifiers import owner
from notifiers.delivery.charge import InCharge, in_charge, is_of_one, who_can_say
from notifiers.delivery.kinds import Kind
from storage import Session
from storage.directory import accounts, clients
from storage.messages import deliveries
from storage.messages.deliveries import Delivery
from tests import casting
from tests.casting import NOW

EMPTY = NeedsOwner("nothing there", Remedy.CHECK_ACCOUNT)


def meta(db: Session) -> SourceAccount:
    return next(a for a in accounts.of_client(db, "acme") if a.source is Source.META)


def told(db: Session) -> list[Delivery]:
    return [d for n in range(1, 30) if (d := deliveries.get(db, n)) and d.kind == Kind.OWNER]


def test_an_account_that_holds_nothing_any_more_is_told_of_by_its_name(db: Session) -> None:
    owner.about_source(db, meta(db), EMPTY, NOW)
    (notice,) = told(db)
    assert (notice.to.address, notice.client_key, notice.audience) == (casting.MAYA, "acme", "internal")
    assert "Meta" in notice.payload["text"]
    assert "act_1029384756" in notice.payload["text"]


@pytest.mark.parametrize("others", [{}, {"others": ["acme"]}], ids=["now", "as it was written before"])
def test_a_notice_of_one_client_is_a_matter_of_its_managers(db: Session, others: dict[str, list[str]]) -> None:
    owner.about_source(db, meta(db), EMPTY, NOW)
    (notice,) = told(db)
    assert "others" not in notice.payload
    notice = replace(notice, to=casting.to("U0GONE"), payload={**notice.payload, **others})
    assert is_of_one(notice)
    assert who_can_say(db, notice, [casting.ADMIN]).user == casting.MAYA, "its reader is not in charge any more"


def test_everybody_in_charge_of_the_client_is_told_of_its_account_and_nobody_else(db: Session) -> None:
    clients.save(db, replace(casting.BOSC, managers=(casting.BOSC.managers[0], "U0ONA")), casting.ADMIN, NOW)
    google = next(a for a in accounts.of_client(db, "bosc") if a.source is Source.GOOGLE_ADS)
    owner.about_source(db, google, EMPTY, NOW)
    assert {notice.to.address for notice in told(db)} == {casting.BOSC.managers[0], "U0ONA"}
    for notice in told(db):
        assert notice.client_key == "bosc"
        assert notice.payload["text"].startswith("El compte de Google Ads")
        assert "Acme" not in notice.payload["text"]


def test_with_nobody_in_charge_an_admin_is_told_or_nobody(db: Session) -> None:
    clients.save(db, replace(casting.ACME, managers=()), casting.ADMIN, NOW)
    owner.about_source(db, meta(db), EMPTY, NOW)
    assert told(db) == []
    owner.about_source(db, meta(db), EMPTY, NOW, admins=[casting.ADMIN])
    assert told(db)[0].to.address == casting.ADMIN


def test_nobody_is_in_charge_of_no_client(db: Session) -> None:
    assert in_charge(db, None) == InCharge(None, "en")
    assert in_charge(db, "acme", casting.OTONO) == InCharge(casting.MAYA, "es")
