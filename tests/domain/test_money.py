"""Amounts as typed, and what they are worth in another currency."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.money import MICRO, MOST_MICROS, Money, Rate, Rates, currency_of, micros, parse_decimal

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("25", "25"),
        ("25,5", "25.5"),
        ("25.50", "25.50"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("12.000", "12000"),
        ("1234,567", "1234.567"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1,234,567.8", "1234567.8"),
        ("12 000", "12000"),
        ("1 234 567,5", "1234567.5"),
        ("12\u202f000,50", "12000.50"),
        (" 7 ", "7"),
        ("1.23456", "1.23456"),
    ],
)
def test_a_number_is_read_as_people_of_three_countries_type_it(typed: str, number: str) -> None:
    assert parse_decimal(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["3.125", "3,125"])
def test_a_lone_separator_is_decimal_where_thousands_make_no_sense(typed: str) -> None:
    assert parse_decimal(typed, thousands=False) == Decimal("3.125")
    assert parse_decimal("1.234.567", thousands=False) == 1234567


@pytest.mark.parametrize(
    "typed",
    ["", " ", "x", "-5", "1.2.3", "1..5", "1,23,456", "12.34,50", "1,234,56", "5.", ".5", ",", "1 2 3", "12 34", "1e5",
     "٣", "1.234,567,8", "0.000.000", "+4"],
)  # fmt: skip
def test_a_number_whose_separators_make_no_sense_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_decimal(typed)
    assert (caught.value.code, caught.value.given) == ("number", typed)


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_grouped_and_plain_spellings_are_one_number(whole: int, cents: int) -> None:
    expected = Decimal(f"{whole}.{cents:02d}")
    english = f"{whole:,}.{cents:02d}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    spaced = f"{whole:,}".replace(",", " ") + f",{cents:02d}"
    for typed in (english, spanish, spaced, f"{whole}.{cents:02d}", f"{whole},{cents:02d}"):
        assert parse_decimal(typed) == expected


@pytest.mark.parametrize(
    ("typed", "default", "expected"),
    [
        ("12000 EUR", None, Money.of(12000, "EUR")),
        ("12.000 eur", None, Money.of(12000, "EUR")),
        ("25€", None, Money.of(25, "EUR")),
        ("€25", None, Money.of(25, "EUR")),
        ("EUR 25", None, Money.of(25, "EUR")),
        ("1.234,50 EUR", None, Money.of("1234.50", "EUR")),
        ("£ 9.99", "EUR", Money.of("9.99", "GBP")),
        ("$10", None, Money.of(10, "USD")),
        ("$10", "EUR", Money.of(10, "USD")),
        ("$10", "MXN", Money.of(10, "MXN")),
        ("$10 USD", "MXN", None),
        ("12 000 USD", None, Money.of(12000, "USD")),
        ("40", "MXN", Money.of(40, "MXN")),
        ("€25 EUR", None, Money.of(25, "EUR")),
        ("0,000001 EUR", None, Money(1, "EUR")),
        ("9223372036854.775807 EUR", None, Money(MOST_MICROS, "EUR")),
        ("9223372036854.775808 EUR", None, None),
        (f"{'9' * 60} EUR", None, None),
        ("40", None, None),
        ("", "EUR", None),
        ("EUR", "EUR", None),
        ("-5 EUR", None, None),
        ("5 EURO", None, None),
        ("€5$", None, None),
        ("1.2.3 EUR", None, None),
        ("5 EUR\n6 EUR", None, None),
    ],
)
def test_money_is_read_with_its_currency_or_refused(typed: str, default: str | None, expected: Money | None) -> None:
    if expected is None:
        with pytest.raises(InvalidInput):
            Money.parse(typed, default)
    else:
        assert Money.parse(typed, default) == expected


@pytest.mark.parametrize(
    ("sign", "default", "code"),
    [("€", "USD", "EUR"), ("$", None, "USD"), ("$", "COP", "COP"), ("mxn", "EUR", "MXN"), ("", "EUR", "EUR"),
     ("", None, None)],
)  # fmt: skip
def test_a_sign_names_a_currency(sign: str, default: str | None, code: str | None) -> None:
    assert currency_of(sign, default) == code


@given(st.integers(0, MOST_MICROS))
def test_micros_and_amount_are_inverse(amount: int) -> None:
    assert micros(Money(amount, "EUR").amount) == amount
    assert Money.of(Money(amount, "EUR").amount, "EUR") == Money(amount, "EUR")


@pytest.mark.parametrize(("amount", "expected"), [("0.0000005", 0), ("0.0000015", 2), ("0.0000025", 2), ("1", MICRO)])
def test_half_a_micro_goes_to_the_even_one(amount: str, expected: int) -> None:
    assert micros(Decimal(amount)) == expected


RATES = Rates({"USD": {DAY: Decimal("0.90"), DAY + timedelta(days=2): Decimal("0.80")}, "MXN": {DAY: Decimal("0.05")}})


@pytest.mark.parametrize(
    ("ahead", "found"), [(-1, None), (0, (0, "0.90")), (1, (0, "0.90")), (2, (2, "0.80")), (400, (2, "0.80"))]
)
def test_the_last_known_rate_serves_later_days_and_none_serves_earlier_ones(
    ahead: int, found: tuple[int, str] | None
) -> None:
    expected = Rate("USD", DAY + timedelta(days=found[0]), Decimal(found[1])) if found else None
    assert RATES.on("USD", DAY + timedelta(days=ahead)) == expected


def test_the_order_in_which_rates_are_given_does_not_matter() -> None:
    backwards = Rates({"USD": {DAY + timedelta(days=2): Decimal("0.80"), DAY: Decimal("0.90")}})
    assert backwards.on("USD", DAY) == RATES.on("USD", DAY)


@pytest.mark.parametrize(
    ("amount", "source", "target", "day", "expected"),
    [
        (100, "XXX", "XXX", DAY, 100),
        (100 * MICRO, "USD", "EUR", DAY, 90 * MICRO),
        (90 * MICRO, "EUR", "USD", DAY, 100 * MICRO),
        (100 * MICRO, "USD", "MXN", DAY, 1800 * MICRO),
        (100 * MICRO, "USD", "EUR", DAY - timedelta(days=1), None),
        (100 * MICRO, "COP", "EUR", DAY, None),
        (100 * MICRO, "EUR", "COP", DAY, None),
        (0, "COP", "EUR", DAY, 0),
    ],
)
def test_an_amount_is_converted_at_its_days_rate_or_not_at_all(
    amount: int, source: str, target: str, day: date, expected: int | None
) -> None:
    assert RATES.convert(amount, source, target, day) == expected


@given(st.integers(0, 10**15), st.decimals(Decimal("0.0002"), Decimal(3), places=6))
def test_a_conversion_there_and_back_loses_less_than_a_micro_of_the_dearer_currency(
    amount: int, euros: Decimal
) -> None:
    rates = Rates({"USD": {DAY: euros}})
    there = rates.convert(amount, "USD", "EUR", DAY)
    assert there is not None
    back = rates.convert(there, "EUR", "USD", DAY)
    assert back is not None
    assert abs(back - amount) <= 1 / euros + 1
