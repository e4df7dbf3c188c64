"""A campaign's numbers as sums made by the database: no object per row."""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import ColumnElement, case, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.entities import Campaign, Client
from domain.facts import CrmDay, DaySums, Freshness
from domain.money import Rates
from domain.pacing.pace import HISTORY
from domain.snapshot import CampaignData
from domain.window import Window
from domain.words import Level, Source
from storage.db.tables import AccountRow, ContactRow, DealRow, PerformanceTable, PlatformCampaignRow, table
from storage.directory import accounts
from storage.directory.spending import one_family
from storage.facts import fx

NEVER = date.max
SUMS = ("impressions", "clicks", "spend_micros", "conversions_micros", "value_micros", "leads_micros")


def campaign_data(session: Session, campaign: Campaign, client: Client, window: Window, today: date) -> CampaignData:
    """Everything known of a campaign over a window and the one before; its flight so far for the pace.

    A CRM that was never read says nothing of leads: until then the platforms' claims stand, not a zero.
    """
    previous = window.previous()
    both = Window(min(previous.start, window.start), window.end)
    flight = Window(campaign.start, min(campaign.end, today))
    used = _accounts(session, campaign)
    has_crm = any(row.source.is_crm and row.last_success is not None for row in used.values())
    earlier = Window(campaign.start - timedelta(days=HISTORY), campaign.start - timedelta(days=1))
    read = day_sums(session, campaign.key, Window(min(both.start, earlier.start), max(both.end, flight.end)))
    days, flown, past = (tuple(row for row in read if row.day in part) for part in (both, flight, earlier))
    crm = crm_days(session, campaign.key, client.currency, both) if has_crm else ()
    since = min(both.start, earlier.start)
    return CampaignData(
        campaign=campaign,
        client=client,
        window=window,
        previous=previous,
        days=days,
        crm=crm,
        has_crm=has_crm,
        freshness=tuple(used.values()),
        rates=_rates(
            session,
            campaign,
            client,
            {row.currency for row in (*days, *flown, *past)} | {row.currency for row in crm},
            since,
        ),
        flight_days=flown,
        earlier_days=past,
    )


def _accounts(session: Session, campaign: Campaign) -> dict[int, Freshness]:
    """The accounts that the campaign draws on: of a source that it matches, or where it claims something."""
    matched = [match.source.value for match in campaign.matches]
    listed = PlatformCampaignRow
    claimed = select(listed.account).where(listed.campaign_key == campaign.key)
    chosen = select(AccountRow).where(
        AccountRow.client_key == campaign.client_key,
        col(AccountRow.source).in_(matched) | col(AccountRow.id).in_(claimed),
    )
    rows = session.exec(chosen.order_by(col(AccountRow.id)).execution_options(populate_existing=True))
    return {row.id or 0: accounts.fresh(row) for row in rows}


def day_sums(session: Session, campaign_key: str, window: Window) -> tuple[DaySums, ...]:
    """Sums by day, source and currency of everything that the campaign claims; days without rows are not there."""
    return _day_sums(session, table(PlatformCampaignRow).c.campaign_key == campaign_key, window).get(campaign_key, ())


def day_sums_by_campaign(session: Session, client_key: str, window: Window) -> dict[str, tuple[DaySums, ...]]:
    """The same for all campaigns of a client, in one query."""
    return _day_sums(session, table(AccountRow).c.client_key == client_key, window)


def _day_sums(session: Session, mine: ColumnElement[bool], window: Window) -> dict[str, tuple[DaySums, ...]]:
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    parts = (listed.campaign_key, rows.day, account.source, rows.currency)
    chosen = (
        core_select(*parts, *(_whole_sum(rows[name]) for name in SUMS))
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(mine, listed.campaign_key.is_not(None), rows.level == Level.CAMPAIGN.value)
        .where(rows.day.between(window.start, window.end), one_family())
        .group_by(*parts)
        .order_by(*parts)
    )
    found: defaultdict[str, list[DaySums]] = defaultdict(list)
    for key, day, source, currency, *sums in session.connection().execute(chosen):
        told = (None if part is None else int(part) for part in sums)
        found[key].append(DaySums(day, Source(source), currency, *told))  # type: ignore[arg-type]
    return {key: tuple(days) for key, days in found.items()}


