"""A campaign's curve in the file and in the database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.pacing.curve import USUAL, Curve, Shape
from storage import Session
from storage.declare import DeclarationError, apply, plan
from storage.directory import campaigns
from tests.declaring import parse

EXAMPLE = (Path(__file__).parent / "data" / "vigia.yaml").read_text(encoding="utf-8")
AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def applied(db: Session, text: str) -> list[str]:
    made = plan(db, parse(text))
    apply(db, made, "file", AT)
    return [str(change) for change in made.changes]


def curve(text: str) -> str:
    return f"campaigns:\n  - {{key: acme-otono, curve: {text}}}\n"


def stored(db: Session) -> Curve:
    found = campaigns.get(db, "acme-otono")
    assert found
    return found.curve


def test_a_campaign_that_says_nothing_is_planned_by_weekday(db: Session) -> None:
    applied(db, EXAMPLE)
    assert stored(db) == USUAL


def test_a_curve_is_stored_by_name_or_by_weights_and_told_as_a_change(db: Session) -> None:
    applied(db, EXAMPLE)
    assert applied(db, curve("front")) == ["change campaign acme-otono (curve: weekday → front)"]
    assert stored(db) == Curve(Shape.FRONT)
    weeks = "[20%, 20, 10, 10, 10, 5, 5, 5, 5, 5, 5]"
    assert applied(db, curve(weeks)) == ["change campaign acme-otono (curve: front → 20 20 10 10 10 5 5 5 5 5 5)"]
    assert stored(db).weights == (20, 20, 10, 10, 10, 5, 5, 5, 5, 5, 5)
    assert applied(db, curve(weeks)) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("wavy", "campaigns[0].curve: 'wavy' is not a curve"),
        ("[1, x]", "campaigns[0].curve[1]: 'x' is not a number"),
        ("[0, 0]", "campaigns[0].curve: '0.0 0.0' is not a curve"),
        ("[1, 2, 3]", "campaigns[0].curve: 3 weights are neither one for each day nor one for each week"),
    ],
)
def test_a_curve_that_cannot_be_is_one_fault(db: Session, text: str, sentence: str) -> None:
    applied(db, EXAMPLE)
    with pytest.raises(DeclarationError) as refused:
        plan(db, parse(curve(text)))
    [line] = str(refused.value).splitlines()
    assert sentence in line
