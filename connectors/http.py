"""The one HTTP client, and sending with bounded retries.

aiohttp's transport under httpx's interface: plain httpx rescans its whole pool at every request, which costs
seconds at a few hundred requests in flight.
"""

import asyncio
import logging
import random
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from connectors.problems import TooMuch
from domain.errors import Problem, Transient

MAX_ATTEMPTS = 3
PATIENCE = 20.0  # seconds: a longer wait belongs into the schedule of the account, not into a sleeping task
READ_TIMEOUT = 20.0
CONNECT_TIMEOUT = 10.0

Client = httpx.AsyncClient
"""The client's type, for whoever passes one on without knowing httpx."""
Sleep = Callable[[float], Awaitable[None]]
Classify = Callable[[httpx.Response], Problem | None]
Retried = Callable[[Transient, float], None]


def silently(_problem: Transient, _wait: float) -> None:
    """Tell nobody of a retry."""


@cache
def tls() -> ssl.SSLContext:
    """The process's only TLS context: reading the certificate store costs some 20 ms each time."""
    return httpx.create_ssl_context(trust_env=False)


def client(*, timeout: float = READ_TIMEOUT, in_flight: int = 50) -> httpx.AsyncClient:
    """A client with at most `in_flight` connections. `timeout` is the silence, in seconds, after which we give up."""
    # httpx logs every URL at INFO, and Meta's carry the token.
    logging.getLogger("httpx").setLevel(logging.WARNING)

    def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=in_flight, ssl=tls(), keepalive_timeout=30),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"user-agent": "vigia"},
        )

    return httpx.AsyncClient(
        transport=AiohttpTransport(verify=tls(), client=session),
        timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT), pool=None),
        trust_env=False,
    )


def retry_after(response: httpx.Response) -> float | None:
    """The seconds of a Retry-After header: a number, or a date measured against the answer's own Date."""
    given = response.headers.get("retry-after", "").strip()
    if given.replace(".", "", 1).isdigit():
        return float(given)
    try:
        until = parsedate_to_datetime(given)
        return max(0.0, (until - parsedate_to_datetime(response.headers.get("date", ""))).total_seconds())
    except (TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Caller:
    """Sends requests. Up to three attempts, each wait as told by the vendor or growing with jitter.

    `retried` hears of every failure that was survived, and of the seconds waited: nothing is swallowed.
    """

    http: httpx.AsyncClient
    sleep: Sleep = asyncio.sleep
    jitter: Callable[[], float] = random.random
    retried: Retried = silently

    async def send(self, request: httpx.Request, classify: Classify) -> httpx.Response:
        """The answer that `classify` accepts; otherwise the problem that it names.

        A Transient is tried again unless its wait is longer than PATIENCE: then the caller gets it at once.
        """
        for attempt in range(1, MAX_ATTEMPTS):
            try:
                return await self._once(request, classify)
            except Transient as problem:
                wait = self._wait(problem, attempt)
                if wait is None:
                    raise
                self.retried(problem, wait)
                await self.sleep(wait)
        return await self._once(request, classify)

    def _wait(self, problem: Transient, attempt: int) -> float | None:
        """Seconds before the next attempt, None when there is none."""
        if isinstance(problem, TooMuch) or problem.reason == "timeout":
            return None  # the same question would meet the same silence
        if problem.retry_after is None:
            return 0.5 * 2.0**attempt * (0.5 + self.jitter())
        return problem.retry_after + self.jitter() if problem.retry_after <= PATIENCE else None

    async def _once(self, request: httpx.Request, classify: Classify) -> httpx.Response:
        # `from None`: the exceptions of the transport may quote the URL, and a URL may carry a token.
        try:
            response = await self.http.send(request)
        except httpx.ReadTimeout:
            raise Transient(f"no answer from {request.url.host}", reason="timeout") from None
        except (httpx.HTTPError, aiohttp.ClientError, OSError) as error:
            raise Transient(f"{type(error).__name__} with {request.url.host}", reason="network") from None
        if (problem := classify(response)) is not None:
            raise problem
        return response
