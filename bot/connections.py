"""Connections of the HTTP side: how many there may be, and how long each may take to ask.

Whoever opens connections and asks nothing must not keep others out: where all places are taken, the one that has been
silent for longest gives up its own.
"""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

from bot.logs import log

MOST = 200
ASK_SECONDS = 10.0
"""For the headers of a connection's first request, and for any body."""
IDLE_SECONDS = 75.0
"""Between two requests of one connection; proxies keep theirs for about a minute."""
_log = log("http")
Handler = Callable[[web.BaseRequest, bytes], Awaitable[web.Response]]


class Connection(web.RequestHandler):
    """One connection. It counts as silent until a request has arrived whole, and again after the answer."""

    def __init__(self, server: "Server", seconds: float) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=1.0,  # without it the answer to a body that is too big is lost
            auto_decompress=False,  # a small body must not become a big one
            access_log=None,  # type: ignore[arg-type] # None turns it off, as in aiohttp's own AppRunner
        )
        self._server = server
        self._seconds = seconds
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a place, or leave at once where there is none."""
        super().connection_made(transport)
        self._deadline = asyncio.get_running_loop().call_later(self._seconds, self.hang_up)
        self._server.let_in(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Give up the place."""
        self.arrived()
        self._server.let_out(self)
        super().connection_lost(exc)

    def hang_up(self) -> None:
        """Cut it off."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    def arrived(self) -> None:
        """Its request is here as a whole."""
        if self._deadline is not None:
            self._deadline.cancel()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What is no request gets one line in the log; a fault of our own its traceback."""
        if status >= web.HTTPInternalServerError.status_code:
            return nameless(super().handle_error(request, status, exc, message))
        return refused(status, type(exc).__name__)


class Server(web.Server):
    """Makes a Connection for each caller, and answers each request with `handler` once its body is there."""

    def __init__(self, handler: Handler, *, most: int = MOST, seconds: float = ASK_SECONDS) -> None:
        super().__init__(self._answer)
        self._handler = handler
        self._most = most
        self._seconds = seconds
        self._silent: dict[Connection, None] = {}
        self._busy: set[Connection] = set()
        self._was_full = False

    def __call__(self) -> Connection:
        """One connection's protocol."""
        return Connection(self, self._seconds)

    def let_in(self, connection: Connection) -> None:
        """Give it a place: a free one, else that of the longest silent; with none it is cut off."""
        if len(self._silent) + len(self._busy) >= self._most:
            if not self._was_full:
                _log.warning("all connections are taken", most=self._most)
            self._was_full = True
            longest = next(iter(self._silent), connection)
            self._silent.pop(longest, None)
            longest.hang_up()
            if longest is connection:
                return
        self._silent[connection] = None

    def let_out(self, connection: Connection) -> None:
        """Its place is free."""
        self._silent.pop(connection, None)
        self._busy.discard(connection)
        if len(self._silent) + len(self._busy) < self._most // 2:
            self._was_full = False

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        connection = request.protocol
        assert isinstance(connection, Connection)  # noqa: S101 - this server makes no others
        try:
            async with asyncio.timeout(self._seconds):
                body = await request.read()
        except TimeoutError:
            return refused(web.HTTPRequestTimeout.status_code, "slow")
        except web.HTTPException as error:
            return refused(error.status, "size")
        except (web.RequestPayloadError, OSError) as error:
            return refused(web.HTTPBadRequest.status_code, type(error).__name__)
        connection.arrived()
        self._silent.pop(connection, None)
        self._busy.add(connection)
        try:
            return nameless(await self._handler(request, body))
        finally:
            self._busy.discard(connection)
            if connection.transport is not None:
                self._silent[connection] = None


def refused(status: int, why: str) -> web.Response:
    """An answer without words, after which the connection ends; one line in the log."""
    _log.warning("request turned away", status=status, why=why)
    answer = web.Response(status=status, headers={hdrs.SERVER: "Vigia"})
    answer.force_close()
    return answer


def nameless(answer: web.StreamResponse) -> web.StreamResponse:
    """The answer without the names and versions of what we are made of."""
    answer.headers[hdrs.SERVER] = "Vigia"
    return answer
