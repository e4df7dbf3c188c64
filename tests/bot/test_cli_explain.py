"""`vigia explain`: two files in, the link and the cause out; every odd file ends as an answer or as one sentence."""

import json
from pathlib import Path

import pytest

from tests.bot.vigia import Vigia

HEAD = "series,platform,device,impressions,clicks,spend,conversions"
KEYS = {"name", "before", "after", "chain", "verdict", "causes"}


@pytest.fixture
def vigia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vigia:
    made = Vigia(tmp_path, monkeypatch, capsys)
    made.set(VIGIA_LANG="en")
    return made


def lines(series: str, mobile: float = 1.0) -> list[str]:
    """Two platforms and two devices; mobile converts `mobile` times as well."""
    return [
        f"{series},{platform},{device},{clicks * 50},{clicks},{clicks * 0.8:.2f},{clicks * 0.05 * rate:.2f}"
        for platform, clicks in (("google", 4000), ("meta", 2500))
        for device, rate in (("mobile", mobile), ("desktop", 1.0))
    ]


def files(vigia: Vigia, before: list[str], after: list[str], head: str = HEAD) -> tuple[str, str]:
    for name, rows in (("before.csv", before), ("after.csv", after)):
        vigia.write(name, "\n".join([head, *rows]))
    return "before.csv", "after.csv"


def explained(vigia: Vigia, *names: str, kpi: str = "cpa") -> list[dict[str, object]]:
    told = vigia("explain", *names, "--kpi", kpi, "--json")
    assert (told.code, told.err) == (0, "")
    found: list[dict[str, object]] = json.loads(told.out)["series"]
    assert all(set(one) == KEYS for one in found)
    return found


def test_the_cause_is_told_as_json_series_by_series(vigia: Vigia) -> None:
    broken, fine = explained(vigia, *files(vigia, lines("a") + lines("b"), lines("a", 0.4) + lines("b", 1.01)))
    assert (broken["name"], broken["before"], broken["after"]) == ("a", 16.0, 22.857143)
    assert broken["chain"] == [
        {"factor": "cvr", "share": 1.0},
        {"factor": "cpm", "share": 0.0},
        {"factor": "ctr", "share": 0.0},
    ]
    assert broken["verdict"] == "cause"
    cause = broken["causes"][0]  # type: ignore[index]
    assert (cause["dimension"], cause["element"], cause["share"]) == ("device", "mobile", 1.0)
    assert cause["z"] < -3
    assert set(cause) == {"dimension", "element", "share", "z"}
    assert (fine["name"], fine["verdict"], fine["causes"]) == ("b", "no_clear_cause", [])


def test_the_table_says_it_in_words(vigia: Vigia) -> None:
    told = vigia("explain", *files(vigia, lines("a"), lines("a", 0.4)), "--kpi", "CPA")
    assert told.code == 0
    assert "The cause stands first: device: mobile, conversion rate." in told.out
    assert "conversion rate" in told.out
    assert "100%" in told.out
    vigia.set(VIGIA_LANG="ca")
    assert "La causa és la primera" in vigia("explain", "before.csv", "after.csv", "--kpi", "cpa").out


def test_a_kpi_that_was_not_defined_before_has_no_cause_and_one_that_no_longer_is_may_have(vigia: Vigia) -> None:
    none = [",".join([*line.split(",")[:-1], "0"]) for line in lines("a")]
    [risen] = explained(vigia, *files(vigia, none, lines("a")))
    assert (risen["before"], risen["verdict"], risen["causes"]) == (None, "no_clear_cause", [])
    assert "nothing to compare" in vigia("explain", "before.csv", "after.csv", "--kpi", "cpa").out
    [gone] = explained(vigia, *files(vigia, lines("a"), none))
    assert (gone["after"], gone["verdict"]) == (None, "no_clear_cause"), "all alike"


