"""Whether something may be said: every stage is a pure function of the notice and the facts, and says why it stops."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from domain.destination import Destination
from domain.entities import Channel
from domain.incidents.quiet import Why
from domain.words import Approval, Audience
from notifiers.delivery.charge import InCharge
from notifiers.delivery.kinds import BY_ITSELF, Kind
from templates.message import Message


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
    MISSED = "missed"
    TOO_LATE = "too_late"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said. `audience` is the view that the message shows; `client_key` None speaks of nobody.

    `drafts` is False for what a person who may decide on it has just asked for. `campaign` finds the owner; `several`:
    it speaks of more than that one, so that nobody can mean it by answering to the message. `rules` are
    the names under which people may have muted it there. `series` is what comes again and again: a newer one takes the
    place of an older one that still waits. `others` are further clients that it speaks of, to a person. `praises` are
    the campaigns, and KPIs of campaigns (else empty), of which it says good things; `tells` all that it speaks of.
    """

    occasion: str
    kind: Kind
    client_key: str | None
    to: Destination
    audience: Audience
    message: Message
    campaign: str = ""
    drafts: bool = True
    rules: frozenset[str] = frozenset()
    thread_of: int | None = None
    edits: int | None = None
    series: str = ""
    others: tuple[str, ...] = ()
    praises: tuple[tuple[str, str], ...] = ()
    several: bool = False
    tells: tuple[str, ...] = ()

    @property
    def begins_by_itself(self) -> bool:
        """Whether it calls people at an hour that the house has chosen. An edit reaches nobody."""
        return self.kind in BY_ITSELF and self.edits is None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the stages judge on. `quiet` is why the client's people are left alone; `silenced`: somebody muted it."""

    channel: Channel | None
    person: InCharge
    said: bool
    quiet: Why | None = None
    silenced: bool = False


Stage = Callable[[Notice, Facts], DeliveryReason | None]


def route(notice: Notice, facts: Facts) -> DeliveryReason | None:
    """There must be somewhere to go, and a channel must belong to a client, unless nothing is said of any."""
    if not notice.to.address:
        return DeliveryReason.NO_ROUTE
    loose = facts.channel is None and not notice.to.is_person and notice.client_key is not None
    return DeliveryReason.UNBOUND if loose else None


def audience(notice: Notice, facts: Facts) -> DeliveryReason | None:
    """Only the channel's own client, and nothing internal where the client reads."""
    if facts.channel is None:
        return None
    if notice.client_key is not None and facts.channel.client_key != notice.client_key:
        return DeliveryReason.OTHER_CLIENT
    exposed = facts.channel.audience is Audience.CLIENT
    return DeliveryReason.INTERNAL_CONTENT if exposed and notice.audience is not Audience.CLIENT else None


def quiet_hours(notice: Notice, facts: Facts) -> DeliveryReason | None:
    """Nobody is called in the client's quiet hours, at weekends and on holidays; what a person asks for is answered."""
    return DeliveryReason.QUIET_HOURS if facts.quiet is not None and notice.begins_by_itself else None


def silence(notice: Notice, facts: Facts) -> DeliveryReason | None:
    """Nobody is called for what somebody has muted."""
    return DeliveryReason.SILENCED if facts.silenced and notice.begins_by_itself else None


def dedup(_notice: Notice, facts: Facts) -> DeliveryReason | None:
    """Each occasion once."""
    return DeliveryReason.SAID_BEFORE if facts.said else None


STAGES: tuple[Stage, ...] = (route, audience, quiet_hours, silence, dedup)


def decide(notice: Notice, facts: Facts) -> DeliveryReason:
    """The first reason to stop, or what is done with the notice."""
    stopped = next((reason for stage in STAGES if (reason := stage(notice, facts))), None)
    if stopped or not _needs_approval(notice, facts):
        return stopped or DeliveryReason.INTENDED
    return DeliveryReason.DRAFTED if facts.person.user else DeliveryReason.NOBODY_TO_ASK


def _needs_approval(notice: Notice, facts: Facts) -> bool:
    channel = facts.channel
    into_client = channel is not None and channel.audience is Audience.CLIENT
    return notice.drafts and into_client and channel is not None and channel.approval is Approval.DRAFT
