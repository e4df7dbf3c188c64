"""The one way out: every notice passes the same stages, and each says why it stops one."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.entities import Channel, Client
from domain.words import Approval, Audience
from notifiers.owner import InCharge, in_charge
from notifiers.place import is_person
from storage import Session
from storage.db import audit
from storage.directory import campaigns, channels, clients
from storage.messages import outbox
from templates.message import Message
from templates.notices.draft import draft_card, draft_replaced

ITSELF = "vigia"
"""Who acted, in the audit log, where no person did."""

log = logging.getLogger(__name__)
DRAFT = "draft"
"""The kind of a question whether something may go to the client."""


class DeliveryReason(StrEnum):
    """What became of a notice, and why."""

    INTENDED = "intended"
    DRAFTED = "drafted"
    NOBODY_TO_ASK = "nobody_to_ask"
    NO_ROUTE = "no_route"
    UNBOUND = "unbound"
    OTHER_CLIENT = "other_client"
    INTERNAL_CONTENT = "internal_content"
    QUIET_HOURS = "quiet_hours"
    SILENCED = "silenced"
    SAID_BEFORE = "said_before"
    NOTHING_TO_SAY = "nothing_to_say"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said. `address` is a channel's or a person's id; `audience` is the view the message shows.

    `drafts` is False for what a person has just asked for. `urgent` passes quiet hours. `campaign` finds the owner.
    `series` is what comes again and again: a newer one takes the place of an older one that still waits.
    """

    occasion: str
    kind: str
    client_key: str
    address: str
    audience: Audience
    message: Message
    campaign: str = ""
    drafts: bool = True
    urgent: bool = False
    thread_of: int | None = None
    edits: int | None = None
    series: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the stages judge on. `quiet` is the client's quiet time of day, `silenced_until` ends a silence."""

    channel: Channel | None
    client: Client | None
    person: InCharge
    said: bool
    quiet: tuple[time, time] | None = None
    silenced_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided; `delivery_id` where something was written down."""

    reason: DeliveryReason
    delivery_id: int | None = None


Stage = Callable[[Notice, Facts, datetime], DeliveryReason | None]


def route(notice: Notice, facts: Facts, _now: datetime) -> DeliveryReason | None:
    """There must be somewhere to go, and a channel must belong to a client."""
    if not notice.address:
        return DeliveryReason.NO_ROUTE
    return DeliveryReason.UNBOUND if facts.channel is None and not is_person(notice.address) else None


def audience(notice: Notice, facts: Facts, _now: datetime) -> DeliveryReason | None:
    """Only the channel's own client, and nothing internal where the client reads."""
    if facts.channel is None:
        return None
    if facts.channel.client_key != notice.client_key:
        return DeliveryReason.OTHER_CLIENT
    exposed = facts.channel.audience is Audience.CLIENT
    return DeliveryReason.INTERNAL_CONTENT if exposed and notice.audience is not Audience.CLIENT else None


def quiet_hours(notice: Notice, facts: Facts, now: datetime) -> DeliveryReason | None:
    """Nothing but the urgent between the two times of day, by the client's clock; the span may cross midnight."""
    if facts.quiet is None or facts.client is None or notice.urgent:
        return None
    begins, ends = facts.quiet
    clock = now.astimezone(ZoneInfo(facts.client.timezone)).time()
    inside = begins <= clock < ends if begins <= ends else clock >= begins or clock < ends
    return DeliveryReason.QUIET_HOURS if inside else None


def silence(_notice: Notice, facts: Facts, now: datetime) -> DeliveryReason | None:
    """Nothing while somebody has silenced it."""
    return DeliveryReason.SILENCED if facts.silenced_until is not None and now < facts.silenced_until else None


def dedup(_notice: Notice, facts: Facts, _now: datetime) -> DeliveryReason | None:
    """Each occasion once."""
    return DeliveryReason.SAID_BEFORE if facts.said else None


STAGES: tuple[Stage, ...] = (route, audience, quiet_hours, silence, dedup)


