"""Campaigns with their goals and matches, and what on the platforms nobody has claimed."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.entities import Campaign, Comparator, Goal, Match, SourceAccount
from domain.errors import InvalidInput
from domain.facts import PlatformCampaign
from domain.money import Money
from domain.names import fold
from domain.pacing.curve import Curve
from domain.results import ResultDefinition
from domain.window import Window, local_day
from domain.words import Objective, Origin, Source
from storage.db import flat
from storage.db.chunks import MANY
from storage.db.tables import (
    AccountRow,
    CampaignRow,
    ClientRow,
    GoalRow,
    MatchRow,
    PerformanceTable,
    PlatformCampaignRow,
    table,
)
from storage.directory import accounts, changes, matching, spending
from storage.directory.at_hand import at_hand
from storage.directory.changes import Via

OPEN_END = timedelta(days=90)
"""How long an adopted campaign is taken to run where the platform names no end."""


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A platform campaign that belongs to no campaign. Spend of its account's newest 30 days of data."""

    account: SourceAccount
    campaign: PlatformCampaign
    spend_micros_30d: int


_GOAL = ("campaign_key", "kpi", "comparator", "target", "currency", "origin")
_MATCH = ("campaign_key", "source", "campaign_ids", "name_contains", "utm_campaign")
_COLUMNS = (
    *("key", "client_key", "name", "objective", "starts", "ends", "budget_micros", "budget_currency"),
    *("owner", "persona", "hypothesis", "curve", "results", "hidden"),
    *("client_kpis", "paused_until", "paused_because"),
)


@cache
def _questions(by: str) -> tuple[Select[Any], Select[Any], Select[Any]]:
    """For goals, matches and campaigns: of all, or where the campaign's column `by` is one of the parameter `keys`.

    Put together once, for that takes longer than being answered. Columns rather than objects: an agency has
    thousands, and most questions ask for all that may be seen.
    """
    own, goal, match = table(CampaignRow).c, table(GoalRow).c, table(MatchRow).c
    goals = core_select(*(goal[name] for name in _GOAL)).order_by(goal.position, goal.kpi)
    matches = core_select(*(match[name] for name in _MATCH)).order_by(match.source)
    rows = core_select(*(own[name] for name in _COLUMNS)).order_by(own.key)
    if not by:
        return goals, matches, rows
    wanted = own[by].in_(bindparam("keys", expanding=True))
    mine = core_select(own.key).where(wanted)
    return goals.where(goal.campaign_key.in_(mine)), matches.where(match.campaign_key.in_(mine)), rows.where(wanted)


def _load(session: Session, by: str = "", keys: Collection[str] = ()) -> list[Campaign]:
    """All campaigns, or those whose column `by` is one of the keys; by key."""
    of_goals, of_matches, of_campaigns = _questions(by)
    given = {"keys": list(keys)} if by else {}
    goals: dict[str, list[Goal]] = defaultdict(list)
    for key, *rest in session.execute(of_goals, given):
        goals[key].append(_goal(*rest))
    matches: dict[str, list[Match]] = defaultdict(list)
    for key, *rest in session.execute(of_matches, given):
        matches[key].append(_match(*rest))
    return [_campaign(row, matches[row.key], goals[row.key]) for row in session.execute(of_campaigns, given)]


def _goal(kpi: str, comparator: str, target: Decimal, currency: str | None, origin: str) -> Goal:
    return Goal(kpi, Comparator(comparator), target, currency, Origin(origin))


def _match(source: str, campaign_ids: list[str], name_contains: str, utm_campaign: str) -> Match:
    return Match(Source(source), tuple(campaign_ids), name_contains, utm_campaign)


