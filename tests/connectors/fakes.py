"""The three loopback vendors, with what each should read as."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import httpx

from connectors.google_ads.descriptor import GoogleAdsCredentials
from connectors.google_ads.source import GoogleAds
from connectors.http import Caller
from connectors.hubspot.descriptor import HubSpotCredentials
from connectors.hubspot.source import HubSpot
from connectors.meta.descriptor import MetaCredentials
from connectors.meta.source import Meta
from connectors.port import CrmPart
from domain.entities import SourceAccount
from domain.errors import Transient
from domain.facts import Contact, Deal
from domain.window import Window
from domain.words import Remedy, Source
from tests.connectors.loopback import Answer, Loopback, Seen, sample

WINDOW = Window(date(2026, 11, 1), date(2026, 11, 2))
NOW = datetime(2026, 11, 4, 12, 0, tzinfo=UTC)
SECRET = "s3cr3t-" + "x" * 20


@dataclass
class Naps:
    """A sleep that takes no time and remembers what was asked of it."""

    taken: list[float] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def retried(self, problem: Transient, wait: float) -> None:
        self.reasons.append(problem.reason)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


@dataclass
class Ticks:
    """A machine clock that a test moves."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


def caller(http: httpx.AsyncClient, naps: Naps | None = None) -> Caller:
    naps = naps or Naps()
    return Caller(http, naps, jitter=lambda: 0.5, retried=naps.retried)


@dataclass(frozen=True)
class Vendor:
    """What the contract needs to know of a connector."""

    source: Source
    account: SourceAccount
    build: Callable[[Caller, str], Any]  # with credentials for that base URL
    build_without: Callable[[Caller], Any]
    fetch: Callable[[Any, SourceAccount], Any]
    full: Callable[[Seen], Any]
    empty: Callable[[Seen], Any]
    failures: Mapping[str, Answer]
    reconnect: Remedy
    denied: Remedy
    free: Callable[[Seen], bool] = lambda seen: False
    renews: bool = False

    def loopback(self, *, empty: bool = False) -> Loopback:
        return Loopback(self.empty if empty else self.full, self.failures, free=self.free)


def google_full(seen: Seen) -> Any:
    if seen.path.endswith("/token"):
        return {"access_token": f"{SECRET}-access", "expires_in": 3599}
    query = json.loads(seen.body)["query"]
    if "FROM customer" in query:
        fields = {"id": "5550001111", "currencyCode": "EUR", "timeZone": "Europe/Madrid", "descriptiveName": "Bodega"}
        return [{"results": [{"customer": fields}]}]
    return sample("google_stream.json")


def google_empty(seen: Seen) -> Any:
    return google_full(seen) if seen.path.endswith("/token") else []


def google_error(status: int, family: str = "", name: str = "", delay: str = "") -> Answer:
    details = {"quotaErrorDetails": {"retryDelay": delay}} if delay else {}
    errors = [{"errorCode": {family: name}, "message": SECRET, "details": details}]
    failure = [{"@type": "…v26.errors.GoogleAdsFailure", "errors": errors, "requestId": "r"}] if family else []
    return status, [{"error": {"code": status, "message": SECRET, "status": "X", "details": failure}}], {}


def build_google(call: Caller, url: str) -> GoogleAds:
    held = GoogleAdsCredentials("id", SECRET, f"{SECRET}-refresh", url=url, oauth_url=f"{url}/oauth")
    return GoogleAds(call, {"": held}, Ticks())


GOOGLE = Vendor(
    source=Source.GOOGLE_ADS,
    account=SourceAccount("acme", Source.GOOGLE_ADS, "555-000-1111"),
    build=build_google,
    build_without=lambda call: GoogleAds(call, {}, Ticks()),
    fetch=lambda source, account: source.performance(account, WINDOW),
    full=google_full,
    empty=google_empty,
    failures={
        "429": google_error(429, "quotaError", "RESOURCE_EXHAUSTED", "5s"),
        "long429": google_error(429, "quotaError", "RESOURCE_EXHAUSTED", "900s"),
        "500": (500, [{"error": {"code": 500, "status": "INTERNAL"}}], {}),
        "expired": google_error(401),
        "denied": google_error(403, "authorizationError", "USER_PERMISSION_DENIED"),
        "drift": (200, [{"results": [{"campaign": {"id": "many"}}]}], {}),
        "html": (200, "<html>", {}),
    },
    reconnect=Remedy.RECONNECT_GOOGLE_ADS,
    denied=Remedy.GRANT_ACCESS,
    free=lambda seen: seen.path.endswith("/token"),
    renews=True,
)


