"""A client that is being set up in Slack: once its first numbers are here, its card goes on by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from domain.destination import person
from domain.entities import Client
from domain.setup import Setup
from domain.words import Audience
from insights import setup
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import Decision, deliver
from notifiers.delivery.policy import Notice
from storage import Session
from storage.directory import accounts, changes, openings, people
from storage.directory.changes import Via
from storage.messages import deliveries
from storage.messages.deliveries import Delivery, Status
from templates.cards import setup_words
from templates.cards.setup import setup_card
from templates.message import Message

FRESH = timedelta(days=7)
"""How long a card that began a set-up is edited."""


def card(session: Session, state: Setup, locale: str, *, here: bool) -> Message:
    """The card as it stands now. `here`: it stands in a channel of the client."""
    troubles = [said for one in state.accounts if (said := setup_words.trouble(locale, one))]
    return setup_card(
        locale, state, here=here, lacking=troubles or (() if state.accounts else lacking(session, locale))
    )


def lacking(session: Session, locale: str) -> Sequence[Markup]:
    """What somebody must do before more accounts can be chosen."""
    said = []
    for one in openings.everything(session):
        if one.lacks:
            said.append(setup_words.no_credentials(locale, one.source, one.lacks))
        elif one.remedy:
            said.append(setup_words.refused(locale, one.source, one.remedy))
    return said


def tell(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Edit the card, or write to whoever linked the accounts, once all of them have been read or cannot be."""
    linked = changes.named(session, "account", "credential", Via.SLACK, now - FRESH)
    polled = accounts.polled(session, client.key) if linked else []
    mine = [one for one in polled if accounts.name(one) in linked]
    state = setup.of(session, client.key) if mine else Setup()
    if not mine or state.reading:
        return []
    linker = linked[accounts.name(mine[-1])]
    read = {(one.source, one.account_id) for one in state.accounts if one.is_read}
    ids = "+".join(f"{one.id}" if (one.source, one.account_id) in read else f"{one.id}!" for one in mine)
    root = _root(session, state, linker, now)
    if state.campaigns and (root is None or root.to.is_person):
        return []  # its set-up is past that: nobody waits for it
    place = next((one for one in state.channels if root and one.slack_id == root.to.address), None)
    own = people.locale_of(session, linker, client.locale)
    locale = (place.locale or client.locale) if place else own
    notice = Notice(
        f"setup:{client.key}:read:{ids}",
        Kind.JOINED,
        client.key,
        root.to if root else person(linker, client.workspace),
        Audience.INTERNAL,
        card(session, state, locale, here=place is not None),
        drafts=False,
        edits=root.id if root else None,
    )
    return [deliver(session, notice, now, admins)]


def _root(session: Session, state: Setup, linker: str, now: datetime) -> Delivery | None:
    """The newest card of this set-up that stands in a channel of the agency, else with whoever linked the accounts."""
    key = state.client.key if state.client else ""
    inside = {one.slack_id for one in state.channels if one.audience is Audience.INTERNAL}
    known = [one for one in deliveries.of_kind(session, Kind.JOINED, now - FRESH) if one.status is Status.SENT]
    found = [one for one in known if one.to.address in inside]
    direct = [one for one in known if one.to.is_person and one.to.address == linker and one.client_key == key]
    return next(iter([*found[-1:], *direct[-1:]]), None)