def _campaign(row: Any, matches: Iterable[Match], goals: Iterable[Goal]) -> Campaign:
    return Campaign(
        row.key,
        row.client_key,
        row.name,
        Objective(row.objective),
        row.starts,
        row.ends,
        Money(row.budget_micros, row.budget_currency),
        row.owner,
        row.persona,
        row.hypothesis,
        tuple(matches),
        tuple(goals),
        _curve(row.curve),
        ResultDefinition.of_plain(row.results),
        row.hidden,
        tuple(row.client_kpis),
        row.paused_until,
        row.paused_because,
    )


@lru_cache(maxsize=256)
def _curve(spelt: str) -> Curve:
    return Curve.parse(spelt)


def get(session: Session, key: str) -> Campaign | None:
    """The campaign of that key."""
    return next(iter(_load(session, "key", (key,))), None)


def of_client(session: Session, client_key: str, active_on: date | None = None) -> list[Campaign]:
    """The client's campaigns, by key; only those in flight on a day if given."""
    found = _load(session, "client_key", (client_key,))
    return [c for c in found if active_on is None or c.start <= active_on <= c.end]


def of_clients(session: Session, keys: Collection[str]) -> list[Campaign]:
    """The campaigns of all these clients, by key."""
    if len(keys) >= MANY:
        wanted = set(keys)
        return [one for one in everyone(session) if one.client_key in wanted]
    return _load(session, "client_key", keys)


def in_charge_of(session: Session, user: str, managed: Collection[str]) -> list[Campaign]:
    """The campaigns of which a person is in charge, by key, but for those of clients that they manage."""
    others = {*session.exec(select(CampaignRow.client_key).where(CampaignRow.owner == user))} - {*managed}
    return [one for one in of_clients(session, others) if one.owner == user] if others else []


def first_start(session: Session, client_key: str) -> date | None:
    """The day on which the client's earliest campaign starts."""
    return session.exec(select(func.min(CampaignRow.starts)).where(CampaignRow.client_key == client_key)).one()


def everyone(session: Session) -> list[Campaign]:
    """All campaigns, by key."""
    return at_hand(session, "campaigns", _load)


def save(
    session: Session, campaign: Campaign, actor: str, at: datetime, via: Via = Via.SLACK, *, resolved: bool = True
) -> list[str]:
    """Create or change a campaign with goals and matches; returns the changed fields. Claims are resolved anew, unless
    whoever saves many does it once at the end."""
    before = get(session, campaign.key)
    if before and before.client_key != campaign.client_key:
        raise InvalidInput("campaign_of_other_client", "client", campaign.client_key, before.client_key)
    row = session.get(CampaignRow, campaign.key)
    values: dict[str, Any] = {
        "key": campaign.key,
        "client_key": campaign.client_key,
        "name": campaign.name,
        "objective": campaign.objective.value,
        "starts": campaign.start,
        "ends": campaign.end,
        "budget_micros": campaign.budget.micros,
        "budget_currency": campaign.budget.currency,
        "owner": campaign.owner,
        "persona": campaign.persona,
        "hypothesis": campaign.hypothesis,
        "curve": campaign.curve.spell(),
        "results": campaign.results.plain(),
        "hidden": campaign.hidden,
        "client_kpis": changes.keep(campaign.client_kpis),
        "paused_until": campaign.paused_until,
        "paused_because": campaign.paused_because,
    }
    session.add(row.sqlmodel_update(values) if row else CampaignRow(**values))
    session.flush()
    _write_goals(session, campaign)
    _write_matches(session, campaign)
    if resolved:
        matching.resolve(session, campaign.client_key)
        if before is None or campaign.start < before.start:
            accounts.read_back(session, campaign.client_key, campaign.start, at)
    old = flat.campaign(before) if before else None
    return changes.record(session, ("campaign", campaign.key), old, flat.campaign(campaign), (actor, at, via))


def _write_goals(session: Session, campaign: Campaign) -> None:
    session.execute(delete(GoalRow).where(col(GoalRow.campaign_key) == campaign.key))
    for position, goal in enumerate({goal.kpi: goal for goal in campaign.goals}.values()):
        row = GoalRow(
            campaign_key=campaign.key,
            kpi=goal.kpi,
            position=position,
            comparator=goal.comparator.value,
            target=goal.target,
            currency=goal.currency,
            origin=goal.origin.value,
        )
        session.add(row)
    session.flush()


