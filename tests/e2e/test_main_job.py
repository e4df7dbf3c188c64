"""The main job, seen in a real browser: status, draft, approval, update, alert, resolution, and the client's side."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from templates.charts import theme
from tests.e2e.conftest import CHROMIUM_ARGS, Demo

INTERNAL = re.compile(
    r"otra cuenta|Hipótesis|hipótesis|Ritmo|ritmo|en riesgo|presupuesto|Alerta|Maya|sincroniz|Forn|Nadal|Botiga|obrador"
    r"|Implantes|Blanqueamiento",
)
WALK = 600_000
PROMISED_SECONDS = 10
"""From the command to a workspace that answers, with everything installed and used before."""
LOADED_MACHINE = 8
"""How much slower a machine may be that runs other things at the same time."""
DESKTOP = 1000


expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.set_default_timeout(30_000)
    visit(opened, demo, "U0MAYA", "C0ACMEINT")
    yield opened
    opened.close()


def visit(page: Page, demo: Demo, person: str, channel: str) -> None:
    page.goto(f"{demo.url}/?as={person}&channel={channel}")
    page.wait_for_selector("body[data-ready]")


def shot(page: Page, name: str) -> None:
    """For the README, when VIGIA_SHOTS says where to."""
    if folder := os.environ.get("VIGIA_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        size = page.viewport_size
        assert size is not None
        tall = 1150 if size["width"] >= DESKTOP else size["height"]
        page.set_viewport_size({"width": size["width"], "height": tall})
        page.wait_for_timeout(600)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
        page.set_viewport_size(size)


def push(page: Page, span: str) -> None:
    """Press one of the clock's buttons and wait until the bot has done what was due."""
    with page.expect_response(lambda answer: is_push(answer.request), timeout=WALK):
        page.locator(f'[data-advance="{span}"]').click()
    page.wait_for_selector("#walking[hidden]", state="attached")


