"""Whether a delivery may go where it is addressed, judged on what is true right before it is sent. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from domain.access import Place, unconfirmed
from domain.entities import Channel
from domain.words import Audience, Remedy
from notifiers.port import ChannelFacts, PersonFacts
from storage.messages.deliveries import Delivery


class Unfit(StrEnum):
    """Why it may not go there."""

    UNBOUND = "unbound"
    OTHER_CLIENT = "other_client"
    INTERNAL_CONTENT = "internal_content"
    ARCHIVED = "is_archived"
    NOT_MEMBER = "not_in_channel"
    TEAMS = "confirm_teams"
    NOBODY = "user_not_found"
    DEACTIVATED = "deactivated"
    BOT = "bot"
    OTHER_TEAM = "other_team"
    GUEST = "guest"
    NOT_IN_CHARGE = "not_in_charge"


REMEDIES = {
    Unfit.UNBOUND: Remedy.REBIND_CHANNEL,
    Unfit.OTHER_CLIENT: Remedy.REBIND_CHANNEL,
    Unfit.INTERNAL_CONTENT: Remedy.REBIND_CHANNEL,
    Unfit.ARCHIVED: Remedy.UNARCHIVE_CHANNEL,
    Unfit.NOT_MEMBER: Remedy.INVITE_BOT,
    Unfit.TEAMS: Remedy.CONFIRM_TEAMS,
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, and which connected teams nobody has confirmed where that is the reason."""

    why: Unfit
    teams: tuple[str, ...] = ()


def refusal(delivery: Delivery, channel: Channel | None, facts: ChannelFacts) -> Refusal | None:
    """Why the delivery may not be sent into the channel now; None when it may.

    A delivery without a client says nothing about anybody: it may go into a channel that belongs to nobody.
    """
    if why := _wrong_channel(delivery, channel):
        return Refusal(why)
    if facts.is_archived:
        return Refusal(Unfit.ARCHIVED)
    if not facts.is_member:
        return Refusal(Unfit.NOT_MEMBER)
    if channel is not None:
        teams = unconfirmed(
            Place(channel.slack_id, is_ext_shared=facts.is_ext_shared, connected_teams=facts.connected_teams), channel
        )
        if teams:
            return Refusal(Unfit.TEAMS, teams)
    return None


def outsider(facts: PersonFacts) -> Unfit | None:
    """Why somebody may not be in charge of a client at all; None for a member of the agency's own team."""
    if not facts.is_known:
        return Unfit.NOBODY
    if facts.is_deleted:
        return Unfit.DEACTIVATED
    if facts.is_bot:
        return Unfit.BOT
    if not facts.is_ours:
        return Unfit.OTHER_TEAM
    return Unfit.GUEST if facts.is_guest else None


def _wrong_channel(delivery: Delivery, channel: Channel | None) -> Unfit | None:
    if delivery.client_key is None:
        return None
    if channel is None:
        return Unfit.UNBOUND
    if channel.client_key != delivery.client_key:
        return Unfit.OTHER_CLIENT
    if delivery.audience != Audience.CLIENT and channel.audience is Audience.CLIENT:
        return Unfit.INTERNAL_CONTENT
    return None
