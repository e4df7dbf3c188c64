"""HubSpot's socket: pages of lists and searches, and batches."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from connectors.decoding import decode
from connectors.http import Caller
from connectors.hubspot.descriptor import HubSpotCredentials
from connectors.hubspot.errors import classify
from connectors.hubspot.wire import (
    BATCH,
    FORMS_PATH,
    LIST_PAGE,
    VERSION,
    Associations,
    Details,
    Form,
    Forms,
    Option,
    Pipelines,
    Property,
    Record,
    Records,
    search_body,
)
from domain.errors import Problem, SchemaDrift

Shape = TypeVar("Shape")
Page = tuple[list[Record], str]
"""Records, and the id after which the next page begins: "" where there is none."""
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

    async def listed(self, kind: str, properties: Sequence[str], after: str, *, deleted: bool = False) -> Page:
        """A page of all records in the order of their ids, after one of them. Lists have no cap, unlike searches.

        `deleted`: of those deleted in the last 90 days instead. Deleting changes no date, so that no search names them.
        """
        params = {"limit": str(LIST_PAGE), "properties": ",".join(properties), "archived": str(deleted).lower()}
        cursor = {"after": after} if after else {}
        page = await self._send(get_request(self.held, f"{OBJECTS}/{kind}", params | cursor), Records)
        following = page.paging.next.after if page.paging and page.paging.next else ""
        return page.results, _onward(following, after)

    async def changed(self, kind: str, properties: Sequence[str], since: datetime, until: datetime, after: str) -> Page:
        """A page of the records changed between two instants, in the order of their ids, after one of them.

        Each page is a search of its own behind the last id. Paged by offset, a record that is edited meanwhile leaves
        the result and moves all that follow by one: the first of the next page would never be seen. Nor is there a cap.
        """
        if after:
            await self.caller.sleep(SEARCH_PAUSE)
        body = search_body(kind, properties, since, until, after)
        page = await self._send(post_request(self.held, f"{OBJECTS}/{kind}/search", body), Records)
        more = page.paging is not None and page.paging.next is not None and page.results
        return page.results, _onward(page.results[-1].id if more else "", after)

    async def by_ids(self, kind: str, ids: Collection[str], properties: Sequence[str]) -> list[Record]:
        """The records of these ids; those that are not there are left out."""
        wanted, found, rest = set(ids), list[Record](), iter(ids)
        while some := list(islice(rest, LIST_PAGE)):
            body = {
                "inputs": [{"id": one} for one in some],
                "properties": list(properties),
                "propertiesWithHistory": [],
            }
            found += (await self._send(post_request(self.held, f"{OBJECTS}/{kind}/batch/read", body), Records)).results
        return [one for one in found if one.id in wanted]

    async def knows(self, name: str) -> bool:
        """Whether the portal has a contact property; True as well where the key may not ask: the records will tell."""
        return (await self._property(name)).status_code != HTTPStatus.NOT_FOUND

    async def stages(self) -> list[Option]:
        """The stages that a contact can be in; none where the key may not ask."""
        answer = await self._property("lifecyclestage")
        return decode(answer.content, Property).options if answer.is_success else []

    async def forms(self) -> list[Form]:
        """The forms that people can send, whoever made them. NeedsOwner where the key may not ask."""
        found, after, more = list[Form](), "", True
        while more:
            params = {"limit": str(LIST_PAGE), "formTypes": "all"} | ({"after": after} if after else {})
            page = await self._send(get_request(self.held, FORMS_PATH, params), Forms)
            found += page.results
            after = _onward(page.paging.next.after if page.paging and page.paging.next else "", after)
            more = bool(after)
        return found

    async def _property(self, name: str) -> httpx.Response:
        """What the portal says of a contact property, that there is none or that it may not be asked included."""

        def judged(response: httpx.Response) -> Problem | None:
            unsaid = response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}
            return None if unsaid else classify(response)

        path = f"crm/properties/{VERSION}/contacts/{quote(name, safe='')}"
        return await self.caller.send(get_request(self.held, path, {}), judged)

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


def _onward(after: str, before: str) -> str:
    """Where the next page begins, "" after the last; SchemaDrift where that is no further than this one."""
    if after and after == before:
        raise SchemaDrift("$.paging.next.after", "the pages do not end")
    return after
