"""What only a person can mend is told to that person once, and again only after it worked in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift, Transient
from domain.window import Window
from domain.words import Remedy, Source
from notifiers import owner
from notifiers.delivery.charge import InCharge, in_charge, is_of_one, who_can_say
from notifiers.delivery.kinds import Kind
from storage import Session
from storage.directory import accounts, clients
from storage.facts import sync
from storage.messages import deliveries
from storage.messages.deliveries import Delivery
from tests import casting
from tests.casting import NOW, TODAY

DEAD = NeedsOwner("invalid_grant", Remedy.RECONNECT_META)


def meta(db: Session) -> SourceAccount:
    return next(a for a in accounts.of_client(db, "acme") if a.source is Source.META)


def told(db: Session) -> list[Delivery]:
    return [d for n in range(1, 30) if (d := deliveries.get(db, n)) and d.kind == Kind.OWNER]


def succeed(db: Session, account: SourceAccount, hours: int) -> None:
    at = NOW + timedelta(hours=hours)
    sync.succeed(db, sync.begin(db, account.id, at, Window(TODAY, TODAY)), at, 1)


def test_a_dead_token_is_told_once(db: Session) -> None:
    assert owner.about_source(db, meta(db), DEAD, NOW)
    for hours in range(1, 5):
        assert not owner.about_source(db, meta(db), DEAD, NOW + timedelta(hours=hours))
    (notice,) = told(db)
    assert (notice.to.address, notice.client_key, notice.audience) == (casting.MAYA, "acme", "internal")
    assert "Meta" in notice.payload["text"]
    assert "act_1029384756" in notice.payload["text"]


@pytest.mark.parametrize("others", [{}, {"others": ["acme"]}], ids=["now", "as it was written before"])
def test_a_notice_of_one_client_is_a_matter_of_its_managers(db: Session, others: dict[str, list[str]]) -> None:
    owner.about_source(db, meta(db), DEAD, NOW)
    (notice,) = told(db)
    assert "others" not in notice.payload
    notice = replace(notice, to=casting.to("U0GONE"), payload={**notice.payload, **others})
    assert is_of_one(notice)
    assert who_can_say(db, notice, [casting.ADMIN]).user == casting.MAYA, "its reader is not in charge any more"


def test_it_is_told_again_after_it_worked_in_between(db: Session) -> None:
    owner.about_source(db, meta(db), DEAD, NOW)
    succeed(db, meta(db), 1)
    assert owner.about_source(db, meta(db), DEAD, NOW + timedelta(hours=2))
    assert len(told(db)) == 2


def test_an_account_that_still_works_with_the_credential_does_not_have_it_told_again(db: Session) -> None:
    second = accounts.save(db, SourceAccount("acme", Source.META, "act_2"), casting.ADMIN, NOW)
    succeed(db, meta(db), 0)
    for hours in range(1, 6, 2):
        told_now = owner.about_source(db, meta(db), DEAD, NOW + timedelta(hours=hours))
        assert told_now == (hours == 1)
        succeed(db, second, hours + 1)
    succeed(db, meta(db), 8)
    assert owner.about_source(db, meta(db), DEAD, NOW + timedelta(hours=9))


NIL = casting.BOSC.managers[0]


@pytest.fixture
def shared(db: Session) -> Session:
    """Both clients' Google accounts hang on one credential; Maya is in charge of both, Nil and Ona of one."""
    clients.save(db, replace(casting.BOSC, managers=(NIL, "U0ONA", casting.MAYA)), casting.ADMIN, NOW)
    return db


def google(db: Session, client: str) -> SourceAccount:
    return next(a for a in accounts.of_client(db, client) if a.source is Source.GOOGLE_ADS)


REFUSED = NeedsOwner("invalid_grant", Remedy.RECONNECT_GOOGLE_ADS)


@pytest.mark.parametrize("first", ["acme", "bosc"])
def test_a_credential_of_several_clients_is_told_once_to_everybody_in_charge_of_one(
    shared: Session, first: str
) -> None:
    assert owner.about_source(shared, google(shared, first), REFUSED, NOW)
    assert not owner.about_source(shared, google(shared, "bosc" if first == "acme" else "acme"), REFUSED, NOW)
    notices = {notice.to.address: notice for notice in told(shared)}
    assert len(notices) == len(told(shared)) == 3
    acme, bosc = (google(shared, key).account_id for key in ("acme", "bosc"))
    maya = notices[casting.MAYA].payload["text"]
    assert f"la cuenta de Google Ads `{acme}` de Clínica Acme y la cuenta de Google Ads `{bosc}` de Forn Bosc" in maya
    assert notices[casting.MAYA].client_key is None
    for person in (NIL, "U0ONA"):
        text = notices[person].payload["text"]
        assert text.startswith("Ja no puc llegir el compte de Google Ads")
        assert bosc in text
        assert acme not in text
        assert "Acme" not in text
        assert notices[person].client_key == "bosc"


def test_what_concerns_one_account_names_only_that_one(shared: Session) -> None:
    refused = NeedsOwner("no access", Remedy.GRANT_ACCESS)
    assert owner.about_source(shared, google(shared, "bosc"), refused, NOW)
    assert {notice.to.address for notice in told(shared)} == {NIL, "U0ONA", casting.MAYA}
    assert all(google(shared, "acme").account_id not in notice.payload["text"] for notice in told(shared))


def test_another_remedy_is_another_message(db: Session) -> None:
    owner.about_source(db, meta(db), DEAD, NOW)
    assert owner.about_source(db, meta(db), NeedsOwner("no access", Remedy.GRANT_ACCESS), NOW)


def test_accounts_of_one_credential_are_one_message_and_others_their_own(db: Session) -> None:
    second = SourceAccount("acme", Source.META, "act_2")
    other = SourceAccount("acme", Source.META, "act_3", credential="otra")
    saved = [accounts.save(db, account, casting.ADMIN, NOW) for account in (second, other)]
    assert owner.about_source(db, meta(db), DEAD, NOW)
    assert not owner.about_source(db, saved[0], DEAD, NOW)
    assert owner.about_source(db, saved[1], DEAD, NOW)
    refused = NeedsOwner("no access", Remedy.GRANT_ACCESS)
    assert owner.about_source(db, meta(db), refused, NOW)
    assert owner.about_source(db, saved[0], refused, NOW)


@pytest.mark.parametrize("problem", [None, Transient("busy"), Problem("odd")])
def test_what_passes_by_itself_is_nobodys_interruption(db: Session, problem: Problem | None) -> None:
    assert not owner.about_source(db, meta(db), problem, NOW)
    assert told(db) == []


def test_a_changed_shape_asks_for_an_update(db: Session) -> None:
    assert owner.about_source(db, meta(db), SchemaDrift("$.data[0].spend"), NOW)
    assert "Actualiza Vigía" in told(db)[0].payload["text"]


def test_with_nobody_in_charge_an_admin_is_told_or_nobody(db: Session) -> None:
    clients.save(db, replace(casting.ACME, managers=()), casting.ADMIN, NOW)
    assert not owner.about_source(db, meta(db), DEAD, NOW)
    assert owner.about_source(db, meta(db), DEAD, NOW, admins=[casting.ADMIN])
    assert told(db)[0].to.address == casting.ADMIN


def test_nobody_is_in_charge_of_no_client(db: Session) -> None:
    assert in_charge(db, None) == InCharge(None, "en")
    assert in_charge(db, "acme", casting.OTONO) == InCharge(casting.MAYA, "es")
