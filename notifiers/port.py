"""The outbox as the rest sees it: where a message goes, what came back, and what may go wrong."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from domain.errors import NeedsOwner, Problem
from domain.words import Remedy
from templates.charts import ChartSpec
from templates.message import Block, Message

Draw = Callable[[ChartSpec], Awaitable[bytes]]
"""Draws a chart somewhere off the event loop and gives its PNG."""
Sleep = Callable[[float], Awaitable[None]]
"""Waits so many seconds; injected, so that tests need not."""


class Unsure(Problem):
    """The request left and no answer came: whether it was done is not known. Never repeat a post after this."""


class EverythingStops(NeedsOwner):
    """The workspace itself refuses us (a dead token, an uninstalled app): no other message would fare better."""

    def __init__(self, detail: str, remedy: Remedy = Remedy.REINSTALL_APP) -> None:
        super().__init__(detail, remedy)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a message stands now. `channel` is the conversation's own id, also where a person's id was given."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What Slack says of a channel at this moment."""

    channel_id: str
    name: str = ""
    is_im: bool = False
    is_ext_shared: bool = False
    connected_teams: tuple[str, ...] = ()
    is_member: bool = True
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What Slack says of a person at this moment. `is_ours`: of the installing team or its organisation.

    `is_known` is False where Slack has nobody of that id to show us. `locale` is "" where Slack names none.
    """

    user_id: str
    is_known: bool = True
    is_ours: bool = True
    is_guest: bool = False
    is_deleted: bool = False
    is_bot: bool = False
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message with its chart in place. `without_chart` serves where the chart's block is refused.

    `to_share` is the PNG that goes into the message's thread, with its chart, in externally shared channels.
    """

    text: str
    blocks: list[Block]
    without_chart: list[Block]
    chart: ChartSpec | None = None
    to_share: bytes | None = None


class Outbox(Protocol):
    """Somewhere to say things. Raises Transient, NeedsOwner (EverythingStops among them) and Unsure."""

    async def prepare(self, message: Message, *, shared: bool = False) -> Ready:
        """The message ready to go, its picture uploaded. Nothing is visible to anybody yet."""
        ...

    async def post(
        self, channel: str, ready: Ready, thread_ts: str | None = None, *, broadcast: bool = False, mark: str = ""
    ) -> Receipt:
        """Say it. Unsure when no answer came. `broadcast`: what goes into a thread is shown in the channel too.

        `mark` is an opaque id by which `find` finds it again.
        """
        ...

    async def find(
        self, conversation: str, mark: str, *, after: str | None = None, thread_ts: str | None = None
    ) -> str | None:
        """The `ts` of our message with that mark (in a thread, if one is given); None when it is surely not there.

        `after` is the `ts` of a message before it. Raises a Problem where that cannot be told: Transient and Unsure
        when it may be later.
        """
        ...

    async def update(self, channel: str, ts: str, ready: Ready) -> Receipt:
        """Replace what was said. Safe to repeat."""
        ...

    async def dm(self, user: str) -> str:
        """The id of the direct conversation with a person."""
        ...

    async def person(self, user: str, max_age: float = 0.0) -> PersonFacts:
        """What is true of the person, or was at most so many seconds ago."""
        ...

    async def channel(self, channel_id: str, max_age: float = 0.0) -> ChannelFacts:
        """What is true of the channel, or was at most so many seconds ago."""
        ...

    def forget(self, channel_id: str) -> None:
        """What is known of the channel does not hold any more."""
        ...
