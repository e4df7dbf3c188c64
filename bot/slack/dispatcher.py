"""The front desk: what came in is written down, handed to the rooms behind, and answered.

The changes that a command, a button or a form makes and the end of its row in the inbox are one transaction, so that
nothing is done twice; what remains to be said is kept in the row until it was said.
"""

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot.clock import Clock
from bot.logs import log
from bot.metrics import Metrics
from bot.slack.answers import Answers
from bot.slack.contexts import Asked, Contexts, Home
from bot.slack.dropped import Files, answer
from bot.slack.facts import UNKNOWN, Facts, NoAnswer
from bot.slack.incoming import Incoming, Kind
from bot.slack.ledger import Ledger, LostError, decided
from bot.slack.queue import MOST_WAITING, Full, WorkQueue
from bot.store import Store
from commands import actions, home, joined, router, views
from commands.context import Context, MessageRef, Reply
from domain.access import UNKNOWN_TEAM, Place
from notifiers.delivery import nobody_says, strangers
from storage import Session
from storage.db import audit
from storage.directory import channels
from templates.cards.errors import failed
from templates.message import Message

_NOBODY_ASKED = frozenset({Kind.CHANNEL, Kind.HOME, Kind.JOINED})
_RENEWALS = 4
"""How often a lease is renewed in its time."""
PAUSE_SECONDS = 5.0
"""Between two questions to a Slack that gives no answer."""
IN_TIME_SECONDS = 2.0
"""For knowing who hands in a form: Slack waits three seconds for its acknowledgement."""
_NOWHERE = Place("", is_im=True)
_log = log("desk")


