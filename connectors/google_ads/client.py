"""Google Ads' socket: tokens and searchStream."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx

from connectors.decoding import decode
from connectors.google_ads.descriptor import GoogleAdsCredentials
from connectors.google_ads.errors import Expired, classify, classify_token
from connectors.google_ads.wire import VERSION, Token
from connectors.http import Caller

MARGIN = timedelta(minutes=2)  # a token is not begun with in its last minutes


def digits(customer_id: str) -> str:
    """A customer id as the API wants it: without the dashes of the page."""
    return "".join(c for c in customer_id if c.isdigit())


def token_request(held: GoogleAdsCredentials) -> httpx.Request:
    """Ask for an access token."""
    form = {
        "grant_type": "refresh_token",
        "client_id": held.client_id,
        "client_secret": held.client_secret,
        "refresh_token": held.refresh_token,
    }
    return httpx.Request("POST", f"{held.oauth_url.rstrip('/')}/token", data=form)


def search_request(held: GoogleAdsCredentials, token: str, customer: str, login: str, query: str) -> httpx.Request:
    """Ask one account one question. The developer token is obsolete and only sent where one is held."""
    optional = {"login-customer-id": digits(login), "developer-token": held.developer_token}
    headers = {"authorization": f"Bearer {token}"} | {name: value for name, value in optional.items() if value}
    url = f"{held.url.rstrip('/')}/{VERSION}/customers/{digits(customer)}/googleAds:searchStream"
    return httpx.Request("POST", url, headers=headers, json={"query": query})


def customers_request(held: GoogleAdsCredentials, token: str) -> httpx.Request:
    """Ask which customers the consent reaches: managers among them, and of their accounts none."""
    optional = {"developer-token": held.developer_token} if held.developer_token else {}
    url = f"{held.url.rstrip('/')}/{VERSION}/customers:listAccessibleCustomers"
    return httpx.Request("GET", url, headers={"authorization": f"Bearer {token}", **optional})


@dataclass(slots=True)
class GoogleAdsClient:
    """One credential. The access token is kept until shortly before it expires."""

    caller: Caller
    held: GoogleAdsCredentials
    now: Callable[[], datetime]
    _token: str = field(default="", repr=False)
    _expires: datetime | None = None
    _renewing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def search(self, customer: str, query: str, login: str = "") -> bytes:
        """The body of a searchStream. A token that is refused is renewed once."""
        token = await self._access()
        login = login or self.held.login_customer_id
        try:
            return await self._search(token, customer, login, query)
        except Expired:
            return await self._search(await self._access(refused=token), customer, login, query)

    async def customers(self) -> bytes:
        """The body of listAccessibleCustomers."""
        token = await self._access()
        try:
            return (await self.caller.send(customers_request(self.held, token), classify)).content
        except Expired:
            renewed = await self._access(refused=token)
            return (await self.caller.send(customers_request(self.held, renewed), classify)).content

    async def _search(self, token: str, customer: str, login: str, query: str) -> bytes:
        request = search_request(self.held, token, customer, login, query)
        return (await self.caller.send(request, classify)).content

    async def _access(self, refused: str = "") -> str:
        async with self._renewing:  # fifty accounts of one credential ask for one token
            fresh = self._expires is not None and self.now() < self._expires
            if not fresh or self._token == refused:
                response = await self.caller.send(token_request(self.held), classify_token)
                token = decode(response.content, Token)
                self._token = token.access_token
                self._expires = self.now() + timedelta(seconds=token.expires_in) - MARGIN
            return self._token