def meta_full(seen: Seen) -> Any:
    if seen.path.endswith("/insights"):
        return sample("meta_page2.json" if seen.query.get("after") else "meta_page1.json")
    return {"id": "act_77", "name": "Bodega", "currency": "USD", "timezone_name": "America/New_York"}


def meta_error(status: int, code: int, subcode: int | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    error = {"message": f"Malformed {SECRET}", "code": code, "error_subcode": subcode, "fbtrace_id": "T"}
    return status, {"error": error}, headers or {}


def meta_usage(minutes: int) -> dict[str, str]:
    entry = {"type": "ads_insights", "call_count": 100, "estimated_time_to_regain_access": minutes}
    return {"X-Business-Use-Case-Usage": json.dumps({"77": [entry]})}


def build_meta(call: Caller, url: str) -> Meta:
    return Meta(call, {"": MetaCredentials(SECRET, f"{SECRET}-app", url)}, Ticks())


META = Vendor(
    source=Source.META,
    account=SourceAccount("acme", Source.META, "act_77"),
    build=build_meta,
    build_without=lambda call: Meta(call, {}, Ticks()),
    fetch=lambda source, account: source.performance(account, WINDOW),
    full=meta_full,
    empty=lambda seen: {"data": []},
    failures={
        "429": meta_error(400, 17, 2446079, {"Retry-After": "5"}),
        "long429": meta_error(400, 80000, 2446079, meta_usage(15)),
        "500": (500, {"error": {"message": "x", "code": 2}}, {}),
        "expired": meta_error(401, 190, 463),
        "denied": meta_error(403, 200),
        "drift": (200, {"data": [{"campaign_id": 5}]}, {}),
        "html": (200, "<html>", {}),
    },
    reconnect=Remedy.RECONNECT_META,
    denied=Remedy.GRANT_ACCESS,
)


def hubspot_full(seen: Seen) -> Any:
    path = seen.path
    if path.endswith("/details"):
        return sample("hubspot_details.json")
    if "/pipelines/" in path:
        return sample("hubspot_pipelines.json")
    if "/associations/" in path:
        return sample("hubspot_associations.json")
    if "/deals" in path:
        return sample("hubspot_deals.json")
    after = json.loads(seen.body)["after"] if seen.method == "POST" else seen.query.get("after")
    return sample("hubspot_contacts_last.json" if after else "hubspot_contacts.json")


def hubspot_empty(seen: Seen) -> Any:
    return hubspot_full(seen) if seen.path.endswith("/details") else {"results": []}


def hubspot_error(status: int, category: str, policy: str = "") -> Answer:
    told = {"status": "error", "message": SECRET, "category": category, "policyName": policy, "correlationId": "c"}
    return status, told, {}


@dataclass
class Changes:
    """All parts of one reading."""

    contacts: list[Contact] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    cursor: datetime | None = None


async def whole(parts: AsyncIterator[CrmPart]) -> Changes:
    found = Changes()
    async for part in parts:
        found.contacts += part.contacts
        found.deals += part.deals
        found.cursor = part.cursor
    return found


def build_hubspot(call: Caller, url: str) -> HubSpot:
    return HubSpot(call, {"": HubSpotCredentials(SECRET, url)})


HUBSPOT = Vendor(
    source=Source.HUBSPOT,
    account=SourceAccount("acme", Source.HUBSPOT, "4711", options={"utm_property": "utm_campaign"}),
    build=build_hubspot,
    build_without=lambda call: HubSpot(call, {}),
    fetch=lambda source, account: whole(source.changes(account, None, NOW)),
    full=hubspot_full,
    empty=hubspot_empty,
    failures={
        "429": hubspot_error(429, "RATE_LIMITS", "TEN_SECONDLY_ROLLING"),
        "long429": hubspot_error(429, "RATE_LIMITS", "DAILY"),
        "500": (500, {}, {}),
        "expired": hubspot_error(401, "EXPIRED_AUTHENTICATION"),
        "denied": hubspot_error(403, "MISSING_SCOPES"),
        "drift": (200, {"results": [{"id": 5}]}, {}),
        "html": (200, "<html>", {}),
    },
    reconnect=Remedy.RECONNECT_HUBSPOT,
    denied=Remedy.RAISE_SCOPE,
)
