"""From an invitation to a first true card without a file, in a real browser: the steps are counted, and pictured."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.e2e.conftest import CHROMIUM_ARGS, Demo, start, stop

PERSON, CHANNEL = "U0MAYA", "C0NEW"
PROMISED_SECONDS = 600
MOST_STEPS = 13
"""Clicks and forms, the invitation and the first status included."""
ARRIVES_MS = 60_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = start(tmp_path_factory.mktemp("first"), "es", "acme")
    with running.process:
        yield running
        stop(running)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGS))
        yield opened
        opened.close()


class Walk:
    """A person at the page; counts what they press."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0
        self.form = page.locator("#modal[open]")

    def press(self, button: Locator) -> None:
        button.click()
        self.steps += 1

    def begin(self, name: str) -> None:
        """A button of the newest card, which opens a form."""
        self.press(self.page.locator("#messages .message").last.get_by_role("button", name=name, exact=True))
        expect(self.form).to_be_visible()

    def submit(self, title: str) -> None:
        """Hand the form in; the next one, of that title, takes its place, or "" none."""
        self.press(self.page.locator("#modal-submit"))
        if title:
            expect(self.page.locator("#modal-title")).to_have_text(title)
        else:
            expect(self.form).to_have_count(0)

    def shot(self, name: str) -> None:
        """For the docs, when VIGIA_SHOTS says where to."""
        if folder := os.environ.get("VIGIA_SHOTS"):
            where = Path(folder) / "first-contact"
            where.mkdir(parents=True, exist_ok=True)
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=str(where / f"{name}.png"))


def test_from_an_invitation_to_a_first_true_card_without_a_file(browser: Browser, demo: Demo) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="es-ES")
    page.set_default_timeout(30_000)
    page.goto(f"{demo.url}/?as={PERSON}&channel={CHANNEL}")
    page.wait_for_selector("body[data-ready]")
    walk, began = Walk(page), time.monotonic()
    card = page.locator("#messages .message").last

    walk.press(page.locator("#invite-bot"))
    expect(card).to_contain_text("¿De qué cliente es este canal?")
    walk.shot("1-invited")

    walk.begin("Configurar este canal")
    page.locator('#modal [data-action-id="name"]').fill("Óptica Luz")
    walk.shot("2-whose")
    walk.submit("Nuevo cliente")
    walk.shot("3-new-client")
    walk.submit("¿Quién lee aquí?")
    walk.shot("4-who-reads")
    walk.submit("")
    expect(card).to_contain_text("Cuentas: ninguna todavía")
    walk.shot("5-next-accounts")

    walk.begin("Elegir cuentas")
    walk.shot("6-accounts")
    walk.submit("")
    expect(card).to_contain_text("Campañas: 4 encontradas", timeout=ARRIVES_MS)
    walk.shot("7-numbers-read")

    walk.begin("Elegir campañas")
    walk.shot("8-campaigns")
    walk.submit("Nombres y presupuestos")
    page.locator('#modal [data-action-id="name"]').first.fill("Gafas progresivas")
    page.locator('#modal [data-action-id="name"]').nth(1).fill("Revisión de la vista")
    page.locator('#modal [data-action-id="name"]').nth(2).fill("Gafas progresivas")
    walk.shot("9-names")
    walk.submit("")
    expect(card).to_contain_text("Campañas: Gafas progresivas y Revisión de la vista")
    expect(card).to_contain_text("2 campañas no tienen ninguno")

    walk.begin("Fijar objetivos")
    walk.shot("10-goals")
    walk.submit("")
    expect(card).to_contain_text("ya lo tienes listo")
    walk.shot("11-ready")

    walk.press(card.get_by_role("button", name="Estado", exact=True))
    first = page.locator("#messages .message.ephemeral").last
    expect(first).to_contain_text("Óptica Luz · ")
    expect(first).to_contain_text("Coste por lead")
    expect(first.locator("img").first).to_be_visible()
    walk.shot("12-first-status")

    assert time.monotonic() - began < PROMISED_SECONDS
    assert walk.steps <= MOST_STEPS, f"{walk.steps} clicks and forms"
