"""`vigia anomalies`: files in, a table or JSON out, and one clear sentence about a file that cannot be read."""

import json
from datetime import datetime, timedelta

import numpy as np
import pytest

from tests.bot.vigia import Vigia

BREAK = 24 * 30 + 9


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    return Vigia(tmp_path, monkeypatch, capsys)


def lines(name: str, broken: bool) -> list[str]:
    hours = np.arange(24 * 40)
    values = np.random.default_rng(1).poisson(50 * (1 + 0.5 * np.sin(hours / 24 * 2 * np.pi)))
    if broken:
        values[BREAK : BREAK + 5] = 0
    since = datetime(2026, 1, 5)  # noqa: DTZ001 - the file has no zone
    return [f"{since + timedelta(hours=int(h))},{v},{name}" for h, v in zip(hours, values, strict=True)]


def file(vigia: Vigia, rows: list[str]) -> None:
    vigia.write("kpi.csv", "\n".join(["timestamp,value,series", *rows]) + "\n")


def test_json_has_every_row_of_every_series_with_score_and_alert(vigia) -> None:
    file(vigia, lines("clicks", broken=True) + lines("leads", broken=False))
    done = vigia("anomalies", "kpi.csv", "--json")
    assert (done.code, done.err) == (0, "")
    clicks, leads = json.loads(done.out)["series"]
    assert (clicks["name"], leads["name"]) == ("clicks", "leads")
    assert len(clicks["rows"]) == len(leads["rows"]) == 24 * 40
    assert set(clicks["rows"][0]) == {"timestamp", "value", "score", "alert"}
    assert clicks["rows"][0]["timestamp"] == "2026-01-05 00:00:00"
    flagged = [at for at, row in enumerate(clicks["rows"]) if row["alert"]]
    assert [at for at in flagged if BREAK - 20 <= at < BREAK + 20] == [BREAK]
    assert all(0 <= row["score"] <= 1 for row in clicks["rows"])


def test_rows_in_any_order_and_series_in_turns_are_answered_in_the_files_order(vigia) -> None:
    rows = lines("clicks", broken=True)
    file(vigia, rows)
    straight = json.loads(vigia("anomalies", "kpi.csv", "--json").out)["series"][0]["rows"]
    file(vigia, rows[::-1])
    turned = json.loads(vigia("anomalies", "kpi.csv", "--json").out)["series"][0]["rows"]
    assert turned == straight[::-1]


def test_the_table_says_when_and_how_surprising_in_the_readers_language(vigia) -> None:
    file(vigia, lines("clicks", broken=True))
    done = vigia("anomalies", "kpi.csv")
    assert done.code == 0
    assert "in 960 rows" in done.out
    assert "2026-02-04 09:00:00" in done.out
    vigia.set(VIGIA_LANG="es")
    assert "sorpresa" in vigia("anomalies", "kpi.csv").out


@pytest.mark.parametrize(
    "rows",
    [
        ["2026-01-05,1,"],
        ["2026-01-05 00:00,5,a"] * 3,
        [f"2026-01-{d:02},5,a" for d in range(1, 29)],
        ["2026-01-05T00:00:00Z,,a", "2026-01-05T01:00:00Z,,a"],
        ["0001-01-01,1,a", "9999-12-31,2,a"],
        [f"{1000 + year}-01-01,{year},a" for year in range(200)],
        [f"2026-01-05 00:00:{s:02},{1e300},a" for s in range(40)],
        [f"2026-01-{d:02},{(-1) ** d * 1e-300},a" for d in range(1, 29)],
    ],
)
@pytest.mark.filterwarnings("error")
def test_short_constant_empty_far_and_huge_series_are_answered(vigia, rows: list[str]) -> None:
    file(vigia, rows)
    done = vigia("anomalies", "kpi.csv", "--json")
    assert (done.code, done.err) == (0, "")
    answered = json.loads(done.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert len(answered["series"][0]["rows"]) == len(rows)
    assert vigia("anomalies", "kpi.csv").code == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "kpi.csv is empty. Its first line should be, for example: timestamp,value"),
        ("timestamp,value\n", "kpi.csv has a header but no rows below it."),
        ("time,value\n1,2\n", "The column timestamp is missing. The file has: time, value."),
        ("timestamp,value\nyesterday,2\n", "Line 2: “yesterday” in timestamp is no date with time. For example:"),
        ("timestamp,value\n2026-01-01,two\n", "Line 2: “two” in value is no number. For example: 1234.50"),
        ("timestamp,value\n2026-01-01\n", "Line 2 has another number of columns (1) than the header (2)."),
    ],
)
def test_a_broken_file_is_answered_with_one_sentence_and_nothing_else(vigia, text: str, sentence: str) -> None:
    vigia.write("kpi.csv", text)
    done = vigia("anomalies", "kpi.csv", "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there_is_named(vigia) -> None:
    done = vigia("anomalies", "none.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err == "There is no file none.csv. For example: results.csv\n"
