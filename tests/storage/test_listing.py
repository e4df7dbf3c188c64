"""What platforms list: states with their beginnings, and the names of ad groups and ads."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from domain.facts import AccountInfo, AccountState, PlatformCampaign, PlatformElement, Running
from domain.words import Level
from storage import Session
from storage.db.tables import AccountRow, ElementRow, PlatformCampaignRow
from storage.directory import accounts, campaigns
from storage.facts import listing
from tests import casting
from tests.casting import NOW, Cast

LATER = NOW + timedelta(hours=3)
LEADS = PlatformCampaign("111", "ES | Leads", "ENABLED", budget_micros=5_000_000, budget_period="daily")


@pytest.fixture
def cast(db: Session) -> Cast:
    return casting.everybody(db)


def state(db: Session, cast: Cast, entity: str) -> tuple[str, str, datetime | None]:
    db.expire_all()
    listed = PlatformCampaignRow
    found = db.exec(select(listed).where(listed.account == cast.acme_google, listed.entity_id == entity)).one()
    return found.status, found.raw_status, found.status_since


@pytest.mark.parametrize(
    ("word", "running"),
    [
        ("ENABLED", Running.ENABLED),
        ("active", Running.ENABLED),
        ("paused", Running.PAUSED),
        ("REMOVED", Running.REMOVED),
        ("archived", Running.REMOVED),
        ("in_process", Running.OTHER),
        ("", Running.UNSAID),
    ],
)
def test_the_words_of_all_platforms_come_to_a_few(word: str, running: Running) -> None:
    assert PlatformCampaign("1", "One", word).running is running


def test_a_status_is_so_since_it_was_seen_to_change(db: Session, cast: Cast) -> None:
    listing.list_campaigns(db, cast.acme_google, [LEADS], NOW)
    assert state(db, cast, "111") == ("enabled", "ENABLED", None)
    paused = replace(LEADS, status="PAUSED")
    listing.list_campaigns(db, cast.acme_google, [paused], LATER)
    listing.list_campaigns(db, cast.acme_google, [paused], LATER + timedelta(hours=1))
    assert state(db, cast, "111") == ("paused", "PAUSED", LATER)
    found = db.exec(select(PlatformCampaignRow).where(PlatformCampaignRow.entity_id == "111")).one()
    assert (found.budget_micros, found.budget_period) == (5_000_000, "daily")


def test_what_is_no_longer_listed_is_removed_and_what_never_was_stays_unsaid(db: Session, cast: Cast) -> None:
    listing.list_campaigns(db, cast.acme_google, [LEADS, casting.UNCLAIMED], NOW)
    listing.list_campaigns(db, cast.acme_google, [LEADS], LATER)
    assert state(db, cast, "999") == ("removed", "ENABLED", LATER)
    assert state(db, cast, "112") == ("", "", None)
    listing.list_campaigns(db, cast.acme_google, [PlatformCampaign("113", "Import")])
    assert state(db, cast, "111") == ("enabled", "ENABLED", None)


def test_a_new_name_is_news_and_a_new_status_is_not(db: Session, cast: Cast) -> None:
    assert not listing.is_news(listing.known(db, cast.acme_google), [replace(LEADS, status="PAUSED")])
    assert listing.is_news(listing.known(db, cast.acme_google), [replace(LEADS, name="ES | Leads 2")])
    assert listing.is_news(listing.known(db, cast.acme_google), [PlatformCampaign("114", "New")])


def test_the_platforms_own_word_comes_back(db: Session, cast: Cast) -> None:
    found = {one.campaign.entity_id: one.campaign for one in campaigns.unclaimed(db, "acme")}
    assert found["999"] == casting.UNCLAIMED


def test_an_account_has_its_state_since_it_was_seen_to_change(db: Session, cast: Cast) -> None:
    def now() -> tuple[str, datetime | None]:
        db.expire_all()
        row = db.exec(select(AccountRow).where(AccountRow.id == cast.acme_google)).one()
        return row.status, row.status_since

    info = AccountInfo("1234567890", "Acme", "EUR", "Europe/Madrid", AccountState.ACTIVE)
    accounts.describe(db, cast.acme_google, info, NOW)
    assert now() == ("active", None)
    elsewhere = LATER.astimezone(ZoneInfo("America/New_York"))
    accounts.note_state(db, cast.acme_google, AccountState.SUSPENDED, elsewhere)
    accounts.note_state(db, cast.acme_google, AccountState.SUSPENDED, LATER + timedelta(days=1))
    accounts.note_state(db, cast.acme_google, AccountState.UNSAID, LATER + timedelta(days=2))
    assert now() == ("suspended", LATER)


def test_ad_groups_and_ads_keep_their_newest_name(db: Session, cast: Cast) -> None:
    group = PlatformElement(Level.AD_GROUP, "71", "111", "Clínicas", "enabled")
    same = PlatformElement(Level.AD, "71", "111", "Gato")
    assert listing.list_elements(db, cast.acme_google, [group, same]) == 2
    renamed = replace(group, name="Clínicas BCN", status="paused")
    assert listing.list_elements(db, cast.acme_google, [group, renamed]) == 1
    found = db.exec(select(ElementRow).order_by(ElementRow.level)).all()
    assert [(one.level, one.entity_id, one.name, one.status) for one in found] == [
        ("ad", "71", "Gato", ""),
        ("ad_group", "71", "Clínicas BCN", "paused"),
    ]
