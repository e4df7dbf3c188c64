"""How a sentence fared is told by what it means, and failures by kind give none of their words away."""

from datetime import date
from pathlib import Path

import pytest

from tests.understanding import document
from tests.understanding.asking import heard
from tests.understanding.corpus import Meant, Sentence, read
from tests.understanding.measure import Heard, Outcome, Result, kinds, share, table

DAY = date(2026, 11, 25)
MEANT = Meant("chart", "dental-otono", "leads", DAY, DAY, None)
OTHER = MEANT._replace(campaign="dental-urgencias")
SAID = Sentence("es", "píntame los leads", "dental", DAY, MEANT)
UNCLEAR = Sentence("es", "implantes", "dental", DAY, MEANT, asks=True)


@pytest.mark.parametrize(
    ("sentence", "answer", "outcome"),
    [
        (SAID, Heard(MEANT), Outcome.RIGHT),
        (SAID, Heard(OTHER), Outcome.WRONG),
        (SAID, Heard(OTHER, asks=True, choices=(OTHER, MEANT)), Outcome.ASKED),
        (SAID, Heard(OTHER, asks=True, choices=(OTHER,)), Outcome.ASKED_WRONGLY),
        (UNCLEAR, Heard(OTHER, asks=True, choices=(OTHER, MEANT)), Outcome.RIGHT),
        (UNCLEAR, Heard(MEANT), Outcome.WRONG),
    ],
)
def test_right_is_what_was_meant_or_the_question_where_there_are_two_readings(
    sentence: Sentence, answer: Heard, outcome: Outcome
) -> None:
    assert Result(sentence, answer).outcome is outcome


def test_kinds_name_what_is_wrong_and_no_word_of_the_sentence() -> None:
    wrong = Heard(Meant("chart", None, "cpl", None, None, "device"))
    assert kinds([Result(SAID, Heard(MEANT)), Result(SAID, wrong)]) == [
        "es: 1 × campaign of chart missed",
        "es: 1 × kpi of chart",
        "es: 1 × by of chart made up",
        "es: 1 × period of chart missed",
    ]
    assert kinds([Result(SAID, Heard(MEANT._replace(verb="status")))]) == ["es: 1 × verb status where chart is meant"]


def test_the_page_has_the_table_that_the_runner_writes(tmp_path: Path) -> None:
    sets = [(name, [Result(one, Heard(one.meant)) for one in read(file)]) for name, file in
            (("to read", "sentences"), ("held back", "held_back"))]  # fmt: skip
    page = tmp_path / "understanding.md"
    page.write_text(document.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    document.write(table(sets), page)
    assert [row[:3] for row in document.written()] == [row[:3] for row in document.written(page)]


def test_what_is_held_back_is_understood_as_well_as_it_was() -> None:
    """To be reached: 90 % right, and 3 % wrong without asking."""
    results = heard(read("held_back"))
    assert share(results, Outcome.RIGHT) >= 0.90
    assert share(results, Outcome.WRONG) <= 0.07
