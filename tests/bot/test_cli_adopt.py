"""`vigia adopt`: what nobody claims is listed, and one of it becomes a campaign."""

import json
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event

from domain.facts import AccountBudget, AccountInfo, PlatformCampaign
from domain.money import Money
from storage.db import audit
from storage.directory import accounts, campaigns
from storage.facts.listing import list_campaigns
from tests import casting
from tests.bot.vigia import FixedClock, Vigia

WAITING = {
    "source": "google_ads",
    "id": "999",
    "name": "Pruebas Navidad",
    "start": "2026-11-01",
    "end": "2026-12-31",
    "budget": 3050,
    "currency": "EUR",
    "budget_period": "daily",
    "budget_shared": False,
    "account_budget": None,
}


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    made = Vigia(tmp_path, monkeypatch, capsys)
    made("migrate")
    with made.database() as session:
        casting.everybody(session)
    return made


def listed(vigia: Vigia, *more: PlatformCampaign) -> None:
    with vigia.database() as session:
        account = campaigns.unclaimed(session, "acme")[0].account
        list_campaigns(session, account.id, more)


def test_what_nobody_claims_is_listed_with_what_adopting_takes_over(vigia) -> None:
    told = vigia("adopt", "--client", "acme", "--json")
    assert (told.code, told.err) == (0, "")
    (one,) = json.loads(told.out)
    assert one.pop("account")
    assert one == WAITING
    title, line = vigia("adopt", "--client", "acme").out.splitlines()
    assert title.split() == ["Id", "Campaign", "Source", "Dates", "Budget"]
    assert line == "999  Pruebas Navidad  Google Ads  Nov 1, 2026 – Dec 31, 2026  €3,050"


def test_an_accounts_own_budget_is_told_apart(vigia) -> None:
    listed(
        vigia,
        PlatformCampaign("200", "Bare", "enabled"),
        PlatformCampaign("201", "Whole", "enabled", None, None, 9 * 10**8, "lifetime"),
    )
    with vigia.database() as session:
        google = campaigns.unclaimed(session, "acme")[0].account
        info = AccountInfo(google.account_id, "", "EUR", "Europe/Madrid", budget=AccountBudget(5 * 10**9, 3 * 10**9))
        accounts.describe(session, google.id, info, casting.NOW)
    told = {one["name"]: one for one in json.loads(vigia("adopt", "--client", "acme", "--json").out)}
    assert {(one["budget"], one["budget_period"]) for one in told.values()} == {
        (None, None), (900, "lifetime"), (3050, "daily")
    }  # fmt: skip
    assert {one["account_budget"] for one in told.values()} == {5000}


def test_a_budget_that_others_share_is_taken_over_by_none(vigia) -> None:
    every = {"start": date(2026, 11, 1), "budget_micros": 100_000_000, "budget_period": "daily", "currency": "EUR"}
    listed(vigia, *(PlatformCampaign(f"20{n}", f"Shared {n}", shared_budget="budgets/55", **every) for n in (1, 2)))
    shared = [one for one in json.loads(vigia("adopt", "--client", "acme", "--json").out) if one["budget_shared"]]
    assert [(one["name"], one["budget"]) for one in shared] == [("Shared 1", None), ("Shared 2", None)]
    assert "– (shared with others)" in vigia("adopt", "--client", "acme").out
    told = vigia("adopt", "Shared 1", "--client", "acme").out
    assert "names no budget that is its own" in told
    with vigia.database() as session:
        made = campaigns.get(session, "acme-shared-1")
        assert made is not None
        assert made.budget == Money.of(0, "EUR")


@pytest.mark.parametrize("name", ["Pruebas Navidad", "pruebas navidad", "999"])
def test_a_name_or_an_id_adopts_once(vigia, name: str) -> None:
    told = vigia("adopt", name, "--client", "acme", "--json")
    assert (told.code, told.err) == (0, "")
    made = json.loads(told.out)
    assert made.pop("account")
    assert made == {**WAITING, "key": "acme-pruebas-navidad"}
    with vigia.database() as session:
        kept = campaigns.get(session, "acme-pruebas-navidad")
        newest = audit.recent(session)[0]
    assert kept is not None
    assert (kept.start, kept.end, kept.budget) == (date(2026, 11, 1), date(2026, 12, 31), Money.of(3050, "EUR"))
    assert kept.owner is None
    assert (newest.what, newest.subject) == ("campaign.created", "acme-pruebas-navidad")
    assert newest.actor.startswith("vigia adopt:")
    again = vigia("adopt", name, "--client", "acme")
    assert (again.code, again.out) == (2, "")
    assert again.err == "Every campaign found on the platforms belongs to somebody already.\n"
    assert json.loads(vigia("adopt", "--client", "acme", "--json").out) == []
    assert vigia("adopt", "--client", "acme").out.startswith("Every campaign found on the platforms belongs")


def test_the_list_keeps_no_writer_waiting(vigia) -> None:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert "Pruebas Navidad" in vigia("adopt", "--client", "acme").out
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert [one for one in said if one.startswith("BEGIN")][-1] == "BEGIN", "not IMMEDIATE, which takes the writer"


def test_without_json_it_is_a_sentence(vigia) -> None:
    told = vigia("adopt", "999", "--client", "acme")
    assert told.out == (
        "Adopted as acme-pruebas-navidad: Pruebas Navidad, Nov 1, 2026 to Dec 31, 2026, budget €3,050.\n"
    )


def test_a_campaign_without_end_and_budget_runs_for_ninety_days_and_has_none(vigia) -> None:
    clock = FixedClock("2026-11-16T09:00:00+00:00")
    with clock:
        vigia.set(VIGIA_CLOCK_URL=clock.url)
        listed(vigia, PlatformCampaign("1000", "Marca blanca", "ENABLED", date(2026, 11, 10)))
        made = json.loads(vigia("adopt", "1000", "--client", "acme", "--json").out)
    assert (made["start"], made["end"], made["budget"]) == ("2026-11-10", "2027-02-08", None)
    assert made["currency"] == "EUR"


def test_cents_stay(vigia) -> None:
    day = date(2026, 11, 10)
    listed(vigia, PlatformCampaign("1000", "Marca", "ENABLED", day, day, 12_340_000, "lifetime", "EUR"))
    made = vigia("adopt", "1000", "--client", "acme", "--json")
    assert json.loads(made.out, parse_float=Decimal)["budget"] == Decimal("12.34")


def test_two_of_one_name_are_told_apart_by_their_ids(vigia) -> None:
    listed(vigia, PlatformCampaign("1000", "Pruebas Navidad", "ENABLED"))
    told = vigia("adopt", "Pruebas Navidad", "--client", "acme")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Several campaigns fit. Name one of them: ")
    both = [one.strip() for one in told.err.partition(": ")[2].split(",")]
    assert {one.partition(":")[2] for one in both} == {"999", "1000"}
    assert json.loads(vigia("adopt", both[0], "--client", "acme", "--json").out)["name"] == "Pruebas Navidad"


def test_a_client_or_a_name_that_nobody_has_is_a_sentence(vigia) -> None:
    told = vigia("adopt", "--client", "acmee", "--json")
    assert (told.code, told.out, told.err) == (2, "", "I know no client “acmee”. There are: acme, bosc\n")
    told = vigia("adopt", "navidad", "--client", "acme")
    assert told.err == "No campaign that belongs to nobody is called “navidad”. There are: Pruebas Navidad\n"
    assert told.code == 2
