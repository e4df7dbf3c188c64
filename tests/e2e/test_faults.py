"""Trouble at every service: what fails is recorded, told once where a person must act, and caught up with.

Acme's and Forn's accounts are read in different hours, so that each fault can be counted out to Acme's polls alone.
"""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
DISCONNECTED = """SELECT s.source FROM alert_transition t JOIN alert a ON a.id = t.alert
JOIN source_account s ON s.id = a.account WHERE t.id > ? AND a.trouble = 'source_disconnected' AND t.new = 'firing'"""
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


def align(demo: Demo, client: str) -> None:
    """Push the clock until the client's accounts are read within the next hour."""
    while True:
        now = datetime.fromisoformat(demo.get("state")["now"])
        due = rows(demo, "SELECT max(next_due) AS due FROM source_account WHERE client_key = ?", client)[0]["due"]
        if datetime.fromisoformat(due).replace(tzinfo=UTC) <= now + timedelta(hours=1):
            return
        push(demo)


def fault(demo: Demo, service: str, kind: str, times: int = 1, channel: str = "") -> None:
    assert demo.post("faults", service=service, kind=kind, times=times, channel=channel)["ok"]


def texts(demo: Demo, channel: str, person: str) -> list[str]:
    return [m["text"] for m in demo.messages(channel, person)]


def healthy(demo: Demo) -> bool:
    answers = [httpx.get(f"{demo.bot_url}/{page}", timeout=10) for page in ("healthz", "readyz")]
    return all(answer.status_code == 200 for answer in answers)


def card(demo: Demo) -> str:
    """The status card of the campaign as its account manager reads it, over the same fortnight whenever it is."""
    monday = datetime.fromisoformat(demo.get("state")["now"]).date() - timedelta(days=1)
    first, last = monday - timedelta(days=monday.weekday() + 14), monday - timedelta(days=monday.weekday() + 1)
    return str(demo.command("C0ACMEINT", "U0MAYA", f"/campaign status otoño period:{first}..{last}")["text"])


@pytest.fixture(scope="module", autouse=True)
def monday(demo: Demo) -> None:
    """Monday's updates are out: Slack's channels are known to the bot."""
    push(demo)


def test_the_bot_knows_from_its_start_in_which_language_its_people_read(demo: Demo) -> None:
    known = {row["slack_id"]: row["locale"] for row in rows(demo, "SELECT slack_id, locale FROM person")}
    assert known == {"U0MAYA": "es_ES", "U0POL": "ca_ES"}


def due_next_hour(demo: Demo, *places: tuple[str, str, str]) -> None:
    """Subscribe channels to the status of a campaign that they were not told of today, due within the next hour."""
    madrid = (datetime.fromisoformat(demo.get("state")["now"]) + timedelta(hours=1)).astimezone(
        ZoneInfo("Europe/Madrid")
    )
    for channel, person, campaign in places:
        demo.command(channel, person, f"/campaign subscribe {campaign} daily {madrid:%H}:00")


ALERTS = re.compile(
    r"(Alerta|Alert) ·|Resumen del|Resum de|Digest of|Nadie ha respondido|Ningú no ha respost|Nobody has answered"
)


def posts(demo: Demo, channel: str, person: str) -> list[Row]:
    """The messages of a channel that everybody there reads, without replies, alerts and digests."""
    seen = [m for m in demo.messages(channel, person) if not ALERTS.search(m["text"])]
    return [m for m in seen if not m.get("is_ephemeral") and m.get("thread_ts") in {None, m["ts"]}]


def latest(demo: Demo, channel: str) -> Row:
    newest = "SELECT status, next_attempt_at FROM delivery WHERE channel = ? ORDER BY id DESC LIMIT 1"
    return rows(demo, newest, channel)[0]


@pytest.mark.parametrize(("kind", "campaign"), [("429", "otoño"), ("500", "blanqueamiento")])
def test_a_scheduled_message_that_slack_refuses_for_now_arrives_exactly_once(
    demo: Demo, kind: str, campaign: str
) -> None:
    due_next_hour(demo, ("C0ACMEINT", "U0MAYA", campaign))
    before = len(posts(demo, "C0ACMEINT", "U0MAYA"))
    fault(demo, "slack", kind, 5)
    push(demo)
    demo.wait(lambda: latest(demo, "C0ACMEINT")["status"] == "sent", 20)
    assert latest(demo, "C0ACMEINT")["next_attempt_at"] is not None
    push(demo, "1s")
    assert len(posts(demo, "C0ACMEINT", "U0MAYA")) == before + 1
    assert healthy(demo)


