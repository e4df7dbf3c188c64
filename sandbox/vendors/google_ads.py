"""The Google Ads service: OAuth tokens, searchStream, search and the list of accessible customers.

Paths: /google_oauth/token and /google_ads/v26/… . The refresh token is `sandbox-refresh-token`, with any client id and
secret. Access tokens live 3,599 seconds of the machine's time.
"""

import json
import re
import secrets
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.vendors import gaql, google_errors, google_fields, google_rows
from sandbox.vendors.wire import Json, Service, answer, bearer, silence
from sandbox.world.catalogue import ACCOUNTS

NAME = "google_ads"
REFRESH_TOKEN = "sandbox-refresh-token"  # noqa: S105 - a name that the sandbox publishes, no secret
TOKEN_SECONDS = 3599
PAGE_ROWS = 1_000
CHUNK_ROWS = 500
RETRY_SECONDS = 5
_NEWEST = 26
_SERVED = ("v23", "v24", "v25", f"v{_NEWEST}")
_ID_DIGITS = 10
_CUSTOMERS = tuple(account.id for account in ACCOUNTS if account.source == NAME)
_SCOPE = "https://www.googleapis.com/auth/adwords"


class Tokens:
    """Access tokens given out and when (machine seconds) each ends."""

    def __init__(self) -> None:
        self._ends: dict[str, float] = {}

    def give(self) -> str:
        """A new access token."""
        token = f"ya29.sandbox-{secrets.token_urlsafe(18)}"
        self._ends[token] = time.monotonic() + TOKEN_SECONDS
        return token

    def valid(self, token: str) -> bool:
        """Whether the token was given out here and lives still."""
        return self._ends.get(token, 0.0) > time.monotonic()

    def end(self, token: str) -> None:
        """Let the token be expired from now on."""
        self._ends.pop(token, None)


