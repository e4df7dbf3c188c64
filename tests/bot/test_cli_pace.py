"""`vigia pace`: a file of days in, the projection out; every odd file ends as an answer or as one sentence."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.bot.vigia import Vigia

START = date(2026, 11, 1)
FLIGHT = ("--budget", "3000", "--start", "2026-11-01", "--end", "2026-11-30")
KEYS = [
    *("name", "as_of", "spent", "expected", "projected", "low", "high", "verdict", "suggested_daily"),
]


@pytest.fixture
def vigia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vigia:
    made = Vigia(tmp_path, monkeypatch, capsys)
    made.set(VIGIA_LANG="en")
    return made


def rows(first: int, end: int, daily: Callable[[int], float] = lambda _: 100.0, series: str = "") -> list[str]:
    """A row per day, counted from the flight's first."""
    tail = f",{series}" if series else ""
    return [f"{START + timedelta(days=n)},{daily(n)}{tail}" for n in range(first, end)]


def paced(vigia: Vigia, lines: list[str], *options: str, head: str = "date,spend") -> list[dict[str, object]]:
    vigia.write("days.csv", "\n".join([head, *lines]))
    told = vigia("pace", "days.csv", *FLIGHT, *options, "--json")
    assert (told.code, told.err) == (0, "")
    found: list[dict[str, object]] = json.loads(told.out)["series"]
    assert all(list(one) == KEYS for one in found)
    return found


def test_each_series_is_told_with_its_morning(vigia: Vigia) -> None:
    lines = rows(-56, 5, series="a") + rows(-56, 4, lambda n: 150.0, series="b")
    one, two = paced(vigia, lines, head="date,spend,series")
    assert (one["name"], one["as_of"], one["spent"], one["verdict"]) == ("a", "2026-11-06", 500.0, "on")
    assert (two["name"], two["as_of"], two["spent"], two["verdict"]) == ("b", "2026-11-05", 600.0, "over")
    assert one["suggested_daily"] == 100.0
    assert one["projected"] == pytest.approx(3000, rel=0.02)
    assert two["projected"] == pytest.approx(4500, rel=0.02)
    assert one["low"] < one["projected"] < one["high"]  # type: ignore[operator]


def test_the_morning_asked_for_leaves_later_rows_out(vigia: Vigia) -> None:
    known = paced(vigia, rows(-28, 5))
    assert paced(vigia, rows(-28, 20, lambda n: 100.0 if n < 5 else 900.0), "--as-of", "2026-11-06") == known


def test_the_order_of_rows_and_columns_does_not_matter(vigia: Vigia) -> None:
    lines = rows(-28, 5, lambda n: 80.0 + n % 7 * 10)
    turned = [",".join(reversed(line.split(","))) for line in reversed(lines)]
    assert paced(vigia, turned, head="Spend,DATE") == paced(vigia, lines)


