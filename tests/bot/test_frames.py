"""Files for the analysis commands: what is read, and what is said about those that cannot be."""

import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.cli.analysis.cells import Kind
from bot.cli.analysis.frames import Frame, groups, read_frame
from domain.errors import InvalidInput, InvalidRow

NEED = {"date": Kind.DAY, "spend": Kind.NUMBER}
MAY = {"as_of": Kind.DAY, "series": Kind.TEXT}


def read(folder: Path, text: str | bytes, **options: object) -> Frame:
    path = folder / "file.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_frame(path, NEED, MAY, **options)  # type: ignore[arg-type]


def test_columns_come_in_the_files_order_with_their_kinds(tmp_path) -> None:
    frame = read(tmp_path, "date,spend,series,other\n2026-11-12,10.5,b,x\n2026-11-11,,a,y\n2026-11-13,2,b,z\n")
    assert frame.rows == 3
    assert frame.columns["date"].tolist() == [date(2026, 11, d).toordinal() for d in (12, 11, 13)]
    assert frame.columns["spend"][[0, 2]].tolist() == [10.5, 2.0]
    assert np.isnan(frame.columns["spend"][1])
    assert frame.labels == {"series": ["b", "a"]}
    assert frame.columns["series"].tolist() == [0, 1, 0]
    assert frame.lines.tolist() == [2, 3, 4]
    assert "other" not in frame.columns


def test_with_dimensions_every_other_column_is_kept_as_text(tmp_path) -> None:
    frame = read(tmp_path, "device,date,spend\nmobile,2026-11-12,1\n,2026-11-12,2\n", dimensions=True)
    assert frame.labels["device"] == ["mobile", ""]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffDate;Spend\r\n2026-11-12;10,5\r\n",
        'date\tspend\n"2026-11-12"\t10.5\n',
        " DATE , SPEND \n 2026-11-12 , 10.5 \n\n",
        "date,spend\n2026-11-12T06:00:00,10.5\n",
        "date,spend\n2026-11-12,10.5",
        "date,spend\n2026-11-12,10.5\n".encode("utf-16"),
    ],
)
def test_delimiters_bom_quotes_spaces_and_line_ends_do_not_matter(tmp_path, text: str | bytes) -> None:
    frame = read(tmp_path, text)
    assert frame.columns["date"].tolist() == [date(2026, 11, 12).toordinal()]
    assert frame.columns["spend"].tolist() == [10.5]


def test_instants_are_kept_in_utc_on_the_wall_and_as_written(tmp_path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("timestamp,value\n2026-11-12T09:00:00+02:00,-1\n2026-11-12 07:00,2\n2026-11-12,3\n")
    frame = read_frame(path, {"timestamp": Kind.INSTANT, "value": Kind.SIGNED})
    seven = int((datetime(2026, 11, 12, 7, tzinfo=UTC) - datetime(1, 1, 1, tzinfo=UTC)).total_seconds() + 86_400)
    assert frame.columns["timestamp"].tolist()[:2] == [seven * 1_000_000] * 2
    assert (frame.walls["timestamp"] - frame.columns["timestamp"]).tolist() == [2 * 3_600_000_000, 0, 0]
    assert frame.texts["timestamp"].tolist()[1] == b"2026-11-12 07:00"
    assert frame.columns["value"].tolist() == [-1, 2, 3]


def test_groups_come_by_first_appearance_with_their_rows_in_file_order(tmp_path) -> None:
    frame = read(tmp_path, "date,spend,series\n" + "".join(f"2026-11-12,{n},{'ba'[n % 2]}\n" for n in range(6)))
    assert [(name, rows.tolist()) for name, rows in groups(frame)] == [("b", [0, 2, 4]), ("a", [1, 3, 5])]
    alone = read(tmp_path, "date,spend\n2026-11-12,1\n")
    assert [(name, rows.tolist()) for name, rows in groups(alone)] == [("", [0])]


def test_a_dash_reads_standard_input(monkeypatch) -> None:
    typed = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"date,spend\n2026-11-12,3\n")))
    monkeypatch.setattr(sys, "stdin", typed)
    assert read_frame(Path("-"), NEED).rows == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "csv_empty"),
        ("\n\n", "csv_empty"),
        ("date,spend\n", "csv_only_header"),
        ("date,spend\n\n  \n", "csv_only_header"),
        ("date,cost\n2026-11-12,1\n", "csv_column"),
        ("date,spend,spend\n2026-11-12,1,1\n", "csv_column_twice"),
        ('date,spend\n"2026-11-12,1\n', "csv_quotes"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "csv_binary"),
        (b"date,spend\n2026-11-12,\xff\n", "csv_binary"),
        (b"PK\0\0 date", "csv_binary"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, text: str | bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("line", "code", "given"),
    [
        ("2026-11-31,1", "csv_day", "2026-11-31"),
        ("12/11/2026,1", "csv_day", "12/11/2026"),
        (",1", "csv_day", ""),
        ("2026-11-12,1.2.3", "csv_number", "1.2.3"),
        ("2026-11-12,12 €", "csv_number", "12 €"),
        ("2026-11-12,nan", "csv_number", "nan"),
        ("2026-11-12,inf", "csv_number", "inf"),
        ("2026-11-12,-3", "csv_negative", "-3"),
        ("2026-11-12", "csv_width", "1"),
        ("2026-11-12,1,2", "csv_width", "3"),
    ],
)
def test_the_first_line_that_cannot_be_read_is_named(tmp_path, line: str, code: str, given: str) -> None:
    good = "2026-11-12,1\n"
    with pytest.raises(InvalidRow) as caught:
        read(tmp_path, "date,spend\n" + good * 700 + line + "\n" + good)
    assert (caught.value.code, caught.value.given, caught.value.line) == (code, given, 702)


def test_rows_that_say_the_same_twice_are_named_with_both_lines(tmp_path) -> None:
    text = "series,date,spend\na,2026-11-12,1\nb,2026-11-12,1\na,2026-11-13,1\na,2026-11-12,2\n"
    with pytest.raises(InvalidRow) as caught:
        read(tmp_path, text, unique=("series", "as_of", "date"))
    assert (caught.value.code, caught.value.line, caught.value.other) == ("csv_twice", 5, 2)
    assert read(tmp_path, text).rows == 4


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path) -> None:
    for path, code in ((tmp_path / "none.csv", "csv_no_file"), (tmp_path, "csv_unreadable")):
        with pytest.raises(InvalidInput) as caught:
            read_frame(path, NEED)
        assert caught.value.code == code
