"""Socket Mode: tickets, connections, envelopes and their acknowledgements."""

import asyncio
import itertools
import json
import secrets
import time
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from sandbox.slack.model import APP_ID, Json
from sandbox.slack.transport import ACK_SECONDS, EVENT, Ack, Retry

MAX_CONNECTIONS = 10
LIFETIME_SECONDS = 3600
DEBUG_LIFETIME_SECONDS = 360
CLOSING_SECONDS = 1.0
WARNING_SECONDS = 2.0


@dataclass(eq=False)
class _Connection:
    ws: web.WebSocketResponse
    number: int
    leaving: bool = False
    waiting: dict[str, "asyncio.Future[Json | None]"] = field(default_factory=dict)


class SocketHub:
    """Every open connection of the app; each envelope goes to exactly one of them."""

    def __init__(self) -> None:
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._turn = itertools.count()
        self._numbers = itertools.count(1)
        self._arrived = asyncio.Event()

    @property
    def count(self) -> int:
        return len(self._connections)

    def ticket(self) -> str:
        """A single-use name for the WebSocket address."""
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket endpoint; 403 for an unknown or used ticket."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="unknown ticket")
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(heartbeat=30, timeout=CLOSING_SECONDS)
        await ws.prepare(request)
        if len(self._connections) >= MAX_CONNECTIONS:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await ws.close()
            return ws
        connection = _Connection(ws, next(self._numbers))
        lifetime = DEBUG_LIFETIME_SECONDS if request.query.get("debug_reconnects") == "true" else LIFETIME_SECONDS
        refresher = asyncio.create_task(self._refresh_later(connection, lifetime))
        try:
            await ws.send_json(self._hello(connection, lifetime))
            self._connections.append(connection)
            self._arrived.set()
            await self._listen(connection)
        finally:
            refresher.cancel()
            self._forget(connection)
        return ws

    def _hello(self, connection: _Connection, lifetime: int) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections) + 1,
            "debug_info": {
                "host": f"sandbox-{connection.number}",
                "build_number": 1,
                "approximate_connection_time": lifetime,
            },
            "connection_info": {"app_id": APP_ID},
        }

    async def _listen(self, connection: _Connection) -> None:
        async for message in connection.ws:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                said = json.loads(message.data)
            except ValueError:
                continue
            waiter = connection.waiting.pop(str(said.get("envelope_id")), None) if isinstance(said, dict) else None
            if waiter is not None and not waiter.done():
                waiter.set_result(said.get("payload"))

    def _forget(self, connection: _Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        if not self._connections:
            self._arrived.clear()
        for waiter in connection.waiting.values():
            if not waiter.done():
                waiter.set_exception(ConnectionError("socket closed"))

    async def _refresh_later(self, connection: _Connection, lifetime: int) -> None:
        await asyncio.sleep(max(lifetime - 10, 1))
        await self._say_goodbye(connection, "warning")
        await asyncio.sleep(10)
        await self._leave(connection)

    async def send(self, kind: str, payload: Json, retry: Retry | None = None) -> Ack:
        """One envelope over one connection. Events wait for a connection; what people click at does not."""
        begun = time.perf_counter()
        connection = await self._pick(wait=ACK_SECONDS if kind == EVENT else 0.0)
        if connection is None:
            return Ack(_ms(begun), failure="no_connection")
        envelope_id = secrets.token_hex(16)
        waiter: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = waiter
        sent = time.perf_counter()
        try:
            await connection.ws.send_json(_envelope(kind, payload, envelope_id, retry))
            answer = await asyncio.wait_for(waiter, ACK_SECONDS)
        except TimeoutError:
            return Ack(_ms(sent), failure="timeout")
        except ConnectionError:
            return Ack(_ms(sent), failure="connection_failed")
        finally:
            connection.waiting.pop(envelope_id, None)
        return Ack(_ms(sent), payload=answer or None)

    async def _pick(self, wait: float) -> _Connection | None:
        if not self._open() and wait:
            try:
                await asyncio.wait_for(self._arrived.wait(), wait)
            except TimeoutError:
                return None
        usable = self._open()
        return usable[next(self._turn) % len(usable)] if usable else None

    def _open(self) -> list[_Connection]:
        """Connections to use: not those told to go away, unless there is no other."""
        alive = [c for c in self._connections if not c.ws.closed]
        return [c for c in alive if not c.leaving] or alive

    async def drop_all(self) -> int:
        """Cut every connection without a word; how many there were."""
        gone = list(self._connections)
        await asyncio.gather(*(connection.ws.close() for connection in gone))
        return len(gone)

    async def refresh_all(self) -> int:
        """Ask every connection to reconnect and close it a second later; how many there were."""
        leaving = list(self._connections)
        await asyncio.gather(*(self._leave(connection) for connection in leaving))
        return len(leaving)

    async def warn_all(self) -> int:
        """Announce a refresh and carry it out two seconds later; how many connections there were."""
        leaving = list(self._connections)
        for connection in leaving:
            await self._say_goodbye(connection, "warning")
        await asyncio.sleep(WARNING_SECONDS)
        await asyncio.gather(*(self._leave(connection) for connection in leaving))
        return len(leaving)

    async def _leave(self, connection: _Connection) -> None:
        await self._say_goodbye(connection, "refresh_requested")
        await asyncio.sleep(CLOSING_SECONDS)
        await connection.ws.close()

    async def _say_goodbye(self, connection: _Connection, reason: str) -> None:
        connection.leaving = True
        if not connection.ws.closed:
            info = {"host": f"sandbox-{connection.number}"}
            await connection.ws.send_json({"type": "disconnect", "reason": reason, "debug_info": info})


def _envelope(kind: str, payload: Json, envelope_id: str, retry: Retry | None) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != EVENT,
    }
    if kind == EVENT:
        envelope["retry_attempt"] = retry.attempt if retry else 0
        envelope["retry_reason"] = retry.reason if retry else ""
    return envelope


def _ms(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 3)
