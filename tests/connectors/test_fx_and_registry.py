"""Rates without a network, and all sources at once."""

from datetime import date
from decimal import Decimal

import httpx
import pytest

from connectors.fx import euros
from connectors.google_ads.descriptor import GoogleAdsCredentials
from connectors.hubspot.descriptor import HubSpotCredentials
from connectors.meta.descriptor import MetaCredentials
from connectors.registry import DESCRIPTORS, build
from domain.currencies import PUBLISHED
from domain.errors import InvalidInput
from domain.money import Rates
from domain.words import Source, SourceKind
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


def test_what_the_bank_publishes_is_what_needs_no_rate_by_hand():
    assert all(euros(currency, date(2026, 9, 1)) for currency in PUBLISHED - {"EUR"})
    last = {currency: max(euros(currency, date(2026, 9, 1))) for currency in PUBLISHED - {"EUR"}}
    assert len(set(last.values())) == 1


def test_every_source_of_numbers_is_built_without_opening_anything():
    sources = build(httpx.AsyncClient(), {}, Ticks())
    assert {*sources.ads, *sources.crms} == set(DESCRIPTORS) == set(Source) - {Source.CSV}
    assert all(source.kind is SourceKind.ADS for source in sources.ads)
    assert all(source.kind is SourceKind.CRM for source in sources.crms)
    assert all(sources.get(source).descriptor.source is source for source in DESCRIPTORS)


@pytest.mark.parametrize(
    ("source", "spellings", "kept"),
    [
        (
            Source.GOOGLE_ADS,
            ("123-456-7890", "1234567890", " 123 456 7890", "customers/1234567890"),
            "1234567890",
        ),
        (Source.META, ("act_1029384756", "1029384756", "ACT_1029384756", "act_1029384756 "), "act_1029384756"),
        (Source.HUBSPOT, ("424242", " 424242"), "424242"),
    ],
)
def test_every_spelling_of_an_accounts_id_has_one_form(source, spellings, kept):
    assert {DESCRIPTORS.account_id(source, one) for one in spellings} == {kept}


@pytest.mark.parametrize("given", ["1.5e9", "1,5E+9", "act-", "Clinica", "", "12345678901234567890123", "²²", "1.5"])
@pytest.mark.parametrize("source", DESCRIPTORS)
def test_what_is_no_id_is_refused_with_a_right_one(source, given):
    with pytest.raises(InvalidInput) as caught:
        DESCRIPTORS.account_id(source, given)
    assert (caught.value.code, caught.value.example) == ("account_id", DESCRIPTORS[source].account_example.strip('"'))


def test_no_credential_shows_its_secret():
    held = (
        GoogleAdsCredentials("public-id", "hidden", "hidden", "hidden"),
        MetaCredentials("hidden", "hidden"),
        HubSpotCredentials("hidden"),
    )
    assert "hidden" not in repr(held)
    assert "public-id" in repr(held)
