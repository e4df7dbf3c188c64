"""Which platform campaigns, contacts and deals belong to which campaign.

Each belongs to one at most. Where several campaigns ask for it, a list of ids beats a name, a longer name beats a
shorter one, and then the first key wins. What a person adopted stays where it was put.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlmodel import Session, col, select

from domain.entities import Match
from domain.names import fold, fold_utm
from domain.words import Source
from storage.db.tables import CampaignRow, ContactRow, DealContactRow, DealRow, MatchRow, PlatformCampaignRow
from storage.directory import accounts

_QUIET = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Asking:
    """A campaign's conditions at one source."""

    campaign_key: str
    match: Match


def match_of(row: MatchRow) -> Match:
    """The conditions as the domain knows them."""
    return Match(Source(row.source), tuple(row.campaign_ids), row.name_contains, row.utm_campaign)


def holds(match: Match, entity_id: str, name: str) -> bool:
    """Whether a platform campaign meets all given conditions; with none given, nothing does.

    Platform campaigns carry no utm_campaign, so a match that asks for one is never met by them.
    """
    if match.utm_campaign or not (match.campaign_ids or match.name_contains):
        return False
    if match.campaign_ids and entity_id not in match.campaign_ids:
        return False
    return fold(match.name_contains) in fold(name)


def holds_utm(match: Match, utm: str) -> bool:
    """Whether a contact with this utm_campaign meets all given conditions; `campaign_ids` are compared with it too."""
    folded = fold_utm(utm)
    if not folded or not (match.campaign_ids or match.name_contains or match.utm_campaign):
        return False
    if match.utm_campaign and fold_utm(match.utm_campaign) != folded:
        return False
    if match.campaign_ids and folded not in {fold_utm(one) for one in match.campaign_ids}:
        return False
    return fold_utm(match.name_contains) in folded


def _rank(asking: Asking) -> tuple[bool, int, str]:
    exact = bool(asking.match.campaign_ids or asking.match.utm_campaign)
    return (not exact, -len(asking.match.name_contains), asking.campaign_key)


def _askings(session: Session, client_key: str) -> list[Asking]:
    chosen = select(MatchRow).join(CampaignRow).where(CampaignRow.client_key == client_key)
    return sorted((Asking(row.campaign_key, match_of(row)) for row in session.exec(chosen)), key=_rank)


def resolve(session: Session, client_key: str) -> None:
    """Say anew what belongs to which of the client's campaigns."""
    session.flush()
    askings = _askings(session, client_key)
    for account in accounts.of_client(session, client_key):
        mine = [a for a in askings if a.match.source is account.source]
        if account.source.is_crm:
            _resolve_contacts(session, account.id, mine)
            _resolve_deals(session, account.id)
        else:
            _resolve_campaigns(session, account.id, mine)
    session.expire_all()


def _first(asking: Iterable[Asking], holding: Iterable[bool]) -> str | None:
    return next((a.campaign_key for a, held in zip(asking, holding, strict=True) if held), None)


def _resolve_campaigns(session: Session, account: int, askings: list[Asking]) -> None:
    listed = PlatformCampaignRow
    chosen = select(listed.entity_id, listed.name, listed.campaign_key).where(
        listed.account == account, col(listed.adopted).is_(False)
    )
    for entity, name, present in session.exec(chosen).all():
        wanted = _first(askings, [holds(a.match, entity, name) for a in askings])
        if wanted != present:
            claim = update(listed).where(col(listed.account) == account, col(listed.entity_id) == entity)
            session.execute(claim.values(campaign_key=wanted), execution_options=_QUIET)


def _resolve_contacts(session: Session, account: int, askings: list[Asking]) -> None:
    chosen = select(ContactRow.utm_campaign, ContactRow.campaign_key).where(ContactRow.account == account).distinct()
    for utm, present in session.exec(chosen).all():
        wanted = _first(askings, [holds_utm(a.match, utm) for a in askings])
        if wanted != present:
            same = (col(ContactRow.account) == account, col(ContactRow.utm_campaign) == utm)
            claim = update(ContactRow).where(*same, col(ContactRow.campaign_key).is_not_distinct_from(present))
            session.execute(claim.values(campaign_key=wanted), execution_options=_QUIET)


def _resolve_deals(session: Session, account: int) -> None:
    """A deal counts once: for its earliest contact that a campaign claims, else for its earliest contact."""
    contact, link = ContactRow, DealContactRow
    behind = (
        core_select(col(contact.contact_id))
        .join(link, (col(link.account) == contact.account) & (col(link.contact_id) == contact.contact_id))
        .where(col(link.account) == DealRow.account, col(link.deal_id) == DealRow.deal_id)
        .order_by(col(contact.campaign_key).is_(None), col(contact.created_at), col(contact.contact_id))
        .limit(1)
        .correlate(DealRow)
        .scalar_subquery()
    )
    theirs = (
        core_select(col(contact.campaign_key))
        .where(col(contact.account) == DealRow.account, col(contact.contact_id) == DealRow.contact_id)
        .correlate(DealRow)
        .scalar_subquery()
    )
    for column, value in ((col(DealRow.contact_id), behind), (col(DealRow.campaign_key), theirs)):
        moved = update(DealRow).where(col(DealRow.account) == account, column.is_distinct_from(value))
        session.execute(moved.values({column: value}), execution_options=_QUIET)
