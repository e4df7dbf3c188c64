"""Daily performance: the current rows, and beside them what was learnt when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import bindparam, delete, func, insert, literal, or_, tuple_, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.facts import DEVICE, HOUR, PerformanceRow, PlatformCampaign
from domain.window import Window
from domain.words import Level
from storage.db import upserting
from storage.db.chunks import chunks
from storage.db.claiming import touched
from storage.db.tables import AccountRow, LoadRow, ObservationRow, PerformanceTable, PlatformCampaignRow, table
from storage.directory.matching import resolve as resolve_matches
from storage.facts import counting
from storage.facts.counting import Given
from storage.facts.listing import list_campaigns

VALUES = (
    "currency",
    "impressions",
    "clicks",
    "spend_micros",
    "conversions_micros",
    "value_micros",
    "leads_micros",
    "actions",
    "origin",
)
KEY = ("entity_id", "day", "level", "breakdown", "element")
COLUMNS = ("account", *KEY, *VALUES, "load")
_NOTES = ("provisional_from", "imported_at")
_ACCOUNT = table(AccountRow).c
_NOTED = core_select(*(_ACCOUNT[name] for name in _NOTES)).where(_ACCOUNT.id == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the rows: given, changed (new ones too), and left out because the API had delivered their day.

    `yielded_days` is how many days those that were left out cover. `is_news`: a campaign is listed that was not, or
    under another name, so that matches must be looked at again. `written`: not all of it was known before.
    """

    given: int
    changed: int
    yielded: int
    yielded_days: int = 0
    is_news: bool = False
    written: bool = False


def row_tuple(
    account_id: int, row: PerformanceRow, origin: str, load: int, dialect: str, actions: str | None = None
) -> tuple[Any, ...]:
    """A row in the order of COLUMNS; `actions` as `storage.facts.actions` writes them."""
    return (
        account_id,
        row.entity_id,
        upserting.day(row.day, dialect),
        row.level.value,
        row.breakdown,
        row.element,
        row.currency,
        row.impressions,
        row.clicks,
        row.spend_micros,
        row.conversions_micros,
        row.value_micros,
        row.leads_micros,
        actions,
        origin,
        load,
    )


def upsert(
    session: Session,
    account_id: int,
    rows: Iterable[PerformanceRow],
    as_of: datetime,
    provisional_from: date | None = None,
    origin: Literal["api", "import"] = "api",
    window: Window | None = None,
    *,
    details: bool = False,
    names: Mapping[str, str] | None = None,
) -> Loaded:
    """Write what an account reports as of an instant; what changed is appended to the observations.

    On a day that the API delivered for this account its rows are all there is: an import's rows for that day are
    left out, and those of an earlier import are observed as zeros and go. A later import replaces what earlier ones
    said of its entities and days, however they were broken down. `window` is what the API was asked for: rows that it
    delivered for these days before and no longer does are observed as zeros and go: a platform that moves a day's
    spend from one device to another leaves the first one out. Each breakdown and level is a family of its own.
    `details`: these are hours, ads and the like, which say nothing of how fresh the account is. `names` are those of
    the campaigns that the account lists, where they are at hand.
    """
    told, before = counting.given(session, account_id, list(rows)), _noted(session, account_id)
    kept, delivered = told.rows, set[date]()
    given = len(kept)
    if origin == "import":
        delivered = _days(session, account_id) & {row.day for row in kept}
        kept = [row for row in kept if row.day not in delivered]
        gone = _replaced(session, account_id, kept)
    else:
        gone = _overruled(session, account_id, kept) if before["imported_at"] else []
    changed, news = 0, kept
    if window is not None and origin == "api":
        stored = _stored(session, account_id, kept, window)
        news = [row for row in kept if _differs(row, told.text(row), stored)]
        gone += _vanished(kept, stored)
    written = bool(gone or news) or window is None or origin != "api"
    if written:
        changed = _load(session, account_id, told, news, gone, as_of, origin)
    is_news = _list_spoken_of(session, account_id, kept, names)
    told.settle(session)
    if not details:
        _note(
            session,
            account_id,
            before,
            {"provisional_from": provisional_from} if origin == "api" else {"imported_at": as_of},
        )
    return Loaded(given, changed, given - len(kept), len(delivered), is_news, written)


