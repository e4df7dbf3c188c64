"""Three vendors' accounts as their own answers tell them: conversations at Meta, four conversion actions at Google, a
HubSpot portal with stages and forms of its own. What each says of a day is the same every day."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import httpx

from connectors.port import Sources
from connectors.registry import build
from domain.words import Source
from tests.connectors.fakes import Naps

Json = dict[str, Any]
META, GOOGLE, PORTAL = "act_777", "1112223334", "12345678"
URLS = {source: f"https://{source.value}.example.com" for source in (Source.META, Source.GOOGLE_ADS, Source.HUBSPOT)}
CREDENTIALS = {
    Source.META: {"": {"access_token": "t", "app_secret": "s", "url": URLS[Source.META]}},
    Source.GOOGLE_ADS: {
        "": {
            **dict.fromkeys(("client_id", "client_secret", "refresh_token", "developer_token"), "x"),
            "url": URLS[Source.GOOGLE_ADS],
            "oauth_url": f"{URLS[Source.GOOGLE_ADS]}/oauth",
        }
    },
    Source.HUBSPOT: {"": {"token": "k", "url": URLS[Source.HUBSPOT]}},
}
TALKS, CUSTOM = "onsite_conversion.messaging_conversation_started_7d", "offsite_conversion.custom.77"
Acted = tuple[str, str, str, bool, int, int]
"""A conversion action: number, name, category, whether it is primary, how many a day, what they are worth."""
GOOGLE_ACTIONS: tuple[Acted, ...] = (
    ("1", "Formulario", "SUBMIT_LEAD_FORM", True, 2, 0),
    ("2", "Llamada", "PHONE_CALL_LEAD", True, 1, 0),
    ("3", "Compra", "PURCHASE", True, 1, 50),
    ("4", "Página vista", "PAGE_VIEW", False, 20, 0),
)
STAGE, GUIDE = "81234567", "0e5c2c4d-7a44-4f7a-9a53-0a6f5a7c1b01"


@dataclass
class Vendors:
    """The three behind one transport. Each tells its past from `begun` on, up to `today`."""

    begun: date
    today: date
    acted: tuple[Acted, ...] = GOOGLE_ACTIONS

    def sources(self) -> Sources:
        """The real connectors, which ask these vendors."""
        http = httpx.AsyncClient(transport=httpx.MockTransport(self._answer))
        return build(http, CREDENTIALS, lambda: datetime.combine(self.today, time(9), UTC), Naps())

    def _answer(self, request: httpx.Request) -> httpx.Response:
        by_host = {"meta": self._meta, "google_ads": self._google, "hubspot": self._hubspot}
        return httpx.Response(200, json=by_host[request.url.host.partition(".")[0]](request))

    def _days(self, since: str, until: str) -> list[date]:
        first, last = max(self.begun, date.fromisoformat(since)), min(self.today, date.fromisoformat(until))
        return [first + timedelta(days=n) for n in range(max(0, (last - first).days + 1))]

    def _meta(self, request: httpx.Request) -> Json:
        asked, path = dict(request.url.params), request.url.path
        if path.endswith("/campaigns"):
            return {"data": [{"id": "222", "name": "WhatsApp", "status": "ACTIVE", "effective_status": "ACTIVE"}]}
        if not path.endswith("/insights"):
            return {"currency": "EUR", "timezone_name": "Europe/Madrid", "name": "Acme", "account_status": 1}
        if asked["level"] != "campaign" or asked.get("breakdowns") != "device_platform":
            return {"data": []}
        window = json.loads(asked["time_range"])
        return {"data": [_insight(day) for day in self._days(window["since"], window["until"])]}

    def _google(self, request: httpx.Request) -> Any:
        if request.url.path.endswith("/token"):
            return {"access_token": "a", "expires_in": 3599}
        query = json.loads(request.content)["query"]
        if "FROM customer" in query:
            customer = {"id": GOOGLE, "currencyCode": "EUR", "timeZone": "Europe/Madrid", "descriptiveName": "Acme"}
            return [{"results": [{"customer": customer}]}]
        window = re.search(r"BETWEEN '(.*)' AND '(.*)'", query)
        if window is None:
            listed = {"id": "111", "name": "Búsqueda", "status": "ENABLED"}
            return [{"results": [{"customer": {"currencyCode": "EUR", "status": "ENABLED"}, "campaign": listed}]}]
        if "segments.device" not in query:
            return []
        days = self._days(*window.groups())
        by_action = "segments.conversion_action" in query
        told = _acted if by_action else _spent
        return [{"results": [row for day in days for row in told(day, self.acted)]}]

    def _hubspot(self, request: httpx.Request) -> Json:
        path = request.url.path
        if path.endswith("/details"):
            return {"portalId": int(PORTAL), "timeZone": "Europe/Madrid", "companyCurrency": "EUR"}
        if path.endswith("/lifecyclestage"):
            return {"options": [{"value": STAGE, "label": "Cita"}, {"value": "lead", "label": "Lead"}]}
        if path.endswith("/forms"):
            return {"results": [{"id": GUIDE, "name": "Guía de otoño"}]}
        if "/contacts" in path and "associations" not in path and "properties" not in path:
            return (
                {"results": self._contacts()} if dict(request.url.params).get("archived") != "true" else {"results": []}
            )
        return {"results": []}

    def _contacts(self) -> list[Json]:
        """Each day one in the portal's own stage, one in HubSpot's `lead`, and a subscriber who sent a form."""
        days = self._days(self.begun.isoformat(), (self.today - timedelta(days=1)).isoformat())
        return [one for n, day in enumerate(days) for one in _came(n, day)]


def _insight(day: date) -> Json:
    told = [("link_click", 40), (TALKS, 8), (CUSTOM, 1)]
    return {
        "campaign_id": "222",
        "campaign_name": "WhatsApp",
        "account_currency": "EUR",
        "objective": "OUTCOME_LEADS",
        "device_platform": "mobile_app",
        "spend": "40.00",
        "impressions": "5000",
        "inline_link_clicks": "40",
        "date_start": day.isoformat(),
        "actions": [{"action_type": kind, "value": str(number)} for kind, number in told],
        "results": [{"indicator": f"actions:{TALKS}", "values": [{"value": "8"}]}],
    }


def _spent(day: date, acted: tuple[Acted, ...]) -> list[Json]:
    primary = [one for one in acted if one[3]]
    metrics = {
        "impressions": "5000",
        "clicks": "200",
        "costMicros": "90000000",
        "conversions": float(sum(one[4] for one in primary)),
        "conversionsValue": float(sum(one[5] for one in primary)),
    }
    return [_google_row(day, metrics)]


def _acted(day: date, acted: tuple[Acted, ...]) -> list[Json]:
    rows = []
    for number, name, category, primary, many, worth in acted:
        counted = {"allConversions": float(many), "allConversionsValue": float(worth)}
        mine = {"conversions": float(many)} if primary else {}
        action = f"customers/{GOOGLE}/conversionActions/{number}"
        named = {"conversionActionName": name, "conversionActionCategory": category}
        rows.append(_google_row(day, {**counted, **mine}, conversionAction=action, **named))
    return rows


def _google_row(day: date, metrics: Json, **segments: str) -> Json:
    return {
        "customer": {"currencyCode": "EUR"},
        "campaign": {"id": "111", "name": "Búsqueda"},
        "segments": {"date": day.isoformat(), "device": "MOBILE", **segments},
        "metrics": metrics,
    }


def _came(n: int, day: date) -> list[Json]:
    at = f"{day.isoformat()}T10:00:00Z"
    noon = int(datetime.combine(day, time(10), UTC).timestamp() * 1000)
    told = [
        {"lifecyclestage": STAGE, f"hs_v2_date_entered_{STAGE}": at},
        {"lifecyclestage": "lead", "hs_v2_date_entered_lead": at},
        {"lifecyclestage": "subscriber", "hs_calculated_form_submissions": f"{GUIDE}::{noon}"},
    ]
    return [
        {
            "id": str(3 * n + i),
            "properties": {"createdate": at, "utm_campaign": "otono", **one},
            "createdAt": at,
            "updatedAt": at,
        }
        for i, one in enumerate(told)
    ]
