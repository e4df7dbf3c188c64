"""Which accounts a credential opens, as each vendor lists them."""

import json
from collections.abc import Callable

import httpx
import pytest

from connectors.google_ads.descriptor import GoogleAdsCredentials
from connectors.google_ads.source import GoogleAds
from connectors.hubspot.descriptor import HubSpotCredentials
from connectors.hubspot.source import HubSpot
from connectors.meta.descriptor import MetaCredentials
from connectors.meta.source import Meta
from domain.errors import NeedsOwner
from domain.facts import OpenAccount
from domain.words import Remedy
from tests.connectors.fakes import Naps, Ticks, caller

Answer = Callable[[httpx.Request], httpx.Response]


def calls(answer: Answer):
    return caller(httpx.AsyncClient(transport=httpx.MockTransport(answer)), Naps())


def google(answer: Answer, **more: str) -> GoogleAds:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            return httpx.Response(200, json={"access_token": "token", "expires_in": 3600})
        return answer(request)

    return GoogleAds(calls(handle), {"": GoogleAdsCredentials("id", "secret", "refresh", **more)}, Ticks())


def client(number: str, name: str, *, manager: bool = False, status: str = "ENABLED") -> dict:
    about = {"id": number, "descriptiveName": name, "currencyCode": "EUR", "timeZone": "Europe/Madrid"}
    return {"customerClient": {**about, "manager": manager, "status": status}}


TREES = {
    "1000000000": [
        client("1000000000", "Agency", manager=True),
        client("2", "Below"),
        client("3", "X", status="CLOSED"),
    ],
    "5000000000": [client("5000000000", "Alone")],
}


def tree(request: httpx.Request) -> httpx.Response:
    if request.url.path.endswith("customers:listAccessibleCustomers"):
        return httpx.Response(200, json={"resourceNames": [f"customers/{one}" for one in (*TREES, "9000000000")]})
    number = request.url.path.split("/customers/")[1].split("/")[0]
    assert "customer_client" in json.loads(request.content)["query"]
    assert request.headers["login-customer-id"] == number
    if number not in TREES:
        error = {"code": 403, "status": "PERMISSION_DENIED", "message": "no"}
        return httpx.Response(403, json=[{"error": error}])
    return httpx.Response(200, json=[{"results": TREES[number]}])


async def test_google_opens_what_stands_below_its_managers_and_alone_and_one_refusal_keeps_none_back() -> None:
    assert await google(tree).opened("") == [
        OpenAccount("2", "Below", "EUR", "Europe/Madrid", {"login_customer_id": "1000000000"}),
        OpenAccount("5000000000", "Alone", "EUR", "Europe/Madrid"),
    ]


async def test_of_the_manager_that_is_named_google_opens_its_own_alone() -> None:
    (one,) = await google(tree, login_customer_id="100-000-0000").opened("")
    assert one.account_id == "2"


async def test_meta_opens_the_accounts_of_its_token_page_by_page_but_those_that_are_closed() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path.endswith("/me/adaccounts")
        about = {"name": "Shop", "currency": "USD", "timezone_name": "Europe/Madrid", "account_status": 1}
        if request.url.params.get("after") == "two":
            return httpx.Response(200, json={"data": [{**about, "id": "act_2"}]})
        page = [{**about, "id": "act_1"}, {**about, "id": "act_9", "account_status": 101}]
        paging = {"cursors": {"after": "two"}, "next": "more"}
        return httpx.Response(200, json={"data": page, "paging": paging})

    found = await Meta(calls(answer), {"": MetaCredentials("t")}, Ticks()).opened("")
    assert found == [OpenAccount(one, "Shop", "USD", "Europe/Madrid") for one in ("act_1", "act_2")]


async def test_a_key_of_hubspot_opens_its_own_portal() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"portalId": 424242, "timeZone": "Europe/Madrid", "companyCurrency": "EUR"})

    found = await HubSpot(calls(answer), {"acme": HubSpotCredentials("t")}).opened("acme")
    assert found == [OpenAccount("424242", "", "EUR", "Europe/Madrid")]


async def test_without_the_credential_its_owner_is_asked_for_one() -> None:
    with pytest.raises(NeedsOwner) as asked:
        await google(tree).opened("other")
    assert asked.value.remedy is Remedy.SET_CREDENTIALS
