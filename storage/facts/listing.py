"""What platforms list: campaigns with their state, ad groups and ads with their names."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from domain.facts import PlatformCampaign, PlatformElement, Running
from storage.db import upserting
from storage.db.tables import ElementRow, PlatformCampaignRow, table

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
    "shared_budget",
)
ELEMENT = ("account", "level", "entity_id", "campaign_id", "name", "status")
NAME, STATUS = 0, 1
_GONE = (Running.REMOVED.value, Running.UNSAID.value)
Known = dict[str, tuple[Any, ...]]
"""By entity the columns that are listed, in their order, from its name on."""


def list_campaigns(
    session: Session,
    account_id: int,
    campaigns: Iterable[PlatformCampaign],
    at: datetime | None = None,
    before: Known | None = None,
) -> int:
    """Keep campaigns as they are listed now; who claims them is left alone. Returns how many were given.

    `at`: what the platform lists as of this instant is all there is. A status that is another than before is so since
    then, and what was listed before and no longer is, is removed. `before` is what is `known`, where that was read.
    """
    before, given = known(session, account_id) if before is None else before, list(campaigns)
    dialect = session.connection().dialect.name
    rows = [
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
            one.shared_budget,
            False,
            False,
        )
        for one in given
        if before.get(one.entity_id) != _as_known(one, _since(one, before, at))
    ]
    if rows:
        upserting.upsert(session, PlatformCampaignRow, (*LISTED, "adopted", "ignored"), LISTED[2:], rows)
    if at is not None and (gone := before.keys() - {one.entity_id for one in given}):
        _remove(session, account_id, gone, at)
    return len(given)


def is_news(before: Known, campaigns: Iterable[PlatformCampaign]) -> bool:
    """Whether one of the campaigns is new or has another name, so that matches must be looked at again."""
    return any(one.entity_id not in before or before[one.entity_id][NAME] != one.name for one in campaigns)


def is_same(before: Known, campaigns: Collection[PlatformCampaign]) -> bool:
    """Whether the platform lists exactly what it listed before, each campaign as it was."""
    gone = before.keys() - {one.entity_id for one in campaigns}
    if any(before[entity][STATUS] not in _GONE for entity in gone):
        return False
    return all(before.get(one.entity_id) == _as_known(one, _since(one, before, None)) for one in campaigns)


def names(before: Known) -> dict[str, str]:
    """By entity what it is called."""
    return {entity: columns[NAME] for entity, columns in before.items()}


def known(session: Session, account_id: int) -> Known:
    """What the account is known to list."""
    stored = table(PlatformCampaignRow).c
    chosen = select(*(stored[name] for name in LISTED[1:])).where(stored.account == account_id)
    return {row[0]: tuple(row[1:]) for row in session.connection().execute(chosen)}


def _as_known(one: PlatformCampaign, since: datetime | None) -> tuple[Any, ...]:
    about = (one.name, one.running.value, one.status, since)
    return (*about, one.start, one.end, one.budget_micros, one.budget_period, one.currency, one.shared_budget)


def _since(one: PlatformCampaign, before: Known, at: datetime | None) -> datetime | None:
    """Since when it has its status; None where nobody saw it change."""
    status, since = "", None
    if one.entity_id in before:
        _, status, _, since, *_ = before[one.entity_id]
    if status == one.running.value:
        return since
    return at if status else None


def _instant(moment: datetime | None, dialect: str) -> object:
    return None if moment is None else upserting.instant(moment, dialect)


def _remove(session: Session, account_id: int, entities: Iterable[str], at: datetime) -> None:
    listed = PlatformCampaignRow
    gone = col(listed.status).not_in(_GONE)
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
