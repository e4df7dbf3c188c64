"""Sending: bounded, patient within reason, and silent about addresses."""

import logging

import httpx
import pytest

from connectors.http import Caller, client, retry_after, tls
from connectors.problems import TooMuch, Wait, problem
from domain.errors import Transient
from tests.connectors.fakes import Naps

URL = "https://vendor.invalid/?access_token=hidden"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "12"}, 12),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Sun, 22 Nov 2026 10:00:30 GMT", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 30),
        ({"retry-after": "Sun, 22 Nov 2026 10:00:00 GMT", "date": "Sun, 22 Nov 2026 10:00:30 GMT"}, 0),
        ({"retry-after": "Sun, 22 Nov 2026 10:00:30 GMT"}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers, seconds):
    assert retry_after(httpx.Response(429, headers=headers)) == seconds


def calling(naps: Naps, handler) -> Caller:
    return Caller(httpx.AsyncClient(transport=httpx.MockTransport(handler)), naps, jitter=lambda: 0.5)


async def test_waits_without_advice_grow():
    naps = Naps()
    caller = calling(naps, lambda request: httpx.Response(500))
    with pytest.raises(Transient):
        await caller.send(httpx.Request("GET", URL), lambda response: problem(Wait.SERVER, "x"))
    assert naps.taken == [1.0, 2.0]


async def test_advice_is_never_undercut():
    naps = Naps()
    caller = calling(naps, lambda request: httpx.Response(429))
    with pytest.raises(Transient):
        await caller.send(httpx.Request("GET", URL), lambda response: problem(Wait.RATE, "x", 20))
    assert naps.taken == [20.5, 20.5]


async def test_too_much_is_not_asked_again():
    asked = []
    caller = calling(Naps(), lambda request: asked.append(1) or httpx.Response(200))
    with pytest.raises(TooMuch):
        await caller.send(httpx.Request("GET", URL), lambda response: problem(Wait.SMALLER, "x"))
    assert len(asked) == 1


async def test_a_broken_transport_says_its_kind_and_host_but_not_its_address():
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"cannot reach {request.url}")

    with pytest.raises(Transient) as caught:
        await calling(Naps(), fail).send(httpx.Request("GET", URL), lambda response: None)
    assert caught.value.reason == "network"
    assert "hidden" not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_the_client_logs_no_addresses_and_shares_one_tls_context():
    async with client() as one, client() as two:
        assert logging.getLogger("httpx").level == logging.WARNING
        assert one.timeout.read == 20
        assert two.timeout.connect == 10
    assert tls() is tls()
