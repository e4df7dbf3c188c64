"""Rates without a network, and all sources at once."""

from datetime import date
from decimal import Decimal

import httpx
import pytest

from connectors.credentials import Credentials, GoogleAdsCredentials, HubSpotCredentials, MetaCredentials
from connectors.fx import euros
from connectors.registry import build
from domain.money import Rates
from domain.words import Source
from tests.connectors.fakes import Ticks

SUNDAY = date(2024, 3, 3)


def test_a_rate_is_the_value_of_one_unit_in_euros_on_the_day_it_was_published():
    rates = euros("USD", date(2024, 3, 1))
    assert rates[date(2024, 3, 1)] == Decimal("0.9248127254")  # 1.0813 dollars to the euro
    assert SUNDAY not in rates


def test_the_first_rate_is_the_last_one_known_on_the_first_day():
    assert min(euros("USD", SUNDAY)) == date(2024, 3, 1)


def test_a_day_after_the_end_of_the_file_still_has_the_last_known_rate():
    rates = euros("USD", date(2099, 1, 1))
    assert len(rates) == 1
    assert Rates({"USD": rates}).convert(1_000_000, "USD", "EUR", date(2099, 1, 1)) is not None


@pytest.mark.parametrize("currency", ["EUR", "XXX", "ARS"])
def test_currencies_without_published_rates_have_none(currency):
    assert euros(currency, SUNDAY) == {}


def test_manual_rates_serve_currencies_that_the_bank_does_not_publish_and_win_over_it():
    manual = {"ARS": {date(2024, 1, 1): Decimal("0.001"), date(2023, 1, 1): Decimal("0.005")}}
    assert euros("ARS", SUNDAY, manual) == {date(2024, 1, 1): Decimal("0.001")}
    friday = date(2024, 3, 1)
    assert euros("USD", SUNDAY, {"USD": {friday: Decimal("0.9")}})[friday] == Decimal("0.9")


def test_every_source_of_numbers_is_built_without_opening_anything():
    sources = build(httpx.AsyncClient(), Credentials(), Ticks())
    assert {name: source.source for name, source in sources.items()} == {
        name: name for name in Source if name is not Source.CSV
    }


def test_no_credential_shows_its_secret():
    held = (
        GoogleAdsCredentials("public-id", "hidden", "hidden", "hidden"),
        MetaCredentials("hidden", "hidden"),
        HubSpotCredentials("hidden"),
    )
    assert "hidden" not in repr(held)
    assert "public-id" in repr(held)
