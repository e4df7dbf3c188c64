"""What an account recorded, in words: each number as it counts, and what counts once though it was recorded twice."""

import pytest

from domain.money import MICRO
from domain.results import Counted, Known, Recorded, ResultDefinition, ResultKind
from domain.words import Source
from templates.cards.results import Scene, Told, results_card

LEAD, NOTHING = (ResultKind.LEAD,), ()
NONE = Counted(None, None, None)
SAID = {
    "en": ("91.1 times “conversions”: counts as lead", "91.1 times “Form”: within “conversions”", "1 time “Page”: not"),
    "es": ("91,1 veces «conversions»: cuenta como lead", "91,1 veces «Form»: dentro de «conversions»", "1 vez «Page»"),
    "ca": ("91,1 vegades «conversions»: compta", "91,1 vegades «Form»: dins de «conversions»", "1 vegada «Page»"),
}


def recorded(token: str, name: str, many: float, within: str = "") -> Recorded:
    return Recorded(1, Source.GOOGLE_ADS, token, name, round(many * MICRO), 0, Known(within=within))


@pytest.mark.parametrize("locale", list(SAID))
def test_what_another_action_has_in_its_number_is_said_to_be_within_it(locale: str) -> None:
    """“91 times: counts as lead” stood twice above “Counted: leads 91.1”."""
    whole, part = recorded("all", "conversions", 91.1), recorded("action:1", "Form", 91.1, "all")
    seen = [(whole, LEAD), (part, LEAD), (recorded("action:2", "Page", 1), NOTHING)]
    told = Told(Source.GOOGLE_ADS, "123", seen, Counted(91_100_000, None, 91_100_000), 91_100_000)
    text = results_card(locale, Scene("Otoño", "", "EUR", "Nov", [told], ResultDefinition(), NONE)).text
    assert all(one in text for one in SAID[locale]), text
    assert text.count("91.1" if locale == "en" else "91,1") == 5


def test_a_part_whose_whole_does_not_count_counts_by_itself() -> None:
    seen = [(recorded("all", "conversions", 9), NOTHING), (recorded("action:1", "Form", 4, "all"), LEAD)]
    told = Told(Source.GOOGLE_ADS, "123", seen, NONE)
    text = results_card("en", Scene("Otoño", "", "EUR", "Nov", [told], ResultDefinition(), NONE)).text
    assert "4 times “Form”: counts as lead" in text
