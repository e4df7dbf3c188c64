"""`vigia status`: the same sums and sentences as in Slack, for one campaign or all."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cli.plain_readings import plain
from domain.incidents.rule_kinds import RuleKind
from domain.kpi import CATALOGUE
from domain.window import Window
from insights.readings import Readings
from storage.facts import performance, sync
from tests import casting
from tests.bot.vigia import Result, Vigia
from tests.templates import world

TITLES = "Day,Campaign,Currency,Cost,Impressions,Clicks,Conversions\n"
FLIGHT = "".join(f"2026-11-{day:02},Otoño leads,EUR,{day}.50,1000,20,{day % 3}\n" for day in range(1, 11))
OTHERS = "2026-11-01,Otoño marca,EUR,5,100,10,1\n2026-11-14,Verano,EUR,30,100,10,1\n2026-11-15,Verano,EUR,30,100,10,0\n"


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys, clock) -> Vigia:
    started = Vigia(tmp_path, monkeypatch, capsys)
    started.set(VIGIA_CLOCK_URL=clock.url)
    started.write("all.csv", TITLES + FLIGHT + OTHERS)
    assert started("import", "all.csv", "--client", "acme").code == 0
    return started


def cells(result: Result, kpi: str) -> list[str]:
    """The cells of a KPI's line in the printed table."""
    (line,) = [line for line in result.out.splitlines() if line.startswith(f"  {kpi}")]
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def test_an_ended_campaign_answers_with_its_whole_flight(vigia) -> None:
    shown = vigia("status", "acme-otono-leads")
    assert shown.out.startswith("Acme · Otoño leads · Nov 1 – 10, 2026\n")
    # 1.50 + 2.50 + … + 10.50 = 60; leads 1 2 0 1 2 0 1 2 0 1 = 10
    assert cells(shown, "Spend")[1] == "€60"
    assert cells(shown, "Leads")[1] == "10"
    assert cells(shown, "Cost per lead")[1] == "€6.00"
    assert cells(shown, "Conversion rate")[1] == "5.00%"  # 10 / 200
    assert "No budget is set; €60 spent since the start." in shown.out
    assert "Data: CSV file" in shown.out


def test_goals_stand_beside_their_kpis_and_the_verdict_comes_first(vigia) -> None:
    declared = "{key: acme-otono-leads, budget: 100 EUR, goals: ['cpl < 5 EUR', 'leads >= 8']}"
    vigia.write("vigia.yaml", f"campaigns: [{declared}]")
    assert vigia("apply", "vigia.yaml").code == 0
    shown = vigia("status", "otoño leads")
    assert shown.out.splitlines()[1] == "1 of 2 goals met; cost per lead is off: €6.00, goal < €5."
    assert cells(shown, "Cost per lead")[2] == "✗ < €5"
    assert cells(shown, "Leads")[2] == "✓ 10 of 8, reached on Nov 8"
    assert "Ended: €60 of €100 spent (60%)." in shown.out


def test_a_period_narrows_the_days(vigia) -> None:
    shown = vigia("status", "otono-leads", "--period", "2026-11-09..2026-11-10")
    assert cells(shown, "Spend")[1] == "€20"
    assert cells(shown, "Spend")[-1] == "▲ 25%"  # 20 after 16
    month = vigia("status", "otono-leads", "--period", "30d")
    assert cells(month, "Spend")[1] == "€60"
    wrong = vigia("status", "otono-leads", "--period", "soon")
    assert wrong.code == 2
    assert "I can't read that period. For example: 7d" in wrong.err


def test_without_a_name_every_campaign_gets_a_line_in_trouble_first(vigia) -> None:
    vigia.write("vigia.yaml", "campaigns: [{key: acme-verano, goals: ['cpl < 5 EUR']}]")
    vigia("apply", "vigia.yaml")
    lines = vigia("status").out.splitlines()
    assert [line.split()[0] for line in lines] == ["acme-verano", "acme-otono-leads", "acme-otono-marca"]
    assert lines[0].endswith("Off target: cost per lead €60.00, goal < €5.")


def test_clients_are_told_apart(vigia) -> None:
    vigia.write("b.csv", TITLES + "2026-11-01,Brand,EUR,1,1,1,1\n")
    vigia("import", "b.csv", "--client", "bosc")
    assert vigia("status", "--client", "bosc").out.startswith("Bosc · Brand")
    assert "bosc" not in vigia("status", "--client", "acme").out
    unknown = vigia("status", "--client", "nobody")
    assert (unknown.code, unknown.err) == (2, "I know no client “nobody”. There are: acme, bosc\n")


def test_a_name_that_fits_several_is_asked_back_and_a_wrong_one_gets_the_nearest(vigia) -> None:
    several = vigia("status", "otoño")
    assert (several.code, several.out) == (2, "")
    assert several.err == "Several campaigns fit. Name one of them: acme-otono-leads, acme-otono-marca\n"
    wrong = vigia("status", "veranito azul")
    assert wrong.code == 2
    assert "I know no campaign “veranito azul”." in wrong.err
    assert "acme-verano" in wrong.err


def test_no_campaign_at_all_says_how_to_get_one(tmp_path, monkeypatch, capsys) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    told = Vigia(empty, monkeypatch, capsys)("status")
    assert told.code == 2
    assert "vigia import FILE --client KEY" in told.err


def test_the_chart_is_a_picture(vigia) -> None:
    shown = vigia("status", "otono-leads", "--chart", "chart.png")
    assert shown.code == 0
    assert "The chart is in chart.png." in shown.out
    assert (vigia.folder / "chart.png").read_bytes().startswith(b"\x89PNG\r\n")
    assert vigia("status", "--chart", "chart.png").code == 2


