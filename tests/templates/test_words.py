"""Words and numbers in the reader's language."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from markupsafe import Markup

from domain.errors import InvalidInput
from domain.goals import parse
from domain.kpi import Reading, Undefined
from domain.money import Money
from domain.window import Window
from domain.words import Claim, Source
from templates.catalogue import catalogue
from templates.mrkdwn import mention
from templates.words import check_locale, words

NBSP = "\xa0"


def test_a_client_named_like_a_command_pings_nobody() -> None:
    said = words("es").t("Hypothesis: {hypothesis}", hypothesis="<!channel> & <@U1>")
    assert said == "Hipótesis: &lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert isinstance(said, Markup)


def test_what_is_escaped_already_stays_as_it_is() -> None:
    assert words("en").t("{owner} is on it.", owner=mention("U0MAYA")) == "<@U0MAYA> is on it."


def test_plain_text_is_not_escaped() -> None:
    assert words("en").plain("Hypothesis: {hypothesis}", hypothesis="a < b") == "Hypothesis: a < b"


@pytest.mark.parametrize(
    ("locale", "money", "cents", "share", "number"),
    [
        ("en", "€1,235", "€0.84", "2.34%", "12.5"),
        ("es", f"1.235{NBSP}€", f"0,84{NBSP}€", f"2,34{NBSP}%", "12,5"),
        ("ca", f"1.235{NBSP}€", f"0,84{NBSP}€", f"2,34{NBSP}%", "12,5"),
        ("es_MX", "€1,235", "€0.84", "2.34%", "12.5"),
    ],
)
def test_numbers_are_written_as_the_locale_writes_them(
    locale: str, money: str, cents: str, share: str, number: str
) -> None:
    speech = words(locale)
    assert speech.currency(Decimal("1234.6"), "EUR") == money
    assert speech.currency(Decimal("0.835"), "EUR") == cents
    assert speech.percent(Decimal("0.0234")) == share
    assert speech.count(Decimal("12.5")) == number


def test_an_amount_below_zero_keeps_its_sign_in_front() -> None:
    assert words("en").money(Money.of("-12.5", "EUR")) == "-€12.50"
    assert words("es").money(Money.of("-12.5", "EUR")) == f"-12,50{NBSP}€"


@pytest.mark.parametrize(
    ("currency", "value", "said"),
    [
        ("JPY", "53.846", "¥54"),
        ("JPY", "7.692", "¥8"),
        ("JPY", "0.3", "¥0.30"),  # a click for ¥0 would be one for nothing
        ("JPY", "0", "¥0"),
        ("CLP", "999.5", f"CLP{NBSP}1,000"),
        ("KWD", "1.2345", f"KWD{NBSP}1.235"),
        ("EUR", "7.692", "€7.69"),
    ],
)
def test_money_has_as_many_decimals_as_its_currency(currency: str, value: str, said: str) -> None:
    assert words("en").currency(Decimal(value), currency) == said
    assert words("en").measured("cpl", Decimal(value), currency) == said


def test_an_amount_is_rounded_once() -> None:
    """1,044.4988 was €1,044.50 and then €1,045."""
    assert words("en").currency(Decimal("1044.4988"), "EUR") == "€1,044"


def test_a_currency_code_of_letters_keeps_its_distance_from_the_number() -> None:
    assert words("en").currency(Decimal(20), "CHF") == f"CHF{NBSP}20"


def test_ticks_are_short_where_numbers_are_long() -> None:
    assert words("es").tick(Decimal(300_000), "EUR") == f"300{NBSP}mil{NBSP}€"
    assert words("en").tick(Decimal(1_500_000)) == "1.5M"
    assert words("ca").tick(Decimal(80_000), "MXN") == "80.000"
    assert words("en").tick(Decimal("2.5"), places=1) == "2.5"


def test_an_undefined_reading_is_a_dash_with_its_reason() -> None:
    speech = words("es")
    reading = Reading("cpl", None, Decimal(10), Decimal(0), "EUR", Claim.CRM, Undefined.NO_DENOMINATOR)
    assert speech.reading(reading) == "–"
    reasons = {speech.why(why) for why in Undefined}
    assert len(reasons) == len(Undefined)


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("cpl < 25 EUR", f"Coste por lead < 25{NBSP}€"),
        ("leads >= 300", "Leads ≥ 300"),
        ("ctr > 2%", f"CTR > 2{NBSP}%"),
        ("roas >= 3", "ROAS ≥ 3x"),
    ],
)
def test_a_goal_is_told_in_its_unit(goal: str, said: str) -> None:
    assert words("es").goal(parse(goal)) == said


def test_days_windows_and_ages_are_told_in_the_language() -> None:
    day, now = date(2026, 11, 9), datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
    window = Window(day, date(2026, 11, 15))
    assert words("es").window(window) == "9–15 nov 2026"
    assert words("ca").window(Window(day, day)) == "9 de nov. 2026"
    assert words("en").day(day) == "Nov 9"
    assert words("ca").weekday(day) == "dl., 9 de nov."
    assert words("ca").ago(now - timedelta(hours=3), now) == "fa 3 hores"
    assert words("es").clock(now, "Europe/Madrid") == "16 nov, 10:30"


def test_one_and_many_differ() -> None:
    forms = ("The last day is provisional.", "The last {n} days are provisional.")
    assert words("es").tn(*forms, 1) == "El último día es provisional."
    assert words("ca").tn(*forms, 3) == "Els últims 3 dies són provisionals."
    assert words("en").plain_n(*forms, 0) == "The last 0 days are provisional."


@pytest.mark.parametrize(("day", "said"), [(1, "de l’1"), (9, "del 9"), (11, "de l’11"), (12, "del 12")])
def test_catalan_elides_the_article_before_a_vowel(day: int, said: str) -> None:
    sentence = words("ca").plain(
        "Provisional from {day}: the platforms may still correct these days.", day=date(2026, 11, day)
    )
    assert sentence.startswith(f"Provisional des {said} de nov.")


def test_catalan_elides_it_after_a_preposition_too() -> None:
    said = words("ca").plain("{said} (enough from about {day} on)", said="CPA", day=date(2027, 1, 1))
    assert said == "CPA (prou cap a l’1 de gen.)"


def test_a_catalan_sentence_that_ends_with_a_month_has_one_stop() -> None:
    said = words("ca").plain("Not started yet: it runs from {start}.", start=date(2026, 11, 1))
    assert said == "Encara no ha començat: arrenca l’1 de nov."


@pytest.mark.parametrize("language", ["es", "ca"])
def test_names_stand_in_the_quotes_of_the_language(language: str) -> None:
    said = [form for forms in catalogue(language).sentences.values() for form in forms]
    assert [form for form in said if "“" in form or "”" in form] == []


def test_a_name_inside_a_sentence_is_small_unless_it_is_an_acronym() -> None:
    speech = words("es")
    assert speech.kpi_inside("cpl") == "coste por lead"
    assert speech.kpi_inside("ctr") == "CTR"
    assert speech.kpi("something_else") == "something_else"


def test_lists_end_with_and() -> None:
    assert words("ca").list(("a", "b", "c")) == "a, b i c"
    assert words("ca").list(("a",)) == "a"
    assert words("ca").list(("b", "Implants")) == "b i Implants"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("Implantes", "Otoño e Implantes"),
        ("ideas", "Otoño e ideas"),
        ("Higiene dental", "Otoño e Higiene dental"),
        ("Índice", "Otoño e Índice"),
        ("Hielo", "Otoño y Hielo"),
        ("Yoga", "Otoño y Yoga"),
        ("Navidad", "Otoño y Navidad"),
    ],
)
def test_spanish_says_e_before_the_sound_of_i(last: str, said: str) -> None:
    assert words("es").list(("Otoño", last)) == said
    assert words("en").list(("Otoño", last)) == f"Otoño and {last}"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("leads", "5.8", "6"),
        ("leads", "35", "35"),
        ("leads", "0.4", "0,4"),
        ("conversions", "5.8", "5,8"),
        ("cpl", "19", f"19,00{NBSP}€"),
        ("cpl", "18.54", f"18,54{NBSP}€"),
        ("spend", "19", f"19{NBSP}€"),
    ],
)
def test_people_are_whole_and_costs_keep_their_cents(key: str, value: str, said: str) -> None:
    assert words("es").measured(key, Decimal(value), "EUR") == said


def test_a_source_has_its_own_name() -> None:
    assert words("es").source(Source.CSV) == "archivo CSV"


def test_an_unknown_language_falls_back_to_english_words() -> None:
    assert words("tlh").plain("no data") == "no data"
    assert words("de").plain("no data") == "no data"


@pytest.mark.parametrize(("name", "stored"), [("es", "es"), ("es-MX", "es_MX"), ("ca", "ca"), ("en_GB", "en_GB")])
def test_a_locale_that_vigia_speaks_is_kept(name: str, stored: str) -> None:
    assert check_locale(name) == stored


@pytest.mark.parametrize("name", ["de", "xx", "", "español"])
def test_a_locale_that_vigia_does_not_speak_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="locale"):
        check_locale(name)


@pytest.mark.parametrize("value", [None, True])
def test_nothing_and_truth_are_no_words(value: object) -> None:
    with pytest.raises(TypeError, match="not a value"):
        words("en").t("Hypothesis: {hypothesis}", hypothesis=value)
