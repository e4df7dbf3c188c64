"""Trouble at every service: what fails is recorded, told once where a person must act, and caught up with.

Acme's and Forn's accounts are read in different hours, so that each fault can be counted out to Acme's polls alone.
"""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.e2e.conftest import Demo

VENDORS = ("google_ads", "meta", "hubspot")
SHOWN = {"google_ads": "Google Ads", "meta": "Meta", "hubspot": "HubSpot"}
REASONS = {
    "429": dict.fromkeys(VENDORS, "rate"),
    "500": dict.fromkeys(VENDORS, "server"),
    "timeout": dict.fromkeys(VENDORS, "timeout"),
    "expired_token": {vendor: f"reconnect_{vendor}" for vendor in VENDORS},
}
# How many requests of one poll must fail until the poll does: a request is tried three times; Meta's 429 asks for a
# minute, which no poll waits for; silence is not asked again; Google's token is renewed once before a person is needed.
TIMES = {
    "429": {"google_ads": 3, "meta": 1, "hubspot": 3},
    "500": dict.fromkeys(VENDORS, 3),
    "timeout": dict.fromkeys(VENDORS, 1),
    "expired_token": {"google_ads": 2, "meta": 1, "hubspot": 1},
}
POLLS = {"429": 1, "500": 1, "timeout": 1, "expired_token": 2}
"""Polls that fail in a row; where a person must act, several, to see that the person is told once."""
CLIENTS_SEE = (("C0ACME", "U0ACMEANA"), ("C0FORN", "U0FORNJOAN"))

Row = dict[str, Any]