def test_the_file_may_come_from_standard_input(vigia: Vigia, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = vigia.write("days.csv", "\n".join(["date,spend", *rows(0, 5)]))
    with path.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        told = vigia("pace", "-", *FLIGHT, "--json")
    assert json.loads(told.out)["series"][0]["spent"] == 500.0


def test_after_the_flight_everything_is_known(vigia: Vigia) -> None:
    [found] = paced(vigia, rows(-28, 40))
    assert found["as_of"] == "2026-12-01"
    assert found["spent"] == found["projected"] == found["low"] == found["high"] == found["expected"] == 3000.0
    assert (found["verdict"], found["suggested_daily"]) == ("on", None)


@pytest.mark.parametrize(
    ("lines", "spent", "projected"),
    [
        (rows(-28, 0), 0.0, 3000),
        (rows(0, 1), 100.0, 3000),
        (["2026-11-05,100", "2026-11-01,100"], 200.0, 3000),
        (["2026-11-01,", "2026-11-02,100"], 100.0, 3000),
        (["2019-01-01,100"], 0.0, None),
        (["2031-01-01,100"], 0.0, None),
        (rows(-56, 5, lambda _: 0.0), 0.0, 0),
    ],
    ids=["history only", "one day", "gaps", "an empty cell", "long before", "long after", "nothing spent"],
)
def test_a_file_that_says_little_is_answered_sensibly(
    vigia: Vigia, lines: list[str], spent: float, projected: float | None
) -> None:
    [found] = paced(vigia, lines)
    assert found["spent"] == spent
    assert (found["projected"] is None) is (projected is None)
    if projected is not None:
        assert found["projected"] == pytest.approx(projected, rel=0.1, abs=5)
    assert found["verdict"] == ("under" if projected == 0 else "on")


@pytest.mark.parametrize("budget", ["3000.50", "3.000,50", "€3,000.50", "3000,50 EUR", "3.0005e3"])
def test_the_budget_may_be_written_as_people_do(vigia: Vigia, budget: str) -> None:
    [found] = paced(vigia, rows(-56, 5), "--budget", budget, "--curve", "even")
    assert found["expected"] == pytest.approx(3000.5 * 5 / 30)


def test_dots_between_thousands_are_no_decimals(vigia: Vigia) -> None:
    [found] = paced(vigia, rows(-56, 5), "--budget", "12.000", "--curve", "even")
    assert found["expected"] == pytest.approx(2000)


def test_the_curve_moves_what_is_expected(vigia: Vigia) -> None:
    told = {curve: paced(vigia, rows(0, 5), "--curve", curve)[0]["expected"] for curve in ("even", "front", "back")}
    assert told["even"] == 500.0
    assert told["front"] > 650  # type: ignore[operator]
    assert told["back"] < 350  # type: ignore[operator]
    assert paced(vigia, rows(0, 7), "--curve", "50 20 10 10 10")[0]["expected"] == pytest.approx(1500)


def test_the_table_says_it_in_words(vigia: Vigia) -> None:
    vigia.write("days.csv", "\n".join(["date,spend,series", *rows(-28, 5, lambda _: 60.0, series="brand")]))
    told = vigia("pace", "days.csv", *FLIGHT)
    assert (told.code, told.err) == (0, "")
    for words in ("brand", "Nov 5, 2026", "300.00", "108.00", "under (99% sure)", "Days without a row"):
        assert words in told.out


@pytest.mark.parametrize("lang", ["es", "ca"])
def test_the_table_speaks_the_readers_language(vigia: Vigia, lang: str) -> None:
    vigia.set(VIGIA_LANG=lang)
    vigia.write("days.csv", "\n".join(["date,spend", *rows(0, 5)]))
    told = vigia("pace", "days.csv", *FLIGHT).out
    assert {"es": "en su ritmo", "ca": "al seu ritme"}[lang] in told


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--budget", "lots"), "--budget “lots” is no amount above zero. For example: --budget 5000"),
        (("--budget", "0"), "--budget “0” is no amount above zero. For example: --budget 5000"),
        (("--budget", "nan"), "--budget “nan” is no amount above zero. For example: --budget 5000"),
        (("--start", "yesterday"), "--start “yesterday” is no date. For example: --start 2026-11-01"),
        (("--as-of", "soon"), "--as-of “soon” is no date. For example: --as-of 2026-11-01"),
        (("--curve", "wavy"), "--curve “wavy” is no curve: even, weekday, front, back, or weights"),
        (("--end", "2026-10-01"), "A flight ends on or after its first day"),
    ],
)
def test_an_option_that_makes_no_sense_is_one_sentence(vigia: Vigia, options: tuple[str, str], sentence: str) -> None:
    vigia.write("days.csv", "\n".join(["date,spend", *rows(0, 5)]))
    chosen = dict(zip(FLIGHT[::2], FLIGHT[1::2], strict=True)) | {options[0]: options[1]}
    told = vigia("pace", "days.csv", *(word for pair in chosen.items() for word in pair))
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("date,spend\n", "no rows"),
        ("day,spend\n2026-11-01,1\n", "The column date is missing"),
        ("date,spend\n2026-11-01,x\n", "Line 2"),
        ("date,spend\n2026-11-01,-5\n", "must not be negative"),
        ("date,spend\n2026-11-01,1\n2026-11-01,1\n", "Line 3 says the same as line 2"),
        ("date,spend\n2026-13-01,1\n", "is no date"),
    ],
)
def test_a_broken_file_is_one_sentence_and_nothing_on_standard_output(vigia: Vigia, text: str, sentence: str) -> None:
    vigia.write("days.csv", text)
    told = vigia("pace", "days.csv", *FLIGHT, "--json")
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err


def test_more_series_than_are_judged_at_once_come_out_in_their_order(vigia: Vigia) -> None:
    lines = [line for n in range(300) for line in rows(0, 3, lambda _, n=n: 50.0 + n, series=f"s{n}")]  # type: ignore[misc]
    found = paced(vigia, lines, head="date,spend,series")
    assert [one["name"] for one in found] == [f"s{n}" for n in range(300)]
    assert [one["spent"] for one in found] == [3 * (50.0 + n) for n in range(300)]
