"""From an invitation to a first true card without a file, in a real browser: the steps are counted, and pictured."""

import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.e2e import vendors
from tests.e2e.conftest import CHROMIUM_ARGS, Demo, start, stop
from tests.e2e.vendors import spanish

PERSON, CHANNEL, SHARED = "U0MAYA", "C0NEW", "C0NORD"
PROMISED_SECONDS = 600
MOST_STEPS = 13
"""Clicks and forms, the invitation and the first status included."""
MOST_TO_UNDO = 8
"""The same, from an invitation into a client's channel over a wrong client to being asked anew."""
MOST_TO_EDIT = 4
"""Lines typed and forms handed in: a campaign edited, after one that was wrong, and its updates paused."""
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

    def __init__(self, page: Page, folder: str = "first-contact") -> None:
        self.page, self.folder, self.steps = page, folder, 0
        self.form = page.locator("#modal[open]")

    def press(self, button: Locator) -> None:
        button.click()
        self.steps += 1

    def type(self, line: str) -> None:
        self.page.locator("#composer").fill(line)
        self.page.locator("#send").click()
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
            where = Path(folder) / self.folder
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
    assert_true(first.inner_text(), demo)

    assert time.monotonic() - began < PROMISED_SECONDS
    assert walk.steps <= MOST_STEPS, f"{walk.steps} clicks and forms"


PARTS = {
    "Gafas progresivas": (
        (vendors.google, "6789012345", "511"),
        (vendors.meta, "act_7869504132", "120210000000000511"),
    ),
    "Revisión de la vista": ((vendors.google, "6789012345", "512"),),
}
"""What each of the two campaigns is made of. The first card is of whichever needs somebody more."""


def assert_true(card: str, demo: Demo) -> None:
    """Each number of the first card is what the vendors say themselves."""
    lines = [line.replace("\xa0", " ").strip() for line in card.splitlines()]
    after = dict(pairwise(lines))
    (name,) = [one for one in PARTS if f"Óptica Luz · {one} · 23–29 nov 2026" in lines]

    def told_by_vendors(first: str) -> vendors.Sums:
        parts = (ask(demo.url, account, campaign, first, "2026-11-29") for ask, account, campaign in PARTS[name])
        return sum(parts, vendors.Sums())

    told, whole = told_by_vendors("2026-11-23"), told_by_vendors("2026-08-01")
    assert after["Inversión"] == f"{spanish(told.spend, 2)} €"
    assert after["Leads · plataformas"] == spanish(told.leads, 0)
    assert after["Coste por lead · plataformas"] == f"{spanish(told.spend / told.leads, 2)} €"
    thousands = f"{round(whole.spend):,}".replace(",", ".")
    assert f"{thousands} € gastados de" in "\n".join(lines) or "aún se tienen que leer" in card, (
        "all of it, or not said"
    )
    assert after["CTR"] == f"{spanish(100 * told.clicks / told.impressions, 2)} %"
    assert after["Tasa de conversión · plataformas"] == f"{spanish(100 * told.leads / told.clicks, 2)} %"


