"""The HubSpot service: three portals, told apart by their keys.

Paths: /hubspot/… with the dated versions 2026-03 and 2026-09, and /hubspot/marketing/v3/forms, which has none.
Properties without a value are null, as in real portals;
a request with the header `X-Sandbox-No-Nulls: 1` (or `sandbox_no_nulls=1` in the query) gets them left out instead,
because HubSpot's own client in strict mode refuses nulls.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from sandbox.vendors import hubspot_errors, hubspot_marketing, hubspot_objects, hubspot_schema
from sandbox.vendors.hubspot_errors import HubSpotError
from sandbox.vendors.hubspot_marketing import Marketing
from sandbox.vendors.hubspot_objects import View
from sandbox.vendors.wire import Json, Service, answer, bearer, silence
from sandbox.world import days
from sandbox.world.crm import OWNERS

NAME = "hubspot"
PORTALS = {"sandbox-hubspot-acme": "424242", "sandbox-hubspot-forn": "535353", "sandbox-hubspot-nord": "646464"}
_VERSIONS = ("2026-03", "2026-09")
_PEOPLE = {
    "910901": ("maya.ferrer@example.com", "Maya", "Ferrer"),
    "910902": ("sara.ruiz@example.com", "Sara", "Ruiz"),
    "920901": ("pol.vidal@example.com", "Pol", "Vidal"),
    "930901": ("sara.ruiz@example.org", "Sara", "Ruiz"),
}
_Handler = Callable[[web.Request, View], Awaitable[tuple[Json, int]]]


class HubSpot:
    """The handlers of the service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._calls = 0

    def route(self, serve: _Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
        """The handler behind the checks that every call passes: fault, version, key."""

        async def handle(request: web.Request) -> web.Response:
            self._calls += 1
            fault = self._service.faults.take(NAME)
            if fault == "timeout":
                return await silence(request, self._service.silence)
            try:
                body, status = await serve(request, self._admit(request, fault))
            except HubSpotError as error:
                return answer(error.body(), error.http, self._headers(request, error.http))
            return answer(body, status, self._headers(request, status))

        return handle

    def _admit(self, request: web.Request, fault: str | None) -> View:
        if fault == "500":
            raise hubspot_errors.internal()
        if fault == "expired_token":
            raise hubspot_errors.expired()
        portal = PORTALS.get(bearer(request))
        if portal is None:
            raise hubspot_errors.unauthenticated()
        if request.match_info.get("version", _VERSIONS[0]) not in _VERSIONS:
            raise hubspot_errors.not_found(f"No resource at {request.path}")
        if fault == "429":
            raise hubspot_errors.rate_limited()
        world, now = self._service.world, self._service.now_ms()
        if world.lasting(portal, "source_disconnected", now):
            raise hubspot_errors.expired()
        plain = request.headers.get("X-Sandbox-No-Nulls") or request.query.get("sandbox_no_nulls")
        return View(world.portals[portal], world.crm_told_at(portal, now), nulls=not plain)

    def _headers(self, request: web.Request, status: int) -> dict[str, str]:
        if request.path.endswith("/search"):
            return {}
        return hubspot_errors.rate_headers(0 if status == HTTPStatus.TOO_MANY_REQUESTS else 189 - self._calls % 60)

    async def listed(self, request: web.Request, view: View) -> tuple[Json, int]:
        """The plain list of contacts or deals."""
        return hubspot_objects.listed(view, _kind(request), _query(request)), 200

    async def read(self, request: web.Request, view: View) -> tuple[Json, int]:
        """One record."""
        return hubspot_objects.read(view, _kind(request), request.match_info["id"], _query(request)), 200

    async def batch(self, request: web.Request, view: View) -> tuple[Json, int]:
        """Many records by id."""
        return hubspot_objects.batch(view, _kind(request), await _body(request))

    async def search(self, request: web.Request, view: View) -> tuple[Json, int]:
        """Records by filters."""
        return hubspot_objects.search(view, _kind(request), await _body(request)), 200

    async def associations(self, request: web.Request, view: View) -> tuple[Json, int]:
        """Which deals belong to contacts, or the reverse."""
        other = hubspot_schema.object_type(request.match_info["other"])
        return hubspot_objects.associations(view, _kind(request), other, await _body(request)), 200

    async def properties(self, request: web.Request, view: View) -> tuple[Json, int]:
        """Every property of the object."""
        kind = _kind(request)
        names = hubspot_schema.types(kind, view.portal.id)
        return {"results": [hubspot_schema.described(kind, view.portal.id, name) for name in names]}, 200

    async def property(self, request: web.Request, view: View) -> tuple[Json, int]:
        """One property of the object."""
        kind, name = _kind(request), request.match_info["name"]
        if name not in hubspot_schema.types(kind, view.portal.id):
            raise hubspot_errors.not_found(f"Property {name} does not exist")
        return hubspot_schema.described(kind, view.portal.id, name), 200

    async def pipelines(self, request: web.Request, view: View) -> tuple[Json, int]:
        """The pipelines of deals."""
        if _kind(request) != "deals":
            raise hubspot_errors.invalid("The object type has no pipelines")
        return {"results": [hubspot_schema.pipeline(view.portal.id, self._made())]}, 200

    async def pipeline(self, request: web.Request, view: View) -> tuple[Json, int]:
        """One pipeline."""
        found = hubspot_schema.pipeline(view.portal.id, self._made())
        if _kind(request) != "deals" or request.match_info["id"] != found["id"]:
            raise hubspot_errors.not_found("Pipeline not found")
        return found, 200

    def _made(self) -> int:
        """When the portals were set up: long before anything else."""
        return days.bounds(self._service.world.anchor)[0] - 900 * days.DAY_MS

    async def owners(self, request: web.Request, view: View) -> tuple[Json, int]:
        """The people of the portal, all or by e-mail."""
        address = request.query.get("email", "").lower()
        found = [self._owner(one) for one in OWNERS[view.portal.id] if address in ("", _PEOPLE[one][0])]
        return {"results": found}, 200

    async def owner(self, request: web.Request, view: View) -> tuple[Json, int]:
        """One person of the portal."""
        if request.match_info["id"] not in OWNERS[view.portal.id]:
            raise hubspot_errors.not_found("Owner not found")
        return self._owner(request.match_info["id"]), 200

    def _owner(self, owner: str) -> Json:
        email, given, family = _PEOPLE[owner]
        made = days.iso_ms(self._made())
        user = {"email": email, "firstName": given, "lastName": family, "userId": int(owner) + 5_000}
        return {"id": owner, **user, "type": "PERSON", "createdAt": made, "updatedAt": made, "archived": False}

    async def details(self, _request: web.Request, view: View) -> tuple[Json, int]:
        """What the portal is: id, currency, time zone."""
        offset = days.from_ms(view.now).astimezone(days.ZONE).utcoffset()
        hours = int(offset.total_seconds() // 3600) if offset else 0
        return {
            "portalId": int(view.portal.id),
            "accountType": "STANDARD",
            "timeZone": str(days.ZONE),
            "companyCurrency": "EUR",
            "additionalCurrencies": [],
            "utcOffset": f"{hours:+03d}:00",
            "utcOffsetMilliseconds": hours * 3_600_000,
            "uiDomain": "app-eu1.hubspot.com",
            "dataHostingLocation": "eu1",
        }, 200

    async def usage(self, _request: web.Request, view: View) -> tuple[Json, int]:
        """How much of the day's calls is used."""
        now = days.iso_ms(view.now)
        entry = {"name": "private-apps-api-calls-daily", "usageLimit": 625_000, "currentUsage": self._calls}
        return {"results": [{**entry, "collectedAt": now, "fetchStatus": "SUCCESS", "resetsAt": now}]}, 200

    async def forms(self, request: web.Request, view: View) -> tuple[Json, int]:
        """The forms, which have no dated version."""
        return hubspot_marketing.forms(view, _query(request)), 200

    async def campaigns(self, request: web.Request, view: View) -> tuple[Json, int]:
        """The marketing campaigns."""
        return Marketing(self._service.world, view).listed(_query(request)), 200

    async def campaign(self, request: web.Request, view: View) -> tuple[Json, int]:
        """One marketing campaign."""
        return Marketing(self._service.world, view).one(request.match_info["guid"], _query(request)), 200

    async def report(self, request: web.Request, view: View) -> tuple[Json, int]:
        """A report on one marketing campaign: metrics, revenue, or contacts of one kind."""
        marketing, guid, query = Marketing(self._service.world, view), request.match_info["guid"], _query(request)
        report = request.match_info["report"]
        if report == "metrics":
            return marketing.metrics(guid, query), 200
        if report == "revenue":
            return marketing.revenue(guid, query), 200
        return marketing.contacts(guid, report.removeprefix("contacts/"), query), 200


def _kind(request: web.Request) -> str:
    return hubspot_schema.object_type(request.match_info["kind"])


def _query(request: web.Request) -> Mapping[str, str]:
    """The query's parameters; one given several times is joined with commas, as HubSpot reads it."""
    values: dict[str, str] = {}
    for written, value in request.query.items():
        name = written.removesuffix("[]")
        values[name] = f"{values[name]},{value}" if name in values else value
    return values


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except json.JSONDecodeError:
        raise hubspot_errors.invalid("Invalid input JSON", "INVALID_JSON") from None
    if not isinstance(body, dict):
        raise hubspot_errors.invalid("Invalid input JSON: an object was expected", "INVALID_JSON")
    return body


def add(app: web.Application, service: Service) -> None:
    """Add the service's routes."""
    hub = HubSpot(service)
    gets: dict[str, _Handler] = {
        "/crm/objects/{version}/{kind}": hub.listed,
        "/crm/objects/{version}/{kind}/{id}": hub.read,
        "/crm/properties/{version}/{kind}": hub.properties,
        "/crm/properties/{version}/{kind}/{name}": hub.property,
        "/crm/pipelines/{version}/{kind}": hub.pipelines,
        "/crm/pipelines/{version}/{kind}/{id}": hub.pipeline,
        "/crm/owners/{version}": hub.owners,
        "/crm/owners/{version}/{id}": hub.owner,
        "/account-info/{version}/details": hub.details,
        "/account-info/{version}/api-usage/daily/private-apps": hub.usage,
        "/marketing/v3/forms": hub.forms,
        "/marketing/campaigns/{version}": hub.campaigns,
        "/marketing/campaigns/{version}/{guid}": hub.campaign,
        r"/marketing/campaigns/{version}/{guid}/reports/{report:metrics|revenue|contacts/\w+}": hub.report,
    }
    posts: dict[str, _Handler] = {
        "/crm/objects/{version}/{kind}/batch/read": hub.batch,
        "/crm/objects/{version}/{kind}/search": hub.search,
        "/crm/associations/{version}/{kind}/{other}/batch/read": hub.associations,
    }
    for path, serve in gets.items():
        app.router.add_get(f"/hubspot{path}", hub.route(serve))
    for path, serve in posts.items():
        app.router.add_post(f"/hubspot{path}", hub.route(serve))
