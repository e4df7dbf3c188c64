"""Campaigns of ours made of those that platforms list: several of them may be one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from domain.entities import Campaign, Match
from domain.money import Money
from domain.window import Window
from domain.words import Objective, Source
from storage.db.tables import PlatformCampaignRow
from storage.directory import campaigns
from storage.directory.campaigns import Unclaimed


def together(
    session: Session,
    parts: Sequence[Unclaimed],
    name: str,
    days: Window,
    budget: Money,
    actor: str,
    at: datetime,
    *,
    hidden: bool,
) -> Campaign:
    """One campaign of all these parts, which are of one client and nobody's; whoever makes it becomes its owner. Claims
    are not resolved: they are its own by name."""
    client = parts[0].account.client_key
    ids: dict[Source, list[str]] = {}
    for part in parts:
        ids.setdefault(part.account.source, []).append(part.campaign.entity_id)
    campaign = Campaign(
        key=campaigns.free_key(session, client, name),
        client_key=client,
        name=name,
        objective=Objective.LEADS,
        start=days.start,
        end=days.end,
        budget=budget,
        owner=actor,
        matches=tuple(Match(source, campaign_ids=tuple(some)) for source, some in ids.items()),
        hidden=hidden,
    )
    campaigns.save(session, campaign, actor, at, resolved=False)
    for part in parts:
        mine = (
            col(PlatformCampaignRow.account) == part.account.id,
            col(PlatformCampaignRow.entity_id) == part.campaign.entity_id,
        )
        claimed = update(PlatformCampaignRow).where(*mine)
        session.execute(claimed.values(campaign_key=campaign.key, adopted=True, ignored=False))
    return campaign