def decide(notice: Notice, facts: Facts, now: datetime) -> DeliveryReason:
    """The first reason to stop, or what is done with the notice. Pure."""
    stopped = next((reason for stage in STAGES if (reason := stage(notice, facts, now))), None)
    if stopped or not _needs_approval(notice, facts):
        return stopped or DeliveryReason.INTENDED
    return DeliveryReason.DRAFTED if facts.person.user else DeliveryReason.NOBODY_TO_ASK


def deliver(session: Session, notice: Notice, now: datetime, admins: Sequence[str] = ()) -> Decision:
    """Route > audience > quiet hours > silence > dedup > intent. Sending is the sender's."""
    facts = gather(session, notice, admins)
    return _write(session, notice, facts, decide(notice, facts, now), now)


def gather(session: Session, notice: Notice, admins: Sequence[str] = ()) -> Facts:
    """The facts behind a decision."""
    campaign = campaigns.get(session, notice.campaign) if notice.campaign else None
    return Facts(
        channel=None if is_person(notice.address) else channels.get(session, notice.address),
        client=clients.get(session, notice.client_key),
        person=in_charge(session, notice.client_key, campaign, admins),
        said=outbox.by_occasion(session, notice.occasion) is not None,
    )


def _needs_approval(notice: Notice, facts: Facts) -> bool:
    channel = facts.channel
    into_client = channel is not None and channel.audience is Audience.CLIENT
    return notice.drafts and into_client and channel is not None and channel.approval is Approval.DRAFT


def _write(session: Session, notice: Notice, facts: Facts, reason: DeliveryReason, now: datetime) -> Decision:
    if reason not in {DeliveryReason.INTENDED, DeliveryReason.DRAFTED, DeliveryReason.NOBODY_TO_ASK}:
        return Decision(reason)
    written = outbox.intend(
        session,
        notice.occasion,
        notice.address,
        notice.kind,
        {**notice.message.to_json(), "campaign": notice.campaign, "series": notice.series},
        at=now,
        audience=notice.audience,
        client_key=notice.client_key,
        thread_of=notice.thread_of,
        edits=notice.edits,
        held=reason is not DeliveryReason.INTENDED,
    )
    if written is None:
        return Decision(DeliveryReason.SAID_BEFORE)
    _replace_older(session, notice, written.id, facts.person, now)
    if reason is DeliveryReason.NOBODY_TO_ASK:
        log.error("delivery %d waits for a word, and nobody is named who could give it", written.id)
    if reason is DeliveryReason.DRAFTED:
        _ask(session, notice, facts.person, written.id, now)
    return Decision(reason, written.id)


def _ask(session: Session, notice: Notice, person: InCharge, delivery_id: int, now: datetime) -> None:
    card = draft_card(delivery_id, notice.address, notice.message, person.locale)
    outbox.intend(
        session,
        f"draft:{notice.occasion}",
        person.user or "",
        DRAFT,
        {**card.to_json(), "campaign": notice.campaign},
        at=now,
        audience=Audience.INTERNAL,
        client_key=notice.client_key,
    )


def _replace_older(session: Session, notice: Notice, newest: int, person: InCharge, now: datetime) -> None:
    """What still waits for a word and has been overtaken is never sent, and its card says so."""
    for older in outbox.held(session, notice.address) if notice.series else []:
        same = older.id != newest and older.error is None and older.payload.get("series") == notice.series
        if not same or not outbox.skip(session, older.id, outbox.REPLACED):
            continue
        audit.note(session, ITSELF, "draft.replaced", older.occasion, {}, now)
        card = outbox.by_occasion(session, f"draft:{older.occasion}")
        if card is None:
            continue
        outbox.intend(
            session,
            f"draft:{older.occasion}:replaced",
            card.channel,
            card.kind,
            draft_replaced(older.channel, person.locale).to_json(),
            at=now,
            audience=card.audience,
            client_key=card.client_key,
            edits=card.id,
        )
