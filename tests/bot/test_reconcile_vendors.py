"""`vigia reconcile` over files that the pages of the local vendors would export: every difference has its cause."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.cli.apply import apply_file
from domain.window import Window, local_day
from tests.bot.conftest import World
from tests.bot.demo_world import MAYA, DemoWorld, environment
from tests.bot.vigia import Vigia

pytestmark = pytest.mark.long
GOOGLE, META = "1234567890", "act_1029384756"
ZONE = "Europe/Madrid"
HOURLY = "hourly_stats_aggregated_by_advertiser_time_zone"
Rows = list[Mapping[str, Any]]


@dataclass
class Pages:
    """What the pages of both platforms show of Acme's accounts, as their CSV files."""

    url: str

    def google(self, days: Window, *, currency: str = "EUR", removed: bool = True) -> str:
        """The campaigns by day; `removed`: those that were removed too."""
        form = {"grant_type": "refresh_token", "client_id": "i", "client_secret": "s"}
        form["refresh_token"] = "sandbox-refresh-token"
        token = httpx.post(f"{self.url}/google_oauth/token", data=form).json()["access_token"]
        fields = "campaign.id, campaign.name, segments.date, metrics.cost_micros, metrics.impressions, metrics.clicks"
        fields += ", metrics.conversions, metrics.conversions_value"
        where = f"segments.date BETWEEN '{days.start}' AND '{days.end}'"
        where += "" if removed else " AND campaign.status != 'REMOVED'"
        chunks = httpx.post(
            f"{self.url}/google_ads/v26/customers/{GOOGLE}/googleAds:searchStream",
            json={"query": f"SELECT {fields} FROM campaign WHERE {where}"},  # noqa: S608 - no database behind it
            headers={"Authorization": f"Bearer {token}", "developer-token": "d"},
        ).raise_for_status()
        rows = [row for chunk in chunks.json() for row in chunk.get("results", [])]
        titles = "Campaign ID,Campaign,Day,Currency code,Cost,Impr.,Clicks,Conversions,Conv. value"
        return "Campaign report\n" + text(titles, (self._google(row, currency) for row in rows))

    def _google(self, row: Mapping[str, Any], currency: str) -> list[Any]:
        told = row["metrics"]
        return [
            row["campaign"]["id"],
            row["campaign"]["name"],
            row["segments"]["date"],
            currency,
            f"{int(told.get('costMicros', 0)) / 10**6:.2f}",
            told.get("impressions", 0),
            told.get("clicks", 0),
            f"{float(told.get('conversions', 0)):.2f}",
            f"{float(told.get('conversionsValue', 0)):.2f}",
        ]

    def meta(self, days: Window, setting: str = "value", hours: int = 0) -> str:
        """The campaigns by day, in an attribution setting; `hours`: of days that begin so much later."""
        found: dict[tuple[str, str, date], Counter[str]] = {}
        for row in self._insights(days, by_hour=bool(hours)):
            begin = int(row[HOURLY][:2]) if hours else 0
            day = date.fromisoformat(row["date_start"]) - timedelta(days=begin < hours)
            mine = found.setdefault((row["campaign_id"], row["campaign_name"], day), Counter())
            mine["spend"] += round(float(row["spend"]) * 100)
            mine["impressions"] += int(row["impressions"])
            mine["clicks"] += int(row["inline_link_clicks"])
            told = next((one for one in row.get("actions", []) if one["action_type"] == "lead"), {})
            mine["leads"] += int(told.get(setting, 0))
        titles = "Reporting starts,Reporting ends,Campaign ID,Campaign name,Amount spent (EUR),Impressions,Link clicks"
        lines = (
            [day, day, entity, name, f"{got['spend'] / 100:.2f}", got["impressions"], got["clicks"], got["leads"]]
            for (entity, name, day), got in found.items()
            if day in days
        )
        return text(f"{titles},Leads", lines)

    def _insights(self, days: Window, *, by_hour: bool) -> Rows:
        later = days.end + timedelta(days=by_hour)
        params = {
            "access_token": "sandbox-meta-token",
            "level": "campaign",
            "time_increment": "1",
            "time_range": json.dumps({"since": str(days.start), "until": str(later)}),
            "fields": "campaign_id,campaign_name,spend,impressions,inline_link_clicks,actions",
            "action_attribution_windows": '["1d_click","7d_click"]',
            "limit": "500",
            **({"breakdowns": HOURLY} if by_hour else {}),
        }
        rows: Rows = []
        while True:
            page = httpx.get(f"{self.url}/meta/v26.0/{META}/insights", params=params).raise_for_status().json()
            rows += page["data"]
            if "next" not in page.get("paging", {}):
                return rows
            params["after"] = page["paging"]["cursors"]["after"]


def text(titles: str, lines: Iterator[list[Any]]) -> str:
    told = io.StringIO()
    csv.writer(told).writerows(lines)
    return f"{titles}\n{told.getvalue()}"