def _whole_sum(number: ColumnElement[int]) -> ColumnElement[int | None]:
    """NULL where a row does not say: what the others say is not the sum."""
    return case((func.count(number) == func.count(), func.sum(number)))


def crm_days(session: Session, campaign_key: str, currency: str, window: Window) -> tuple[CrmDay, ...]:
    """Leads by the day they came, new customers by their first deal won, revenue by the day won.

    MQLs and SQLs by the day on which they first were one or more than one. Counts stand under `currency`; a deal in
    another currency has a row of its own.
    """
    leads, customers = _leads(session, campaign_key, window), _customers(session, campaign_key, window)
    mqls = _reached(session, campaign_key, window, ("mql_day", "sql_day", "customer_day"))
    sqls = _reached(session, campaign_key, window, ("sql_day", "customer_day"))
    revenue = _revenue(session, campaign_key, currency, window)
    keys = {*revenue, *((day, currency) for day in (*leads, *customers, *mqls, *sqls))}

    def count(found: dict[date, int], day: date, code: str) -> int:
        return found.get(day, 0) if code == currency else 0

    return tuple(
        CrmDay(
            day=day,
            currency=code,
            leads=count(leads, day, code),
            customers=count(customers, day, code),
            revenue_micros=revenue.get((day, code), 0),
            mqls=count(mqls, day, code),
            sqls=count(sqls, day, code),
        )
        for day, code in sorted(keys)
    )


def _leads(session: Session, campaign_key: str, window: Window) -> dict[date, int]:
    day = col(ContactRow.lead_day)
    chosen = select(day, func.count()).where(
        ContactRow.campaign_key == campaign_key, day.between(window.start, window.end)
    )
    return {when: count for when, count in session.exec(chosen.group_by(day)).all() if when}


def _reached(session: Session, campaign_key: str, window: Window, stages: tuple[str, ...]) -> dict[date, int]:
    """Leads by the first of the days on which they reached any of the stages: who skips one has reached it too."""
    contact = table(ContactRow).c
    first: ColumnElement[date] = contact[stages[0]]
    for stage in stages[1:]:
        first = case((contact[stage] < func.coalesce(first, NEVER), contact[stage]), else_=first)
    chosen = core_select(first.label("day"), func.count()).where(
        contact.campaign_key == campaign_key, first.between(window.start, window.end)
    )
    return dict(session.connection().execute(chosen.group_by(first)).all())


def _customers(session: Session, campaign_key: str, window: Window) -> dict[date, int]:
    who = func.coalesce(DealRow.contact_id, DealRow.deal_id)
    first = (
        select(func.min(DealRow.closed_day).label("day"))
        .where(DealRow.campaign_key == campaign_key, col(DealRow.is_won).is_(True))
        .group_by(col(DealRow.account), who)
        .subquery()
    )
    chosen = select(first.c.day, func.count()).where(first.c.day.between(window.start, window.end))
    return dict(session.exec(chosen.group_by(first.c.day)).all())


def _revenue(session: Session, campaign_key: str, currency: str, window: Window) -> dict[tuple[date, str], int]:
    day, code = col(DealRow.closed_day), col(DealRow.currency)
    chosen = (
        select(day, code, func.sum(DealRow.amount_micros))
        .where(DealRow.campaign_key == campaign_key, col(DealRow.is_won).is_(True))
        .where(col(DealRow.amount_micros).is_not(None), day.between(window.start, window.end))
        .group_by(day, code)
    )
    found: dict[tuple[date, str], int] = defaultdict(int)
    for when, unit, micros in session.exec(chosen).all():
        if when:
            found[when, unit or currency] += int(micros or 0)
    return found


def _rates(session: Session, campaign: Campaign, client: Client, seen: set[str], since: date) -> Rates:
    promised = {goal.currency or client.currency for goal in campaign.goals}
    needed = {*seen, *promised, client.currency, campaign.budget.currency}
    return fx.rates(session, needed, since - timedelta(days=1)) if len(needed) > 1 else Rates({})