class Dispatcher:
    """Receives, remembers, routes and answers."""

    def __init__(
        self,
        store: Store,
        facts: Facts,
        answers: Answers,
        files: Files,
        ledger: Ledger,
        home: Home,
        now: Clock,
        metrics: Metrics,
        *,
        machine: Clock,
        pause_s: float = PAUSE_SECONDS,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        """`machine` is the machine's clock."""
        self._store = store
        self._facts = facts
        self._answers = answers
        self._files = files
        self._ledger = ledger
        self.home = home
        self.contexts = Contexts(store, facts, home, now)
        self._now = now
        self._machine = machine
        self._metrics = metrics
        self.queue = WorkQueue(self._take, most=most_waiting)
        self.over: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        """Done, with Slack's word for it, once the workspace has thrown the bot out."""
        self._waiting: list[Incoming] = []
        self._asks_again: asyncio.Task[None] | None = None
        self._pause_s = pause_s
        self._tasks: set[asyncio.Task[None]] = set()
        self._standing: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to answer, on the running loop."""
        self.queue.start()
        self._standing = [asyncio.create_task(work) for work in (self._write_down(), self._look_after())]

    async def stop(self, seconds: float = 0.0) -> None:
        """Answer what waits for so long, then leave the rest to whoever comes next."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.queue.drained()
        await self.queue.stop()
        standing = [*self._standing, *filter(None, [self._asks_again])]
        for task in standing:
            task.cancel()
        await asyncio.gather(*standing, return_exceptions=True)
        await self._ledger.leave()

    def forget(self, *, channel: str = "", user: str = "") -> None:
        """Something changed at Slack: what was known of it is asked anew."""
        if channel:
            self._facts.forget(channel)
        if user:
            self._facts.forget_person(user)

    def end(self, why: str) -> None:
        """The workspace has thrown the bot out: nothing can be said any more."""
        if not self.over.done():
            self.over.set_result(why)

    async def receive(self, incoming: Incoming | None) -> None:
        """Take it in; returns as soon as it is safe. A second delivery of the same thing does nothing."""
        if incoming is None:
            return
        self._metrics.received.labels(incoming.kind).inc()
        incoming = replace(incoming, received_at=self._machine())
        if _is_read(incoming):
            self._ledger.note_soon(incoming)
        elif not await self._ledger.note(incoming):
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

    async def resume(self) -> None:
        """Queue what processes that live no more left unanswered."""
        while left := await self._ledger.taken_over():
            for incoming in left:
                await self.queue.put_in_line(incoming)

    async def _write_down(self) -> None:
        """For ever: write down what only reads while it is answered."""
        while True:
            await self._ledger.stirred()
            try:
                await self._ledger.flush()
            except Exception:  # noqa: BLE001 - the job's edge: whoever asked is answered all the same
                _log.exception("questions could not be written down")

    async def _look_after(self) -> None:
        """For ever: say that this process lives, and look after what others left behind."""
        while True:
            await asyncio.sleep(self._ledger.lease.total_seconds() / _RENEWALS)
            try:
                await self._ledger.renew()
                await self.resume()
            except Exception:  # noqa: BLE001 - the job's edge: the next round tries again
                _log.exception("the inbox could not be looked after")

    async def _take(self, incoming: Incoming) -> None:
        """Work it off; behind what the same person said before, where that waits until Slack can be asked."""
        if any(one.user == incoming.user for one in self._waiting) or not await self._work(incoming):
            self._put_off(incoming)

    async def _work(self, incoming: Incoming) -> bool:
        """Answer it and end its row; False where Slack does not say who asks, or where, and nothing was done."""
        began = time.perf_counter()
        try:
            await self._answer(incoming)
        except LostError:
            _log.warning("another process has answered meanwhile", kind=incoming.kind)
            return True
        except NoAnswer as problem:
            _log.warning("it waits until Slack can be asked", kind=incoming.kind, code=problem.detail)
            return False
        except Exception as error:  # noqa: BLE001 - the edge: whatever happened, the person gets an answer
            await self._apologise(incoming, error)
        await self._finish(incoming)
        self._metrics.answered.labels(incoming.kind).observe(time.perf_counter() - began)
        return True

    def _put_off(self, incoming: Incoming) -> None:
        """Nothing is answered on a guess, and nothing is lost."""
        self._waiting.append(incoming)
        if self._asks_again is None:
            self._asks_again = asyncio.create_task(self._ask_again(incoming.key))

    async def _ask_again(self, first: str) -> None:
        """Work off what waits, each person's in order, with a pause before each round. `first` is what began it."""
        while self._waiting:
            await asyncio.sleep(self._pause_s)
            if any(map(self._ledger.is_old, self._waiting)):
                await self._tell_admins(first)
            held_up = set[str]()
            for incoming in tuple(self._waiting):
                if self._ledger.is_old(incoming) and incoming.response_url:
                    _log.warning("dropped unanswered", kind=incoming.kind)
                    await self._finish(incoming)
                elif incoming.user in held_up or not await self._work(incoming):
                    held_up.add(incoming.user)
                    continue
                self._waiting.remove(incoming)
        self._asks_again = None

    async def _tell_admins(self, first: str) -> None:
        try:
            await self._store.run(nobody_says.tell, self.home.admins, first, len(self._waiting), self._now())
        except Exception:  # noqa: BLE001 - the job's edge: it is told after the next pause
            _log.exception("the admins could not be told")

    async def _finish(self, incoming: Incoming) -> None:
        try:
            await self._ledger.finish(incoming)
        except Exception:  # noqa: BLE001 - the listener's edge too: a database that is away must not end the worker
            _log.exception("could not be marked as answered", kind=incoming.kind)

    async def _answer(self, incoming: Incoming) -> None:
        if incoming.kind is Kind.CHANNEL:
            await self._channel_changed(incoming)
            return
        asked = await self.contexts.of(incoming)
        reply = decided(incoming.decided) if incoming.decided else await self._decide(incoming, asked)
        if not _is_read(incoming):
            await self._ledger.still_ours(incoming)
        await self._say(incoming, reply, asked.place)

    async def _decide(self, incoming: Incoming, asked: Asked) -> Reply:
        """The reply. Whatever changes for it and the end of the row are one transaction."""

        file = await self._files.fetch(incoming.file) if incoming.kind is Kind.FILE else None

        def look(session: Session) -> Reply:
            context = asked.context(session)
            return answer(context, file, incoming.text) if file else route(context, incoming)

        def work(session: Session) -> Reply:
            self._ledger.hold(session, incoming)
            reply = look(session)
            self._refused(session, incoming, reply)
            self._ledger.settle(session, incoming, reply)
            return reply

        if not _only_reads(incoming):
            return await self._store.run(work)
        # What only reads waits for no writer, and none waits for its rendering.
        reply = await self._store.read(look)
        if reply.refused:
            await self._store.run(self._refused, incoming, reply)
        return reply

    def _refused(self, session: Session, incoming: Incoming, reply: Reply) -> None:
        """Whoever may not is written down: what they tried, where and why not, never what they typed."""
        if reply.refused:
            tried = (incoming.action_id or incoming.callback_id).partition(":")[0] or incoming.kind.value
            detail = {"tried": tried, "reason": reply.refused}
            audit.note(session, incoming.user, audit.REFUSED, incoming.channel or incoming.user, detail, self._now())

    async def _say(self, incoming: Incoming, reply: Reply, place: Place) -> None:
        if reply.errors:
            # The form is closed already: what would have stood beside its fields is said.
            await self._answers.say(incoming, Reply(Message(" ".join(reply.errors.values())), done=False), place)
        elif reply.view and reply.view.get("type") == "modal" and not incoming.trigger_id:
            _log.warning("too late for a form", kind=incoming.kind)
            await self._excuse(incoming, "late")
        else:
            await self._answers.say(incoming, reply, place)

    async def submit(self, incoming: Incoming) -> Reply:
        """A modal handed in: answered at once, because its errors go back with the acknowledgement."""
        self._metrics.received.labels(incoming.kind).inc()
        incoming = replace(incoming, received_at=self._machine())
        if not await self._ledger.note(incoming):
            return Reply(done=False)
        try:
            async with asyncio.timeout(IN_TIME_SECONDS):
                asked = await self.contexts.of(incoming)
        except (NoAnswer, TimeoutError):
            # The form closes; what it says is worked off, and answered, once Slack says who handed it in.
            await self.queue.put_in_line(incoming)
            return Reply(done=False)
        try:
            reply = await self._decide(incoming, asked)
        except LostError:
            _log.warning("another process answers it by now", kind=incoming.kind)
            return Reply(done=False)
        except Exception as error:  # noqa: BLE001 - the edge: the modal closes, the person gets an answer
            self._later(self._apologise(incoming, error))
            await self._finish(incoming)
            return Reply(done=False)
        if reply.message is not None:
            self._later(self._say_later(incoming, reply, asked.place if incoming.channel else _NOWHERE))
        elif reply.view is not None:
            await self._finish(incoming)  # the next form goes back with the acknowledgement
        return reply

    async def _say_later(self, incoming: Incoming, reply: Reply, place: Place) -> None:
        try:
            await self._ledger.still_ours(incoming)
            await self._answers.say(incoming, replace(reply, view=None), place)
        except LostError:
            _log.warning("another process answers it by now", kind=incoming.kind)
            return
        except Exception as error:  # noqa: BLE001 - the edge of an answer that nobody waits for
            await self._apologise(incoming, error)
        await self._finish(incoming)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _channel_changed(self, incoming: Incoming) -> None:
        strange = await self._shared_with(incoming) if incoming.text == "channel_shared" else None

        def work(session: Session) -> None:
            self._ledger.hold(session, incoming)
            if incoming.text == "channel_id_changed" and incoming.value:
                channels.rename(session, incoming.channel, incoming.value, self._now())
            if strange is not None:
                # Whoever is in charge hears of it at once, not when the next update has to wait for them.
                strangers.seen(session, strange, self._now(), self.home.admins)
            self._ledger.settle(session, incoming, Reply())

        await self._store.run(work)

    async def _shared_with(self, incoming: Incoming) -> Place:
        """The channel with the team that the event names, whether or not Slack's answer knows of it yet."""
        place = await self._facts.place(incoming.channel)
        if not incoming.value or incoming.value == self.home.team:
            return place
        known = {*place.connected_teams, incoming.value} - {UNKNOWN_TEAM}
        return replace(place, is_ext_shared=True, connected_teams=tuple(sorted(known)))

    async def _locale(self, incoming: Incoming) -> str:
        try:
            return (await self._facts.person(incoming.user)).locale or UNKNOWN.locale
        except NoAnswer:
            return UNKNOWN.locale

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
    """Whether answering changes nothing and Slack does not deliver it twice: it is written down while it is answered,
    and not at all where the answer is quicker."""
    return incoming.kind in {Kind.COMMAND, Kind.ACTION} and _only_reads(incoming)


def _only_reads(incoming: Incoming) -> bool:
    """Whether answering changes nothing."""
    match incoming.kind:
        case Kind.COMMAND | Kind.MENTION | Kind.DIRECT:
            return router.is_read(incoming.text)
        case Kind.ACTION:
            return actions.is_read(incoming.action_id, incoming.value)
        case kind:
            return kind in {Kind.HOME, Kind.FILE}


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
