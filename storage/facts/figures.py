"""Campaigns' numbers as sums made by the database: no object per row, one query each for all that are asked about."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, case, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.campaign_data import CampaignData, Scope, counted_by_crm
from domain.entities import Campaign, forms_of_downloads, results_of
from domain.facts import CrmDay, DaySums, Freshness, Running
from domain.goal_lines import is_total
from domain.money import Rates
from domain.pacing.limit import Limit
from domain.pacing.pace import HISTORY
from domain.results import UNSAID, AsBefore
from domain.window import Window
from domain.words import Level, Source
from storage.db.asof import AsOf
from storage.db.chunks import MANY, chunks
from storage.db.tables import AccountRow, PerformanceTable, PlatformCampaignRow, table
from storage.directory.ages import Reading, freshness_of
from storage.directory.spending import one_family
from storage.facts import actions, as_known, by_action, forms, fx, outcomes, quiet
from storage.facts.aged import aged
from storage.facts.downloads import said_of, with_downloads
from storage.facts.limits import limits_of

SUMS = ("impressions", "clicks", "spend_micros", "conversions_micros", "value_micros", "leads_micros")


Account: TypeAlias = tuple[int, Reading, Freshness]
"""Our id, how it is read, and how old its data is."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a campaign draws on: its accounts with the age of their data, and what it claims there.

    `readings` change whenever an account has said something new; `is_settled`: none of them is being read now. `silent`
    are CRMs that are asked though no account of them is connected: nobody speaks in their place. `paused`: nothing of
    what it claims may deliver, and one of it is only paused. `counted` is how the results of its claims are counted.
    """

    accounts: tuple[Freshness, ...] = ()
    claims: tuple[tuple[int, str], ...] = ()
    readings: tuple[tuple[int, Reading], ...] = ()
    silent: tuple[Freshness, ...] = ()
    paused: bool = False
    counted: tuple[str, ...] = ()

    @property
    def platforms(self) -> tuple[tuple[int, Freshness], ...]:
        """The advertising accounts."""
        numbers = (number for number, _ in self.readings)
        known = zip(numbers, self.accounts, strict=True)
        return tuple((number, fresh) for number, fresh in known if not fresh.source.is_crm)

    def limits(self, end: date) -> tuple[Limit, ...]:
        """What accounts that it claims something in may still spend themselves, as far as that holds to its end."""
        if not any(reading.left for _, reading in self.readings):
            return ()
        told = ((number, reading, fresh) for (number, reading), fresh in zip(self.readings, self.accounts, strict=True))
        return limits_of(told, {number for number, _ in self.claims}, end)

    @property
    def freshness(self) -> tuple[Freshness, ...]:
        """How old the data of all that is asked is."""
        return (*self.accounts, *self.silent)

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is about to change."""
        return not any(reading.is_under_way for _, reading in self.readings)


def facts(
    session: Session, asked: Sequence[Scope], used: Mapping[str, Drawn] | None = None, at: AsOf | None = None
) -> list[CampaignData]:
    """Everything known of each campaign over its window and the one before; its flight so far for the pace.

    A handful of queries, however many are asked about. A CRM that a campaign draws on speaks alone for what it counts,
    whether it has answered yet or not: nobody speaks in its place. `used`: what `drawn` says, where it is at hand.
    `at`: with the days of the platforms as they stood at that instant in the past, or at each account's own.
    """
    known = drawn(session, [one.campaign for one in asked]) if used is None else used
    found = _read(session, asked, _span, known, at)
    if at is None:
        found = aged(session, found, {key: one.platforms for key, one in known.items()})
        found = [replace(one, limits=known[one.campaign.key].limits(one.campaign.end)) for one in found]
    found = [_asking(session, one, known[one.campaign.key]) for one in _named(session, found)]
    return _as_before(session, found, {one.campaign.key: one.today for one in asked})


