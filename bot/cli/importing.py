"""Storing an export: its rows, its campaigns, and a campaign of ours for each that nobody has claimed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.cli import tools
from bot.jobs import rates
from connectors.exports import Export
from domain.entities import Campaign, Client, SourceAccount
from domain.errors import InvalidInput
from domain.facts import PerformanceRow, PlatformCampaign
from domain.window import Window, local_day
from domain.words import Objective, Source
from insights.reconciling import their_ids
from storage import Session
from storage.directory import accounts, campaigns, changes, clients
from storage.directory.changes import Via
from storage.facts import performance
from storage.facts.performance import Loaded

ACTOR = "import"
"""The command as which an import acts."""


@dataclass(frozen=True, slots=True)
class Order:
    """For whom a file is imported. `locale` is given to a client that is new; `account` chooses among several."""

    client: str
    source: Source
    locale: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did; `campaigns` are all that the file speaks of."""

    client: Client
    is_new: bool
    loaded: Loaded
    adopted: tuple[Campaign, ...]
    extended: tuple[Campaign, ...]
    campaigns: tuple[Campaign, ...]


def store(session: Session, export: Export, order: Order, now: datetime) -> Done:
    """Write the export, in the session's one transaction. InvalidInput where its account cannot be told."""
    known = clients.get(session, order.client)
    client = known or _new_client(session, export, order, now)
    account = _account(session, order, now)
    ids = their_ids(session, account, export.campaigns)
    rows = [row._replace(entity_id=ids.get(row.entity_id, row.entity_id)) for row in export.rows]
    loaded = performance.upsert(session, account.id, rows, now, origin="import")
    named = [replace(one, entity_id=ids.get(one.entity_id, one.entity_id)) for one in export.campaigns]
    today = local_day(now, client.timezone)
    _list(session, account, named, today)
    performance.resolve_matches(session, client.key)
    spoken = {one.entity_id for one in named}
    adopted = _adopt(session, account, spoken, rows, now)
    rates.learn(session, client.key, today, {(row.currency, row.day) for row in rows})
    extended = _follow(session, account, spoken, {one.key for one in adopted}, now, today)
    keys = {key for one, key in campaigns.listed(session, account.id) if key and one.entity_id in spoken}
    all_of_them = tuple(one for one in campaigns.of_client(session, client.key) if one.key in keys)
    return Done(client, known is None, loaded, adopted, extended, all_of_them)


def _new_client(session: Session, export: Export, order: Order, now: datetime) -> Client:
    name = order.client.replace("-", " ").replace("_", " ").title()
    currency = export.preview.currency if export.preview else "EUR"
    client = Client(order.client, name, order.locale, "UTC", currency)
    clients.save(session, client, tools.person(ACTOR), now, Via.FILE)
    return client


def _account(session: Session, order: Order, now: datetime) -> SourceAccount:
    if not order.account:
        return accounts.for_import(session, order.client, order.source, tools.person(ACTOR), now)
    mine = [a for a in accounts.of_client(session, order.client) if a.source is order.source]
    found = next((a for a in mine if a.account_id == order.account), None)
    if found is None:
        raise InvalidInput("unknown_account", "--account", order.account, ", ".join(a.account_id for a in mine))
    return found


def _list(session: Session, account: SourceAccount, named: list[PlatformCampaign], today: date) -> None:
    """List the file's campaigns with the days of their rows; what the platform itself lists, it knows better."""
    from_files = account.account_id.startswith(accounts.IMPORT_PREFIX)
    # a row makes its campaign be listed under its id: only such a bare entry may be filled in
    bare = {one.entity_id for one, _ in campaigns.listed(session, account.id) if one.name == one.entity_id}
    spans = campaigns.spans(session, account.id)
    mine = [one for one in named if one.entity_id in spans and (from_files or one.entity_id in bare)]
    dated = (replace(one, start=spans[one.entity_id].start, end=_end(spans[one.entity_id], today)) for one in mine)
    performance.list_campaigns(session, account.id, dated)


def _end(span: Window, today: date) -> date | None:
    """The last day, None when it is yesterday or later: it may still be running."""
    return span.end if span.end < today - timedelta(days=1) else None


def _adopt(
    session: Session, account: SourceAccount, spoken: set[str], rows: list[PerformanceRow], now: datetime
) -> tuple[Campaign, ...]:
    free = [one.entity_id for one, key in campaigns.listed(session, account.id) if key is None]
    made = []
    for entity in free:
        if entity not in spoken:
            continue
        campaign = campaigns.adopt(session, account.id, entity, tools.person(ACTOR), now, Via.FILE)
        chosen = replace(campaign, objective=_objective([row for row in rows if row.entity_id == entity]))
        if chosen != campaign:
            campaigns.save(session, chosen, tools.person(ACTOR), now, Via.FILE)
        made.append(chosen)
    return tuple(made)


def _objective(rows: list[PerformanceRow]) -> Objective:
    """What the numbers speak of: leads where there are any, else sales, else clicks."""
    if any(row.leads_micros for row in rows):
        return Objective.LEADS
    if any(row.value_micros for row in rows):
        return Objective.SALES
    return Objective.TRAFFIC if any(row.clicks for row in rows) else Objective.LEADS


def _follow(
    session: Session, account: SourceAccount, spoken: set[str], new: set[str], now: datetime, today: date
) -> tuple[Campaign, ...]:
    """Dates that an import set follow later files; those that a person set are left alone."""
    spans = campaigns.spans(session, account.id)
    moved = []
    for one, key in campaigns.listed(session, account.id):
        campaign = campaigns.get(session, key) if key and key not in new and one.entity_id in spoken else None
        if campaign is None or one.entity_id not in spans:
            continue
        dated = _dated(campaign, spans[one.entity_id], today, changes.authors(session, "campaign", campaign.key))
        if dated != campaign:
            campaigns.save(session, dated, tools.person(ACTOR), now, Via.FILE)
            moved.append(dated)
    return tuple(moved)


def _dated(campaign: Campaign, span: Window, today: date, authors: dict[str, str]) -> Campaign:
    start, end = campaign.start, campaign.end
    if _is_import(authors.get("start")):
        start = min(start, span.start)
    if _is_import(authors.get("end")):
        running = end if end >= today else campaigns.open_end(start, today)
        end = max(_end(span, today) or running, start)
    return replace(campaign, start=start, end=end)


def _is_import(author: str | None) -> bool:
    """Whether an import set it, this version's or an earlier one's."""
    return author is not None and author.partition(":")[0] == f"vigia {ACTOR}"
