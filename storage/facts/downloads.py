"""Downloads by day, of campaigns whose definition says what one is: counted where they are asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.campaign_data import CampaignData, Scope
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


@dataclass(frozen=True, slots=True)
class Reader:
    """How many downloads of a campaign the rows of accounts hold. `meant`: by account, the tokens that are one, and
    what is known of all of its own."""

    meant: Mapping[int, tuple[tuple[str, ...], Mapping[str, Known]]]

    def count(self, account: int, text: str | None, *, holds: bool = True) -> int | None:
        """Of a row, in micros; None where it was not read by action and `holds` anything."""
        tokens, known = self.meant[account]
        if not tokens or (text is None and not holds):
            return 0
        if text is None:
            return None
        own, sums = actions.read(text)
        return count_of(tokens, sums, seen_in(own.apart, known))


def readers(session: Session, said: Mapping[str, Counts]) -> dict[str, Reader]:
    """One for each campaign, of the accounts in which it claims something."""
    row, listed = table(AccountRow).c, table(PlatformCampaignRow).c
    chosen = core_select(listed.campaign_key, row.id, row.source, row.account_id).distinct()
    chosen = chosen.join_from(table(PlatformCampaignRow), table(AccountRow), row.id == listed.account)
    claims = [
        one
        for some in chunks(said.keys())
        for one in session.connection().execute(chosen.where(listed.campaign_key.in_(some)))
    ]
    known = actions.known_of(session, {number for _, number, *_ in claims})
    found: dict[str, dict[int, tuple[tuple[str, ...], Mapping[str, Known]]]] = {key: {} for key in said}
    for key, number, named, account_id in claims:
        source, told = Source(named), said[key]
        tokens = (told.of_files(source) if account_id.startswith(IMPORT_PREFIX) else told).of(source)
        found[key][number] = tokens or (), {token: what for token, (_, what) in known[number].items()}
    return {key: Reader(meant) for key, meant in found.items()}


def said_of(asked: Iterable[Scope | CampaignData]) -> dict[str, Counts]:
    """By campaign what a download is at the platforms, of those that say so."""
    return {one.campaign.key: told for one in asked if (told := downloads_of(one.campaign, one.client)) is not None}


def with_downloads(session: Session, asked: Iterable[Scope], days: Days, window: Window) -> Days:
    """The days with their downloads, of those campaigns that say what one is; the others as they are."""
    said = said_of(asked)
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
        core_select(listed.campaign_key, account.id, account.source, rows.day, rows.currency, rows.actions)
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(rows.level == Level.CAMPAIGN.value, one_family())
        .where(rows.day.between(window.start, window.end))
    )
    by_campaign = readers(session, said)
    found: dict[_Place, int | None] = {}
    for some in chunks(said.keys()):
        for key, number, named, day, currency, text in session.connection().execute(
            chosen.where(listed.campaign_key.in_(some))
        ):
            place = (key, day, Source(named), currency)
            found[place] = plus(found.get(place, 0), by_campaign[key].count(number, text))
    return found
