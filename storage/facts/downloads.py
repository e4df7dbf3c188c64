"""Downloads by day, of campaigns whose definition says what one is: counted where they are asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.campaign_data import Scope
from domain.entities import downloads_of
from domain.facts import DaySums, plus
from domain.results import Counts, Known, count_of, seen_in
from domain.window import Window
from domain.words import Level, Source
from storage.db.chunks import chunks
from storage.db.tables import AccountRow, PerformanceTable, PlatformCampaignRow, table
from storage.directory.accounts import IMPORT_PREFIX
from storage.directory.spending import one_family
from storage.facts import actions

Days = dict[str, tuple[DaySums, ...]]
"""By campaign."""
_Place = tuple[str, date, Source, str]


def with_downloads(session: Session, asked: Iterable[Scope], days: Days, window: Window) -> Days:
    """The days with their downloads, of those campaigns that say what one is; the others as they are."""
    said = {one.campaign.key: told for one in asked if (told := downloads_of(one.campaign, one.client)) is not None}
    if not said:
        return days
    sums = _sums(session, said, window)
    found = {key: tuple(_told(key, row, sums) for row in days.get(key, ())) for key in said}
    return {**days, **found}


def _told(key: str, row: DaySums, sums: Mapping[_Place, int | None]) -> DaySums:
    return replace(row, downloads_micros=sums.get((key, row.day, row.source, row.currency), 0))


def _sums(session: Session, said: Mapping[str, Counts], window: Window) -> dict[_Place, int | None]:
    """None where a row that may hold downloads was not read by action: what the others hold is not the sum."""
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    chosen = (
        core_select(
            listed.campaign_key, account.id, account.account_id, account.source, rows.day, rows.currency, rows.actions
        )
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(rows.level == Level.CAMPAIGN.value, one_family())
        .where(rows.day.between(window.start, window.end))
    )
    known: dict[int, dict[str, Known]] = {}
    found: dict[_Place, int | None] = {}
    for some in chunks(said.keys()):
        for key, number, account_id, named, day, currency, text in session.connection().execute(
            chosen.where(listed.campaign_key.in_(some))
        ):
            source = Source(named)
            place, tokens = (key, day, source, currency), _tokens(said[key], source, account_id)
            if number not in known:
                known[number] = {token: what for token, (_, what) in actions.known(session, number).items()}
            found[place] = plus(found.get(place, 0), _count(tokens, text, known[number]))
    return found


def _tokens(told: Counts, source: Source, account_id: str) -> tuple[str, ...]:
    of_files = account_id.startswith(IMPORT_PREFIX)
    return (told.of_files(source) if of_files else told).of(source) or ()


def _count(tokens: tuple[str, ...], text: str | None, known: Mapping[str, Known]) -> int | None:
    if not tokens:
        return 0
    if text is None:
        return None
    own, sums = actions.read(text)
    return count_of(tokens, sums, seen_in(own.apart, known))
