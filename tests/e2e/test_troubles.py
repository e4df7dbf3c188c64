"""Everything that can go wrong happens to one client: told once, in the right tier, acted on, resolved.

The world's script stands in docs/sandbox.md. `VIGIA_SHOTS` pictures every alert, in the languages of `VIGIA_LOCALES`.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from storage import connect, reading
from storage.directory import clients
from tests.e2e.conftest import CHROMIUM_ARGS, Demo, start, stop
from tests.notifiers.again import again, live

LOCALES = tuple(os.environ.get("VIGIA_LOCALES", "en").split(","))
DAYS = int(os.environ.get("VIGIA_DAYS", "9"))
HOME, MAYA, POL = "C0NORDINT", "U0MAYA", "U0POL"

ALERTS = """
SELECT a.id, a.subject, a.rule, a.condition, a.episode,
       (SELECT group_concat(DISTINCT t.tier) FROM alert_transition t
        WHERE t.alert = a.id AND t.change IN ('confirmed', 'escalated')),
       (SELECT group_concat(t.because) FROM alert_transition t WHERE t.alert = a.id AND t.change = 'recovered')
FROM alert a WHERE a.client_key = 'nord'
"""


@dataclass(frozen=True)
class Incident:
    """Where a rule stands, which tiers it ever fired in, and why it was over."""

    id: int
    condition: str
    episode: int
    tiers: str
    ends: str


@pytest.fixture(scope="module", params=LOCALES)
def nord(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = start(tmp_path_factory.mktemp("troubles"), locale=request.param, clients="nord")
    with running.process:
        yield running
        stop(running)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page(browser: Browser, nord: Demo) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1100, "height": 1300})
    opened.set_default_timeout(20_000)
    visit(opened, nord, MAYA, HOME)
    yield opened
    opened.close()


def visit(page: Page, demo: Demo, person: str, channel: str) -> None:
    page.goto(f"{demo.url}/?as={person}&channel={channel}")
    page.wait_for_selector("body[data-ready]")


def incidents(demo: Demo) -> dict[str, Incident]:
    """By subject and rule."""
    with sqlite3.connect(f"file:{database(demo)}?mode=ro", uri=True) as db:
        rows = db.execute(ALERTS).fetchall()
    return {
        f"{subject} {rule}": Incident(n, *rest[:2], rest[2] or "", rest[3] or "") for n, subject, rule, *rest in rows
    }


def roots(demo: Demo, words: str = "", channel: str = HOME, person: str = MAYA) -> list[dict]:
    """The messages that are no replies."""
    seen = [m for m in demo.messages(channel, person) if not m.get("is_ephemeral")]
    said = [m for m in seen if m.get("thread_ts") in {None, m["ts"]}]
    return [m for m in said if words in m["text"]]


def push(demo: Demo, span: str) -> None:
    """Move the clock and let the bot do what was due."""
    answer = demo.post("clock", advance=span)
    assert answer["ok"], answer


TOLD = """
SELECT d.ts, a.rule FROM alert a JOIN delivery d ON d.id = a.delivery
WHERE a.client_key = 'nord' AND a.condition = 'firing' AND d.status = 'sent' ORDER BY a.campaign_key IS NULL, a.id
"""


def picture_all(page: Page, demo: Demo, locale: str, seen: set[str]) -> None:
    """One picture of each trouble while it is open, and of the digest; where VIGIA_SHOTS says where to."""
    if not os.environ.get("VIGIA_SHOTS"):
        return
    folder = Path(os.environ["VIGIA_SHOTS"]) / "alerts" / locale
    folder.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(f"file:{database(demo)}?mode=ro", uri=True) as db:
        told = [(ts, rule.split(":")[0]) for ts, rule in db.execute(TOLD) if rule.split(":")[0] not in seen]
    if told:
        visit(page, demo, MAYA, HOME)
    for ts, trouble in told:
        card = page.locator(f'#messages .message[data-ts="{ts}"]')
        if trouble not in seen and card.count():
            seen.add(trouble)
            picture(page, card, folder / f"{trouble}.png")
    digests = [m for m in demo.messages("D0MAYA", MAYA) if m["text"][:1].isdigit()]
    if digests and "digest" not in seen and len(digests[-1]["text"]) > 400:
        seen.add("digest")
        visit(page, demo, MAYA, "D0MAYA")
        picture(page, page.locator(f'#messages .message[data-ts="{digests[-1]["ts"]}"]'), folder / "digest.png")

    picture_items(page, demo, folder, seen)


DIGESTED = "SELECT id, trouble FROM alert WHERE client_key = 'nord' AND trouble IN ('off_pace', 'surprise') ORDER BY id"


def picture_items(page: Page, demo: Demo, folder: Path, seen: set[str]) -> None:
    """One picture of each trouble that never interrupts: its item in the digest, with the buttons."""
    with sqlite3.connect(f"file:{database(demo)}?mode=ro", uri=True) as db:
        wanted = [(n, trouble) for n, trouble in db.execute(DIGESTED) if trouble not in seen]
    told = {person: str(demo.messages(f"D0{person[2:]}", person)) for person in (MAYA, POL)}
    for n, trouble in wanted:
        whose = next((person for person, digests in told.items() if f"alert:{n}:do" in digests), None)
        if trouble in seen or whose is None:
            continue
        seen.add(trouble)
        visit(page, demo, whose, f"D0{whose[2:]}")
        row = page.locator(f'#messages [data-block="alert:{n}:do"]').first
        row.scroll_into_view_if_needed()
        page.wait_for_timeout(400)
        top, end = row.locator("xpath=preceding-sibling::*[1]").bounding_box(), row.bounding_box()
        assert top
        assert end
        clip = {"x": top["x"] - 8, "y": top["y"] - 8, "width": 840, "height": end["y"] + end["height"] - top["y"] + 16}
        page.screenshot(path=str(folder / f"{trouble}.png"), clip=clip)


def picture(page: Page, card: Locator, path: Path) -> None:
    """The message alone, its chart loaded."""
    card.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    card.screenshot(path=str(path))


def database(demo: Demo) -> Path:
    return next(demo.folder.rglob("*.sqlite3"))


@pytest.fixture(scope="module")
def pictured(nord: Demo) -> set[str]:
    return set()


def test_three_days_bring_the_first_troubles(nord: Demo, page: Page, pictured: set[str]) -> None:
    for _ in range(3):
        push(nord, "1d")
        picture_all(page, nord, nord.locale, pictured)
    assert len(roots(nord)) >= 3


def test_every_button_answers_in_the_page(nord: Demo, page: Page) -> None:
    """From the alert to the logged action in three clicks; each press shows in the message or answers its person."""
    with sqlite3.connect(f"file:{database(nord)}?mode=ro", uri=True) as db:
        ts = db.execute(TOLD).fetchone()[0]
    visit(page, nord, MAYA, HOME)
    card = page.locator(f'#messages .message[data-ts="{ts}"]')
    card.scroll_into_view_if_needed()
    answers = page.locator("#messages .message.ephemeral")

    def pressed(action: str) -> None:
        before = answers.count()
        card.locator(f'button[data-action-id="{action}"]').first.click()
        expect(answers).not_to_have_count(before)

    pressed("vigia.alert.why")
    pressed("vigia.alert.numbers")
    pressed("vigia.alert.not_useful")
    edited = len(edits(nord, ts))
    card.locator('button[data-action-id="vigia.alert.ack"]').click()
    Demo.wait(lambda: len(edits(nord, ts)) > edited)
    card.locator('select[data-action-id="vigia.alert.assign"]').select_option(POL)
    Demo.wait(lambda: POL in str(message(nord, ts)))
    card.locator('select[data-action-id="vigia.alert.snooze"]').select_option(index=2)
    Demo.wait(lambda: state(nord, ts)["how"] == "snoozed")
    card.locator('button[data-action-id="vigia.alert.log"]').first.click()
    modal = page.locator("#modal[open]")
    expect(modal).to_be_visible()
    modal.locator("textarea").first.fill("Landing page restored from yesterday's version")
    page.locator("#modal-submit").click()
    expect(modal).to_have_count(0)
    Demo.wait(lambda: [m for m in nord.messages(HOME, MAYA) if "Landing page restored" in m["text"]])


def edits(demo: Demo, ts: str) -> list[int]:
    with sqlite3.connect(f"file:{database(demo)}?mode=ro", uri=True) as db:
        found = "SELECT e.id FROM delivery e JOIN delivery d ON d.id = e.edits WHERE d.ts = ? AND e.status = 'sent'"
        return [row[0] for row in db.execute(found, (ts,))]


def message(demo: Demo, ts: str) -> dict:
    return next(m for m in demo.messages(HOME, MAYA) if m["ts"] == ts)


def state(demo: Demo, ts: str) -> dict:
    with sqlite3.connect(f"file:{database(demo)}?mode=ro", uri=True) as db:
        found = "SELECT a.handling FROM alert a JOIN delivery d ON d.id = a.delivery WHERE d.ts = ? ORDER BY a.id"
        return json.loads(db.execute(found, (ts,)).fetchone()[0])


def test_the_rest_happens(nord: Demo, page: Page, pictured: set[str]) -> None:
    for _ in range(DAYS - 3):
        push(nord, "1d")
        picture_all(page, nord, nord.locale, pictured)


EXPECTED = {
    "campaign:nord-solar off_target:cpl": "interrupt",
    "campaign:nord-business off_target:cost_per_mql": "",
    "campaign:nord-efficiency off_pace": "digest",
    "campaign:nord-heatpump off_target:cpa": "",
    "campaign:nord-brand off_target:ctr": "interrupt",
    "campaign:nord-insurance off_target:cpa": "",
    "campaign:nord-wallbox conversions_stopped": "interrupt",
    "campaign:nord-shop off_target:roas": "",
    "campaign:nord-partners off_target:mql_to_sql": "",
    "campaign:nord-quote tracking_lost:device=desktop": "interrupt",
    "campaign:nord-air spend_stopped": "interrupt",
    "campaign:nord-fair spend_above_plan": "interrupt",
    "campaign:nord-callback leads_not_in_crm": "interrupt",
    "campaign:nord-news surprise": "digest",
    "campaign:nord-tariff paused_with_budget": "interrupt",
    "campaign:nord-north conversions_stopped": "interrupt",
    "campaign:nord-south conversions_stopped": "interrupt",
    "campaign:nord-coast conversions_stopped": "interrupt",
}
"""By campaign and rule the tier that it must reach; "" where either is right."""
LATER = {
    "campaign:nord-solar off_target:cpl",
    "campaign:nord-business off_target:cost_per_mql",
    "campaign:nord-efficiency off_pace",
    "campaign:nord-heatpump off_target:cpa",
    "campaign:nord-brand off_target:ctr",
    "campaign:nord-shop off_target:roas",
    "campaign:nord-partners off_target:mql_to_sql",
    "campaign:nord-north conversions_stopped",
    "campaign:nord-south conversions_stopped",
    "campaign:nord-coast conversions_stopped",
    "unclaimed_spending",
}
"""Mended in the second week of the script: their end is looked at where `VIGIA_DAYS` is 14 (`make shots`)."""
FORTNIGHT = 14
SLOW = {"campaign:nord-partners off_target:mql_to_sql"}
OF_ACCOUNTS = ("source_disconnected", "stale_data", "account_suspended", "unclaimed_spending")


@pytest.mark.parametrize("name", EXPECTED)
def test_each_trouble_is_found_in_its_tier_and_resolves(nord: Demo, name: str) -> None:
    found = incidents(nord).get(name)
    assert found is not None, sorted(incidents(nord))
    seen_early = name in SLOW and DAYS < FORTNIGHT  # a dozen SQLs a week: by then it is only watched
    assert found.tiers or (seen_early and found.condition == "pending")
    assert EXPECTED[name] in found.tiers
    assert found.condition == "ok" or (name in LATER and DAYS < FORTNIGHT)


@pytest.mark.parametrize("rule", OF_ACCOUNTS)
def test_each_trouble_of_an_account_is_found_and_resolves(nord: Demo, rule: str) -> None:
    found = [one for name, one in incidents(nord).items() if name.endswith(f" {rule}")]
    assert len(found) == 1
    assert "interrupt" in found[0].tiers
    assert found[0].condition == "ok" or (rule in LATER and DAYS < FORTNIGHT)


TOLD_AT_ONCE = (
    *("Solar roofs", "Business audits", "Brand", "Wallboxes", "Air conditioning", "Energy fair", "Quote form"),
    *("Call me back", "Green tariff", "Nord Baterías", "Nord Alquiler", "Test Black Friday", "Offices"),
)
"""What the messages of the channel are about: campaigns, accounts, and a campaign that nobody declared."""


@pytest.mark.parametrize("name", TOLD_AT_ONCE)
def test_each_event_is_told_in_one_message(nord: Demo, name: str) -> None:
    found = [message["text"] for message in roots(nord) if name in message["text"]]
    assert len(found) == 1, "\n".join(found)


@pytest.mark.parametrize(("person", "name"), [(MAYA, "Efficiency grants"), (POL, "Newsletter")])
def test_what_never_interrupts_stands_in_its_persons_digest(nord: Demo, person: str, name: str) -> None:
    assert roots(nord, name) == []
    assert any(name in message["text"] for message in nord.messages(f"D0{person[2:]}", person))


def test_three_offices_with_one_cause_share_a_message(nord: Demo) -> None:
    (about,) = roots(nord, "Offices")
    assert all(name in about["text"] for name in ("north", "south", "coast"))


def test_results_that_came_late_resolve_the_alert_saying_so(nord: Demo) -> None:
    assert "late_results" in incidents(nord)["campaign:nord-insurance off_target:cpa"].ends


def test_nobody_was_interrupted_more_than_three_times_a_day(nord: Demo) -> None:
    with sqlite3.connect(f"file:{database(nord)}?mode=ro", uri=True) as db:
        most = db.execute('SELECT max(n) FROM (SELECT count(*) n FROM attention GROUP BY "user", day)').fetchone()[0]
    assert most <= 3


def test_a_back_test_says_every_kind_again_as_it_was_said_live(nord: Demo) -> None:
    """Step by step, and so day by day, out of what was known at each pass; no alert is read for it."""
    engine = connect(f"sqlite:///{database(nord)}")
    with reading(engine) as db:
        client = clients.get(db, "nord")
        assert client
        told = live(db, client)
        found = again(db, client, told[0].at, told[-1].at)
    engine.dispose()
    rules = {name.split()[1].split(":")[0] for name in EXPECTED} | set(OF_ACCOUNTS)
    assert {one.rule.split(":")[0] for one in told if one.change == "confirmed"} >= rules
    assert found == told


def test_the_clients_people_never_read_an_alert(nord: Demo) -> None:
    everything = str(nord.messages("C0NORD", "U0NORDEVA"))
    assert "Alert" not in everything
    assert "at risk" not in everything
