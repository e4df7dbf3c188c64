"""Which platform campaigns, contacts and deals belong to which campaign.

Each belongs to one at most. Where several campaigns ask for it, a list of ids beats a name, a longer name beats a
shorter one, and then the first key wins. What a person adopted stays where it was put. A contact that has named several
campaigns belongs to the first of them in whose flight it became a lead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, not_, or_, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.entities import Match
from domain.names import fold, fold_utm
from domain.window import Window
from domain.words import Source
from storage.db.tables import CampaignRow, ContactRow, DealContactRow, DealRow, MatchRow, PlatformCampaignRow
from storage.directory import accounts

_QUIET = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Asking:
    """A campaign's conditions at one source, and its flight."""

    campaign_key: str
    match: Match
    flight: Window


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
    chosen = select(MatchRow, CampaignRow).join(CampaignRow).where(CampaignRow.client_key == client_key)
    found = (Asking(run.key, match_of(row), Window(run.starts, run.ends)) for row, run in session.exec(chosen))
    return sorted(found, key=_rank)


def resolve(session: Session, client_key: str, only: int | None = None) -> None:
    """Say anew what belongs to which of the client's campaigns; `only`: of what that account has brought."""
    session.flush()
    askings = _askings(session, client_key)
    for account in accounts.of_client(session, client_key):
        if only is not None and account.id != only:
            continue
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
    contact = ContactRow
    mine, names_one = col(contact.account) == account, col(contact.earlier_utm) == ""
    gone = or_(col(contact.archived_at).is_not(None), col(contact.merged_into).is_not(None))
    let_go = update(contact).where(mine, gone, col(contact.campaign_key).is_not(None)).values(campaign_key=None)
    session.execute(let_go, execution_options=_QUIET)
    chosen = select(contact.utm_campaign, contact.campaign_key).where(mine, names_one, not_(gone)).distinct()
    for utm, present in session.exec(chosen).all():
        wanted = _first(askings, [holds_utm(a.match, utm) for a in askings])
        if wanted != present:
            same = (mine, names_one, not_(gone), col(contact.utm_campaign) == utm)
            claim = update(contact).where(*same, col(contact.campaign_key).is_not_distinct_from(present))
            session.execute(claim.values(campaign_key=wanted), execution_options=_QUIET)
    named = (contact.contact_id, contact.lead_day, contact.utm_campaign, contact.earlier_utm, contact.campaign_key)
    several = core_select(*(col(one) for one in named)).where(mine, not_(names_one), not_(gone))
    for who, day, utm, earlier, present in session.execute(several).all():
        wanted = _brought_by(askings, day, [*earlier.split("\n"), utm])
        if wanted != present:
            claim = update(contact).where(mine, col(contact.contact_id) == who)
            session.execute(claim.values(campaign_key=wanted), execution_options=_QUIET)


def _brought_by(askings: list[Asking], day: date | None, named: list[str]) -> str | None:
    """The first campaign that was named in whose flight the contact became a lead, else the first that was named."""
    by_name = [[a for a in askings if holds_utm(a.match, utm)][:1] for utm in named]
    claiming = [one for found in by_name for one in found]
    flown = [a for a in claiming if day is not None and day in a.flight]
    return next((a.campaign_key for a in (*flown, *claiming)), None)


def _resolve_deals(session: Session, account: int) -> None:
    """A deal counts once: for its earliest contact that a campaign claims, else for its earliest contact. What was
    deleted counts for nobody."""
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
    lives = col(DealRow.archived_at).is_(None)
    for column, found in ((col(DealRow.contact_id), behind), (col(DealRow.campaign_key), theirs)):
        value = case((lives, found), else_=None)
        moved = update(DealRow).where(col(DealRow.account) == account, column.is_distinct_from(value))
        session.execute(moved.values({column: value}), execution_options=_QUIET)
