"""What platforms list: campaigns with their state, ad groups and ads with their names."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from domain.facts import PlatformCampaign, PlatformElement, Running
from storage.db import upserting
from storage.db.tables import ElementRow, PlatformCampaignRow

LISTED = (
    "account",
    "entity_id",
    "name",
    "status",
    "raw_status",
    "status_since",
    "starts",
    "ends",
    "budget_micros",
    "budget_period",
    "currency",
)
ELEMENT = ("account", "level", "entity_id", "campaign_id", "name", "status")
Before = dict[str, tuple[str, str, datetime | None]]
"""By entity: name, status, and since when it is that."""


def list_campaigns(
    session: Session, account_id: int, campaigns: Iterable[PlatformCampaign], at: datetime | None = None
) -> int:
    """Keep campaigns as they are listed now; who claims them is left alone. Returns how many were given.

    `at`: what the platform lists as of this instant is all there is. A status that is another than before is so since
    then, and what was listed before and no longer is, is removed.
    """
    before, given = _before(session, account_id), list(campaigns)
    dialect = session.connection().dialect.name
    rows = (
        (
            account_id,
            one.entity_id,
            one.name,
            one.running.value,
            one.status,
            _instant(_since(one, before, at), dialect),
            upserting.day(one.start, dialect),
            upserting.day(one.end, dialect),
            one.budget_micros,
            one.budget_period,
            one.currency,
            False,
        )
        for one in given
    )
    kept = upserting.upsert(session, PlatformCampaignRow, (*LISTED, "adopted"), LISTED[2:], rows)
    if at is not None:
        _remove(session, account_id, before.keys() - {one.entity_id for one in given}, at)
    return kept


def is_news(session: Session, account_id: int, campaigns: Iterable[PlatformCampaign]) -> bool:
    """Whether one of the campaigns is new or has another name, so that matches must be looked at again."""
    before = _before(session, account_id)
    return any(one.entity_id not in before or before[one.entity_id][0] != one.name for one in campaigns)


def _before(session: Session, account_id: int) -> Before:
    listed = PlatformCampaignRow
    chosen = select(listed.entity_id, listed.name, listed.status, listed.status_since)
    found = session.exec(chosen.where(listed.account == account_id))
    return {entity: (name, status, since) for entity, name, status, since in found}


def _since(one: PlatformCampaign, before: Before, at: datetime | None) -> datetime | None:
    """Since when it has its status; None where nobody saw it change."""
    _, status, since = before.get(one.entity_id, ("", "", None))
    if status == one.running.value:
        return since
    return at if status else None


def _instant(moment: datetime | None, dialect: str) -> object:
    return None if moment is None else upserting.instant(moment, dialect)


def _remove(session: Session, account_id: int, entities: Iterable[str], at: datetime) -> None:
    listed = PlatformCampaignRow
    gone = col(listed.status).not_in((Running.REMOVED.value, Running.UNSAID.value))
    mine = (col(listed.account) == account_id, col(listed.entity_id).in_(entities), gone)
    session.execute(
        update(listed).where(*mine).values(status=Running.REMOVED.value, status_since=at),
        execution_options={"synchronize_session": False},
    )


def list_elements(session: Session, account_id: int, elements: Iterable[PlatformElement]) -> int:
    """Keep ad groups and ads as they are now; returns how many were given."""
    rows = (
        (account_id, one.level.value, one.entity_id, one.campaign_id, one.name, one.status)
        for one in {(one.level, one.entity_id): one for one in elements}.values()
    )
    return upserting.upsert(session, ElementRow, ELEMENT, ELEMENT[3:], rows)