@pytest.mark.parametrize(
    ("lang", "words"), [("es", "Coste por lead"), ("ca", "Cost per lead"), ("en", "Cost per lead (platforms)")]
)
def test_the_language_can_be_chosen(vigia, lang, words) -> None:
    assert words in vigia("status", "otono-leads", "--lang", lang).out


def test_an_unknown_language_is_refused(vigia) -> None:
    refused = vigia("status", "--lang", "fr")
    assert refused.code == 2
    assert refused.err == "--lang “fr” is no language of Vigía. For example: --lang es\n"


@pytest.mark.parametrize("asked", ["status", "status acme-otono-leads", "adopt --client acme"])
def test_who_only_reads_waits_for_no_writer(vigia, asked) -> None:
    """The bot may write for longer than a lock is waited for; the reader said that another Vigía was to be ended."""
    with closing(sqlite3.connect(vigia.folder / "vigia.sqlite3", isolation_level=None)) as bot:
        bot.execute("BEGIN IMMEDIATE")
        shown = vigia(*asked.split())
    assert (shown.code, shown.err) == (0, "")


def told(vigia: Vigia, *asked: str) -> Any:
    shown = vigia("status", *asked, "--json")
    assert (shown.code, shown.err) == (0, "")
    return json.loads(shown.out)


@pytest.mark.parametrize(("trouble", "verdict"), [("off_target", "off_target"), ("off_pace", "on_target")])
def test_an_alert_of_its_budget_makes_no_campaign_miss_its_goals(trouble: str, verdict: str) -> None:
    picture = world.alarmed()
    opened = replace(picture, open=tuple(replace(one, trouble=RuleKind(trouble)) for one in picture.open))
    assert plain(Readings(opened, ()))["verdict"] == verdict


def test_programs_read_every_kpi_with_the_two_numbers_that_it_is_made_of(vigia) -> None:
    found = told(vigia, "acme-otono-leads", "--period", "2026-11-01..2026-11-02")
    readings = found.pop("readings")
    assert found == {
        "campaign": "acme-otono-leads",
        "start": "2026-11-01",
        "end": "2026-11-02",
        "as_of": found["as_of"],
        "verdict": "no_goals",
    }
    by_kpi = {(one["kpi"], one["claim"]): one for one in readings}
    assert len(by_kpi) == len(readings)
    assert {kpi for kpi, _ in by_kpi} == set(CATALOGUE)
    # 1.50 + 2.50 for 1 + 2 results, 40 clicks of 2000 impressions
    cpl = {"value": 1.333333, "numerator": 4, "denominator": 3, "expected": None, "currency": "EUR", "why": None}
    assert by_kpi["cpl", "platforms"] == {"kpi": "cpl", "claim": "platforms", **cpl}
    assert by_kpi["spend", "platforms"]["value"] == 4
    assert (by_kpi["ctr", "platforms"]["value"], by_kpi["ctr", "platforms"]["currency"]) == (0.02, None)
    for one in readings:
        if one["denominator"] and one["value"] is not None:
            assert one["value"] == pytest.approx(one["numerator"] / one["denominator"], abs=1e-6)
        assert (one["value"] is None) == (one["why"] is not None)
    assert by_kpi["mqls", "crm"]["why"] == "no_source"


def test_what_cannot_be_divided_is_null_with_its_reason(vigia) -> None:
    found = told(vigia, "acme-verano", "--period", "2026-11-15..2026-11-15")
    (cpl,) = (one for one in found["readings"] if one["kpi"] == "cpl")
    assert (cpl["value"], cpl["numerator"], cpl["denominator"], cpl["why"]) == (None, 30, 0, "no_denominator")


def test_without_a_campaign_programs_read_all_of_them(vigia) -> None:
    assert [one["campaign"] for one in told(vigia)] == ["acme-otono-leads", "acme-otono-marca", "acme-verano"]


ARRIVED = (10, 16)
"""Of twenty conversions a day, what is known of its first days one and two mornings later; all from the third on."""


def read_every_morning(vigia: Vigia, mornings: int = 35) -> None:
    """An account read at four in the morning, whose conversions are reported late."""
    with vigia.database() as db:
        cast = casting.everybody(db)
        for ago in reversed(range(mornings)):
            at = casting.NOW - timedelta(days=ago, hours=6)
            asked = Window.trailing(at.date() - timedelta(days=1), 10)
            known = dict(zip(reversed(list(asked)), ARRIVED, strict=False))
            rows = [casting.row("112", day, 100, conversions_micros=known.get(day, 20) * 10**6) for day in asked]
            run = sync.begin(db, cast.acme_google, at, asked)
            performance.upsert(db, cast.acme_google, rows, at, asked.end - timedelta(days=2), window=asked)
            sync.succeed(db, run, at, len(rows))
        performance.resolve_matches(db, "acme")
        db.commit()


def test_what_is_still_to_come_stands_beside_what_was_received(vigia) -> None:
    """It was null in every answer: all days were taken for final, and nothing failed."""
    read_every_morning(vigia)
    found = told(vigia, "acme-marca", "--period", "2026-11-09..2026-11-15")
    by_kpi = {one["kpi"]: one for one in found["readings"] if one["claim"] == "platforms"}
    conversions, cpa, spend = (by_kpi[kpi] for kpi in ("conversions", "cpa", "spend"))
    assert conversions["value"] == 5 * 20 + sum(ARRIVED)
    assert conversions["expected"] == pytest.approx(7 * 20, abs=3)
    assert cpa["value"] == pytest.approx(700 / 126)
    assert cpa["expected"] == pytest.approx(700 / conversions["expected"])
    assert spend["expected"] is None
    week_before = told(vigia, "acme-marca", "--period", "2026-11-02..2026-11-08")
    assert {one["expected"] for one in week_before["readings"]} == {None}