def _write_matches(session: Session, campaign: Campaign) -> None:
    session.execute(delete(MatchRow).where(col(MatchRow.campaign_key) == campaign.key))
    for match in campaign.matches:
        row = MatchRow(
            campaign_key=campaign.key,
            source=match.source.value,
            campaign_ids=changes.keep(match.campaign_ids),
            name_contains=match.name_contains,
            utm_campaign=match.utm_campaign,
        )
        session.add(row)
    session.flush()


def set_goals(
    session: Session,
    key: str,
    goals: Iterable[Goal],
    actor: str,
    at: datetime,
    via: Via = Via.SLACK,
    *,
    gone: Collection[str] = (),
) -> Campaign:
    """Set goals beside those of other KPIs, and let go of those of the KPIs in `gone`; returns the campaign.

    InvalidInput (code `campaign`) for an unknown key.
    """
    campaign = get(session, key)
    if campaign is None:
        raise InvalidInput("campaign", "campaign", key)
    merged = {goal.kpi: goal for goal in (*campaign.goals, *goals)}
    changed = replace(campaign, goals=tuple(goal for goal in merged.values() if goal.kpi not in gone))
    save(session, changed, actor, at, via)
    return changed


def remove(session: Session, key: str, actor: str, at: datetime, via: Via = Via.SLACK) -> bool:
    """Delete a campaign; its data stays, unclaimed. False when there is none."""
    row = session.get(CampaignRow, key)
    if row is None:
        return False
    listed = PlatformCampaignRow
    session.execute(update(listed).where(col(listed.campaign_key) == key).values(adopted=False))
    client_key = row.client_key
    session.delete(row)
    session.flush()
    session.expire_all()
    matching.resolve(session, client_key)
    changes.forget(session, ("campaign", key), (actor, at, via), client_key)
    return True


def platform_campaign(row: PlatformCampaignRow) -> PlatformCampaign:
    """As the platform lists it."""
    return PlatformCampaign(
        row.entity_id,
        row.name,
        row.raw_status,
        row.starts,
        row.ends,
        row.budget_micros,
        row.budget_period,
        row.currency,
        row.shared_budget,
    )


def unclaimed(session: Session, client_key: str | None = None) -> list[Unclaimed]:
    """Platform campaigns that nobody has claimed, by the account's order, then most spent first."""
    chosen = select(AccountRow).order_by(col(AccountRow.id))
    if client_key is not None:
        chosen = chosen.where(AccountRow.client_key == client_key)
    found: list[Unclaimed] = []
    for row in session.exec(chosen).all():
        listed = select(PlatformCampaignRow).where(
            PlatformCampaignRow.account == row.id, col(PlatformCampaignRow.campaign_key).is_(None)
        )
        free = session.exec(listed.execution_options(populate_existing=True)).all()
        spend = spending.last_month(session, row.id or 0) if free else {}
        account = accounts.entity(row)
        some = [Unclaimed(account, platform_campaign(one), spend.get(one.entity_id, 0)) for one in free]
        found.extend(sorted(some, key=lambda u: (-u.spend_micros_30d, u.campaign.name, u.campaign.entity_id)))
    return found


def listed(session: Session, account_id: int) -> list[tuple[PlatformCampaign, str | None]]:
    """Every campaign that the account lists, with the key of the campaign that claims it."""
    chosen = select(PlatformCampaignRow).where(PlatformCampaignRow.account == account_id)
    rows = session.exec(chosen.order_by(col(PlatformCampaignRow.entity_id)).execution_options(populate_existing=True))
    return [(platform_campaign(row), row.campaign_key) for row in rows]


