"""The forms that contacts of a CRM sent: a column of text, counted where somebody asks for them."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.results import FORM, Action, forms_named
from domain.window import Window
from storage.db.chunks import chunks
from storage.db.tables import AccountRow, CampaignRow, ContactRow, RecordedRow, table
from storage.facts import actions

Sent = tuple[tuple[str, date], ...]
"""By form, as a definition calls it, the first day on which somebody sent it."""


def write(sent: Sent) -> str | None:
    """As it is kept; None where nothing was sent."""
    return json.dumps({form: day.isoformat() for form, day in sent}, separators=(",", ":")) if sent else None


def read(text: str | None) -> Sent:
    """The same read back."""
    return tuple((form, date.fromisoformat(day)) for form, day in json.loads(text).items()) if text else ()


def merged(several: Iterable[Sent]) -> Sent:
    """What one person sent, who was several contacts."""
    found: dict[str, date] = {}
    for form, day in (one for sent in several for one in sent):
        found[form] = min(found.get(form, day), day)
    return tuple(sorted(found.items()))


def name(session: Session, account: int, told: Mapping[str, str]) -> None:
    """Keep what forms are called."""
    known = names(session, account) if told else {}
    actions.learn(session, account, [Action(form, 0, 0, now) for form, now in told.items() if known.get(form) != now])


def sent(
    session: Session, client_key: str, days: Window, campaign_key: str | None = None
) -> dict[tuple[int, str], int]:
    """By account of a CRM and form, how many people sent it for the first time on these days."""
    contact, account = table(ContactRow).c, table(AccountRow).c
    chosen = core_select(contact.account, contact.forms).join_from(
        table(ContactRow), table(AccountRow), account.id == contact.account
    )
    chosen = chosen.where(account.client_key == client_key, *_counts())
    if campaign_key is not None:
        chosen = chosen.where(contact.campaign_key == campaign_key)
    found: dict[tuple[int, str], int] = {}
    for number, text in session.connection().execute(chosen):
        for form, day in read(text):
            if day in days:
                found[number, form] = found.get((number, form), 0) + 1
    return found


def lost(session: Session, said: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    """By campaign, those of the forms that are `said` of it that no CRM of its client has."""
    campaign, account, rows = table(CampaignRow).c, table(AccountRow).c, table(RecordedRow).c
    chosen = (
        core_select(campaign.key, rows.token, rows.name)
        .join_from(table(CampaignRow), table(AccountRow), account.client_key == campaign.client_key)
        .join(table(RecordedRow), rows.account == account.id)
        .where(rows.token.startswith(FORM))
    )
    known: dict[str, dict[str, str]] = {key: {} for key in said}
    for some in chunks(said):
        for key, token, called in session.connection().execute(chosen.where(campaign.key.in_(some))):
            known[key][token] = called
    found = {key: forms_named(tokens, known[key])[1] for key, tokens in said.items()}
    return {key: unknown for key, unknown in found.items() if unknown}


def counted(session: Session, said: Mapping[str, Collection[str]], window: Window) -> dict[tuple[str, date], int]:
    """By campaign and day, how many people first sent any of the forms that are `said` of the campaign, by token."""
    contact = table(ContactRow).c
    meant: dict[tuple[str, int], frozenset[str]] = {}
    chosen = core_select(contact.campaign_key, contact.account, contact.forms).where(*_counts())
    found: dict[tuple[str, date], int] = {}
    for some in chunks(said):
        for key, account, text in session.connection().execute(chosen.where(contact.campaign_key.in_(some))):
            if (key, account) not in meant:
                meant[key, account] = forms_named(said[key], names(session, account))[0]
            first = min((day for form, day in read(text) if form in meant[key, account]), default=None)
            if first is not None and first in window:
                found[key, first] = found.get((key, first), 0) + 1
    return found


def names(session: Session, account: int) -> dict[str, str]:
    """What the forms of a CRM are called, by what a definition calls them."""
    return {token: name for token, (name, _) in actions.known(session, account).items() if token.startswith(FORM)}


def _counts() -> tuple[ColumnElement[bool], ...]:
    contact = table(ContactRow).c
    return contact.forms.is_not(None), contact.archived_at.is_(None), contact.merged_into.is_(None)
