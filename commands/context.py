"""What a command knows about the moment: who asks, where, when, in which words; and what it answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from domain.access import Access, Action, Actor, Denied, Place, decide, unconfirmed, visible
from domain.entities import Channel, Client
from domain.window import local_day
from domain.words import Audience
from storage import Session
from storage.directory import channels, clients
from storage.messages import deliveries
from templates.catalogue import SOURCE_LANGUAGE
from templates.message import Message
from templates.words import Words, is_spoken, words


@dataclass(frozen=True)
class Context:
    """One request.

    `locale` is the person's own, "" where nobody knows it; `admins` are the Slack ids that may change everything.
    `sharing`: the answer is made to be posted for all, so it offers no Share button. `named` is the person who was
    chosen, where people were to choose from. `modal`: a form can be opened as an answer. `benchmarks` is the agency's
    own industry table, if any. `by_name`: the bot was called by its name in a channel, where it need not answer.
    `timezone` is the one of the person's profile.
    """

    session: Session
    actor: Actor
    place: Place
    now: datetime
    locale: str = "en"
    admins: tuple[str, ...] = ()
    thread_ts: str | None = None
    sharing: bool = False
    named: Actor | None = None
    modal: bool = False
    benchmarks: str = ""
    by_name: bool = False
    timezone: str = ""

    @cached_property
    def channel(self) -> Channel | None:
        """The binding of the place, from our database only; None in unbound channels and direct messages."""
        return channels.get(self.session, self.place.channel_id) if self.place.channel_id else None

    @cached_property
    def bound_client(self) -> Client | None:
        """The client whose channel this is."""
        return clients.get(self.session, self.channel.client_key) if self.channel else None

    @cached_property
    def clients(self) -> tuple[Client, ...]:
        """The clients that an answer to this person in this place may speak of."""
        known = [self.bound_client] if self.bound_client else clients.everyone(self.session)
        seen = visible(self.actor, self.channel, known)
        return tuple(client for client in seen if self.check(Action.READ, client).allowed)

    @cached_property
    def words(self) -> Words:
        """The words of the answer."""
        return words(self.speech)

    @cached_property
    def speech(self) -> str:
        """The locale of an answer to the person alone: their own, where we speak it; of what all are to read and else,
        the channel's."""
        return self.aloud if self.sharing or not is_spoken(self.locale) else self.locale

    @cached_property
    def aloud(self) -> str:
        """The locale of what is said in the place for all: the channel's, else its client's, else the person's own."""
        bound = (self.channel.locale if self.channel else None) or (
            self.bound_client.locale if self.bound_client else None
        )
        return bound or self.locale or SOURCE_LANGUAGE

    @property
    def view(self) -> Audience | None:
        """The view that this place allows; None where no client is bound (then each client's own decision holds)."""
        return self.check(Action.READ, self.bound_client).view if self.bound_client else None

    @property
    def may_share(self) -> bool:
        """Whether an answer may be posted into this channel for all to see."""
        channel = self.channel
        if self.sharing or channel is None or self.actor.is_external or unconfirmed(self.place, channel):
            return False
        return self.check(Action.READ, self.bound_client).allowed

    @cached_property
    def about(self) -> str:
        """The key of the campaign that the message above this thread speaks of; "" where there is none. Whether it may
        be spoken of here is decided where it is looked up."""
        address = self.actor.user_id if self.place.is_im else self.place.channel_id
        return deliveries.campaign_of(self.session, address, self.thread_ts) if self.thread_ts and address else ""

    def check(self, action: Action, client: Client | None, owner: str | None = None) -> Access:
        """The one decision on everything: `domain.access.decide` with this place's binding.

        `owner` is in charge of the one thing that is decided on.
        """
        if self.channel is not None and self.bound_client is None:
            return Access(None, Denied.OTHER_CLIENT)
        return decide(self.actor, action, self.place, self.channel, client, owner=owner)

    def manages(self, client: Client) -> bool:
        """Whether the person may change things of this client, here."""
        return self.check(Action.CHANGE, client).allowed

    @cached_property
    def _days(self) -> dict[str, date]:
        return {}

    def today(self, client: Client) -> date:
        """The client's calendar day."""
        zone = client.timezone
        if zone not in self._days:
            self._days[zone] = local_day(self.now, zone)
        return self._days[zone]


@dataclass(frozen=True, slots=True)
class MessageRef:
    """The message whose button was pressed. Ephemeral ones have a ts too, but cannot be edited by it.

    `row` is the name of the block in which the button stands.
    """

    channel: str = ""
    ts: str = ""
    ephemeral: bool = False
    row: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The one answer. `view` is a modal to open, `errors` are by block of a submitted modal.

    `replace` puts the message in the place of the one whose button was pressed. `done` is False where nothing was
    changed: refused, already done, or only asked back. `refused` is the code of why somebody may not. `unread`: what
    was typed names nothing that is known here, in the words of the grammar.
    """

    message: Message | None = None
    private: bool = True
    replace: bool = False
    view: dict[str, Any] | None = None
    errors: Mapping[str, str] | None = None
    done: bool = True
    refused: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Args:
    """What follows the verb: free words, and the `key:value` pairs that the verb knows. `raw`: all, as typed."""

    words: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    raw: str = ""
