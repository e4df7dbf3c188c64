"""Words as people type them."""

import pytest

from domain.names import fold, nearest


@pytest.mark.parametrize(
    ("typed", "folded"), [("Otoño", "otono"), ("  ÀÉÍ ", "aei"), ("STRASSE", "strasse"), ("ﬁn", "fin"), ("", "")]
)
def test_accents_and_case_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "guess"),
    [("statis", "status"), ("estdo", "estado"), ("AÑADR", "añadir"), ("pace", "pace"), ("xyzzy", None), ("", None)],
)
def test_the_nearest_verb_is_guessed_accents_aside(typed: str, guess: str | None) -> None:
    assert nearest(typed, ("status", "estado", "añadir", "pace")) == guess
