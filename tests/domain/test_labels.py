"""Names from outside: one line, nothing invisible, two hundred characters."""

from datetime import UTC, date, datetime

import pytest

from domain.entities import Campaign, Client
from domain.errors import Problem
from domain.facts import AccountInfo, Contact, Deal, PlatformCampaign, PlatformElement
from domain.labels import LONGEST, label
from domain.money import Money
from domain.words import Level, Objective


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Otoño leads", "Otoño leads"),
        ("  Otoño  leads ", "Otoño leads"),
        ("Otoño\r\nleads\tweb", "Otoño leads web"),
        ("Oto\x1b[31mño\x1b[0m", "Oto [31mño [0m"),
        ("\u202eabc\u2066def\u2069", "abc def"),
        ("a\u200bb\ufeffc\u2028d", "a b c d"),
        ("a\ud800b\x00c", "a b c"),
        ("👩\u200d👧 familia", "👩\u200d👧 familia"),
        ("a\xa0b", "a b"),
        ("\x00\n", ""),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_a_name_is_one_line_that_can_be_shown(given: str, shown: str) -> None:
    assert label(given) == shown


def test_whatever_carries_a_name_carries_one_that_can_be_shown() -> None:
    odd = "\u202eOtoño\n" + "x" * 3_000
    day, budget = date(2026, 10, 1), Money.of(1, "EUR")
    for thing in (
        Client("acme", odd),
        Campaign("acme-otono", "acme", odd, Objective.LEADS, day, day, budget),
        PlatformCampaign("1", odd),
        PlatformElement(Level.AD, "1", "2", odd),
        AccountInfo("1", odd, "EUR", "Europe/Madrid"),
    ):
        assert thing.name.startswith("Otoño xxx")
        assert len(thing.name) == LONGEST


def test_what_a_crm_calls_a_campaign_or_a_stage_and_what_a_vendor_says_of_an_error_is_one_line_too() -> None:
    odd, at = "\u202eOtoño\n" + "x" * 3_000, datetime(2026, 10, 1, tzinfo=UTC)
    contact = Contact("1", odd, odd, odd, at, None, None, None, None, at)
    deal = Deal("1", (), None, "EUR", odd, is_closed=False, is_won=False, created_at=at, closed_day=None, updated_at=at)
    for shown in (contact.utm_campaign, contact.source, contact.stage, deal.stage, Problem(odd).detail):
        assert shown.startswith("Otoño xxx")
        assert len(shown) == LONGEST
