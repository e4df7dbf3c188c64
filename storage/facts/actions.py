"""The actions of each row as a column of text, and all that an account has recorded."""

import json
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.facts import PerformanceRow
from domain.results import Action, AsBefore, Known, Own, ResultKind
from domain.window import Window
from domain.words import Level, Source
from storage.db import upserting
from storage.db.chunks import chunks
from storage.db.tables import AccountRow, PerformanceTable, PlatformCampaignRow, RecordedRow, table
from storage.directory.spending import one_family

_OWN = ""
"""Beside the tokens of a row: what its source counts of its own accord, and what its campaign was bought for."""
_RECORDED = ("account", "token", "name", "hint", "within", "is_own")
Sums = Mapping[str, tuple[int, int]]
"""By token, how often and for how much; in micros."""


def write(row: PerformanceRow) -> str | None:
    """A row's actions and its source's own count of results; None where it was not read by action."""
    if row.actions is None:
        return None
    told: dict[str, Any] = {one.token: (one.count_micros, one.value_micros) for one in row.actions}
    own = own_of(row)
    told[_OWN] = own if own.apart else own[:-1]
    return json.dumps(told, separators=(",", ":"), sort_keys=True)


def own_of(row: PerformanceRow) -> Own:
    """What the row says without a definition."""
    apart = tuple(one.token for one in row.actions or () if one.is_apart)
    return Own(row.conversions_micros, row.value_micros, row.leads_micros, row.aim, apart)


def read(text: str) -> tuple[Own, Sums]:
    """The same read back."""
    told = json.loads(text)
    own = Own(*told.pop(_OWN))
    return own._replace(apart=tuple(own.apart)), {token: (count, value) for token, (count, value) in told.items()}


_RESULTS = frozenset({"conversions_micros", "value_micros", "leads_micros"})


def as_counted(listed: Any, seen: Any, name: str) -> ColumnElement[Any]:
    """A column of what was `seen` of a campaign on a platform: NULL of results where something else counts by now and
    it was not read by action, for it is another number. What had vanished was nothing by any definition."""
    told: ColumnElement[Any] = seen[name]
    if name not in _RESULTS:
        return told
    held = or_(*(seen[one] != 0 for one in ("spend_micros", "impressions", "clicks", name)))
    return case((and_(listed.counted_by != "", seen.actions.is_(None), held), None), else_=told)


def known(session: Session, account: int) -> dict[str, tuple[str, Known]]:
    """By token, the account's own name for it, and what its connector knows of it."""
    return known_of(session, [account])[account]


def known_of(session: Session, accounts: Collection[int]) -> dict[int, dict[str, tuple[str, Known]]]:
    """The same of several, by account."""
    rows = table(RecordedRow).c
    chosen = core_select(*(rows[name] for name in _RECORDED))
    found: dict[int, dict[str, tuple[str, Known]]] = {account: {} for account in accounts}
    for some in chunks(accounts):
        for account, token, name, hint, within, is_own in session.connection().execute(
            chosen.where(rows.account.in_(some))
        ):
            found[account][token] = name, Known(ResultKind(hint) if hint else None, within, is_own)
    return found


def learn(session: Session, account: int, told: Collection[Action]) -> None:
    """Keep what is new of these tokens; a name goes on where nobody says it now."""
    rows = [(account, one.token, one.name, one.hint or "", one.within, one.is_own) for one in told]
    upserting.upsert(session, RecordedRow, _RECORDED, _RECORDED[2:], rows)


def names(session: Session, clients: Collection[str]) -> dict[str, dict[str, str]]:
    """By client, the accounts' own names for what they record."""
    rows, account = table(RecordedRow).c, table(AccountRow).c
    chosen = core_select(account.client_key, rows.token, rows.name).join_from(
        table(RecordedRow), table(AccountRow), account.id == rows.account
    )
    found: dict[str, dict[str, str]] = {}
    for some in chunks(clients):
        mine = chosen.where(account.client_key.in_(some), rows.name != "")
        for client, token, name in session.connection().execute(mine):
            found.setdefault(client, {})[token] = name
    return found


def unread(
    session: Session, said: Mapping[str, Collection[Source]], days: Window, today: Mapping[str, date]
) -> dict[str, AsBefore]:
    """By campaign up to which of these days what it claims at the sources of which something is `said` was not read by
    action, and whether it is too old for its platforms by `today`; campaigns without any are not there.

    Files are as they are: nobody reads them again. Networks and hours only explain, and old ones are not read again.
    """
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    same = (listed.account == rows.account) & (listed.entity_id == rows.entity_id)
    chosen = (
        core_select(listed.campaign_key, account.source, account.keeps_days, func.max(rows.day))
        .join_from(table(PerformanceTable), table(PlatformCampaignRow), same)
        .join(table(AccountRow), account.id == rows.account)
        .where(rows.level == Level.CAMPAIGN.value, one_family(), rows.actions.is_(None), rows.origin == "api")
        .where(rows.day.between(days.start, days.end))
        .group_by(listed.campaign_key, account.source, account.keeps_days)
    )
    found: dict[str, AsBefore] = {}
    for some in chunks(said):
        for key, source, keeps, day in session.connection().execute(chosen.where(listed.campaign_key.in_(some))):
            if source in said[key]:
                before = found.get(key, AsBefore(day, for_good=True))
                is_lost = keeps is not None and day < today[key] - timedelta(days=keeps)
                found[key] = AsBefore(max(day, before.until), before.for_good and is_lost)
    return found
