"""A campaign's leads by the day they came, and what had become of them by each look: exact, from the CRM's dates."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import literal
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from domain.evidence import Cohorts, Grid
from domain.money import Money, Rates
from domain.window import Window, local_day
from storage.db.tables import ContactRow, DealRow, SyncRunRow, table
from storage.facts import coverage, forms, fx, sales
from storage.facts.coverage import Drawn
from storage.facts.sales import NO_MORE, Sale


@dataclass(frozen=True, slots=True)
class Lead:
    """A contact that came on `day`, and the days on which it first was an MQL, an SQL and a customer, or more."""

    day: date
    mql: date | None
    sql: date | None
    customer: date | None


@dataclass(frozen=True, slots=True)
class Won:
    """A deal won by one of the leads, with the day that lead came; also in the CRM's own currency, where it says so."""

    lead_day: date
    day: date
    micros: int
    currency: str
    home_micros: int | None
    home_currency: str


def crm_triangle(
    session: Session, campaign_key: str, days: Window, at: Sequence[datetime], downloads: Collection[str] = ()
) -> Cohorts:
    """What the CRM had said of each day's leads at each of the instants `at`, in the client's currency; with those who
    sent the forms that are `downloads`, where there are any.

    Neither may be empty. A look holds what happened up to the day before the CRM's newest answer. NoResultFound: no
    such campaign.
    """
    home, seen = coverage.home(session, campaign_key), tuple(sorted(at))
    heard = _heard(session, coverage.crms(session, home.client_key, campaign_key), seen)
    sold = sales.of_campaigns(session, [campaign_key]).get(campaign_key, NO_MORE)
    leads, deals = _leads(session, campaign_key, days, sold)
    currencies = {code for deal in deals for code in (deal.currency, deal.home_currency)}
    rates = fx.rates(session, {home.currency, *currencies}, days.start)
    counted = _Counting(heard, days)
    return Cohorts(
        looks=seen,
        days=tuple(days),
        currency=home.currency,
        leads=counted.total((lead.day, lead.day, 1) for lead in leads),
        mqls=counted.total((lead.day, lead.mql, 1) for lead in leads),
        sqls=counted.total((lead.day, lead.sql, 1) for lead in leads),
        customers=counted.total((lead.day, lead.customer, 1) for lead in leads),
        revenue_micros=counted.total((deal.lead_day, deal.day, _home(deal, rates, home.currency)) for deal in deals),
        downloads=_downloads(session, campaign_key, downloads, counted) if downloads else None,
    )


def _downloads(session: Session, campaign_key: str, forms_said: Collection[str], counted: "_Counting") -> Grid | None:
    """None where no CRM of the client has one of the forms."""
    said = {campaign_key: forms_said}
    if forms.lost(session, said):
        return None
    return counted.total((day, day, many) for (_, day), many in forms.counted(session, said, counted.days).items())


def _home(deal: Won, rates: Rates, currency: str) -> float:
    converted = rates.convert(deal.micros, deal.currency or currency, currency, deal.day)
    if converted is None and deal.home_micros is not None:
        converted = rates.convert(deal.home_micros, deal.home_currency, currency, deal.day)
    return np.nan if converted is None else converted


def _heard(session: Session, crms: Sequence[Drawn], at: Sequence[datetime]) -> NDArray[np.int64]:
    """For each look the ordinal of the first day that the CRMs had not seen the end of; 0 before their first answer."""
    heard = np.full(len(at), np.iinfo(np.int64).max if crms else 0)
    for crm in crms:
        run = SyncRunRow
        chosen = select(run.finished_at, run.started_at).where(run.account == crm.id, run.status == "ok")
        answers = sorted((end, begun) for end, begun in session.exec(chosen) if end and end <= at[-1])
        known = np.searchsorted([end.timestamp() for end, _ in answers], [one.timestamp() for one in at], side="right")
        began = [0, *(local_day(begun, str(crm.timezone)).toordinal() for _, begun in answers)]
        heard = np.minimum(heard, np.maximum.accumulate(np.array(began))[known])
    return heard


@dataclass(frozen=True, slots=True)
class _Counting:
    """Adds up what happened to the leads of each day, by the look at which it was known."""

    heard: NDArray[np.int64]
    days: Window

    def total(self, events: Iterable[tuple[date, date | None, float]]) -> Grid:
        """`events`: the day the lead came, the day of the event, and how much it is. Looks × days."""
        grid = np.zeros((len(self.heard) + 1, self.days.days))
        for lead_day, day, amount in events:
            if day is not None:
                known = np.searchsorted(self.heard, max(day, lead_day).toordinal(), side="right")
                grid[known, (lead_day - self.days.start).days] += amount
        over = self.heard[:, None] > np.arange(self.days.days) + self.days.start.toordinal()
        counted: Grid = np.where(over, np.cumsum(grid[:-1], axis=0), np.nan)
        return counted


def _leads(session: Session, campaign_key: str, days: Window, sold: Sale) -> tuple[list[Lead], list[Won]]:
    contact, deal = table(ContactRow).c, table(DealRow).c
    theirs = (deal.account == contact.account) & (deal.contact_id == contact.contact_id) & deal.is_won
    theirs &= literal(sold.by_deal)
    stages = (contact.account, contact.contact_id, contact.lead_day, contact.mql_day, contact.sql_day)
    bought = (deal.closed_day, deal.amount_micros, deal.currency, deal.home_micros, deal.home_currency)
    chosen = (
        core_select(*stages, contact.customer_day, *bought)
        .join_from(table(ContactRow), table(DealRow), theirs, isouter=True)
        .where(contact.campaign_key == campaign_key, contact.lead_day.between(days.start, days.end))
    )
    leads: dict[tuple[Any, ...], Lead] = {}
    became, deals = dict[tuple[Any, ...], date](), list[Won]()
    for account, contact_id, day, mql, sql, customer, closed, *money in session.connection().execute(chosen):
        before = leads.get((account, contact_id))
        won = _earliest(closed, before.customer if before else None)
        known = _earliest(customer, won)
        leads[account, contact_id] = Lead(day, _earliest(mql, sql, known), _earliest(sql, known), won)
        if customer is not None:
            became[account, contact_id] = customer
        if closed is not None and money[0] is not None:
            deals.append(Won(day, closed, *money))
        elif closed is not None and sold.worth is not None:
            deals.append(_worth(day, closed, sold.worth))
    for whose, since in became.items() if sold.by_stage else ():
        lead = leads[whose]
        if lead.customer is None:
            leads[whose] = replace(lead, customer=since)
            deals += [_worth(lead.day, since, sold.worth)] if sold.worth else []
    return list(leads.values()), deals


def _worth(lead_day: date, day: date, worth: Money) -> Won:
    return Won(lead_day, day, worth.micros, worth.currency, None, "")


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