def test_where_the_client_reads_a_wrong_client_is_undone_and_the_rest_is_said_in_private(
    browser: Browser, demo: Demo
) -> None:
    demo.post("remove", channel=SHARED, user="U0BOT")
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="es-ES")
    page.set_default_timeout(30_000)
    page.goto(f"{demo.url}/?as={PERSON}&channel={SHARED}")
    page.wait_for_selector("body[data-ready]")
    walk, card = Walk(page), page.locator("#messages .message").last

    walk.press(page.locator("#invite-bot"))
    expect(card).to_contain_text("se comparte por Slack Connect")
    walk.begin("Configurar este canal")
    page.locator('#modal [data-action-id="vigia.find.client"]').fill("acme")
    page.locator("#modal .suggestions").get_by_text("Clínica Acme").click()
    walk.submit("¿Quién lee aquí?")
    expect(walk.form).to_contain_text("compartido con T0NORD por Slack Connect")
    expect(walk.form).to_contain_text("Lo que nunca ve")
    expect(walk.form.get_by_text("Solo la agencia")).to_have_count(0)
    walk.shot("13-shared-with-the-client")
    walk.submit("")
    expect(card).to_contain_text("Este canal es ahora de Clínica Acme")

    walk.type("/campaign configurar")
    walk.begin("¿No es este cliente?")
    expect(walk.form).to_contain_text("Este canal dejaría de ser de Clínica Acme")
    walk.shot("14-wrong-client")
    walk.submit("")
    expect(card).to_contain_text("¿De qué cliente es este canal?")
    demo.wait(lambda: "Acme" not in str(demo.messages(SHARED, "U0NORDEVA")))
    walk.shot("15-asked-again")
    assert walk.steps <= MOST_TO_UNDO, f"{walk.steps} lines and clicks"

    walk.begin("Configurar este canal")
    page.locator('#modal [data-action-id="name"]').fill("Nord Energía")
    for title in ("Nuevo cliente", "¿Quién lee aquí?", ""):
        walk.submit(title)
    expect(card).to_contain_text("Este canal es ahora de Nord Energía")
    assert "Cuentas" not in str(demo.messages(SHARED, "U0NORDEVA")), "its set-up is the agency's alone"
    page.goto(f"{demo.url}/?as={PERSON}&channel=D0MAYA")
    page.wait_for_selector("body[data-ready]")
    expect(card).to_contain_text("Configuración de Nord Energía")
    walk.begin("Elegir cuentas")
    walk.submit("")
    expect(card).to_contain_text("Leyendo sus datos")
    cards = [one for one in demo.messages("D0MAYA", PERSON) if "Nord Energía" in one["text"]]
    assert len(cards) == 1, "one card that moves on"
    walk.shot("16-in-private")


def test_a_campaign_is_edited_and_its_updates_are_paused(browser: Browser, demo: Demo) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1100}, locale="es-ES")
    page.set_default_timeout(30_000)
    page.goto(f"{demo.url}/?as={PERSON}&channel=C0ACMEINT")
    page.wait_for_selector("body[data-ready]")
    walk, card = Walk(page, "edit"), page.locator("#messages .message").last

    walk.type("/campaign editar otoño")
    expect(walk.form).to_contain_text("Editar campaña")
    walk.shot("1-form")
    field(page, "end").fill("2026-09-01")
    field(page, "budget").fill("mucho")
    walk.press(page.locator("#modal-submit"))
    expect(walk.form).to_contain_text("El último día no puede ser anterior al primero")
    expect(walk.form).to_contain_text("No entiendo ese importe")
    walk.shot("2-wrong")
    field(page, "end").fill("2026-12-31")
    field(page, "budget").fill("9.000")
    field(page, "client_kpis").select_option(["leads", "cpl"])
    walk.submit("")
    page.goto(f"{demo.url}/?as={PERSON}&channel=D0MAYA")  # what a form has done is said to whoever handed it in
    page.wait_for_selector("body[data-ready]")
    expect(card).to_contain_text("Cambios guardados en")
    expect(card).to_contain_text("Ritmo con el cambio")
    walk.shot("3-before-and-after")

    walk.type("/campaign pausa otoño hasta el 15 dic porque están rediseñando la web")
    expect(card).to_contain_text("martes 15 de diciembre")
    walk.shot("4-paused")
    assert walk.steps <= MOST_TO_EDIT, f"{walk.steps} lines and clicks"

    page.goto(f"{demo.url}/?as={PERSON}&channel=C0ACME")  # where the client reads, the card is its own
    page.wait_for_selector("body[data-ready]")
    walk.type("/campaign estado otoño")
    expect(card).to_contain_text("Coste por lead")
    expect(card).not_to_contain_text("Inversión")
    expect(card).not_to_contain_text("rediseñando")
    walk.shot("5-client")


def field(page: Page, name: str) -> Locator:
    return page.locator(f'#modal [data-block-id="{name}"]').first