def is_push(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/_sandbox/clock")


def said(demo: Demo, channel: str, person: str, words: str) -> list[dict]:
    return [m for m in demo.messages(channel, person) if words in m["text"]]


def test_the_demo_is_ready_quickly(demo: Demo) -> None:
    assert demo.ready_seconds < PROMISED_SECONDS * LOADED_MACHINE


def test_a_newcomer_types_status_and_reads_a_card_with_its_chart(page: Page, demo: Demo) -> None:
    page.locator("#composer").fill("/campaign status")
    page.locator("#send").click()
    first = page.locator("#messages .message.ephemeral").last
    expect(first).to_contain_text("Otras campañas: Blanqueamiento dental y Otoño leads")
    expect(first.locator("img").first).to_be_visible()
    first.get_by_role("button", name="Otoño leads").click()
    card = page.locator("#messages .message.ephemeral").last
    expect(card).to_contain_text("En objetivo")
    expect(card).to_contain_text("Clínica Acme · Otoño leads")
    expect(card).to_contain_text("Coste por lead")
    picture = card.locator("img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == theme.WIDTH
    shot(page, "status")


def test_the_draft_reaches_the_owner_and_nothing_reaches_the_client_before(page: Page, demo: Demo) -> None:
    push(page, "1h")
    assert demo.messages("C0ACME", "U0ACMEANA") == []
    page.locator("[data-dm]").click()
    draft = page.locator("#messages .message", has_text="Borrador").last
    expect(draft).to_contain_text("No se envía nada hasta que lo apruebes")
    shot(page, "draft")
    draft.locator('button[data-action-id="vigia.draft.approve"]').click()
    Demo.wait(lambda: said(demo, "C0ACME", "U0ACMEANA", "Otoño leads"))


def test_the_client_reads_the_update_and_nothing_internal(page: Page, demo: Demo) -> None:
    visit(page, demo, "U0MAYA", "C0ACMEINT")
    pane = page.locator("#client-pane")
    expect(pane).to_contain_text("Otoño leads")
    expect(pane).to_contain_text("Coste por lead")
    assert not INTERNAL.search(pane.inner_text()), INTERNAL.findall(pane.inner_text())
    visit(page, demo, "U0ACMEANA", "C0ACME")
    expect(page.locator("#messages")).to_contain_text("Otoño leads")
    assert not INTERNAL.search(page.locator("#messages").inner_text())
    shot(page, "client")


def test_the_progress_of_a_push_is_gone_once_it_has_been_made(browser: Browser, demo: Demo) -> None:
    """Also where the clock is read slowly: a reading that comes after the end must not bring the progress back.

    What is pushed is the first week, which the next test looks at.
    """
    slow = browser.new_page(viewport={"width": 1440, "height": 900})
    slow.add_init_script("""
        const fetched = window.fetch;
        window.fetch = async (...asked) => {
            const answer = await fetched(...asked);
            if (String(asked[0]).includes("/_sandbox/clock?")) {
                window.readings = (window.readings ?? 0) + 1;
                await new Promise((later) => setTimeout(later, 1500));
                window.arrived = (window.arrived ?? 0) + 1;
            }
            return answer;
        };
    """)
    visit(slow, demo, "U0MAYA", "C0ACMEINT")
    with slow.expect_response(lambda answer: is_push(answer.request), timeout=WALK):
        slow.locator('[data-advance="7d"]').click()
        expect(slow.locator("#walking")).to_be_visible()
    Demo.wait(lambda: slow.evaluate("window.readings > 2 && window.arrived === window.readings"))
    assert slow.locator("#walking").is_hidden()
    slow.close()


def test_a_campaign_drifts_and_the_alert_comes_once(page: Page, demo: Demo) -> None:
    visit(page, demo, "U0MAYA", "C0ACMEINT")
    alerts = [m for m in said(demo, "C0ACMEINT", "U0MAYA", "Alerta · Clínica Acme · Otoño leads") if not parent(m)]
    assert len(alerts) == 1
    assert "<@U0MAYA>" in str(alerts[0])
    card = page.locator(f'#messages .message[data-ts="{alerts[0]["ts"]}"]')
    card.scroll_into_view_if_needed()
    expect(card).to_contain_text("Coste por lead")
    expect(card).to_contain_text("Dinero en riesgo")
    shot(page, "alert")


def test_the_alert_resolves_in_place_with_its_history_in_the_thread(page: Page, demo: Demo) -> None:
    began = [m for m in said(demo, "C0ACMEINT", "U0MAYA", "Alerta · Clínica Acme · Otoño leads") if not parent(m)]
    push(page, "7d")
    everything = demo.messages("C0ACMEINT", "U0MAYA")
    now = next(m for m in everything if m["ts"] == began[0]["ts"])
    assert now["edited"]
    assert "resuelta" in now["text"].lower()
    assert not [m for m in said(demo, "C0ACMEINT", "U0MAYA", "Alerta · Clínica Acme · Otoño leads") if not parent(m)]
    history = [m["text"] for m in everything if m.get("thread_ts") == now["ts"] and parent(m)]
    assert "De nuevo en objetivo" in history[-1]
    card = page.locator(f'#messages .message[data-ts="{now["ts"]}"]')
    card.scroll_into_view_if_needed()
    shot(page, "resolved")


def test_nothing_internal_ever_reached_the_clients(page: Page, demo: Demo) -> None:
    for channel, person, other in (
        ("C0ACME", "U0ACMEANA", ("Forn", "Nadal", "C0FORN")),
        ("C0FORN", "U0FORNJOAN", ("Acme", "Otoño", "C0ACME")),
    ):
        everything = str(demo.messages(channel, person))
        assert "Alerta" not in everything
        assert not any(word in everything for word in other)


def test_the_page_is_usable_on_a_phone(browser: Browser, demo: Demo) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    visit(phone, demo, "U0ACMEANA", "C0ACME")
    expect(phone.locator("#messages")).to_contain_text("Otoño leads")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(phone, "phone")
    phone.close()


def parent(message: dict) -> bool:
    """Whether the message is a reply in a thread."""
    return message.get("thread_ts") not in {None, message["ts"]}