def _asking(session: Session, data: CampaignData, used: Drawn) -> CampaignData:
    """With what its platforms record that nobody has said anything of; a handful of campaigns ever have such."""
    if counted_by_crm("leads", data) or not any(UNSAID in how for how in used.counted):
        return data
    rows = by_action.rows(session, data.client.key, data.window, data.campaign.key)
    told = [
        one
        for number, source in dict.fromkeys((row.account, row.source) for row in rows)
        for one in by_action.recorded(session, number, source, [row for row in rows if row.account == number])
    ]
    asked = (one for one in told if one.count_micros and one.known.hint and not one.known.is_own)
    return replace(data, unanswered=tuple(asked))


def _as_before(session: Session, found: list[CampaignData], today: Mapping[str, date]) -> list[CampaignData]:
    """With the days that do not follow their definition: one question for all of the same window."""
    said: defaultdict[Window, dict[str, set[Source]]] = defaultdict(dict)
    for data in found:
        counts = results_of(data.campaign, data.client).counts
        if sources := {source for _, told in counts for source, _ in told.tokens}:
            said[data.window][data.campaign.key] = sources
    last: dict[str, AsBefore] = {}
    for window, sources_of in said.items():
        last |= actions.unread(session, sources_of, window, today)
    return [replace(data, as_before=last.get(data.campaign.key)) for data in found] if last else found


def _named(session: Session, found: list[CampaignData]) -> list[CampaignData]:
    """With the accounts' own names for what counts, where a client says what does."""
    said = {one.client.key for one in found if results_of(one.campaign, one.client).counts}
    names = actions.names(session, said) if said else {}
    return [replace(one, names=names[one.client.key]) if one.client.key in names else one for one in found]


def within(session: Session, asked: Sequence[Scope], used: Mapping[str, Drawn]) -> list[CampaignData]:
    """The same of each window alone: nothing of the one before, and of the flight only where a total is promised for
    it. `used`: see `drawn`."""
    return _read(session, asked, _promised, used)


def _read(
    session: Session,
    asked: Sequence[Scope],
    span_of: Callable[[Scope], Window],
    used: Mapping[str, Drawn],
    at: AsOf | None = None,
) -> list[CampaignData]:
    if not asked:
        return []
    spans = {one.campaign.key: span_of(one) for one in asked}
    hull = _hull(spans.values())
    if at is None:
        days = with_downloads(session, asked, day_sums(session, spans.keys(), hull), hull)
    else:
        days = as_known.day_sums(session, spans.keys(), hull, at, said_of(asked))
    from_crm = {key for key, known in used.items() if any(fresh.source.is_crm for fresh in known.freshness)}
    counted = [one for one in asked if one.campaign.key in from_crm]
    currencies = {one.campaign.key: one.client.currency for one in counted}
    downloads = {one.campaign.key: some for one in counted if (some := forms_of_downloads(one.campaign, one.client))}
    lost = forms.lost(session, downloads)
    crm = outcomes.crm_days(session, currencies, _hull(_counted(one) for one in counted), downloads)
    rates = _rates(session, asked, days, crm)
    found = [
        _of_one(one, days.get(one.campaign.key, ()), crm.get(one.campaign.key, ()), used[one.campaign.key], rates)
        for one in asked
    ]
    found = [replace(data, lost_forms=lost.get(data.campaign.key, ())) if lost else data for data in found]
    return found if at is not None else _with_quiet_days(session, asked, found, used)


def _with_quiet_days(
    session: Session, asked: Sequence[Scope], found: Sequence[CampaignData], used: Mapping[str, Drawn]
) -> list[CampaignData]:
    """The same with zeros on the days that the platforms have answered for without a row."""
    gaps = [
        one
        for one, data in zip(asked, found, strict=True)
        if used[one.campaign.key].claims and not (quiet.is_whole(data.days, _flown(one)) and not _begins_late(data))
    ]
    spoken = quiet.spoken(session, gaps, {one.campaign.key: used[one.campaign.key].platforms for one in gaps})
    return [_quietly(one, data, spoken, used) for one, data in zip(asked, found, strict=True)]


