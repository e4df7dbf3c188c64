"""Who may see and change what, where. One function decides; everything that answers asks it.

Facts about Slack Connect: a person's profile tells whether they are ours, the channel's binding tells the client.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.destination import INSTALLED
from domain.entities import Channel, Client
from domain.words import Audience

UNKNOWN_TEAM = "unknown"
"""Stands for an organisation that Slack did not name; no manager can ever have confirmed it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks, in a workspace. `team_id` is their own team (empty: unknown).

    `is_ours`: of the installing team or its organisation; never where nobody knows. `is_gone`: their account is
    deactivated, and nobody may act by it. `is_bot`: an app, which answers for nothing. `may_create`: new clients are
    theirs to make, as an admin's are.
    """

    user_id: str
    team_id: str
    is_ours: bool = False
    is_guest: bool = False
    is_admin: bool = False
    workspace: str = INSTALLED
    is_gone: bool = False
    is_bot: bool = False
    may_create: bool = False

    @property
    def is_external(self) -> bool:
        """True for people of another organisation, for guests, apps and who is gone, and where nobody knows."""
        return self.is_guest or self.is_gone or self.is_bot or not self.is_ours

    @property
    def is_own_guest(self) -> bool:
        """A guest whom the agency itself invited into its workspace: no organisation stands behind them to confirm."""
        return self.is_guest and self.is_ours


@dataclass(frozen=True, slots=True)
class Place:
    """Where they ask. `connected_teams` are the other organisations in the channel."""

    channel_id: str
    is_im: bool = False
    is_ext_shared: bool = False
    connected_teams: tuple[str, ...] = ()


class Action(StrEnum):
    """What is asked for."""

    READ = "read"
    CHANGE = "change"
    BIND = "bind"
    CREATE = "create"


class Denied(StrEnum):
    """Why not. The sentence is a template."""

    EXTERNAL = "external"
    NOT_MANAGER = "not_manager"
    NOT_CREATOR = "not_creator"
    OTHER_CLIENT = "other_client"
    UNBOUND = "unbound"
    TEAM_NOT_CONFIRMED = "team_not_confirmed"


@dataclass(frozen=True, slots=True)
class Access:
    """The decision: which view one gets, or why nothing."""

    view: Audience | None
    reason: Denied | None = None

    @property
    def allowed(self) -> bool:
        """Whether anything is allowed."""
        return self.reason is None


def manages(actor: Actor, client: Client, owner: str | None = None) -> bool:
    """Whether the actor may change things of this client: its managers and its workspace's admins, never externals.

    `owner` is in charge of the one thing that is asked about, and may change that.
    """
    here = actor.workspace == client.workspace
    return here and not actor.is_external and (actor.is_admin or actor.user_id in {*client.managers, owner})


def unconfirmed(place: Place, channel: Channel) -> tuple[str, ...]:
    """Connected teams that no manager has confirmed; in an internal channel that is every one of them."""
    if channel.audience is Audience.INTERNAL:
        return place.connected_teams
    return tuple(team for team in place.connected_teams if team not in channel.teams)


def decide(
    actor: Actor,
    action: Action,
    place: Place,
    channel: Channel | None,
    client: Client | None,
    *,
    owner: str | None = None,
) -> Access:
    """Whether `actor` may do `action` with `client` in `place`, which is bound as `channel` says (None: unbound).

    `client` None asks about the place alone. `owner` is the person in charge of the one thing asked about, such as
    the campaign of a draft. Fails closed.
    """
    if any(one is not None and one.workspace != actor.workspace for one in (channel, client)):
        return Access(None, Denied.OTHER_CLIENT)
    if actor.is_gone:
        return Access(None, Denied.EXTERNAL)
    if action is Action.BIND:
        return _bind(actor, channel, client)
    if action is Action.CREATE:
        return _create(actor, channel)
    if channel is not None:
        return _bound(actor, action, place, channel, client, owner)
    if actor.is_external:
        return Access(None, Denied.EXTERNAL)
    if client is None:
        return Access(None, Denied.UNBOUND)
    return Access(Audience.INTERNAL) if manages(actor, client, owner) else Access(None, Denied.NOT_MANAGER)


def _bind(actor: Actor, channel: Channel | None, client: Client | None) -> Access:
    if actor.is_external:
        return Access(None, Denied.EXTERNAL)
    if channel is not None and (client is None or client.key != channel.client_key):
        return Access(None, Denied.OTHER_CLIENT)
    if client is not None and not manages(actor, client):
        return Access(None, Denied.NOT_MANAGER)
    return Access(Audience.INTERNAL)


def _create(actor: Actor, channel: Channel | None) -> Access:
    """A new client: never where one has its channel already, and never by whoever was not named for it."""
    if actor.is_external:
        return Access(None, Denied.EXTERNAL)
    if channel is not None:
        return Access(None, Denied.OTHER_CLIENT)
    return Access(Audience.INTERNAL) if actor.is_admin or actor.may_create else Access(None, Denied.NOT_CREATOR)


def _bound(
    actor: Actor, action: Action, place: Place, channel: Channel, client: Client | None, owner: str | None
) -> Access:
    if client is None or client.key != channel.client_key:
        return Access(None, Denied.OTHER_CLIENT)
    if actor.is_external:
        if action is Action.CHANGE or channel.audience is not Audience.CLIENT:
            return Access(None, Denied.EXTERNAL)
        if actor.team_id not in channel.teams and not actor.is_own_guest:
            return Access(None, Denied.TEAM_NOT_CONFIRMED)
        return Access(Audience.CLIENT)
    if action is Action.CHANGE and not manages(actor, client, owner):
        return Access(None, Denied.NOT_MANAGER)
    exposed = channel.audience is Audience.CLIENT or place.is_ext_shared or bool(place.connected_teams)
    return Access(Audience.CLIENT if exposed else Audience.INTERNAL)


def visible(actor: Actor, channel: Channel | None, clients: Iterable[Client]) -> tuple[Client, ...]:
    """The clients an answer in this place may speak of: the channel's own, or one's own where none is bound."""
    if channel is not None:
        return tuple(client for client in clients if client.key == channel.client_key)
    if actor.is_external:
        return ()
    return tuple(client for client in clients if manages(actor, client))