@dataclass
class Lived:
    """The demo, read and gone on; its files, and what is said of them."""

    world: DemoWorld
    pages: Pages
    vigia: Vigia

    def days(self, many: int = 14, *, today: bool = False) -> Window:
        here = local_day(self.world.now, ZONE)
        return Window.trailing(here if today else here - timedelta(days=1), many)

    def reconciled(self, told: str, source: str, *more: str) -> tuple[Counter[str], Rows]:
        """How many rows have each cause, and those that have one; nothing is unexplained, nothing changes."""
        path = self.world.folder / "export.csv"
        path.write_text(told, encoding="utf-8")
        answer = self.vigia("reconcile", path, "--client", "acme", "--source", source, "--json", *more)
        assert answer.err == ""
        found = json.loads(answer.out)
        assert (answer.code, found["unexplained"]) == (0, 0), [r for r in found["rows"] if r["cause"] == "unexplained"]
        apart = [row for row in found["rows"] if row["cause"]]
        assert len(found["rows"]) > 100
        return Counter(row["cause"] for row in apart), apart


@pytest.fixture
def lived(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Lived:
    made = DemoWorld(world.url, tmp_path, environment(world.url))
    made.declare(world.declaration)
    made.live()
    vigia = Vigia(tmp_path, monkeypatch, capsys)
    vigia.set(**environment(world.url), VIGIA_CLOCK_URL=f"{world.url}/_sandbox/clock")
    return Lived(made, Pages(world.url), vigia)


def test_what_was_just_read_is_equal_but_for_what_nobody_claims_and_today(lived: Lived) -> None:
    for source, told in (
        ("google_ads", lived.pages.google(lived.days())),
        ("meta", lived.pages.meta(lived.days())),
    ):
        assert lived.reconciled(told, source)[0].keys() <= {"not_adopted"}
    causes, apart = lived.reconciled(lived.pages.google(lived.days(today=True)), "google_ads")
    assert causes.keys() <= {"not_adopted", "not_read_yet"}
    today = str(local_day(lived.world.now, ZONE))
    assert {row["day"] for row in apart if row["cause"] == "not_read_yet"} <= {today}


def test_restatements_removals_and_another_setting_are_each_named(lived: Lived) -> None:
    """The files of one morning, of a campaign that goes, and of later days; read in between and not."""
    old = {"google_ads": lived.pages.google(lived.days()), "meta": lived.pages.meta(lived.days())}
    first = lived.days()
    lived.world._ask("trouble", {"campaign": "111", "kind": "removed", "until": "300d"})
    lived.world.push(timedelta(days=2))
    lived.world.live()
    for source, told in old.items():
        causes, apart = lived.reconciled(told, source)
        assert causes["restated"] > 0
        assert causes.keys() <= {"restated", "not_adopted", "removed"}
        assert {row["measure"] for row in apart if row["cause"] == "restated"} & {"conversions", "leads"}
    causes, apart = lived.reconciled(lived.pages.google(lived.days(), removed=False), "google_ads")
    assert causes["removed"] > 0
    assert {row["theirs"] for row in apart if row["cause"] == "removed"} == {0.0}
    causes, apart = lived.reconciled(lived.pages.meta(first, "1d_click"), "meta")
    assert causes["attribution"] > 10
    assert {row["measure"] for row in apart if row["cause"] == "attribution"} == {"leads"}
    lived.world.push(timedelta(days=1))
    causes, _ = lived.reconciled(lived.pages.google(lived.days()), "google_ads")
    assert causes["not_read_yet"] > 0
    assert causes.keys() <= {"not_read_yet", "restated", "not_adopted", "removed"}


def test_another_currency_zone_account_and_definition_are_each_named(lived: Lived) -> None:
    days = lived.days()
    causes, apart = lived.reconciled(lived.pages.google(days, currency="USD"), "google_ads")
    assert {row["measure"] for row in apart if row["cause"] == "currency"} == {"spend", "revenue"}
    assert causes.keys() <= {"currency", "not_adopted"}
    causes, _ = lived.reconciled(lived.pages.meta(days, hours=7), "meta")
    assert causes["time_zone"] > 50
    assert causes.keys() <= {"time_zone", "not_adopted"}
    told = lived.pages.meta(days)
    assert lived.reconciled(told, "meta", "--account", "act_999")[0].keys() == {"not_connected"}
    assert lived.reconciled(lived.pages.google(days), "meta")[0].keys() == {"not_connected"}
    said = yaml.safe_load((lived.world.folder / "vigia.yaml").read_text(encoding="utf-8"))
    said["clients"][0]["results"] = {"lead": {"meta": ["onsite_conversion.lead_grouped"]}}
    (lived.world.folder / "vigia.yaml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    apply_file(lived.world.engine, lived.world.folder / "vigia.yaml", now=lambda: lived.world.now, admins=(MAYA,))
    lived.world.live()
    causes, apart = lived.reconciled(told, "meta")
    assert causes["definition"] > 10
    assert {row["measure"] for row in apart if row["cause"] == "definition"} == {"leads"}
