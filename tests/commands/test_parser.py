"""What people, phones and Slack write, read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.parser import MOST, arguments, clean, split
from commands.period import is_read


@pytest.mark.parametrize(
    ("typed", "verb", "rest"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("status", "status", ""),
        ("  STATUS   otoño  ", "status", "otoño"),
        ("Estado otoño", "estado", "otoño"),
        ("gráfico", "grafico", ""),
        ("/status otoño", "status", "otoño"),
        ("help?", "help", ""),
        ("¿estado otoño?", "estado", "otoño?"),
        ("<@U0BOT> status otoño", "status", "otoño"),
        ("status <@U0BOT|vigia> <#C0ACME|acme> <!channel>", "status", ""),
        ("status <http://acme.com|acme.com>", "status", "acme.com"),
        ("target leads&gt;=3 cpl&lt;25€", "target", "leads>=3 cpl<25€"),
        ("?", "", ""),
        ("target cpl&lt;25€", "target", "cpl<25€"),
        ("status a\u00a0b", "status", "a b"),
        ("status\u200b otoño", "status", "otoño"),
        ("status\notoño", "status", "otoño"),
    ],
)
def test_the_verb_is_the_first_word_without_case_or_accents(typed, verb, rest):
    assert split(typed) == (verb, rest)


@pytest.mark.parametrize(
    ("rest", "words", "options"),
    [
        ("otoño", "otoño", {}),
        ("otoño period:7d", "otoño", {"period": "7d"}),
        ("period:7d otoño", "otoño", {"period": "7d"}),
        ("otoño periodo:30d", "otoño", {"period": "30d"}),
        ("tardor període:30d", "tardor", {"period": "30d"}),
        ("otoño period=7d", "otoño", {"period": "7d"}),
        ("otoño period: 7d", "otoño", {"period": "7d"}),
        ("otoño —period 7d", "otoño", {"period": "7d"}),
        ("otoño --period 7d", "otoño", {"period": "7d"}),
        ("otoño –period=7d", "otoño", {"period": "7d"}),
        ("otoño -period:7d", "otoño", {"period": "7d"}),
        ("“Otoño leads” period:“7d”", "Otoño leads", {"period": "7d"}),
        ('"Otoño leads"', "Otoño leads", {}),
        ("otoño period:7d period:30d", "otoño", {"period": "30d"}),
        ("otoño colour:red", "otoño colour:red", {}),
        ("acme-otono", "acme-otono", {}),
        ("otoño - leads", "otoño - leads", {}),
        ("otoño period:2026-10-01..2026-10-31", "otoño", {"period": "2026-10-01..2026-10-31"}),
        ("otoño period:", "otoño period:", {}),
    ],
)
def test_pairs_that_the_verb_knows_are_taken_out_of_the_words(rest, words, options):
    found = arguments(rest, ("period",))
    assert (found.words, found.options) == (words, options)


def test_a_verb_without_keys_keeps_everything_as_typed():
    assert arguments("otoño period:7d cpl:25€", ()).words == "otoño period:7d cpl:25€"


def test_a_key_that_another_verb_knows_is_no_key_here():
    assert arguments("client:acme", ("period",)).options == {}
    assert arguments("cliente:acme", ("client",)).options == {"client": "acme"}


@pytest.mark.parametrize(
    ("rest", "words", "period"),
    [
        ("otoño period:1 nov..15 nov", "otoño", "1 nov..15 nov"),
        ("periodo:del 1 al 15 otoño", "otoño", "del 1 al 15"),
        ("tardor període:tota la campanya kpi:cpl", "tardor kpi:cpl", "tota la campanya"),
        ("otoño period: since Monday", "otoño", "since Monday"),
        ("otoño period:mes pasado period:7d", "otoño", "7d"),
        ('period:"mes pasado" otoño', "otoño", "mes pasado"),
        ("period:octubre otoño", "otoño", "octubre"),
        ("period:7d mes pasado", "mes pasado", "7d"),
        ("otoño period:someday soon", "otoño soon", "someday"),
    ],
)
def test_a_period_goes_as_far_as_its_words_name_days(rest, words, period):
    found = arguments(rest, ("period",), lambda typed: is_read(typed, date(2026, 11, 16)))
    assert (found.words, found.options) == (words, {"period": period})


@given(st.text())
def test_any_text_is_cleaned_to_one_line_without_invisible_marks(text):
    line = clean(text)
    assert "\n" not in line
    assert "\u200b" not in line
    assert line == line.strip()
    assert len(line) <= MOST * 4


@given(st.text(max_size=200))
def test_no_text_breaks_the_parser(text):
    line = split(text)
    found = arguments(line.rest, ("period", "client"))
    assert set(found.options) <= {"period", "client"}


def test_an_endless_line_is_cut():
    assert len(clean("a" * 10_000)) == MOST
