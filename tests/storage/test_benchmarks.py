"""The industry table: the one that is shipped, and an agency's own."""

from decimal import Decimal
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.words import Source
from storage.facts import benchmarks

HEADER = ",".join((*benchmarks.COLUMNS, *benchmarks.NUMBERS))


def own(folder: Path, *rows: str, header: str = HEADER) -> str:
    path = folder / "own.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_the_shipped_table_has_its_rows_with_source_period_and_confidence() -> None:
    table = benchmarks.load()
    assert len(table) == 33
    assert all(row.origin and row.period and row.region == "US" for row in table)
    assert {row.confidence for row in table} == {"high", "medium", "low"}
    newest = next(row for row in table if row.industry == "ALL" and row.period == "2025-04..2026-03")
    assert newest.values["ctr"] == Decimal("0.0664")
    assert newest.values["cpl"] == Decimal("66.69")
    assert "cvr" not in next(row for row in table if row.industry == "Sports & Recreation").values


def test_an_agencys_own_table_takes_its_place(tmp_path) -> None:
    [row] = benchmarks.load(own(tmp_path, "meta,leads,Dentists,2026-01..2026-06,ES,our accounts,High,,8.5,,12.40"))
    assert (row.source, row.industry, row.confidence) == (Source.META, "Dentists", "high")
    assert row.values == {"cvr": Decimal("0.085"), "cpl": Decimal("12.40")}


@pytest.mark.parametrize(
    "row",
    [
        "bing,search,ALL,2026,ES,x,high,1,,,",
        "meta,leads,ALL,2026,ES,x,high,many,,,",
        "meta,leads,ALL,2026,ES,x,high,-1,,,",
        "meta,leads,ALL,2026,ES,x,high,nan,,,",
        "meta,leads",
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path, row: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        benchmarks.load(own(tmp_path, row))
    assert (caught.value.code, caught.value.field) == ("benchmarks", "own.csv:2")


def test_a_file_without_a_column_or_that_is_not_there_is_named(tmp_path) -> None:
    for path in (own(tmp_path, header="platform,industry"), str(tmp_path / "none.csv"), str(tmp_path)):
        with pytest.raises(InvalidInput) as caught:
            benchmarks.load(path)
        assert caught.value.code == "benchmarks"
