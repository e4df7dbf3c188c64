"""A terminal as an outbox, for running without Slack: every message's text, nothing else."""

from collections.abc import Callable
from itertools import count

from notifiers.port import ChannelFacts, Ready, Receipt
from templates.message import Message
from templates.mrkdwn import unescape


class ConsoleOutbox:
    """Prints. Takes every channel for one that we are in and that nobody else reads."""

    def __init__(self, write: Callable[[str], None] = print) -> None:
        self._write = write
        self._numbers = count(1)

    async def prepare(self, message: Message, *, shared: bool = False) -> Ready:  # noqa: ARG002 - nothing to upload
        """The text; a chart's words stand for its picture."""
        alt = f"\n[{message.chart.alt}]" if message.chart else ""
        return Ready(unescape(message.text) + alt, [], [])

    async def post(self, channel: str, ready: Ready, thread_ts: str | None = None) -> Receipt:
        """Print it under a number that stands for its `ts`."""
        receipt = Receipt(channel, f"{next(self._numbers)}.000000")
        self._print(channel, ready, f"re {thread_ts}" if thread_ts else receipt.ts)
        return receipt

    async def update(self, channel: str, ts: str, ready: Ready) -> Receipt:
        """Print the new version."""
        self._print(channel, ready, f"{ts} now")
        return Receipt(channel, ts)

    async def dm(self, user: str) -> str:
        """The person's own id."""
        return user

    async def channel(self, channel_id: str) -> ChannelFacts:
        """A channel without strangers."""
        return ChannelFacts(channel_id)

    def _print(self, channel: str, ready: Ready, note: str) -> None:
        self._write(f"{channel} ({note}) {ready.text}")
