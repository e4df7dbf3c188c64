"""What every connector promises. A new one subclasses this in test_contract.py and names its loopback vendor."""

import logging
from collections.abc import AsyncIterator
from typing import Any, ClassVar

import httpx
import pytest

from connectors.http import client
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, SchemaDrift, Transient
from domain.words import Remedy
from tests.connectors.fakes import SECRET, Naps, Vendor, caller


class ConnectorContract:
    """Every connector survives each failure with a classed error, and reads exact numbers."""

    vendor: ClassVar[Vendor]

    @pytest.fixture
    async def http(self) -> AsyncIterator[httpx.AsyncClient]:
        async with client() as http:
            yield http

    async def fetch(self, http: httpx.AsyncClient, *script: str, empty: bool = False) -> Any:
        self.service = self.vendor.loopback(empty=empty)
        self.service.script.extend(script)
        self.naps = Naps()
        async with self.service.serve() as url:
            source = self.vendor.build(caller(http, self.naps), url)
            return await self.vendor.fetch(source, self.vendor.account)

    async def test_numbers_are_exact_over_all_pages(self, http):
        self.check(await self.fetch(http))

    def check(self, found: Any) -> None:
        raise NotImplementedError

    async def test_an_empty_account_is_empty_and_no_error(self, http):
        self.check_empty(await self.fetch(http, empty=True))

    def check_empty(self, found: Any) -> None:
        assert found == []

    async def test_one_answer_of_too_many_requests_is_waited_out(self, http):
        self.check(await self.fetch(http, "429"))
        assert any(nap >= 5 for nap in self.naps.taken)
        assert self.naps.reasons == ["rate"]

    async def test_too_many_requests_again_and_again_become_a_transient_problem(self, http):
        with pytest.raises(Transient) as caught:
            await self.fetch(http, "429", "429", "429")
        assert caught.value.reason == "rate"
        assert caught.value.retry_after is not None
        assert len(self.naps.taken) == 2

    async def test_a_long_wait_is_handed_to_the_caller_instead_of_slept(self, http):
        with pytest.raises(Transient) as caught:
            await self.fetch(http, "long429")
        assert caught.value.retry_after is not None
        assert caught.value.retry_after >= 900
        assert self.naps.taken == []

    async def test_one_server_error_is_survived(self, http):
        self.check(await self.fetch(http, "500"))
        assert self.naps.reasons == ["server"]

    async def test_a_server_that_keeps_failing_is_asked_three_times(self, http):
        with pytest.raises(Transient) as caught:
            await self.fetch(http, "500", "500", "500", "500")
        assert caught.value.reason == "server"
        assert list(self.service.script) == ["500"]

    async def test_silence_is_a_transient_problem_and_not_asked_again_at_once(self, http):
        with pytest.raises(Transient) as caught:
            await self.fetch(http, "timeout", "500")
        assert caught.value.reason == "timeout"
        assert list(self.service.script) == ["500"]

    async def test_a_closed_port_is_a_transient_problem(self, http):
        service = self.vendor.loopback()
        async with service.serve() as url:
            pass
        source = self.vendor.build(caller(http), url)
        with pytest.raises(Transient) as caught:
            await self.vendor.fetch(source, self.vendor.account)
        assert caught.value.reason == "network"

    async def test_an_expired_token_is_renewed_or_the_owners(self, http):
        if self.vendor.renews:
            self.check(await self.fetch(http, "expired"))
        with pytest.raises(NeedsOwner) as caught:
            await self.fetch(http, "expired", "expired")
        assert caught.value.remedy is self.vendor.reconnect

    async def test_a_refused_account_is_the_owners(self, http):
        with pytest.raises(NeedsOwner) as caught:
            await self.fetch(http, "denied")
        assert caught.value.remedy is self.vendor.denied

    async def test_an_unknown_shape_names_its_place(self, http):
        with pytest.raises(SchemaDrift) as caught:
            await self.fetch(http, "drift")
        assert caught.value.path.startswith("$")

    async def test_an_account_whose_credential_is_not_held_asks_for_it(self, http):
        source = self.vendor.build_without(caller(http))
        account = SourceAccount("acme", self.vendor.source, "1", credential="Forn")
        with pytest.raises(NeedsOwner) as caught:
            await self.vendor.fetch(source, account)
        assert caught.value.remedy is Remedy.SET_CREDENTIALS
        assert "Forn" in caught.value.detail

    @pytest.mark.parametrize("kind", ["429", "500", "expired", "denied", "drift", "html", "timeout"])
    async def test_no_secret_gets_into_an_error_or_a_log(self, http, caplog, kind):
        caplog.set_level(logging.DEBUG)
        with pytest.raises(Exception) as caught:  # noqa: PT011 - whichever it is, it must not tell
            await self.fetch(http, *[kind] * 4)
        told = f"{caught.value!r} {caught.value.__dict__} {caught.value.__cause__!r} {caplog.text}"
        assert SECRET not in told

    async def test_it_describes_its_account(self, http):
        async with self.vendor.loopback().serve() as url:
            about = await self.vendor.build(caller(http), url).describe(self.vendor.account)
        assert about.account_id == self.vendor.account.account_id
        assert len(about.currency) == 3
        assert "/" in about.timezone