def _begins_late(data: CampaignData) -> bool:
    """Whether its first day with a row comes after the first of its flight: was it quiet, or never read?"""
    return min((row.day for row in data.flight_days), default=data.campaign.start) > data.campaign.start


def _flown(one: Scope) -> Window:
    """The days of both windows that are over and in its flight."""
    both = _both(one)
    return Window(max(both.start, one.campaign.start), min(both.end, one.campaign.end, one.today - timedelta(days=1)))


def _quietly(one: Scope, data: CampaignData, spoken: Mapping[str, Window], used: Mapping[str, Drawn]) -> CampaignData:
    days, flown = spoken.get(one.campaign.key), _flown(one)
    if days is None:
        return data
    quiet_days = Window(max(days.start, flown.start), min(days.end, flown.end))
    platforms = used[one.campaign.key].platforms
    unread = days.start if days.start > one.campaign.start and _begins_late(data) else None
    return replace(data, days=quiet.with_zeros(one, data.days, quiet_days, platforms), unread_before=unread)


def _of_one(one: Scope, days: Iterable[DaySums], crm: Iterable[CrmDay], drawn: Drawn, rates: Rates) -> CampaignData:
    both, days = _both(one), tuple(days)
    flight = Window(one.campaign.start, min(one.campaign.end, one.today))
    earlier = Window(flight.start - timedelta(days=HISTORY), flight.start - timedelta(days=1))
    inside, flown, past = (tuple(row for row in days if row.day in part) for part in (both, flight, earlier))
    crm = tuple(crm)
    return CampaignData(
        campaign=one.campaign,
        client=one.client,
        window=one.window,
        previous=one.window.previous(),
        days=inside,
        crm=tuple(row for row in crm if row.day in both),
        has_crm=any(fresh.source.is_crm for fresh in drawn.freshness),
        freshness=drawn.freshness,
        rates=rates,
        paused=drawn.paused,
        flight_days=flown,
        earlier_days=past,
        flight_crm=tuple(row for row in crm if row.day in flight),
    )


def _both(one: Scope) -> Window:
    """The window and the one before."""
    return Window(min(one.window.previous().start, one.window.start), one.window.end)


def _promised(one: Scope) -> Window:
    """The window; with the flight so far where a total is promised for it."""
    if not any(map(is_total, one.campaign.goals)):
        return one.window
    flown = min(one.campaign.end, one.today)
    return Window(min(one.window.start, one.campaign.start), max(one.window.end, flown))


def _counted(one: Scope) -> Window:
    """The days of which the CRM is asked."""
    return Window(min(_both(one).start, _promised(one).start), max(one.window.end, _promised(one).end))


def _span(one: Scope) -> Window:
    """All days of which something is told: both windows, the flight so far and the weeks before it."""
    both, flown = _both(one), min(one.campaign.end, one.today)
    return Window(min(both.start, one.campaign.start - timedelta(days=HISTORY)), max(both.end, flown))


def _hull(spans: Iterable[Window]) -> Window:
    """From the first to the last day of all of them; no day at all where there is none."""
    known = tuple(spans)
    if not known:
        return Window(date.max, date.min)
    return Window(min(one.start for one in known), max(one.end for one in known))


def drawn(session: Session, campaigns: Collection[Campaign]) -> dict[str, Drawn]:
    """By campaign, what it draws on: the accounts of a source that it matches, and where it claims something."""
    claimed: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    states: defaultdict[str, set[str]] = defaultdict(set)
    counted: defaultdict[str, list[str]] = defaultdict(list)
    listed = table(PlatformCampaignRow).c
    claims = core_select(listed.campaign_key, listed.account, listed.entity_id, listed.status, listed.counted_by)
    wanted = {one.key for one in campaigns}
    some = listed.campaign_key.is_not(None) if len(wanted) >= MANY else listed.campaign_key.in_(wanted)
    claims = claims.where(some).order_by(listed.account, listed.entity_id)
    for key, number, entity, status, how in session.execute(claims):
        if key in wanted:
            claimed[key].append((number, entity))
            states[key].add(status)
            counted[key].append(how)
    known: defaultdict[str, list[Account]] = defaultdict(list)
    for clients in chunks({one.client_key for one in campaigns}):
        for client, number, reading, fresh in freshness_of(session, clients):
            known[client].append((number, reading, fresh))
    return {
        one.key: replace(
            _drawn(one, claimed[one.key], known[one.client_key]),
            paused=_is_paused(states[one.key]),
            counted=tuple(counted[one.key]),
        )
        for one in campaigns
    }


