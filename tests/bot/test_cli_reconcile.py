"""`vigia reconcile`: an export beside what is stored, told in words and as JSON; nothing changes."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from domain.window import Window
from storage.facts import performance, sync
from tests import casting
from tests.bot.vigia import DATA, Vigia
from tests.casting import NOW, TODAY

HEAD = "Campaign report\nNovember 1, 2026 - November 16, 2026\n"
COLUMNS = "Campaign ID,Campaign,Day,Currency code,Cost,Impr.,Clicks,Conversions\n"
ASKED = ("--client", "acme", "--source", "google_ads")


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    made = Vigia(tmp_path, monkeypatch, capsys)
    made("migrate")
    with made.database() as session:
        cast = casting.everybody(session)
        casting.numbers(session, cast)
        window = Window(TODAY - timedelta(days=28), TODAY)
        sync.succeed(session, sync.begin(session, cast.acme_google, NOW, window), NOW, 1)
    return made


def export(folder: Path) -> str:
    """A week of the cast's campaign, as Google's page writes it."""
    days = [TODAY - timedelta(days=n) for n in range(1, 8)]
    lines = [f'111,"ES | Leads",{day},EUR,10.00,1000,50,2.00\n' for day in days]
    path = folder / "export.csv"
    path.write_text(HEAD + COLUMNS + "".join(lines), encoding="utf-8")
    return str(path)


def test_what_is_equal_is_said_in_a_line(vigia, tmp_path) -> None:
    told = vigia("reconcile", export(tmp_path), *ASKED)
    assert (told.code, told.err) == (0, "")
    assert told.out == "28 numbers compared, 28 equal.\n"


def test_every_number_stands_in_the_json(vigia, tmp_path) -> None:
    told = vigia("reconcile", export(tmp_path), *ASKED, "--json")
    found = json.loads(told.out)
    first = next(row for row in found["rows"] if row["measure"] == "spend")
    assert first == {
        "day": "2026-11-09",
        "campaign": "ES | Leads",
        "measure": "spend",
        "theirs": 10.0,
        "ours": 10.0,
        "cause": None,
    }


def test_a_later_reading_is_the_cause_and_another_account_is_not_connected(vigia, tmp_path) -> None:
    with vigia.database() as session:
        day, later = TODAY - timedelta(days=2), NOW + timedelta(hours=1)
        performance.upsert(session, 1, [casting.row("111", day, conversions_micros=5_000_000)], later)
    rows = json.loads(vigia("reconcile", export(tmp_path), *ASKED, "--json").out)["rows"]
    assert [row["cause"] for row in rows if row["measure"] == "conversions" and row["cause"]] == ["restated"]
    told = vigia("reconcile", export(tmp_path), *ASKED, "--account", "555-555-5555", "--json")
    assert {row["cause"] for row in json.loads(told.out)["rows"]} == {"not_connected"}
    assert told.code == 0


def test_an_odd_number_ends_with_one_and_a_file_that_cannot_be_read_with_two(vigia, tmp_path) -> None:
    path = export(tmp_path)
    text = Path(path).read_text(encoding="utf-8").replace("EUR,10.00", "EUR,71.00", 1)
    Path(path).write_text(text, encoding="utf-8")
    told = vigia("reconcile", path, *ASKED)
    assert told.code == 1
    assert "unexplained" in told.out
    assert vigia("reconcile", str(tmp_path / "none.csv"), *ASKED).code == 2
    assert vigia("reconcile", path, "--client", "nobody", "--source", "google_ads").code == 2


def test_a_file_that_cannot_be_read_says_so_of_what_was_asked(vigia, tmp_path) -> None:
    path = export(tmp_path)
    text = Path(path).read_text(encoding="utf-8").replace(str(TODAY - timedelta(days=2)), "2026-13-45")
    Path(path).write_text(text, encoding="utf-8")
    told = vigia("reconcile", path, *ASKED)
    assert told.code == 2
    assert "Nothing was compared: 1 problem in the file." in told.err
    assert "imported" not in told.out + told.err


def test_what_the_account_never_had_is_not_called_removed(vigia, tmp_path) -> None:
    path = export(tmp_path)
    text = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(text.replace('111,"ES | Leads"', '4242,"Verano 1999"'), encoding="utf-8")
    asked = (*ASKED, "--account", "123-456-7890")
    assert {row["cause"] for row in json.loads(vigia("reconcile", path, *asked, "--json").out)["rows"]} == {
        "not_adopted"
    }
    told = vigia("reconcile", path, *asked).out
    assert "never seen on this account" in told
    assert "removed" not in told


@pytest.mark.parametrize(
    ("file", "source"),
    [("google_ads_en.csv", "google_ads"), ("google_ads_es.csv", "google_ads"), ("meta_en.csv", "meta"),
     ("meta_es.csv", "meta")],
)  # fmt: skip
def test_what_a_file_brought_is_equal_to_it(vigia, file, source) -> None:
    path = vigia.write("export.csv", (DATA / file).read_bytes())
    asked = ("--client", "fresh", "--source", source)
    assert vigia("import", path, *asked).code == 0
    told = vigia("reconcile", path, *asked, "--json")
    assert told.code == 0
    assert {row["cause"] for row in json.loads(told.out)["rows"]} == {None}
