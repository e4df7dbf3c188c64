"""HubSpot's socket: lists, searches and batches."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import httpx

from connectors.credentials import HubSpotCredentials
from connectors.decoding import decode
from connectors.http import Caller
from connectors.hubspot.errors import classify
from connectors.hubspot.wire import (
    BATCH,
    LIST_PAGE,
    SEARCH_CAP,
    SEARCH_PAGE,
    VERSION,
    Associations,
    Details,
    Pipelines,
    Record,
    Records,
    search_body,
)
from domain.errors import SchemaDrift

Shape = TypeVar("Shape")
SEARCH_PAUSE = 0.2  # seconds: five searches a second per portal, and no header that says how many are left
OBJECTS = f"crm/objects/{VERSION}"


def get_request(held: HubSpotCredentials, path: str, params: Mapping[str, str]) -> httpx.Request:
    """Read something."""
    return httpx.Request("GET", _url(held, path), params=params, headers=_headers(held))


def post_request(held: HubSpotCredentials, path: str, body: Mapping[str, Any]) -> httpx.Request:
    """Read with a body: a search or a batch."""
    return httpx.Request("POST", _url(held, path), json=body, headers=_headers(held))


def _url(held: HubSpotCredentials, path: str) -> str:
    return f"{held.url.rstrip('/')}/{path}"


def _headers(held: HubSpotCredentials) -> dict[str, str]:
    return {"authorization": f"Bearer {held.token}"}


@dataclass(slots=True)
class HubSpotClient:
    """One service key, which is one portal."""

    caller: Caller
    held: HubSpotCredentials

    async def details(self) -> Details:
        """The portal's id, currency and time zone."""
        return await self._send(get_request(self.held, f"account-info/{VERSION}/details", {}), Details)

    async def pipelines(self) -> Pipelines:
        """The deal pipelines with their stages."""
        return await self._send(get_request(self.held, f"crm/pipelines/{VERSION}/deals", {}), Pipelines)

    async def listed(self, kind: str, properties: Sequence[str]) -> AsyncIterator[list[Record]]:
        """Every record, page after page. Lists have no cap, unlike searches."""
        params = {"limit": str(LIST_PAGE), "properties": ",".join(properties), "archived": "false"}
        after = ""
        while True:
            cursor = {"after": after} if after else {}
            page = await self._send(get_request(self.held, f"{OBJECTS}/{kind}", params | cursor), Records)
            yield page.results
            after = _next(page, after)
            if not after:
                return

    async def changed(
        self, kind: str, properties: Sequence[str], since: datetime, until: datetime
    ) -> AsyncIterator[list[Record]]:
        """Records changed between two instants. A new search begins behind the last id before the cap is reached."""
        after_id, after, fetched = "", "", 0
        while True:
            body = search_body(kind, properties, since, until, after_id, after)
            page = await self._send(post_request(self.held, f"{OBJECTS}/{kind}/search", body), Records)
            yield page.results
            fetched += SEARCH_PAGE
            after = _next(page, after)
            if not after:
                return
            if fetched + SEARCH_PAGE > SEARCH_CAP and page.results:
                after_id, after, fetched = page.results[-1].id, "", 0
            await self.caller.sleep(SEARCH_PAUSE)

    async def contacts_of(self, deals: Sequence[str]) -> dict[str, list[str]]:
        """The contacts of each deal; deals without any are left out."""
        path = f"crm/associations/{VERSION}/deals/contacts/batch/read"
        found: dict[str, list[str]] = {}
        inputs = [{"id": deal} for deal in deals]
        while inputs:
            body = {"inputs": inputs[:BATCH]}
            batch = await self._send(post_request(self.held, path, body), Associations)
            inputs = inputs[BATCH:]
            for item in batch.results:
                found.setdefault(item.from_.id, []).extend(str(target.to_object_id) for target in item.to)
                if item.paging and item.paging.next:
                    inputs.append({"id": item.from_.id, "after": item.paging.next.after})
        return found

    async def _send(self, request: httpx.Request, shape: type[Shape]) -> Shape:
        return decode((await self.caller.send(request, classify)).content, shape)


def _next(page: Records, before: str) -> str:
    """The cursor of the next page, "" after the last."""
    after = page.paging.next.after if page.paging and page.paging.next else ""
    if after and after == before:
        raise SchemaDrift("$.paging.next.after", "the pages do not end")
    return after