def _is_paused(states: set[str]) -> bool:
    return Running.PAUSED.value in states and states <= {Running.PAUSED.value, Running.REMOVED.value}


def _drawn(campaign: Campaign, claims: list[tuple[int, str]], known: list[Account]) -> Drawn:
    matched, numbers = {match.source for match in campaign.matches}, {number for number, _ in claims}
    mine = [one for one in known if one[2].source in matched or one[0] in numbers]
    readings = tuple((number, reading) for number, reading, _ in mine)
    missing = sorted(matched - {fresh.source for _, _, fresh in mine})
    silent = tuple(Freshness(source, "", None) for source in missing if source.is_crm)
    return Drawn(tuple(fresh for _, _, fresh in mine), tuple(claims), readings, silent)


def day_sums(session: Session, keys: Collection[str], window: Window) -> dict[str, tuple[DaySums, ...]]:
    """By campaign, sums by day, source and currency of all that it claims; days without rows are not there."""
    if not window.days:
        return {}
    found: dict[str, tuple[DaySums, ...]] = {}
    for some in chunks(keys):
        found |= _day_sums(session, table(PlatformCampaignRow).c.campaign_key.in_(some), window)
    return found


def day_sums_by_campaign(session: Session, client_key: str, window: Window) -> dict[str, tuple[DaySums, ...]]:
    """The same for all campaigns of a client, in one query."""
    return _day_sums(session, table(AccountRow).c.client_key == client_key, window)


def _day_sums(session: Session, mine: ColumnElement[bool], window: Window) -> dict[str, tuple[DaySums, ...]]:
    within = table(PerformanceTable).c.day.between(window.start, window.end)
    found: defaultdict[str, list[DaySums]] = defaultdict(list)
    for key, day, source, currency, *sums in session.connection().execute(_sums_by_day().where(mine, within)):
        told = (None if part is None else int(part) for part in sums)
        found[key].append(DaySums(day, Source(source), currency, *told))  # type: ignore[arg-type]
    return {key: tuple(days) for key, days in found.items()}


@cache
def _sums_by_day() -> Select[Any]:
    """The question without its campaigns and days: it takes longer to put together than to answer."""
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    parts = (listed.campaign_key, rows.day, account.source, rows.currency)
    return (
        core_select(*parts, *(_whole_sum(rows[name]) for name in SUMS))
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(listed.campaign_key.is_not(None), rows.level == Level.CAMPAIGN.value, one_family())
        .group_by(*parts)
        .order_by(*parts)
    )


def _whole_sum(number: ColumnElement[int]) -> ColumnElement[int | None]:
    """NULL where a row does not say: what the others say is not the sum."""
    return case((func.count(number) == func.count(), func.sum(number)))


def _rates(
    session: Session,
    asked: Sequence[Scope],
    days: Mapping[str, Iterable[DaySums]],
    crm: Mapping[str, Iterable[CrmDay]],
) -> Rates:
    """Of every currency that something is reported, promised, planned or told in; none where all is in one."""
    needed = {row.currency for rows in days.values() for row in rows}
    needed |= {row.currency for rows in crm.values() for row in rows}
    for one in asked:
        needed |= {goal.currency for goal in one.campaign.goals if goal.currency}
        needed |= {one.client.currency, one.campaign.budget.currency}
    if len(needed) < 2:  # noqa: PLR2004 - one currency has nothing to be converted into
        return Rates({})
    return fx.rates(session, needed, min(_span(one).start for one in asked) - timedelta(days=1))
