"""Meta's socket: signed requests, cursors, and pauses when the allowance is used up."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

import httpx

from connectors.decoding import decode
from connectors.http import Caller
from connectors.meta.descriptor import MetaCredentials
from connectors.meta.errors import classify
from connectors.meta.usage import pause
from connectors.meta.wire import VERSION, Page
from connectors.problems import Wait
from domain.errors import SchemaDrift, Transient

Row = TypeVar("Row")
APP = ""  # pauses are kept by account; this one is everybody's


def signed(held: MetaCredentials, params: Mapping[str, str]) -> dict[str, str]:
    """The parameters with the token, and the proof that we know the app's secret."""
    proof = hmac.new(held.app_secret.encode(), held.access_token.encode(), "sha256").hexdigest()
    extra = {"appsecret_proof": proof} if held.app_secret else {}
    return {**params, "access_token": held.access_token, **extra}


def get_request(held: MetaCredentials, path: str, params: Mapping[str, str]) -> httpx.Request:
    """Read. The URL carries the token: it must never be logged."""
    return httpx.Request("GET", f"{held.url.rstrip('/')}/{VERSION}/{path}", params=signed(held, params))


def post_request(held: MetaCredentials, path: str, params: Mapping[str, str]) -> httpx.Request:
    """Submit an asynchronous report."""
    return httpx.Request("POST", f"{held.url.rstrip('/')}/{VERSION}/{path}", data=signed(held, params))


@dataclass(slots=True)
class MetaClient:
    """One credential. After an answer that says "100 %" nothing is asked until the pause is over."""

    caller: Caller
    held: MetaCredentials
    now: Callable[[], datetime]
    _paused: dict[str, datetime] = field(default_factory=dict)

    async def get(self, account: str, path: str, params: Mapping[str, str]) -> bytes:
        """The body of an answer."""
        return await self._send(account, get_request(self.held, path, params))

    async def post(self, account: str, path: str, params: Mapping[str, str]) -> bytes:
        """The body of an answer to a POST."""
        return await self._send(account, post_request(self.held, path, params))

    async def pages(self, account: str, path: str, params: Mapping[str, str], shape: type[Page[Row]]) -> list[Row]:
        """All rows of a list, page after page."""
        rows: list[Row] = []
        after, seen = "", set[str]()
        while True:
            cursor = {"after": after} if after else {}
            page = decode(await self.get(account, path, {**params, **cursor}), shape)
            rows.extend(page.data)
            after = page.paging.cursors.after
            if page.paging.next is None:
                return rows
            if not after or after in seen:
                raise SchemaDrift("$.paging.cursors.after", "the pages do not end")
            seen.add(after)

    async def _send(self, account: str, request: httpx.Request) -> bytes:
        self._hold(account)
        response = await self.caller.send(request, classify)
        waits = pause(response)
        for key, seconds in ((account, waits.account), (APP, waits.app)):
            if seconds:
                self._paused[key] = self.now() + timedelta(seconds=seconds)
        return response.content

    def _hold(self, account: str) -> None:
        ends = max((self._paused[key] for key in (account, APP) if key in self._paused), default=None)
        if ends is not None and (left := (ends - self.now()).total_seconds()) > 0:
            raise Transient("Meta's allowance is used up", left, Wait.RATE.value)
