"""Fourteen days of the demo agree with themselves; and what would not is complained of."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.bot.demo_world import DemoWorld, environment
from tests.bot.sandboxed import sandboxed
from tests.consistency.behind import alert, table
from tests.consistency.checking import complaints
from tests.consistency.living import LOCALES, Living
from tests.consistency.said import Parser, Said, amount, span
from tests.consistency.truth import Days

TODAY = date(2026, 12, 3)
BEGAN, YESTERDAY = date(2026, 11, 30), date(2026, 12, 2)
NAMES = {"acme-otono": "Otoño leads", "acme-implantes": "Implantes"}
LIVED = 14


def nine_leads() -> dict[str, Days]:
    """525.27 € and 9 leads in three days, as they are stored."""
    days = Days("EUR", has_crm=True)
    for name, numbers in {"spend": (175, 175, Fraction("175.27")), "crm leads": (3, 3, 3)}.items():
        days.by_day[name] = defaultdict(Fraction)
        for n, number in enumerate(numbers):
            days.by_day[name][BEGAN + timedelta(days=n)] = Fraction(number)
    return {"acme-otono": days}


def parsed(text: str, locale: str) -> list[Said]:
    flights = {"acme-otono": (BEGAN, date(2026, 12, 31))}
    return list(Parser(NAMES, locale, TODAY, flights).sentences("alert", "acme-otono", text))


def wrong(text: str, locale: str = "en") -> list[str]:
    said = parsed(text, locale)
    assert said
    return [one.split(":")[0] for one in complaints(said, nine_leads())]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Cost per lead since Nov 30: €58.36 so far (9 leads for €525). The goal (< €25) asks for 21 by now."),
        ("en", "*Acme · Otoño leads* Cost per lead · CRM since Nov 30: €58.36 (9 leads for €525.27)."),
        (
            "es",
            "Coste por lead desde el 30 nov: 58,36 € hasta ahora (9 leads por 525 €). Cuando llegue el resto: 47 €.",
        ),
        ("ca", "Cost per lead des del 30 de nov.: 58,36 € fins ara (9 leads per 525 €)."),
    ],
)
def test_a_sentence_that_is_true_is_read_and_not_complained_of(locale: str, text: str) -> None:
    (one,) = parsed(text, locale)
    assert (one.kpi, one.days) == ("cpl", (BEGAN, YESTERDAY))
    assert wrong(text, locale) == []


def test_an_estimate_in_the_place_of_the_quotient_is_complained_of() -> None:
    """The digest said 47.16 € above 9 leads for 525 €."""
    found = wrong("Cost per lead since Nov 30: €47.16 (9 leads for €525).")
    assert found == ["not its parts", "not in the data, which say 58.3633"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Meta has counted no conversions since Monday, November 30, while 9 leads arrived in HubSpot: the"),
        ("en", "since Monday, November 30 at 11:00, while €525 was spent: about 4 were expected; in HubSpot: 9 leads."),
        (
            "es",
            "no cuenta ninguna conversión desde el lunes 30 de noviembre, mientras que en HubSpot han entrado 9 leads",
        ),
        (
            "ca",
            "no compta cap conversió des de dilluns 30 de novembre, mentre que a HubSpot han arribat 9 leads: falla",
        ),
        ("en", "9 leads of 300 so far: it takes 12 a day"),
        ("es", "9 leads de 300 por ahora."),
        ("ca", "Objectiu assolit: 9 leads de 8."),
    ],
)
def test_what_a_crm_and_what_the_flight_has_received_is_read(locale: str, text: str) -> None:
    (one,) = parsed(text, locale)
    assert (one.kpi, one.days) == ("leads", (BEGAN, YESTERDAY))
    assert wrong(text, locale) == []
    assert wrong(text.replace("9 lead", "8 lead"), locale) == ["not in the data, which say 9.0000"]


def test_two_values_of_one_thing_are_complained_of() -> None:
    """The digest said 58.36 € and Why? 52.17 € of the same days."""
    parser = Parser(NAMES, "en", TODAY)
    (one,) = parsed("Cost per lead since Nov 30: €58.36 (9 leads for €525).", "en")
    (other,) = parser.pair("why", "acme-otono", one.days, "Cost per lead · CRM", "€52.17")
    assert next(complaints([one, other], nine_leads())).startswith("two values")
    (theirs,) = parser.pair("card", "acme-otono", one.days, "Cost per lead · platforms", "€52.17")
    assert not [told for told in complaints([one, theirs], nine_leads()) if told.startswith("two values")]


def test_a_number_out_of_nowhere_is_complained_of() -> None:
    found = wrong("Cost per lead since Nov 30: €58.36 (12 leads for €700).")
    assert {one.split(",")[0] for one in found} == {"leads is not in the data", "spend is not in the data"}


def test_a_card_is_read_field_by_field_with_the_data_behind_its_chart() -> None:
    fields = [{"text": "*Coste por lead* · CRM\n*58,36\xa0€*\n✗ No cumple"}, {"text": "*Inversión*\n*525,27\xa0€*"}]
    title = {"type": "header", "text": {"text": "Acme · Otoño leads · 30 nov – 2 dic 2026"}}
    chart = {"series": [["spend", "Inversión", [175.0, 175.0, 175.27]], ["results", "Leads (CRM)", [3, 3, 4]]]}
    card = {"blocks": [title, {"type": "section", "fields": fields}], "chart": chart, "chart_after": 2}
    said = list(Parser(NAMES, "es", TODAY).message("status", card))
    assert [(one.kpi, one.days) for one in said] == [
        (kpi, (BEGAN, YESTERDAY)) for kpi in ("cpl", "spend", "spend", "leads")
    ]
    (only,) = complaints(said, nine_leads())
    assert only.startswith("not in the data, which say 9.0000: status, chart's data")


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "Spend: €525.27 · Cost per lead: €58.36 (goal < €25) · Budget: 55% of €900 spent · 9 of 300 leads"),
        ("es", "Inversión: 525 € · Coste por lead: 58,36 € (objetivo < 25 €) · 9 de 300 leads"),
        ("ca", "30 nov. – 2 des. · Inversió: 525,27 € · Cost per lead: 58,36 € · 9 de 300 leads"),
    ],
)
def test_a_rows_numbers_are_read_of_its_days_and_its_totals_of_the_flight(locale: str, line: str) -> None:
    parser = Parser(NAMES, locale, TODAY, {"acme-otono": (BEGAN, date(2026, 12, 31))})
    said = list(parser.glance("list", "acme-otono", (BEGAN, YESTERDAY), line))
    assert [one.kpi for one in said] == ["spend", "cpl", "leads"]
    assert list(complaints(said, nine_leads())) == []
    wrong_leads = list(parser.glance("list", "acme-otono", (BEGAN, YESTERDAY), line.replace("9 of", "8 of")))
    assert len(list(complaints(wrong_leads, nine_leads()))) == (locale == "en")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Back on target: cost per lead · CRM €58.36 since Nov 30, goal < €60."),
        ("en", "Results arrived late: cost per lead since Nov 30 is €58.36 after all, within its goal < €60."),
        ("es", "Vuelve a estar cerca del objetivo: coste por lead 58,36 € desde el 30 nov, objetivo < 25 €."),
        (
            "ca",
            "Han arribat resultats amb retard: cost per lead des del 30 de nov., 58,36 €, dins de l’objectiu < 25 €",
        ),
    ],
)
def test_how_an_alert_ended_is_read(locale: str, text: str) -> None:
    (one,) = parsed(text, locale)
    assert (one.kpi, one.days) == ("cpl", (BEGAN, YESTERDAY))
    assert wrong(text, locale) == []
    assert wrong(text.replace("8.36", "7.36").replace("8,36", "7,36"), locale) == ["not in the data, which say 58.3633"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Meta has counted no leads since Monday, November 30, while €525 was spent: 14 were due by now."),
        ("es", "Meta no cuenta leads desde el lunes 30 de noviembre, con 525 € gastados: cabía esperar cerca de 14."),
        ("ca", "Meta no compta leads des de dilluns 30 de novembre, amb 525 € gastats: se n’esperaven prop de 14."),
    ],
)
def test_money_spent_for_nothing_is_complained_of_beside_leads_in_a_crm(locale: str, text: str) -> None:
    """It was said of 5,043 € on the twenty-ninth day, while a CRM had 141."""
    assert wrong(text, locale) == ["not in the data, which say 9.0000"]


def test_what_is_no_total_of_a_flight_is_not_taken_for_one() -> None:
    assert parsed("CTR since Nov 30: 2.9% (442 clicks of 15,234 impressions).", "en") != []
    assert {one.kpi for one in parsed("CTR desde el 30 nov: 2,9 % (442 clics de 15.234 impresiones).", "es")} == {"ctr"}
    several = (
        "no compta leads des de diumenge 6 de desembre, amb 324 € gastats: n’esperaven prop de 18. • Altra (1 de 2)"
    )
    assert parsed(several, "ca") == []


def test_the_table_and_the_chart_behind_an_alert_are_read_day_by_day() -> None:
    parser = Parser(NAMES, "es", TODAY)
    rows = "Día     Inversión  Leads  Pedido\n30 nov      175 €      3       7\n2 dic       175 €      4       7"
    shown = list(table(parser, "numbers", "acme-otono", f"```\n{rows}\nDesde el 30 nov   525 €   9\n```"))
    assert [(one.kpi, *one.days) for one in shown[-2:]] == [
        ("spend", BEGAN, YESTERDAY),
        ("leads", BEGAN, YESTERDAY),
    ]
    (only,) = complaints(shown, nine_leads())
    assert only.startswith("not in the data, which say 3.0000: numbers: acme-otono, 2026-12-02")
    chart = {"title": "Coste por lead 58,36 €, objetivo < 25 €: fuera", "labels": ["30 nov", "1 dic"]}
    chart["series"] = [["goal", "Objetivo", [25, 25]], ["value", "Coste por lead por día", [58.3333, 60.0]]]
    said = parsed("Coste por lead desde el 30 nov: 58,36 € (9 leads por 525 €).", "es")
    drawn = list(alert(parser, "alert", "acme-otono", said, chart))
    assert [(one.days, float(one.value.value)) for one in drawn] == [
        ((BEGAN, YESTERDAY), 58.36),
        ((BEGAN, BEGAN), 58.3333),
        ((date(2026, 12, 1), date(2026, 12, 1)), 60.0),
    ]
    (only,) = complaints(drawn, nine_leads())
    assert "not in the data, which say 58.3333: alert, chart's day" in only


@pytest.mark.parametrize(
    ("text", "locale", "days"),
    [
        ("Nov 23 – 29, 2026", "en", (date(2026, 11, 23), date(2026, 11, 29))),
        ("28 dic 2026 – 3 ene 2027", "es", (date(2026, 12, 28), date(2027, 1, 3))),
        ("12 de nov.", "ca", (date(2026, 11, 12), date(2026, 11, 12))),
        ("todo", "es", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, locale: str, days: tuple[date, date] | None) -> None:
    assert span(text, locale, TODAY) == days


def test_numbers_are_read_with_the_digits_that_they_have() -> None:
    found = amount("3,67 %", "es")
    assert found is not None
    assert (found.value, found.step) == (Fraction("0.0367"), Fraction("0.0001"))
    assert amount("–", "es") is None


@pytest.mark.long
def test_fourteen_days_agree_wherever_they_are_read(tmp_path) -> None:
    with sandboxed(tmp_path) as found:
        world = DemoWorld(found.url, tmp_path, environment(found.url))
        world.declare(found.declaration, ("acme",))
        living = Living(world, every=2)
        told = []
        for day in range(LIVED):
            living.locales = (LOCALES[day % len(LOCALES)],)
            told += living.day(timedelta(days=1) if day else timedelta(minutes=35))
        assert told == []
        assert {"status", "terminal", "json", "why", "alert", "digest"} <= living.read.keys()
