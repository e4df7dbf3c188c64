"""The table of currencies, judged by the standard's own list."""

import iso4217

from domain.currencies import CURRENCIES, ENDED
from domain.money import DOLLARS, SYMBOLS

UNITS_OF_ACCOUNT = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD"}
"""Codes of the standard in which nobody pays: funds, indexed units."""


def test_every_currency_in_which_people_pay_is_known_and_no_other() -> None:
    money = {one.code for one in iso4217.Currency if one.exponent is not None} - UNITS_OF_ACCOUNT
    assert money == CURRENCIES - ENDED.keys()


def test_what_has_ended_can_still_be_read_and_has_a_successor() -> None:
    assert {"ANG", "BGN"} <= ENDED.keys() <= CURRENCIES
    assert set(ENDED.values()) <= CURRENCIES - ENDED.keys()


def test_symbols_stand_for_currencies_that_are_known() -> None:
    assert {*SYMBOLS.values(), *DOLLARS} <= CURRENCIES