def test_days_within_a_file_are_summed_and_blank_cells_add_nothing(vigia: Vigia) -> None:
    head = "Date;Device;Impressions;Clicks;Spend;Conversions"
    rows = [f"2026-11-{day:02d};{device};1000;100;80,5;5" for day in (1, 2) for device in ("mobile", "desktop")]
    vigia.write("before.csv", "\ufeff" + "\r\n".join([head, *rows, "2026-11-03;mobile;;;;"]))
    vigia.write("after.csv", "\n".join([head, *rows[:2]]))
    (found,) = explained(vigia, "before.csv", "after.csv")
    assert (found["before"], found["after"], found["verdict"]) == (16.1, 16.1, "no_clear_cause")
    assert [link["share"] for link in found["chain"]] == [None, None, None]  # type: ignore[attr-defined]


def test_columns_that_name_no_part_are_left_out(vigia: Vigia) -> None:
    head = "When,Device,CTR,Note,Impressions,Clicks,Spend,Conversions"
    row = "{day},{device},0.02,{note},50000,1000,800,{won}"
    fine = [row.format(day="2026-11-01", device=d, note=f"a{d}", won=50) for d in ("mobile", "desktop", "tablet")]
    bad = [
        row.format(day="2026-11-08", device=d, note=f"b{d}", won=w)
        for d, w in (("mobile", 9), ("desktop", 50), ("tablet", 50))
    ]
    (found,) = explained(vigia, *files(vigia, fine, bad, head))
    assert {(one["dimension"], one["element"]) for one in found["causes"]} == {("device", "mobile")}  # type: ignore[attr-defined]


def test_a_series_that_only_one_file_has_is_not_compared(vigia: Vigia) -> None:
    one, other = explained(vigia, *files(vigia, lines("a"), lines("b")))
    assert (one["name"], one["before"], one["after"], one["verdict"]) == ("a", 16.0, None, "no_clear_cause")
    assert (other["name"], other["before"], other["after"], other["causes"]) == ("b", None, 16.0, [])


def test_a_file_without_dimensions_still_tells_the_links(vigia: Vigia) -> None:
    head = "impressions,clicks,spend,conversions,revenue"
    (found,) = explained(vigia, *files(vigia, ["9000,90,45,9,900"], ["9000,90,90,9,900"], head), kpi="roas")
    assert (found["before"], found["after"]) == (20.0, 10.0)
    assert found["chain"][0] == {"factor": "cpm", "share": 1.0}  # type: ignore[index]
    assert "There is nothing" not in vigia("explain", "before.csv", "after.csv", "--kpi", "cpa").out


@pytest.mark.parametrize(
    ("before", "kpi", "sentence"),
    [
        ("", "cpa", "is empty"),
        (HEAD, "cpa", "no rows"),
        ("device,clicks\nmobile,3", "cpa", "The column impressions is missing"),
        (f"{HEAD}\na,google,mobile,10,5,one,1", "cpa", "one"),
        (f"{HEAD}\na,google,mobile,10,5,-4,1", "cpa", "must not be negative"),
        (f"{HEAD}\na,google,mobile,10,5,,1", "cpa", "The column spend of before.csv has no number in it."),
        (f"{HEAD}\na,google,mobile,10,5,4,1", "roas", "The column revenue is missing"),
        (f"{HEAD}\na,google,mobile,10,5,4,1", "reach", "“reach” is no KPI that can be explained."),
    ],
)
def test_what_cannot_be_read_is_one_sentence(vigia: Vigia, before: str, kpi: str, sentence: str) -> None:
    vigia.write("before.csv", before)
    vigia.write("after.csv", f"{HEAD}\na,google,mobile,10,5,4,1")
    told = vigia("explain", "before.csv", "after.csv", "--kpi", kpi, "--json")
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert len(told.err.strip().splitlines()) == 1


def test_many_series_and_elements_are_answered_in_order(vigia: Vigia) -> None:
    names = [f"s{n}" for n in range(40)]
    before = [line for name in names for line in lines(name)]
    after = [line for name in reversed(names) for line in lines(name, 0.4 if name == "s7" else 1.0)]
    found = explained(vigia, *files(vigia, before, after))
    assert [one["name"] for one in found] == names
    assert [one["name"] for one in found if one["verdict"] == "cause"] == ["s7"]