class GoogleAds:
    """The handlers of the service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._tokens = Tokens()

    async def token(self, request: web.Request) -> web.Response:
        """A refresh token for an access token; invalid_grant where a person must consent again."""
        form = await request.post()
        if form.get("grant_type") != "refresh_token":
            return answer({"error": "unsupported_grant_type", "error_description": "Invalid grant_type"}, 400)
        if not form.get("client_id") or not form.get("client_secret"):
            return answer({"error": "invalid_client", "error_description": "The OAuth client was not found."}, 401)
        refused = form.get("refresh_token") != REFRESH_TOKEN
        if refused or self._service.faults.take(NAME, only="expired_token"):
            body = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
            return answer(body, 400)
        granted = {"expires_in": TOKEN_SECONDS, "scope": _SCOPE, "token_type": "Bearer"}
        return answer({"access_token": self._tokens.give(), **granted})

    async def search_stream(self, request: web.Request) -> web.Response:
        """All rows at once, as an array of chunks."""
        return await self._guarded(request, "searchStream", self._stream)

    async def search(self, request: web.Request) -> web.Response:
        """One page of rows."""
        return await self._guarded(request, "search", self._page)

    async def customers(self, request: web.Request) -> web.Response:
        """The customers that the consent reaches."""
        return await self._guarded(request, "listAccessibleCustomers", self._accessible)

    async def _guarded(
        self, request: web.Request, method: str, serve: Callable[[web.Request], Awaitable[web.Response]]
    ) -> web.Response:
        fault = self._service.faults.take(NAME)
        if fault == "timeout":
            return await silence(request, self._service.silence)
        refusal = self._refusal(request, fault)
        if refusal is not None:
            return answer(google_errors.wrapped(refusal, method), refusal["error"]["code"])
        try:
            return await serve(request)
        except gaql.GaqlError as error:
            version = request.match_info["version"]
            body = google_errors.failure(version, 400, "queryError", error.name, str(error))
            return answer(google_errors.wrapped(body, method), 400)

    def _refusal(self, request: web.Request, fault: str | None) -> Json | None:
        version = request.match_info["version"]
        if version not in _SERVED:
            return _no_version(version)
        if fault == "500":
            return google_errors.internal()
        if fault == "expired_token":
            self._tokens.end(bearer(request))
        if not self._tokens.valid(bearer(request)):
            return google_errors.unauthenticated()
        if fault == "429":
            return google_errors.quota(version, RETRY_SECONDS)
        customer = request.match_info.get("customer")
        if customer and self._service.world.lasting(customer, "source_disconnected", self._service.now_ms()):
            return google_errors.unauthenticated()
        return _customer_refusal(version, customer)

    async def _rows(self, request: web.Request) -> tuple[Json, gaql.Query, list[Json]]:
        body = await _body(request)
        query = gaql.parse(str(body.get("query", "")))
        google_fields.check(query)
        found = google_rows.rows(self._service.world, request.match_info["customer"], query, self._service.now_ms())
        return body, query, found

    async def _stream(self, request: web.Request) -> web.Response:
        _, query, found = await self._rows(request)
        mask = {"fieldMask": _mask(query), "requestId": secrets.token_urlsafe(16)}
        chunks: list[Json] = [
            {"results": found[place : place + CHUNK_ROWS], **mask} for place in range(0, len(found), CHUNK_ROWS)
        ] or [mask]
        chunks[-1]["queryResourceConsumption"] = str(10 + len(found))
        return answer(chunks)

    async def _page(self, request: web.Request) -> web.Response:
        version = request.match_info["version"]
        body, query, found = await self._rows(request)
        if "pageSize" in body or "page_size" in body:
            text = "Setting the page size is not supported."
            refusal = google_errors.failure(version, 400, "requestError", "PAGE_SIZE_NOT_SUPPORTED", text)
            return answer(refusal, 400)
        place = _place(str(body.get("pageToken", "")))
        if place is None:
            text = "Page token is invalid."
            return answer(google_errors.failure(version, 400, "requestError", "INVALID_PAGE_TOKEN", text), 400)
        page: Json = {"results": found[place : place + PAGE_ROWS], "fieldMask": _mask(query)}
        if place + PAGE_ROWS < len(found):
            page["nextPageToken"] = f"sandbox-{place + PAGE_ROWS}"
        return answer({**page, "totalResultsCount": str(len(found)), "queryResourceConsumption": "12"})

    async def _accessible(self, _request: web.Request) -> web.Response:
        return answer({"resourceNames": [f"customers/{customer}" for customer in _CUSTOMERS]})


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except json.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def _mask(query: gaql.Query) -> str:
    return ",".join(gaql.camel(name) for name in query.fields)


def _place(token: str) -> int | None:
    """The row that the page begins at; None for a token that was never given."""
    match = re.fullmatch(r"sandbox-(\d+)", token)
    if not token:
        return 0
    return int(match.group(1)) if match else None


def _no_version(version: str) -> Json:
    known = re.fullmatch(r"v(\d{1,2})", version)
    if known is None or int(known.group(1)) > _NEWEST:
        return google_errors.no_such_version(version)
    text = f"Version {version} is deprecated. Requests to this version will be blocked."
    return google_errors.failure(_SERVED[-1], 400, "requestError", "UNSUPPORTED_VERSION", text)


def _customer_refusal(version: str, customer: str | None) -> Json | None:
    if customer is None or customer in _CUSTOMERS:
        return None
    if not customer.isdigit() or len(customer) != _ID_DIGITS:
        text = f"Invalid customer ID '{customer}'."
        return google_errors.failure(version, 400, "requestError", "INVALID_CUSTOMER_ID", text)
    text = (
        "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's "
        "customer id must be set in the 'login-customer-id' header."
    )
    return google_errors.failure(version, 403, "authorizationError", "USER_PERMISSION_DENIED", text)


def add(app: web.Application, service: Service) -> None:
    """Add the service's routes."""
    ads = GoogleAds(service)
    app.router.add_post("/google_oauth/token", ads.token)
    app.router.add_post("/google_ads/{version}/customers/{customer}/googleAds:searchStream", ads.search_stream)
    app.router.add_post("/google_ads/{version}/customers/{customer}/googleAds:search", ads.search)
    app.router.add_get("/google_ads/{version}/customers:listAccessibleCustomers", ads.customers)