def press(demo: Demo, card: Row, what: str) -> None:
    answer = demo.post("action", user="U0MAYA", channel="dm", ts=card["ts"], action_id=f"vigia.arrival.{what}")
    assert answer["ok"], answer
    demo.wait(lambda: next(m for m in posts(demo, "dm", "U0MAYA") if m["ts"] == card["ts"]).get("edited"))


def test_what_may_have_arrived_is_asked_about_and_never_sent_twice_by_itself(demo: Demo) -> None:
    """A status for a client's channel and a draft for another's manager are posted, and both answers get lost."""
    due_next_hour(demo, ("C0FORN", "U0MAYA", "botiga"), ("C0ACME", "U0MAYA", "blanqueamiento"))
    seen, direct = len(posts(demo, "C0FORN", "U0FORNJOAN")), len(posts(demo, "dm", "U0MAYA"))
    for channel in ("C0FORN", "D0MAYA"):
        fault(demo, "slack", "timeout", channel=channel)
    push(demo)
    notice, *asked = demo.wait(lambda: told if len(told := posts(demo, "dm", "U0MAYA")[direct:]) > 2 else [], 60)
    push(demo, "1s")
    assert len(posts(demo, "C0FORN", "U0FORNJOAN")) == seen + 1
    assert len(posts(demo, "dm", "U0MAYA")) == direct + 3
    assert "Blanqueamiento" in notice["text"]
    about = {place: m for place in ("C0FORN", "U0MAYA") for m in asked if place in m["text"]}
    press(demo, about["U0MAYA"], "yes")
    press(demo, about["C0FORN"], "again")
    demo.wait(lambda: posts(demo, "C0FORN", "U0FORNJOAN")[seen + 1 :])
    push(demo, "1s")
    assert len(posts(demo, "C0FORN", "U0FORNJOAN")) == seen + 2
    assert len(posts(demo, "dm", "U0MAYA")) == direct + 3
    assert rows(demo, "SELECT * FROM delivery WHERE status NOT IN ('sent', 'held')") == []


def test_a_dead_token_of_slack_loses_nothing_and_is_told_once(demo: Demo) -> None:
    places = (("C0ACMEINT", "U0MAYA"), ("C0FORNINT", "U0MAYA"))
    due_next_hour(demo, *((*place, name) for place, name in zip(places, ("implantes", "botiga"), strict=True)))
    before, direct = [len(posts(demo, *place)) for place in places], len(posts(demo, "dm", "U0MAYA"))
    fault(demo, "slack", "expired_token")
    push(demo)
    assert httpx.get(f"{demo.bot_url}/healthz", timeout=10).status_code == 200
    demo.wait(lambda: posts(demo, "dm", "U0MAYA")[direct:], 30)
    push(demo, "1s")
    assert healthy(demo)
    # What was refused leaves again with the sender's next look at what rests.
    demo.wait(lambda: [len(posts(demo, *place)) for place in places] == [n + 1 for n in before], 30)
    assert ["SLACK_BOT_TOKEN" in m["text"] for m in posts(demo, "dm", "U0MAYA")[direct:]] == [True]


@pytest.fixture(scope="module")
def in_step(demo: Demo) -> None:
    """From here on Acme and Forn are read in alternate hours of the demo, Forn next."""
    align(demo, "forn")
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
    fired: list[str]
    direct: list[str]
    in_clients_channels: list[str]


@pytest.fixture(scope="module", params=list(TIMES))
def trouble(demo: Demo, in_step: None, request: pytest.FixtureRequest) -> Round:
    """Acme's polls fail, Forn's go on, Acme's go on again."""
    kind = request.param
    push(demo)
    before, direct = card(demo), len(demo.messages("dm", "U0MAYA"))
    clients = [len(texts(demo, *place)) for place in CLIENTS_SEE]
    known = rows(demo, "SELECT max(id) AS id FROM alert_transition")[0]["id"] or 0
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
    return Round(
        kind,
        before,
        failed,
        survived,
        shown,
        went_on,
        polls(demo, "acme")[after:],
        card(demo),
        [row["source"] for row in rows(demo, DISCONNECTED, known)],
        [text for text in texts(demo, "dm", "U0MAYA")[direct:] if "Ya no puedo leer" in text],
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


def test_there_is_one_alert_and_only_where_a_person_must_act_which_no_direct_message_repeats(trouble: Round) -> None:
    assert sorted(trouble.fired) == sorted(VENDORS if trouble.kind == "expired_token" else ())
    assert trouble.direct == []


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