def _noted(session: Session, account_id: int) -> dict[str, Any]:
    """What the account knows of its readings."""
    found = session.connection().execute(_NOTED, {"of": account_id}).first()
    return dict(zip(_NOTES, found or (None, None), strict=True))


def _note(session: Session, account_id: int, before: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    """Keep it, where it is not so already."""
    if told.items() - before.items():
        session.execute(update(AccountRow).where(col(AccountRow.id) == account_id).values(**told))


def _load(
    session: Session,
    account_id: int,
    told: Given,
    kept: list[PerformanceRow],
    gone: list[PerformanceRow],
    as_of: datetime,
    origin: Literal["api", "import"],
) -> int:
    """Write the rows, observe what changed, let go of those that are gone; returns how many changed."""
    load = LoadRow(account=account_id, as_of=as_of, origin=origin)
    session.add(load)
    session.flush()
    number, dialect = load.id or 0, session.connection().dialect.name
    tuples = (row_tuple(account_id, row, origin, number, dialect, told.text(row)) for row in (*kept, *gone))
    upserting.upsert(session, PerformanceTable, COLUMNS, VALUES, tuples, also=("load",))
    changed = _observe(session, account_id, number, as_of)
    _drop(session, account_id, gone)
    return changed


def _stored(
    session: Session, account_id: int, rows: list[PerformanceRow], window: Window
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What is known of the window, of the entities, levels and breakdowns that the rows speak of: values by key."""
    stored = table(PerformanceTable).c
    chosen = core_select(*(stored[name] for name in (*KEY, *VALUES))).where(
        stored.account == account_id,
        stored.day.between(window.start, window.end),
        tuple_(stored.level, stored.breakdown).in_(sorted({(row.level.value, row.breakdown) for row in rows})),
    )
    # By entity the key finds the days of the window; without it all days of the account are looked through.
    found = (
        tuple(row)
        for some in chunks(sorted({row.entity_id for row in rows}))
        for row in session.connection().execute(chosen.where(stored.entity_id.in_(some)))
    )
    return {row[: len(KEY)]: row[len(KEY) :] for row in found}


def _differs(row: PerformanceRow, actions: str | None, stored: Mapping[tuple[Any, ...], tuple[Any, ...]]) -> bool:
    """Whether the API says something else than before: of most days of a window it does not."""
    told = row_tuple(0, row, "api", 0, "", actions)[1:-1]
    return stored.get(told[: len(KEY)]) != told[len(KEY) :]


def _days(session: Session, account_id: int) -> set[date]:
    rows = PerformanceTable
    return set(
        session.exec(select(col(rows.day)).where(rows.account == account_id, rows.origin == "api").distinct()).all()
    )


def _vanished(rows: list[PerformanceRow], stored: Mapping[tuple[Any, ...], tuple[Any, ...]]) -> list[PerformanceRow]:
    """What the API delivered of the window before and not now, with zeros for numbers.

    Only of what it still speaks of: a campaign that was deleted there leaves the answer, and has spent all the same.
    """
    spoken = {(row.entity_id, row.level.value, row.breakdown) for row in rows}
    given = {(row.entity_id, row.day, row.level.value, row.breakdown, row.element) for row in rows}
    return [
        _zero(key, currency)
        for key, (currency, *_, origin) in stored.items()
        if origin == "api" and key not in given and (key[0], key[2], key[3]) in spoken
    ]


def _zero(key: Sequence[Any], currency: str) -> PerformanceRow:
    entity, day, level, breakdown, element = key
    return PerformanceRow(Level(level), entity, day, breakdown, element, currency, 0, 0, 0, 0, 0, 0)


def _replaced(session: Session, account_id: int, rows: list[PerformanceRow]) -> list[PerformanceRow]:
    """What earlier files said of the same entities and days in other breakdowns, with zeros for numbers."""
    if not rows:
        return []
    spoken = {(row.entity_id, row.level, row.day) for row in rows}
    others = _others(session, account_id, rows, _span(rows))
    return [row for row in others if (row.entity_id, row.level, row.day) in spoken]


def _overruled(session: Session, account_id: int, rows: list[PerformanceRow]) -> list[PerformanceRow]:
    """What files said of days that the API delivers now, with zeros for numbers."""
    delivered = {row.day for row in rows if row.level is Level.CAMPAIGN}
    if not delivered:
        return []
    others = _others(session, account_id, rows, _span(rows), of_them=False)
    return [row for row in others if row.day in delivered]


def _span(rows: list[PerformanceRow]) -> Window:
    days = [row.day for row in rows]
    return Window(min(days), max(days))


def _others(
    session: Session, account_id: int, rows: list[PerformanceRow], window: Window, *, of_them: bool = True
) -> list[PerformanceRow]:
    """The rows of the window that files brought and that are not among `rows`, with zeros for numbers.

    `of_them`: of their entities.
    """
    stored = table(PerformanceTable).c
    chosen = (
        core_select(*(stored[name] for name in KEY), stored.currency)
        .where(stored.account == account_id, stored.origin == "import")
        .where(stored.day.between(window.start, window.end))
    )
    some = chunks(sorted({row.entity_id for row in rows}))
    parts = [chosen.where(stored.entity_id.in_(part)) for part in some] if of_them else [chosen]
    found = (tuple(row) for part in parts for row in session.connection().execute(part))
    given = {(row.entity_id, row.day, row.level.value, row.breakdown, row.element) for row in rows}
    return [_zero(key, currency) for *key, currency in found if tuple(key) not in given]


def _drop(session: Session, account_id: int, rows: list[PerformanceRow]) -> None:
    if not rows:
        return
    stored = table(PerformanceTable)
    same = (stored.c[name] == bindparam(f"of_{name}") for name in KEY)
    keys = [{f"of_{name}": getattr(row, name) for name in KEY} for row in rows]
    session.connection().execute(delete(stored).where(stored.c.account == account_id, *same), keys)


def _observe(session: Session, account_id: int, load: int, as_of: datetime) -> int:
    """Rows that the upsert changed carry its load: one statement copies them, however many there are.

    Campaigns alone, in totals, by device and by hour, and what files say: nobody judges by what was once known of an
    ad.
    """
    current, kept = table(PerformanceTable).c, table(ObservationRow)
    names = COLUMNS[:-1]
    changed = select(literal(as_of, kept.c.as_of.type), *(current[name] for name in names)).where(
        current.account == account_id,
        current.load == load,
        current.level == Level.CAMPAIGN.value,
        or_(current.breakdown.in_(("", DEVICE, HOUR)), current.origin == "import"),
    )
    copy = insert(kept).from_select(("as_of", *names), changed)
    # Without this SQLAlchemy forgets how many rows an INSERT made.
    return touched(session.connection().execute(copy, execution_options={"preserve_rowcount": True}))


def _list_spoken_of(
    session: Session, account_id: int, rows: Iterable[PerformanceRow], names: Mapping[str, str] | None
) -> bool:
    """A campaign that spends is listed, even where the platform's own list leaves it out, under the name that it has.

    Without a name it goes by its id. Whether that is news: a new campaign, or another name.
    """
    spoken = {row.entity_id: row for row in rows if row.level is Level.CAMPAIGN}
    listed = PlatformCampaignRow
    mine = col(listed.account) == account_id
    known = dict(session.exec(select(listed.entity_id, listed.name).where(mine)).all()) if names is None else names
    new = [PlatformCampaign(e, row.name or e, currency=row.currency) for e, row in spoken.items() if e not in known]
    if new:
        list_campaigns(session, account_id, sorted(new, key=lambda one: one.entity_id))
    other = {e: row.name for e, row in spoken.items() if row.name and known.get(e, row.name) != row.name}
    for entity, name in other.items():
        session.execute(update(listed).where(mine, col(listed.entity_id) == entity).values(name=name))
    return bool(new or other)


def drop_before(session: Session, account_id: int, breakdown: str, day: date) -> None:
    """Let go of an account's rows in one breakdown from before a day."""
    rows = PerformanceTable
    mine = (col(rows.account) == account_id, col(rows.breakdown) == breakdown, col(rows.day) < day)
    session.execute(delete(rows).where(*mine), execution_options={"synchronize_session": False})


def latest_day(session: Session, account_id: int, breakdown: str | None = None) -> date | None:
    """The newest day with a row, in one breakdown or in any."""
    rows = PerformanceTable
    chosen = select(func.max(rows.day)).where(rows.account == account_id)
    return session.exec(chosen.where(rows.breakdown == breakdown) if breakdown is not None else chosen).one()


__all__ = ["Loaded", "drop_before", "latest_day", "list_campaigns", "resolve_matches", "row_tuple", "upsert"]
