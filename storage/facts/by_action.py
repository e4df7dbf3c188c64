"""What accounts recorded: rows of platform campaigns with their actions, contacts of a CRM by their stage."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.results import Counted, Known, Own, Recorded, seen_in
from domain.window import Window
from domain.words import Level, Source
from storage.db.tables import AccountRow, ContactRow, PerformanceTable, PlatformCampaignRow, table
from storage.directory.spending import one_family
from storage.facts import actions


class Row(NamedTuple):
    """A row of a platform campaign, and the campaign that claims it. `counted` are its results as they are kept.

    `own` is what its source counts of its own accord; None where it was not read by action.
    """

    account: int
    source: Source
    entity: str
    campaign: str | None
    day: date
    counted: Counted
    own: Own | None
    sums: Mapping[str, tuple[int, int]]


def rows(session: Session, client_key: str, days: Window, campaign_key: str | None = None) -> list[Row]:
    """The client's rows of these days, or of one of its campaigns: each day once, whatever it is split by."""
    kept, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    results = (kept.conversions_micros, kept.value_micros, kept.leads_micros)
    same = (listed.account == kept.account) & (listed.entity_id == kept.entity_id)
    chosen = (
        core_select(kept.account, account.source, kept.entity_id, listed.campaign_key, kept.day, *results, kept.actions)
        .join_from(table(PerformanceTable), table(AccountRow), account.id == kept.account)
        .outerjoin(table(PlatformCampaignRow), same)
        .where(account.client_key == client_key, kept.level == Level.CAMPAIGN.value, one_family())
        .where(kept.day.between(days.start, days.end))
        .order_by(kept.account, kept.entity_id, kept.day)
    )
    if campaign_key is not None:
        chosen = chosen.where(listed.campaign_key == campaign_key)
    found = []
    for number, source, entity, key, day, conversions, value, leads, text in session.connection().execute(chosen):
        own, sums = actions.read(text) if text is not None else (None, {})
        found.append(Row(number, Source(source), entity, key, day, Counted(conversions, value, leads), own, sums))
    return found


def recorded(session: Session, account: int, source: Source, told: Sequence[Row]) -> list[Recorded]:
    """All that an account has ever recorded, as often as it did in these rows: the most first. What counts within
    another is as the newest of them say.

    Of days and files that were not read by action nothing is known.
    """
    about = actions.known(session, account)
    sums: dict[str, tuple[int, int]] = dict.fromkeys(about, (0, 0))
    for row in told:
        for token, (count, value) in row.sums.items():
            before = sums.get(token, (0, 0))
            sums[token] = before[0] + count, before[1] + value
    now, found = seen_in(_apart(told), {token: what for token, (_, what) in about.items()}), []
    for token, (count, value) in sums.items():
        name, what = about.get(token, ("", Known()))[0], now.get(token, Known())
        found.append(Recorded(account, source, token, name, count, value, what))
    return sorted(found, key=lambda one: (-one.count_micros, one.token))


def _apart(told: Iterable[Row]) -> set[str]:
    """The tokens that count within no other on the newest day on which they were recorded."""
    last: dict[str, tuple[date, bool]] = {}
    for row in told:
        for token in (one for one, (count, _) in row.sums.items() if count):
            is_apart = row.own is not None and token in row.own.apart
            day, so_far = last.get(token, (row.day, True))
            if row.day >= day:
                last[token] = row.day, is_apart and (so_far or row.day > day)
    return {token for token, (_, is_apart) in last.items() if is_apart}


class InStage(NamedTuple):
    """How many contacts of a CRM are in one of its stages."""

    account: int
    stage: str
    contacts: int


def stages(session: Session, client_key: str, since: datetime, campaign_key: str | None = None) -> list[InStage]:
    """The stages in which those are who came since, of one campaign where it is named: by account, the most first."""
    contact, account = table(ContactRow).c, table(AccountRow).c
    many = func.count().label("many")
    chosen = (
        core_select(contact.account, contact.stage, many)
        .join_from(table(ContactRow), table(AccountRow), account.id == contact.account)
        .where(account.client_key == client_key, contact.created_at >= since, contact.stage != "")
        .where(contact.archived_at.is_(None), contact.merged_into.is_(None))
        .group_by(contact.account, contact.stage)
        .order_by(contact.account, many.desc(), contact.stage)
    )
    if campaign_key is not None:
        chosen = chosen.where(contact.campaign_key == campaign_key)
    return [InStage(*row) for row in session.connection().execute(chosen)]


def leads(session: Session, client_key: str, days: Window, campaign_key: str | None = None) -> dict[int, int]:
    """By account of a CRM, how many became a lead on these days."""
    contact, account = table(ContactRow).c, table(AccountRow).c
    chosen = (
        core_select(contact.account, func.count())
        .join_from(table(ContactRow), table(AccountRow), account.id == contact.account)
        .where(account.client_key == client_key, contact.lead_day.between(days.start, days.end))
        .where(contact.archived_at.is_(None), contact.merged_into.is_(None))
        .group_by(contact.account)
    )
    if campaign_key is not None:
        chosen = chosen.where(contact.campaign_key == campaign_key)
    return {row[0]: row[1] for row in session.connection().execute(chosen)}
