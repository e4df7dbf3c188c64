"""Finding a campaign by what somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.names import Found, find
from tests.bench import agency

CAMPAIGNS = (
    ("acme-otono", "Otoño leads"),
    ("acme-otono-2", "Otoño ventas"),
    ("acme-primavera", "Primavera Málaga"),
    ("bosc-tardor", "Tardor a l’hort"),
    ("bosc-nadal", "Nadal"),
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("acme-otono", "acme-otono"),
        ("ACME-OTOÑO", "acme-otono"),
        ("otoño leads", "acme-otono"),
        ("Otono Leads", "acme-otono"),
        ("leads", "acme-otono"),
        ("otoño ventas", "acme-otono-2"),
        ("ventas otoño", "acme-otono-2"),
        ("malaga", "acme-primavera"),
        ("MÁLAGA", "acme-primavera"),
        ("Ma\u0301laga", "acme-primavera"),
        ("primavera-málaga", "acme-primavera"),
        ("primvera", "acme-primavera"),
        ("nadla", "bosc-nadal"),
        ("tardor", "bosc-tardor"),
        ("  nadal  ", "bosc-nadal"),
        ("otno leds", "acme-otono"),
        ("prim", "acme-primavera"),
    ],
)
def test_a_campaign_is_found_by_key_part_or_misspelt_name(typed: str, key: str) -> None:
    assert find(typed, CAMPAIGNS) == Found(key)


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("otoño", ("acme-otono", "acme-otono-2")),
        ("acme", ("acme-otono", "acme-otono-2", "acme-primavera")),
        ("bosc", ("bosc-tardor", "bosc-nadal")),
    ],
)
def test_what_fits_several_campaigns_is_left_to_the_person(typed: str, candidates: tuple[str, ...]) -> None:
    assert find(typed, CAMPAIGNS) == Found(None, candidates)


@pytest.mark.parametrize("typed", ["", "   ", "zzz", "-", "verano"])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert find(typed, CAMPAIGNS) == Found(None)
    assert find(typed, ()) == Found(None)


def test_an_exact_name_beats_one_that_contains_it_and_that_beats_a_near_one() -> None:
    named = (("a", "Rebajas de enero"), ("b", "Rebajas"), ("c", "Rebaja"))
    assert find("rebajas", named) == Found("b")
    assert find("rebajas de", named) == Found("a")
    assert find("rebajos", named[1:]) == Found(None, ("b", "c"))


def test_two_campaigns_of_one_name_are_both_offered() -> None:
    assert find("nadal", (("x", "Nadal"), ("y", "nadal"))) == Found(None, ("x", "y"))


def test_near_candidates_come_best_first() -> None:
    assert find("rebajos", (("far", "Rebaja"), ("near", "Rebajas"))) == Found(None, ("near", "far"))


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_can_be_looked_for(typed: str) -> None:
    found = find(typed, CAMPAIGNS)
    assert not (found.key and found.candidates)
    assert {found.key, *found.candidates} - {None} <= {key for key, _ in CAMPAIGNS}


MANY = [(agency.campaign_key(n, m), agency.name(n, m)) for n in range(1_000) for m in range(agency.EACH)]


def test_among_thousands_a_misspelt_name_is_found_word_by_word() -> None:
    found = find("captacin leads", MANY)
    names = dict(MANY)
    assert found.candidates
    assert {" ".join(names[key].split()[:2]) for key in found.candidates} == {"Captación leads"}
    assert find("captacin leds girona 140", MANY).key == agency.campaign_key(140, 0)
