"""A draft may be worded otherwise; its numbers stay those of the data."""

from decimal import Decimal

import pytest

from domain.said_numbers import Changed, changed, numbers


@pytest.mark.parametrize(
    ("text", "decimal", "values"),
    [
        ("CPL 27,33 € (objetivo < 25 €)", ",", [("27.33", "€"), ("25", "€")]),
        ("1.038 € y 2,79 %", ",", [("1038", "€"), ("2.79", "%")]),
        ("€1,038.50 and 2.79%", ".", [("1038.50", "€"), ("2.79", "%")]),
        ("12.345,6 €", ",", [("12345.6", "€")]),
        ("9.20 €", ",", [("9.20", "€")]),
        ("1,234,567 leads", ".", [("1234567", "")]),
        ("9–15 nov 2026, 09:00", ",", [("9", ""), ("15", ""), ("2026", ""), ("9", ""), ("0", "")]),
        ("no numbers", ".", []),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text: str, decimal: str, values: list[tuple[str, str]]) -> None:
    assert [(one.value, one.unit) for one in numbers(text, decimal)] == [(Decimal(v), u) for v, u in values]


BEFORE = "Coste por lead: 27,33 €; objetivo 25 €. Leads: 38."


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BEFORE, Changed()),
        ("Cada lead nos cuesta 27,33 €, y queríamos 25 €. Son 38 leads.", Changed()),
        ("El coste por lead aún está por encima de lo acordado. Leads: 38.", Changed()),
        ("Coste por lead: 24,33 €; objetivo 25 €. Leads: 38.", Changed((("24,33 €", "27,33 €"),))),
        ("Coste por lead: 27,33 %; objetivo 25 €. Leads: 38.", Changed((("27,33 %", "27,33 €"),))),
        ("Coste por lead: 25 €; objetivo 27,33 €. Leads: 38.", Changed((), ("25 €",))),
        ("Coste por lead: 27,330 €; objetivo 25,00 €. Leads: 38.", Changed()),
        (f"{BEFORE} Nos vemos el día 20.", Changed((), ("20",))),
        ("Coste por lead: 27,33 €; objetivo 25 €. Leads: 83, casi 90.", Changed((("83", "38"),), ("90",))),
    ],
)
def test_a_changed_number_is_told_with_the_true_one_and_a_new_one_as_new(after: str, found: Changed) -> None:
    assert changed(BEFORE, after, ",") == found


GREETING = "¡Hola! Así van vuestras 3 campañas, 27 nov – 3 dic 2026."


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("Hola, Ana. El jueves 10 nos vemos a las 10:00.", Changed((), ("10", "10", "00"))),
        ("Hola. Así va la campaña, 27 nov – 3 dic 2026. Nos vemos el jueves 10.", Changed((), ("10",))),
        ("¡Hola! Así van vuestras 2 campañas, 27 nov – 3 dic 2026.", Changed((("2", "3"),))),
        ("¡Hola! Así van vuestras 3 campañas, 25 nov – 3 dic 2026.", Changed((("25", "27"),))),
        ("¡Hola! Así van vuestras 3 campañas, 27 nov – 5 dic 2026.", Changed((("5", "3"),))),
        ("El jueves 10 hablamos de vuestras 4 campañas.", Changed((("4", "3"),), ("10",))),
    ],
)
def test_an_appointment_in_the_place_of_another_sentence_changes_no_number(after: str, found: Changed) -> None:
    """`jueves 10`, written over the greeting, was said to contradict the 3 campaigns that it had counted."""
    assert changed(GREETING, after, ",") == found
