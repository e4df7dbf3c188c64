"""Troubles by the control API: caused at will, told by the vendors, and refused where they make no sense."""

from pathlib import Path

import pytest

from sandbox.world.nord import CAMPAIGNS
from sandbox.world.troubles import KINDS

QUERY = "SELECT campaign.id, campaign.status, segments.date, metrics.conversions, metrics.cost_micros FROM campaign"


async def told(sandbox, customer: str, campaign: str, day: str) -> dict[str, float]:
    """What Google tells of a campaign's day."""
    form = {
        "grant_type": "refresh_token",
        "client_id": "a",
        "client_secret": "b",
        "refresh_token": "sandbox-refresh-token",
    }
    async with sandbox.http.post(f"{sandbox.url}/google_oauth/token", data=form) as answer:
        token = (await answer.json())["access_token"]
    where = f"segments.date = '{day}' AND campaign.id = {campaign}"
    async with sandbox.http.post(
        f"{sandbox.url}/google_ads/v26/customers/{customer}/googleAds:search",
        json={"query": f"{QUERY} WHERE {where}"},
        headers={"Authorization": f"Bearer {token}"},
    ) as answer:
        assert answer.status == 200, await answer.text()
        rows = (await answer.json())["results"]
    metrics = rows[0]["metrics"] if rows else {}
    return {"conversions": metrics.get("conversions", 0.0), "cost": int(metrics.get("costMicros", 0)) / 1e6}


async def test_a_caused_trouble_begins_and_ends_when_it_was_told_to(sandbox):
    caused = await sandbox.post(
        "trouble", campaign="acme-otono", kind="conversions_stopped", **{"from": "1d", "until": "3d"}
    )
    assert (caused["status"], caused["ok"], caused["size"]) == (200, True, 0.0)
    assert (caused["from"][:15], caused["until"][:15]) == ("2026-11-17T07:3", "2026-11-19T07:3")
    await sandbox.post("clock", advance="6d")
    broken, well = [await told(sandbox, "1234567890", "111", day) for day in ("2026-11-18", "2026-11-20")]
    assert broken["conversions"] == 0
    assert broken["cost"] > 20
    assert well["conversions"] > 0


async def test_a_trouble_of_one_platform_campaign_leaves_the_others(sandbox):
    await sandbox.post("trouble", campaign="112", kind="spend_stopped", until="2d")
    await sandbox.post("clock", advance="2d")
    assert (await told(sandbox, "1234567890", "112", "2026-11-17"))["cost"] == 0
    assert (await told(sandbox, "1234567890", "111", "2026-11-17"))["cost"] > 20


async def test_an_account_is_suspended_at_the_second_platform_too(sandbox):
    await sandbox.post("trouble", account="act_1029384756", kind="account_suspended", **{"from": "1h", "until": "2d"})
    address = f"{sandbox.url}/meta/v26.0/act_1029384756"
    params = {"access_token": "sandbox-meta-token", "fields": "account_status,disable_reason"}
    states = []
    for push in ("0h", "2h", "2d"):
        await sandbox.post("clock", advance=push)
        async with sandbox.http.get(address, params=params) as answer:
            body = await answer.json()
            states.append((body["account_status"], body["disable_reason"]))
    assert states == [(1, 0), (2, 1), (1, 0)]


@pytest.mark.parametrize(("account", "address", "headers"), [
    ("424242", "hubspot/crm/objects/2026-09/contacts", {"Authorization": "Bearer sandbox-hubspot-acme"}),
    ("act_1029384756", "meta/v26.0/act_1029384756", {"Authorization": "Bearer sandbox-meta-token"}),
])  # fmt: skip
async def test_any_account_can_lose_its_connection_and_get_it_back(sandbox, account, address, headers):
    async def works() -> bool:
        async with sandbox.http.get(f"{sandbox.url}/{address}", headers=headers) as answer:
            return answer.ok

    before = await works()
    await sandbox.post("trouble", account=account, kind="source_disconnected", until="5h")
    during = await works()
    await sandbox.post("clock", advance="6h")
    assert (before, during, await works()) == (True, False, True)


async def test_every_trouble_is_listed_with_its_instants(sandbox):
    before = (await sandbox.get("troubles"))["troubles"]
    solar = next(one for one in before if one.get("campaign") == "nord-solar")
    assert solar == {
        "campaign": "nord-solar", "line": "311", "kind": "off_target", "size": 0.2, "segment": {"device": "mobile"},
        "from": "2026-11-16T23:00:00Z", "until": "2026-11-23T23:00:00Z",
    }  # fmt: skip
    assert {one["account"] for one in before if "account" in one} == {"4567890123", "5678901234", "act_6758493021"}
    await sandbox.post("trouble", campaign="forn-nadal", kind="tracking_lost", until="2d", segment={"device": "mobile"})
    after = (await sandbox.get("troubles"))["troubles"]
    assert len(after) == len(before) + 2  # the campaign runs on both platforms


@pytest.mark.parametrize(("sent", "status", "words"), [
    ({"campaign": "acme-otono", "until": "2d"}, 400, '"kind" is missing'),
    ({"campaign": "acme-otono", "kind": "rain", "until": "2d"}, 400, "is not a kind of trouble; one of off_target"),
    ({"campaign": "acme-otono", "kind": "off_target"}, 400, '"until" is missing'),
    ({"campaign": "acme-otono", "kind": "off_target", "until": "soon"}, 400, "an instant such as"),
    ({"campaign": "acme-otono", "kind": "off_target", "from": "2d", "until": "1d"}, 400, "must lie after"),
    ({"campaign": "acme-otono", "kind": "off_target", "from": "2026-11-01T00:00:00Z", "until": "1d"}, 400, "stays as"),
    ({"campaign": "acme-otono", "kind": "off_target", "until": "1d", "size": "big"}, 400, "must be a number"),
    ({"campaign": "acme-otono", "kind": "off_target", "until": "1d", "segment": {"mood": "x"}}, 400, "one element"),
    ({"campaign": "nobody", "kind": "off_target", "until": "1d"}, 404, 'no campaign "nobody"'),
    ({"campaign": "acme-otono", "kind": "stale_data", "until": "1d"}, 400, '"account" is missing'),
    ({"account": "1", "kind": "stale_data", "until": "1d"}, 404, 'no account "1"'),
])  # fmt: skip
async def test_what_makes_no_sense_is_refused_with_a_sentence(sandbox, sent, status, words):
    refused = await sandbox.post("trouble", **sent)
    assert refused["status"] == status
    assert words in refused["error"]


def test_every_trouble_of_the_script_and_every_kind_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")
    assert not [one.key for one in CAMPAIGNS if f"`{one.key}`" not in page]
    assert not [kind for kind in KINDS if f"`{kind}`" not in page]