def spans(session: Session, account_id: int) -> dict[str, Window]:
    """By platform campaign, its first and last day with a row."""
    rows = PerformanceTable
    chosen = select(rows.entity_id, func.min(rows.day), func.max(rows.day)).where(rows.account == account_id)
    return {entity: Window(first, last) for entity, first, last in session.exec(chosen.group_by(rows.entity_id)).all()}


def adopt(
    session: Session, account_id: int, entity_id: str, actor: str, at: datetime, via: Via = Via.SLACK
) -> Campaign:
    """Make a campaign of one found on a platform, with its name, dates and budget.

    Who adopts it in Slack becomes its owner, and is asked whether its client may see it: until then it is hidden.
    InvalidInput: code `unknown_platform_campaign`, or `already_claimed`
    (example: by which campaign).
    """
    account = session.get(AccountRow, account_id)
    listed = session.get(PlatformCampaignRow, (account_id, entity_id), populate_existing=True)
    if account is None or listed is None:
        raise InvalidInput("unknown_platform_campaign", "campaign", entity_id)
    if listed.campaign_key is not None:
        raise InvalidInput("already_claimed", "campaign", listed.name, listed.campaign_key)
    owner = actor if via is Via.SLACK else None
    made = _adopted(session, accounts.entity(account), platform_campaign(listed), owner, at)
    campaign = replace(made, hidden=via is Via.SLACK)
    save(session, campaign, actor, at, via)
    mine = (col(PlatformCampaignRow.account) == account_id, col(PlatformCampaignRow.entity_id) == entity_id)
    session.execute(
        update(PlatformCampaignRow).where(*mine).values(campaign_key=campaign.key, adopted=True, ignored=False)
    )
    return campaign


def ignore(session: Session, account_id: int, entity_id: str) -> bool:
    """Nobody is to watch what it spends; whether anything changed. It can still be adopted."""
    row = session.get(PlatformCampaignRow, (account_id, entity_id), populate_existing=True)
    if row is None or row.ignored or row.campaign_key is not None:
        return False
    row.ignored = True
    session.add(row)
    session.flush()
    return True


def _adopted(
    session: Session, account: SourceAccount, found: PlatformCampaign, owner: str | None, at: datetime
) -> Campaign:
    days, budget = taken_over(session, account, found, at)
    return Campaign(
        key=free_key(session, account.client_key, found.name),
        client_key=account.client_key,
        name=found.name,
        objective=Objective.LEADS,
        start=days.start,
        end=days.end,
        budget=budget,
        owner=owner,
        matches=(Match(account.source, campaign_ids=(found.entity_id,)),),
    )


def taken_over(session: Session, account: SourceAccount, found: PlatformCampaign, at: datetime) -> tuple[Window, Money]:
    """The flight and its budget that adopting takes over: a daily budget counts for each day, none is zero.

    Of a budget that other campaigns draw on too nobody can say how much is whose: it is taken over by none of them.
    """
    client = session.get_one(ClientRow, account.client_key)
    today = local_day(at, client.timezone)
    start = found.start or spending.first_day(session, account.id, found.entity_id) or today
    days = Window(start, max(found.end or open_end(start, today), start))
    own = 0 if found.shared_budget else found.budget_micros or 0
    budget = own * (days.days if found.budget_period == "daily" else 1)
    return days, Money(budget, found.currency or account.currency or client.currency)


def open_end(start: date, today: date) -> date:
    """The last day of a campaign whose platform names none: never one that has already passed."""
    end = start + OPEN_END
    return end if end >= today else today + OPEN_END


def free_key(session: Session, client_key: str, name: str) -> str:
    """A key made of a name that no campaign has, with its client's before it."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-") or "campaign"
    base = words if words.startswith(f"{client_key}-") else f"{client_key}-{words}"
    taken = set(session.exec(select(CampaignRow.key)).all())
    return next(key for n in range(1, len(taken) + 2) if (key := base if n == 1 else f"{base}-{n}") not in taken)