def rows(demo: Demo, query: str, *values: Any) -> list[Row]:
    """What the bot wrote down, read by a stranger."""
    with closing(sqlite3.connect(f"file:{demo.folder / 'vigia.sqlite3'}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, values)]


def polls(demo: Demo, client: str) -> list[Row]:
    """The polls of a client's accounts, oldest first."""
    return rows(
        demo,
        "SELECT r.id, a.source, r.status, r.rows, r.reason, r.remedy FROM sync_run r"
        " JOIN source_account a ON a.id = r.account WHERE a.client_key = ? ORDER BY r.id",
        client,
    )


def newest(runs: list[Row]) -> dict[str, Row]:
    return {run["source"]: run for run in runs}


def push(demo: Demo, span: str = "1h") -> None:
    walked = demo.post("clock", advance=span)
    assert walked["bot"] == "caught up", walked


def fault(demo: Demo, service: str, kind: str, times: int = 1) -> None:
    assert demo.post("faults", service=service, kind=kind, times=times)["ok"]


def texts(demo: Demo, channel: str, person: str) -> list[str]:
    return [m["text"] for m in demo.messages(channel, person)]


def healthy(demo: Demo) -> bool:
    answers = [httpx.get(f"{demo.bot_url}/{page}", timeout=10) for page in ("healthz", "readyz")]
    return all(answer.status_code == 200 for answer in answers)


def card(demo: Demo) -> str:
    """The status card of the campaign as its account manager reads it."""
    return str(demo.command("C0ACMEINT", "U0MAYA", "/campaign status otoño")["text"])


@pytest.fixture(scope="module", autouse=True)
def in_step(demo: Demo) -> None:
    """Monday's updates are out; from here on Acme is read at even hours of the demo and Forn at odd ones."""
    push(demo)
    before = len(polls(demo, "acme"))
    demo.command("C0ACMEINT", "U0MAYA", "/campaign sync")
    push(demo, "1s")
    demo.wait(lambda: [run for run in polls(demo, "acme")[before:] if run["status"] == "ok"][2:])


@dataclass(frozen=True)
class Round:
    """What was seen of one kind of fault at all three vendors."""

    kind: str
    before: str
    failed: list[Row]
    survived: bool
    card: str
    others: list[Row]
    recovered: list[Row]
    mended: str
    told: list[str]
    in_clients_channels: list[str]


@pytest.fixture(scope="module", params=list(TIMES))
def trouble(demo: Demo, in_step: None, request: pytest.FixtureRequest) -> Iterator[Round]:
    """Acme's polls fail, Forn's go on, Acme's go on again."""
    kind = request.param
    push(demo)
    before, direct = card(demo), len(demo.messages("dm", "U0MAYA"))
    clients = [len(texts(demo, *place)) for place in CLIENTS_SEE]
    began, others, failed, survived = len(polls(demo, "acme")), len(polls(demo, "forn")), [], True
    for n in range(POLLS[kind]):
        if n:
            push(demo)
        for vendor in VENDORS:
            fault(demo, vendor, kind, TIMES[kind][vendor])
        push(demo)
        failed = polls(demo, "acme")[began:]
        survived = survived and healthy(demo)
    shown = card(demo)
    push(demo)
    went_on = polls(demo, "forn")[others:]
    after = len(polls(demo, "acme"))
    push(demo)
    yield Round(
        kind,
        before,
        failed,
        survived,
        shown,
        went_on,
        polls(demo, "acme")[after:],
        card(demo),
        texts(demo, "dm", "U0MAYA")[direct:],
        [text for place, n in zip(CLIENTS_SEE, clients, strict=True) for text in texts(demo, *place)[n:]],
    )


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_failed_poll_is_recorded_with_its_reason(trouble: Round, vendor: str) -> None:
    of_vendor = [run for run in trouble.failed if run["source"] == vendor]
    assert len(of_vendor) == POLLS[trouble.kind]
    assert {run["status"] for run in of_vendor} == {"failed"}
    assert {run["reason"] for run in of_vendor} == {REASONS[trouble.kind][vendor]}
    assert {run["rows"] for run in of_vendor} == {None}


def test_the_bot_survives(trouble: Round) -> None:
    assert trouble.survived


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_card_says_that_the_last_poll_failed_and_keeps_its_numbers(trouble: Round, vendor: str) -> None:
    said = re.search(rf"{SHOWN[vendor]} hace [^;]*?\(falló la última lectura\)", trouble.card)
    assert said, trouble.card
    assert SHOWN[vendor] in trouble.before
    assert "falló" not in trouble.before
    assert figures(trouble.card) == figures(trouble.before)
    assert figures(trouble.card)


def test_the_other_clients_accounts_go_on(trouble: Round) -> None:
    assert {run["source"] for run in trouble.others} == set(VENDORS)
    assert {run["status"] for run in trouble.others} == {"ok"}


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_next_poll_catches_up(trouble: Round, vendor: str) -> None:
    assert newest(trouble.recovered)[vendor]["status"] == "ok"
    assert newest(trouble.recovered)[vendor]["rows"] is not None
    assert "falló" not in trouble.mended


def test_somebody_is_told_once_and_only_where_a_person_must_act(trouble: Round) -> None:
    needed = VENDORS if trouble.kind == "expired_token" else ()
    assert len(trouble.told) == len(needed), trouble.told
    for vendor in needed:
        assert len([text for text in trouble.told if SHOWN[vendor].split(" ", maxsplit=1)[0] in text]) == 1


def test_nothing_of_it_reaches_a_clients_channel(trouble: Round) -> None:
    assert trouble.in_clients_channels == []


def figures(text: str) -> list[str]:
    """The card's KPIs as spoken; a zero among them would be one that nobody measured."""
    said = re.findall(r"(?:Coste por lead|Leads|ROAS|Inversión)(?: \(CRM\))?: ([\d.,]+)", text)
    assert not [number for number in said if float(number.replace(".", "").replace(",", ".")) == 0], text
    return said


def test_a_token_of_google_that_can_be_renewed_concerns_nobody(demo: Demo) -> None:
    push(demo)
    before, direct = len(polls(demo, "acme")), texts(demo, "dm", "U0MAYA")
    fault(demo, "google_ads", "expired_token")
    push(demo)
    assert [run["status"] for run in polls(demo, "acme")[before:]] == ["ok"] * 3
    assert texts(demo, "dm", "U0MAYA") == direct


def due_next_hour(demo: Demo, *places: tuple[str, str, str]) -> None:
    """Subscribe channels to a status that is due within the next hour of the demo, when nothing else is."""
    now = demo.get("state")["now"]
    madrid = (int(now[11:13]) + 2) % 24
    for channel, person, campaign in places:
        demo.command(channel, person, f"/campaign subscribe {campaign} daily {madrid:02d}:00")


def updates(demo: Demo, channel: str, person: str) -> list[Row]:
    return [m for m in demo.messages(channel, person) if not m.get("is_ephemeral") and "thread_ts" not in m]


INTERNAL, CLIENT = ("C0ACMEINT", "U0MAYA", "otoño"), ("C0FORN", "U0MAYA", "nadal")


@pytest.mark.parametrize("kind", ["429", "500"])
def test_a_scheduled_message_that_slack_refuses_for_now_arrives_exactly_once(demo: Demo, kind: str) -> None:
    due_next_hour(demo, INTERNAL)
    before, calls = len(updates(demo, "C0ACMEINT", "U0MAYA")), demo.get("calls")["calls"]
    fault(demo, "slack", kind, 5)
    push(demo)
    demo.wait(lambda: updates(demo, "C0ACMEINT", "U0MAYA")[before:])
    refused = [c for c in demo.get("calls")["calls"][len(calls) :] if c["method"] == "chat.postMessage" and not c["ok"]]
    assert refused or len(calls) >= 100
    push(demo, "1s")
    assert len(updates(demo, "C0ACMEINT", "U0MAYA")) == before + 1


def test_a_lost_answer_is_asked_about_and_nothing_is_sent_twice(demo: Demo) -> None:
    due_next_hour(demo, CLIENT)
    before, direct = len(updates(demo, "C0FORN", "U0FORNJOAN")), len(demo.messages("dm", "U0MAYA"))
    fault(demo, "slack", "timeout")
    push(demo)
    asked = demo.wait(lambda: demo.messages("dm", "U0MAYA")[direct:], 30)
    push(demo, "1s")
    assert len(updates(demo, "C0FORN", "U0FORNJOAN")) == before + 1
    assert len(demo.messages("dm", "U0MAYA")) == direct + 1
    assert "Llegó" in asked[0]["text"]
