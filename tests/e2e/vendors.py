"""What the local vendors say of some days, asked over HTTP as anybody could: nothing of the house is in it."""

import json
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import httpx


@dataclass(frozen=True)
class Sums:
    """Money in euros, and counts."""

    spend: Decimal = Decimal()
    impressions: Decimal = Decimal()
    clicks: Decimal = Decimal()
    leads: Decimal = Decimal()

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.spend + other.spend,
            self.impressions + other.impressions,
            self.clicks + other.clicks,
            self.leads + other.leads,
        )


def spanish(number: Decimal, places: int) -> str:
    """588.094 with two places: "588,09"."""
    return f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}".replace(".", ",")


def google(sandbox: str, account: str, campaign: str, first: str, last: str) -> Sums:
    """One campaign of Google Ads, each day of the span, first and last included."""
    form = {"grant_type": "refresh_token", "client_id": "a", "client_secret": "b"}
    with httpx.Client(base_url=sandbox, trust_env=False) as http:
        token = http.post("/google_oauth/token", data=form | {"refresh_token": "sandbox-refresh-token"}).json()
        metrics = "metrics.cost_micros, metrics.impressions, metrics.clicks, metrics.conversions"
        where = f"campaign.id = {campaign} AND segments.date BETWEEN '{first}' AND '{last}'"
        answer = http.post(
            f"/google_ads/v26/customers/{account}/googleAds:search",
            json={"query": f"SELECT segments.date, {metrics} FROM campaign WHERE {where}"},  # noqa: S608 - no database
            headers={"Authorization": f"Bearer {token['access_token']}"},
        )
    told = [row["metrics"] for row in answer.raise_for_status().json()["results"]]
    return sum((_of_google(one) for one in told), Sums())


def _of_google(told: dict) -> Sums:
    spend, *counts = (
        Decimal(str(told.get(name, 0))) for name in ("costMicros", "impressions", "clicks", "conversions")
    )
    return Sums(spend / 1_000_000, *counts)


def meta(sandbox: str, account: str, campaign: str, first: str, last: str) -> Sums:
    """One campaign of Meta; a lead is its action `lead`."""
    asked = {
        "level": "campaign",
        "time_range": json.dumps({"since": first, "until": last}),
        "fields": "campaign_id,spend,impressions,inline_link_clicks,actions",
        "access_token": "sandbox-meta-token",
    }
    answer = httpx.get(f"{sandbox}/meta/v26.0/{account}/insights", params=asked, trust_env=False)
    mine = [row for row in answer.raise_for_status().json()["data"] if row["campaign_id"] == campaign]
    return sum((_of_meta(one) for one in mine), Sums())


def _of_meta(told: dict) -> Sums:
    leads = sum(Decimal(one["value"]) for one in told.get("actions", ()) if one["action_type"] == "lead")
    counts = (Decimal(told.get(name, 0)) for name in ("spend", "impressions", "inline_link_clicks"))
    return Sums(*counts, Decimal(leads))
