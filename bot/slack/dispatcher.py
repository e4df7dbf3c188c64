"""The front desk: what came in is written down, handed to the rooms behind, and answered.

Reads are queued in memory; what changes state or comes as an event is a row in the inbox first, so that a second
delivery does nothing and a crash loses nothing.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from bot.clock import Clock
from bot.logs import log
from bot.metrics import Metrics
from bot.seal import Seal
from bot.slack.answers import Answers
from bot.slack.facts import Facts
from bot.slack.incoming import Incoming, Kind
from bot.slack.queue import Full, WorkQueue
from bot.store import Store
from commands import actions, home, joined, router, views
from commands.context import Context, MessageRef, Reply
from domain.access import UNKNOWN_TEAM, Actor, Place
from notifiers import strangers
from storage import Session
from storage.directory import channels
from storage.messages import inbox
from templates.cards.buttons import ASSIGN
from templates.cards.errors import failed

_NOBODY_ASKED = frozenset({Kind.CHANNEL, Kind.HOME, Kind.JOINED})
_log = log("desk")


@dataclass(frozen=True, slots=True)
class Home:
    """The installation: its team and the people who may change everything."""

    team: str
    bot_user: str
    admins: tuple[str, ...]
    benchmarks: str = ""


class Dispatcher:
    """Receives, remembers, routes and answers."""

    def __init__(
        self,
        store: Store,
        facts: Facts,
        answers: Answers,
        seal: Seal,
        home: Home,
        now: Clock,
        metrics: Metrics,
        *,
        changed: Callable[[str], None],
    ) -> None:
        """`changed` hears of channels of which something changed at Slack."""
        self._store = store
        self._facts = facts
        self._answers = answers
        self._seal = seal
        self.home = home
        self._now = now
        self._metrics = metrics
        self._changed = changed
        self.queue = WorkQueue(self._work)
        self._tasks: set[asyncio.Task[None]] = set()

    async def receive(self, incoming: Incoming | None) -> None:
        """Take it in; returns as soon as it is safe. A second delivery of the same thing does nothing."""
        if incoming is None:
            return
        self._metrics.received.labels(incoming.kind).inc()
        lasting = not _is_read(incoming)
        if lasting and not await self._remember(incoming):
            return
        try:
            self.queue.put(incoming)
        except Full:
            self._later(self._overloaded(incoming))

    async def _overloaded(self, incoming: Incoming) -> None:
        """More is waiting than can be done: the person is told, and will ask again. What nobody asked for waits."""
        _log.error("the queue is full", kind=incoming.kind)
        if incoming.kind in _NOBODY_ASKED:
            await self.queue.put_in_line(incoming)
            return
        await self._excuse(incoming, "busy")
        await self._finish(incoming)

    async def _remember(self, incoming: Incoming) -> bool:
        sealed = self._seal.close(incoming.to_json())
        return await self._store.run(inbox.receive, incoming.key, incoming.kind.value, sealed, self._now())

    async def resume(self) -> None:
        """Queue what a crash left unanswered."""
        for row in await self._store.read(inbox.unfinished):
            opened = self._seal.open(row.payload)
            if opened is None:
                await self._store.run(inbox.finish, row.key, self._now())
            else:
                await self.queue.put_in_line(Incoming.from_json(opened))

    async def context_of(self, incoming: Incoming) -> Callable[[Session], Context]:
        """Who asks, where and when; the session is given where the work is done."""
        person = await self._facts.person(incoming.user)
        place = await self._facts.place(incoming.channel) if incoming.channel else Place("", is_im=True)
        named = await self._named(incoming)
        return lambda session: replace(
            self._context(session, incoming, person.team, place, locale=person.locale, guest=person.is_guest),
            named=named,
            modal=bool(incoming.trigger_id) and incoming.kind is not Kind.VIEW,
        )

    async def _named(self, incoming: Incoming) -> Actor | None:
        """Whoever was chosen where people were to choose from: the rooms behind must know whether they are external."""
        if incoming.kind is not Kind.ACTION or incoming.action_id != ASSIGN or not incoming.value:
            return None
        person = await self._facts.person(incoming.value)
        return Actor(incoming.value, person.team, self.home.team, person.is_guest)

    def _context(
        self, session: Session, incoming: Incoming, known_team: str, place: Place, *, locale: str, guest: bool
    ) -> Context:
        # Events of a Grid carry the organisation's id (E…) where a team's is meant: the profile knows better.
        team = known_team if incoming.team.startswith("E") or not incoming.team else incoming.team
        actor = Actor(incoming.user, team, self.home.team, guest, incoming.user in self.home.admins)
        thread = incoming.thread_ts or None
        return Context(
            session, actor, place, self._now(), locale, self.home.admins, thread, benchmarks=self.home.benchmarks
        )

    async def _work(self, incoming: Incoming) -> None:
        began = time.perf_counter()
        try:
            await self._answer(incoming)
        except Exception as error:  # noqa: BLE001 - the edge: whatever happened, the person gets an answer
            await self._apologise(incoming, error)
        if not _is_read(incoming):
            await self._finish(incoming)
        self._metrics.answered.labels(incoming.kind).observe(time.perf_counter() - began)

    async def _finish(self, incoming: Incoming) -> None:
        try:
            await self._store.run(inbox.finish, incoming.key, self._now())
        except Exception:  # noqa: BLE001 - the listener's edge too: a database that is away must not end the worker
            _log.exception("could not be marked as answered", kind=incoming.kind)

    async def _answer(self, incoming: Incoming) -> None:
        if incoming.kind is Kind.CHANNEL:
            await self._channel_changed(incoming)
            return
        context = await self.context_of(incoming)
        place = await self._facts.place(incoming.channel) if incoming.channel else Place("", is_im=True)

        def work(session: Session) -> Reply:
            return route(context(session), incoming)

        # What only reads waits for no writer, and none waits for its rendering.
        ask = self._store.read if _only_reads(incoming) else self._store.run
        await self._answers.say(incoming, await ask(work), place)

    async def submit(self, incoming: Incoming) -> Reply:
        """A modal handed in: answered at once, because its errors go back with the acknowledgement."""
        self._metrics.received.labels(incoming.kind).inc()
        if not await self._remember(incoming):
            return Reply(done=False)
        try:
            reply = await self._submitted(incoming)
        except Exception as error:  # noqa: BLE001 - the edge: the modal closes, the person gets an answer
            self._later(self._apologise(incoming, error))
            await self._finish(incoming)
            return Reply(done=False)
        if reply.message is not None:
            self._later(self._say_later(incoming, reply))
        return reply

    async def _submitted(self, incoming: Incoming) -> Reply:
        context = await self.context_of(incoming)

        def work(session: Session) -> Reply:
            reply = route(context(session), incoming)
            # Slack's hash of the view stays the same while its errors are corrected.
            if reply.errors:
                inbox.drop(session, incoming.key)
            else:
                inbox.finish(session, incoming.key, self._now())
            return reply

        return await self._store.run(work)

    async def _say_later(self, incoming: Incoming, reply: Reply) -> None:
        try:
            await self._answers.say(incoming, reply, Place("", is_im=True))
        except Exception as error:  # noqa: BLE001 - the edge of an answer that nobody waits for
            await self._apologise(incoming, error)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _channel_changed(self, incoming: Incoming) -> None:
        self._changed(incoming.channel)
        self._facts.forget(incoming.channel)
        if incoming.text == "channel_id_changed" and incoming.value:
            await self._store.run(channels.rename, incoming.channel, incoming.value, self._now())
        elif incoming.text == "channel_shared":
            await self._ask_about_strangers(incoming.channel, incoming.value)

    async def _ask_about_strangers(self, channel: str, team: str) -> None:
        """Whoever is in charge hears of it at once, not when the next update has to wait for them."""
        place = await self._facts.place(channel)
        if team and team != self.home.team:
            known = {*place.connected_teams, team} - {UNKNOWN_TEAM}
            place = replace(place, is_ext_shared=True, connected_teams=tuple(sorted(known)))
        await self._store.run(strangers.seen, place, self._now(), self.home.admins)

    async def _locale(self, incoming: Incoming) -> str:
        return (await self._facts.person(incoming.user)).locale if incoming.user else "en"

    async def _apologise(self, incoming: Incoming, error: Exception) -> None:
        reference = uuid4().hex[:8]
        # Given, not looked up: in a task of its own there is no exception under way, and the traceback would be lost.
        _log.error("answer failed", kind=incoming.kind, reference=reference, exc_info=error)
        self._metrics.failed.labels(incoming.kind).inc()
        if incoming.kind not in _NOBODY_ASKED:
            await self._excuse(incoming, reference)

    async def _excuse(self, incoming: Incoming, reference: str) -> None:
        """What the person reads: a reference, never what went wrong."""
        try:
            card = failed(await self._locale(incoming), reference)
            private = Place(incoming.channel, is_im=incoming.channel.startswith("D"))
            await self._answers.say(incoming, Reply(card, done=False), private)
        except Exception:  # noqa: BLE001 - the apology's own edge: there is nobody left to tell but the log
            _log.exception("apology failed", reference=reference)


def _is_read(incoming: Incoming) -> bool:
    """Whether answering changes nothing and Slack does not deliver it twice: nothing of it is written down."""
    return incoming.kind in {Kind.COMMAND, Kind.ACTION} and _only_reads(incoming)


def _only_reads(incoming: Incoming) -> bool:
    """Whether answering changes nothing."""
    match incoming.kind:
        case Kind.COMMAND | Kind.MENTION | Kind.DIRECT:
            return router.is_read(incoming.text)
        case Kind.ACTION:
            return actions.is_read(incoming.action_id, incoming.value)
        case kind:
            return kind is Kind.HOME


def route(context: Context, incoming: Incoming) -> Reply:
    """The room behind the desk that answers."""
    match incoming.kind:
        case Kind.COMMAND | Kind.MENTION | Kind.DIRECT:
            return router.dispatch(context, incoming.text)
        case Kind.HOME:
            return Reply(view=home.home(context))
        case Kind.JOINED:
            return joined.invited(context, incoming.key)
        case Kind.VIEW:
            return views.submit(context, incoming.callback_id, incoming.private_metadata, incoming.state)
        case _:
            source = MessageRef(incoming.channel, incoming.message_ts, incoming.ephemeral, incoming.block_id)
            return actions.dispatch(context, incoming.action_id, incoming.value, source, incoming.state)
