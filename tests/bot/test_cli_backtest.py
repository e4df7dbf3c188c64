"""`vigia backtest`: a file of what was reported each morning in, what would have been told out."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.bot.vigia import Vigia

START = date(2026, 3, 1)
HEAD = "as_of,date,spend,conversions"
ARRIVED = (0.0, 0.5, 0.75, 0.9, 1.0)
GOAL = ("--goal", "cpa < 45")


@pytest.fixture
def vigia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vigia:
    made = Vigia(tmp_path, monkeypatch, capsys)
    made.set(VIGIA_LANG="en")
    return made


def counts(days: int, before: float, after: float, at: int, seed: int = 1) -> list[float]:
    mean = np.where(np.arange(days) < at, before, after)
    return [float(n) for n in np.random.default_rng(seed).poisson(mean)]


def reported(final: list[float], name: str = "", spend: float = 450.0, factor: float = 1.0) -> Iterator[str]:
    """Each morning the last two weeks."""
    tail = f",{name}" if name else ""
    for look in range(1, len(final) + 1):
        for day in range(max(0, look - 14), look):
            seen = final[day] * ARRIVED[min(look - day, 4)]
            as_of, when = START + timedelta(look), START + timedelta(day)
            yield f"{as_of},{when},{spend * factor},{seen:.3f}{tail}"


def replayed(vigia: Vigia, lines: list[str], *options: str, head: str = HEAD) -> list[dict[str, Any]]:
    vigia.write("days.csv", "\n".join([head, *lines]))
    told = vigia("backtest", "days.csv", *(options or GOAL), "--json")
    assert (told.code, told.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(told.out)["series"]
    for one in found:
        assert list(one) == ["name", "days", "alerts"]
        assert all(list(day) == ["as_of", "probability", "condition"] for day in one["days"])
        assert all(
            list(alert) == ["as_of", "kind", "tier", "condition", "since", "probability", "reason"]
            for alert in one["alerts"]
        )
    return found


def test_a_healthy_account_has_a_day_per_morning_and_no_alert(vigia: Vigia) -> None:
    (one,) = replayed(vigia, list(reported(counts(60, 13, 13, 0))))
    assert [day["as_of"] for day in one["days"]] == [str(START + timedelta(n)) for n in range(1, 61)]
    assert one["alerts"] == []
    assert {day["condition"] for day in one["days"]} <= {"ok", "pending"}


def test_a_fall_is_told_dated_and_worded(vigia: Vigia) -> None:
    (one,) = replayed(vigia, list(reported(counts(70, 13, 5, 55))))
    firing = [alert for alert in one["alerts"] if alert["condition"] == "firing"]
    assert firing[-1]["kind"] == "off_target"
    assert firing[-1]["tier"] == "interrupt"
    assert abs((date.fromisoformat(firing[-1]["since"]) - START).days - 55) <= 2
    assert firing[-1]["probability"] > 0.75
    assert "the goal CPA < €45 asks for" in firing[-1]["reason"]
    assert one["days"][-1]["condition"] == "firing"


def test_a_stop_has_its_own_kind(vigia: Vigia) -> None:
    (one,) = replayed(vigia, list(reported(counts(70, 13, 0, 60))))
    last = one["alerts"][-1]
    assert (last["kind"], last["tier"], last["condition"]) == ("conversions_stopped", "interrupt", "firing")
    assert one["days"][-1]["probability"] > 0.95


def test_money_that_stops_is_told(vigia: Vigia) -> None:
    lines = list(reported(counts(60, 13, 13, 0)))
    dead = [
        f"{as_of},{day},0,0" if day >= str(START + timedelta(55)) else line
        for line in lines
        for as_of, day, *_ in [line.split(",")]
    ]
    (one,) = replayed(vigia, dead)
    assert {alert["kind"] for alert in one["alerts"]} == {"spend_stopped"}
    assert "Nothing has been spent since" in one["alerts"][0]["reason"]


def test_without_mornings_a_day_is_final_the_day_after(vigia: Vigia) -> None:
    lines = [f"{START + timedelta(n)},450,{seen}" for n, seen in enumerate(counts(70, 13, 5, 60))]
    (one,) = replayed(vigia, lines, head="date,spend,conversions")
    assert one["days"][0]["as_of"] == str(START + timedelta(1))
    assert {alert["kind"] for alert in one["alerts"]} == {"off_target"}


def test_series_are_told_apart_in_order_of_appearance_and_shuffled_rows_change_nothing(vigia: Vigia) -> None:
    lines = [*reported(counts(60, 13, 5, 45), "b"), *reported(counts(60, 13, 13, 0, 2), "a")]
    head = f"{HEAD},series"
    one, other = replayed(vigia, lines, head=head)
    assert (one["name"], other["name"]) == ("b", "a")
    order = np.random.default_rng(1).permutation(len(lines))
    shuffled = replayed(vigia, [lines[n] for n in order], head=head)
    assert sorted(shuffled, key=lambda s: s["name"]) == [other, one]


def test_the_currency_changes_nothing(vigia: Vigia) -> None:
    (one,) = replayed(vigia, list(reported(counts(60, 13, 6, 50))))
    (other,) = replayed(vigia, list(reported(counts(60, 13, 6, 50), factor=100)), "--goal", "cpa < 4500")
    assert one["days"] == other["days"]


@pytest.mark.parametrize(
    ("goal", "column", "value"),
    [("cvr > 5%", "clicks", 190), ("roas > 4", "revenue", 180.0), ("conversions > 300", "clicks", 1)],
)
def test_other_goals_are_judged_too(vigia: Vigia, goal: str, column: str, value: float) -> None:
    lines = []
    for line in reported(counts(70, 13, 5, 55)):
        seen = float(line.rsplit(",", 1)[1])
        lines.append(f"{line},{seen * value if column == 'revenue' else value}")
    (one,) = replayed(vigia, lines, "--goal", goal, head=f"{HEAD},{column}")
    assert one["days"][50]["probability"] < 0.3
    assert one["days"][-1]["probability"] > 0.8


def test_short_constant_gappy_and_free_files_are_answered(vigia: Vigia) -> None:
    day = START.isoformat()
    head = "date,spend,conversions"
    (single,) = replayed(vigia, [f"{day},450,10"], head=head)
    assert (len(single["days"]), single["alerts"]) == (1, [])
    (free,) = replayed(vigia, [f"{START + timedelta(n)},0,0" for n in range(20)], head=head)
    assert {one["probability"] for one in free["days"]} == {None}
    assert {one["condition"] for one in free["days"]} == {"no_data"}
    (gappy,) = replayed(vigia, [f"{START + timedelta(n)},450,12" for n in range(0, 60, 3)], head=head)
    assert gappy["alerts"] == []


def test_the_same_day_as_its_morning_is_not_complete(vigia: Vigia) -> None:
    (one,) = replayed(vigia, [f"{START},{START},450,0"])
    assert one == {"name": "", "days": [], "alerts": []}
    assert "date must lie before as_of" in vigia("backtest", "days.csv", *GOAL).out


def test_the_table_names_what_would_have_been_told(vigia: Vigia) -> None:
    vigia.write("days.csv", "\n".join([HEAD, *reported(counts(70, 13, 5, 55))]))
    told = vigia("backtest", "days.csv", *GOAL)
    assert told.code == 0
    assert "off_target" in told.out
    assert "1 series, 70 mornings" in told.out


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("cpa > 45", "Of that KPI less is better: its goal is a ceiling. For example: cpa <= 45 EUR"),
        ("cvr < 2%", "its goal is a floor. For example: cvr >= 2%"),
        ("cost_per_mql < 45", "Possible: cpa, cpl, cpc, cpm, cvr, ctr, roas, conversions, leads, clicks."),
        ("cpa", "cpa"),
        ("mood < 3", "mood"),
        ("pace > 10%", "pace"),
        ("cpa < 0", "0"),
    ],
)
def test_a_goal_that_cannot_be_judged_is_a_sentence(vigia: Vigia, goal: str, said: str) -> None:
    vigia.write("days.csv", f"{HEAD}\n{START + timedelta(1)},{START},450,10\n")
    told = vigia("backtest", "days.csv", "--goal", goal, "--json")
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_goal_on_a_count_says_for_how_long_it_is(vigia: Vigia) -> None:
    vigia.write("days.csv", "\n".join([HEAD, *reported(counts(10, 13, 13, 0))]))
    assert "Leads ≥ 300 is taken for 30 days." in vigia("backtest", "days.csv", "--goal", "leads >= 300").out
    assert "is taken for" not in vigia("backtest", "days.csv", *GOAL).out


@pytest.mark.parametrize("amount", ["1e300", "1000000000000001"])
def test_what_is_too_large_to_be_true_is_a_sentence(vigia: Vigia, amount: str) -> None:
    vigia.write("days.csv", f"{HEAD}\n{START + timedelta(1)},{START},{amount},10\n")
    told = vigia("backtest", "days.csv", *GOAL, "--json")
    assert (told.code, told.out) == (2, "")
    assert f"Line 2: “{amount}” in spend is too large to be true." in told.err


def test_a_file_without_a_column_is_a_sentence(vigia: Vigia) -> None:
    vigia.write("days.csv", f"{HEAD}\n{START + timedelta(1)},{START},450,10\n")
    told = vigia("backtest", "days.csv", "--goal", "cvr > 2%", "--json")
    assert (told.code, told.out) == (2, "")
    assert "clicks" in told.err


@pytest.mark.parametrize(
    ("head", "rows", "column"),
    [
        ("date,spend,conversions", ["0001-01-01,5,5", "2026-03-01,5,5"], "date"),
        ("date,spend,conversions", ["9999-12-31,5,5"], "date"),
        (HEAD, ["2026-03-02,2026-03-01,5,5", "9999-12-31,2026-03-01,5,5"], "as_of"),
    ],
)
def test_days_that_are_ages_apart_are_a_sentence(vigia: Vigia, head: str, rows: list[str], column: str) -> None:
    vigia.write("days.csv", "\n".join([head, *rows]))
    told = vigia("backtest", "days.csv", *GOAL, "--json")
    assert (told.code, told.out) == (2, "")
    assert f"column {column} " in told.err
    assert rows[-1][:10] in told.err
