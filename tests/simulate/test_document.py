"""The page about the alerts' quality holds the table that the simulations print."""

import re
from pathlib import Path

import pytest

from tests.simulate import __main__ as simulate
from tests.simulate import document
from tests.simulate.rows import Row

pytestmark = pytest.mark.long

ROWS = [Row("what | is", "1 %", "≤ 2 %", "1 %", "–", ok=True), Row("other", "–", "≥ 3", "2", "4", ok=False)]


def sizeless(what: str) -> str:
    """Without the sizes of samples, which a quick run has smaller."""
    return re.sub(r"\d[\d,]*", "…", what)


def test_the_page_has_the_rows_that_a_quick_run_prints() -> None:
    rows = list(simulate.measured(simulate.TABLES, simulate.FIGURES[:1], quick=True))
    assert [sizeless(row.what) for row in rows] == [sizeless(what) for what in document.written()]


def test_a_table_is_written_between_the_marks_and_read_back(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{document.OPEN}\nold\n{document.CLOSE}\nafter\n", encoding="utf-8")
    document.write(ROWS[1:], "Seeds 1.", page)
    text = page.read_text(encoding="utf-8")
    assert document.written(page) == ["other"]
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| other | – | ≥ 3 | 2 | 4 | ✗ |" in text


def test_a_page_without_a_place_for_the_figures_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        document.write(ROWS, "", page)
    assert page.read_text(encoding="utf-8") == "nothing"


def test_a_run_prints_its_table_and_fails_where_an_aim_is_not_reached_if_asked_to(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = simulate.main(["--quick", "--print", "--strict", "--only", "series"])
    printed = capsys.readouterr().out
    assert "surprise: breaks of hours in hourly KPI series" in printed
    assert code == (1 if "✗" in printed else 0)
