"""The page in a real Chromium: what people do there, at desk and at phone width."""

from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.sandbox.page_parts import FLAGS, browser_path, button, chart_png, md, minibot, served, status_card

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(browser_path() is None, reason="no Chromium on this machine: the page is not driven"),
    pytest.mark.asyncio(loop_scope="module"),  # one browser serves them all
]

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Visit:
    """An open page with the bot behind it; `said` collects what the browser complained about."""

    def __init__(self, page, base, bot):
        self.page, self.base, self.bot, self.said = page, base, bot, []
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", lambda line: self.said.append(line.text) if line.type == "error" else None)

    async def open(self, person="U0MAYA", channel="C0ACMEINT"):
        await self.page.goto(f"{self.base}/?as={person}&channel={channel}")
        await self.page.wait_for_selector("body[data-ready]")
        return self.page

    async def control(self, name, **sent):
        async with self.bot.session.post(f"{self.base}/_sandbox/{name}", json=sent) as answer:
            return await answer.json()

    async def post(self, channel, text, **more):
        return await self.bot.api("chat.postMessage", channel=channel, text=text, **more)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield found
        await found.close()


@asynccontextmanager
async def visiting(browser, viewport):
    async with served() as base, minibot(base) as bot:
        page = await browser.new_page(viewport=viewport)
        visit = Visit(page, base, bot)
        yield visit
        await page.close()
        assert visit.said == []


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser):
    async with visiting(browser, DESK) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def phone(browser):
    async with visiting(browser, PHONE) as found:
        yield found


async def wide(page):
    return await page.evaluate("document.documentElement.scrollWidth")


async def test_a_command_is_completed_sent_and_answered_to_its_author_only(visit):
    page = await visit.open()
    await page.fill("#composer", "/campaign ")
    await page.type("#composer", "esta")
    await expect(page.locator("#completions [role=option]").first).to_contain_text("status")
    await page.keyboard.press("Tab")
    await expect(page.locator("#composer")).to_have_value("/campaign estado ")
    await page.fill("#composer", "/campaign status")
    await page.press("#composer", "Enter")

    answer = page.locator("#messages .message.ephemeral")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_contain_text("22,40 €")
    assert visit.bot.heard[0]["payload"]["text"] == "status"
    await page.select_option("#person", "U0POL")
    await expect(page.locator("#sidebar .team")).to_contain_text("Pol Vidal")
    await expect(page.locator("#messages .message")).to_have_count(0)


async def test_a_message_arrives_by_itself_with_its_image_and_markup_stays_text(visit):
    page = await visit.open()
    file_id = await visit.bot.upload(chart_png(), "cpl.png", "CPL chart")
    await visit.post("C0ACMEINT", "On target", blocks=status_card(file_id))
    await visit.control("message", user="U0POL", channel="C0ACMEINT", text="<img src=x onerror=alert(1)> *ok*")

    image = page.locator("#messages img.picture")
    await expect(image).to_have_attribute("alt", "CPL de 23,30 a 22,40 €, 9–15 nov")
    assert await image.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 1200
    await expect(page.locator('#messages .message[data-author="U0POL"] b').last).to_have_text("ok")
    assert await page.locator("#messages img[src=x]").count() == 0
    await page.hover('#messages .message[data-author="U0POL"]')
    await page.click('#messages .message[data-author="U0POL"] button.json')
    await expect(page.locator("#inspector pre")).to_contain_text('"user": "U0POL"')


async def test_whoever_opens_the_page_sees_a_first_answer_and_sends_others_by_a_click(visit):
    page = visit.page
    await page.goto(visit.base)
    await expect(page.locator("#messages .message.ephemeral")).to_contain_text("22,40 €")
    await expect(page.locator("#messages .intro")).to_be_in_viewport()
    assert [one["text"] for one in visit.bot.of("slash_commands")] == ["status Otoño leads"]
    await page.click('[data-try="/campaign list"]')
    await visit.bot.hears(2, "slash_commands")
    await page.goto(visit.base)  # where something stands already nothing is asked
    await page.wait_for_selector("body[data-ready]")
    await page.click('[data-language="ca"]')
    await expect(page.locator("#sidebar h2").first).to_have_text("Canals")
    await page.click('[data-channel="C0NEW"]')
    await page.click("#invite-bot")
    await expect(page.locator("#messages .message.system")).to_contain_text("@Vigía s’ha unit al canal")
    assert [one["text"] for one in visit.bot.of("slash_commands")] == ["status Otoño leads", "list"]


async def test_writing_escapes_what_was_typed_and_turns_names_into_mentions(visit):
    page = await visit.open()
    await page.fill("#composer", "@Vigía and @Pol Vidal: a < b & <!channel>")
    await page.press("#composer", "Enter")

    message = page.locator('#messages .message[data-author="U0MAYA"]')
    await expect(message).to_contain_text("@Vigía and @Pol Vidal: a < b & <!channel>")
    await expect(message.locator(".mention")).to_have_count(2)
    (told,) = await visit.bot.hears(1, "events_api")
    assert told["event"]["type"] == "app_mention"


async def test_a_file_is_attached_to_what_is_written_and_offered_for_download(visit):
    page = await visit.open()
    await page.click("[data-dm]")
    await page.fill("#composer", "decimal:comma")
    chosen = {"name": "informe.csv", "mimeType": "text/csv", "buffer": "día;coste".encode()}
    await page.set_input_files("#attach", files=[chosen])

    message = page.locator('#messages .message[data-author="U0MAYA"]')
    await expect(message).to_contain_text("decimal:comma")
    await expect(message.locator("a[download]")).to_have_text("informe.csv")
    (told,) = await visit.bot.hears(1, "events_api")
    assert (told["event"]["subtype"], told["event"]["files"][0]["size"]) == ("file_share", 10)


async def test_buttons_menus_and_questions_reach_the_bot(visit):
    page = await visit.open()
    file_id = await visit.bot.upload(chart_png(), "cpl.png", "CPL chart")
    await visit.post("C0ACMEINT", "On target", blocks=status_card(file_id))
    await page.click('button[data-action-id="approve"]')
    await page.select_option('select[data-action-id="period"]', "30d")
    await page.click("#messages details.overflow summary")
    await page.click('#messages button.item[value="3d"]')
    await page.click('button[data-action-id="skip"]')
    await expect(page.locator("#confirm-text")).to_have_text("The client gets nothing this week.")
    await page.click("#confirm-no")
    await page.click('button[data-action-id="skip"]')
    await page.click("#confirm-yes")
    await expect(page.locator("[aria-busy]")).to_have_count(0)

    clicks = [one["actions"][0] for one in await visit.bot.hears(4, "block_actions")]
    assert [one["action_id"] for one in clicks] == ["approve", "period", "more", "skip"]
    assert clicks[1]["selected_option"]["value"] == "30d"


async def test_a_modal_opens_complains_and_is_submitted(visit):
    page = await visit.open()
    await visit.post("C0ACMEINT", "goals", blocks=[{"type": "actions", "elements": [button("Edit", "edit_goal")]}])
    await page.click('button[data-action-id="edit_goal"]')
    await expect(page.locator("#modal-title")).to_have_text("Edit goal")
    await page.click("#modal-submit")
    complaint = page.locator('#modal [data-block="goal"] .problem')
    await expect(complaint).to_have_text("Please fill in this field.")
    await page.fill('#modal [data-action-id="text"]', "leads")
    await page.click("#modal-submit")
    await expect(complaint).to_have_text("A goal looks like cpl < 25 EUR.")
    await page.fill('#modal [data-action-id="text"]', "cpl < 20 EUR")
    await page.fill('#modal [data-action-id="which"]', "ot")
    await page.click("#modal .suggestions [role=option] >> text=Implantes", delay=300)  # as slowly as people press
    await page.check('#modal input[value="history"]')
    await page.check('#modal input[value="owner"]')
    await page.click("#modal-submit")
    await expect(page.locator("#modal")).not_to_be_visible()

    values = visit.bot.heard[-1]["payload"]["view"]["state"]["values"]
    assert values["goal"]["text"]["value"] == "cpl < 20 EUR"
    assert values["kind"]["origin"]["selected_option"]["value"] == "history"
    assert values["campaign"]["which"]["selected_option"]["value"] == "acme-implantes"
    assert values["since"]["day"]["selected_date"] == "2026-11-16"
    assert [one["value"] for one in values["tell"]["who"]["selected_options"]] == ["owner"]


async def test_a_thread_opens_beside_the_channel_and_takes_replies(visit):
    page = await visit.open()
    parent = await visit.post("C0ACMEINT", "Alert: CPL is off target")
    await visit.post("C0ACMEINT", "Still off after a day", thread_ts=parent["ts"])
    await page.click("#messages .replies")
    await expect(page.locator("#thread .message")).to_have_count(2)
    await page.fill("#thread-composer", "I am on it")
    await page.press("#thread-composer", "Enter")

    await expect(page.locator("#thread .message")).to_have_count(3)
    await expect(page.locator("#messages .replies")).to_contain_text("2 replies")
    await page.keyboard.press("Escape")
    await expect(page.locator("#thread")).to_be_hidden()


async def test_a_reply_that_was_also_sent_to_the_channel_stands_in_both_and_leads_to_its_thread(visit):
    page = await visit.open()
    parent = await visit.post("C0ACMEINT", "Alert: CPL is off target")
    await visit.post("C0ACMEINT", "It got worse", thread_ts=parent["ts"], reply_broadcast=True)
    told = page.locator("#messages .message", has_text="It got worse")
    await expect(told.locator(".answers")).to_contain_text("replied to a thread: Alert: CPL is off target")
    await told.locator(".answers button").click()
    await expect(page.locator("#thread .message")).to_have_count(2)


async def test_the_client_pane_shows_only_what_the_client_reads(visit):
    page = await visit.open()
    await visit.post("C0ACMEINT", "Internal: margin is 40 %")
    await visit.post("C0FORN", "Per a en Joan")
    shared = await visit.post("C0ACME", "Para Ana", blocks=[{"type": "actions", "elements": [button("Más", "more")]}])
    await visit.post("C0ACME", "El gráfico", thread_ts=shared["ts"])

    pane = page.locator("#client-pane")
    await expect(pane).to_contain_text("Ana Soler, Clínica Acme")
    await expect(pane.locator(".message")).to_have_count(2)
    await expect(pane.locator("button.btn")).to_be_disabled()
    await expect(pane).not_to_contain_text("margin")
    await expect(pane).not_to_contain_text("Joan")
    await page.click('[data-channel="C0FORNINT"]')
    await expect(pane).to_contain_text("Joan Solé, Forn Solé")
    await expect(pane).to_contain_text("Per a en Joan")


async def test_people_see_their_own_channels_and_unread_marks(visit):
    page = await visit.open()
    await visit.post("C0GENERAL", "Good morning")
    await expect(page.locator('[data-channel="C0GENERAL"] .unread')).to_be_visible()
    await page.click('[data-channel="C0GENERAL"]')
    await expect(page.locator('[data-channel="C0GENERAL"] .unread')).to_be_hidden()
    await page.select_option("#person", "U0ACMEANA")

    await expect(page.locator("#sidebar [data-channel]")).to_have_count(2)
    await expect(page.locator('[data-channel="C0ACME"]')).to_have_attribute("aria-current", "page")
    await page.fill("#composer", "/campaign status")
    await page.press("#composer", "Enter")
    await expect(page.locator(".toast")).to_contain_text("not a valid command")
    await expect(page.locator("#composer")).to_have_value("/campaign status")
    visit.said.clear()  # the browser notes the refused request


async def test_the_clock_moves_forward_and_says_how_it_went(visit):
    page = await visit.open()
    await expect(page.locator("#clock")).to_have_text("Mon 16 Nov 2026, 08:30")
    await page.click('[data-advance="7d"]')

    await expect(page.locator("#clock")).to_have_text("Mon 23 Nov 2026, 08:30")
    await expect(page.locator(".toast")).to_contain_text("could not be asked")
    await expect(page.locator('[data-advance="7d"]')).to_be_enabled()
    await visit.post("C0ACMEINT", "A week later")
    await expect(page.locator("#messages .day").last).to_have_text("Today")


async def test_the_bot_is_invited_and_its_home_opens(visit):
    page = await visit.open(channel="C0NEW")
    await page.click("#invite-bot")
    await expect(page.locator("#messages .message.system")).to_contain_text("has joined the channel")
    await expect(page.locator("#invite-bot")).to_have_count(0)
    await page.click("[data-dm]")
    await page.click("#home-tab")

    await expect(page.locator("#home")).to_contain_text("No conversions since Thursday")
    await page.click('#home button[data-action-id="open"]')
    (click,) = await visit.bot.hears(1, "block_actions")
    assert click["actions"][0]["action_id"] == "open"
    await page.click("#messages-tab")
    await expect(page.locator("#composer")).to_be_visible()


async def test_an_update_keeps_what_somebody_is_choosing_elsewhere(visit):
    page = await visit.open()
    await visit.post("C0ACMEINT", "first", blocks=[{"type": "section", "text": md("first")}])
    await page.locator("#messages .message").evaluate("node => { node.dataset.mark = 'same' }")
    changed = await visit.post("C0ACMEINT", "second")
    await visit.bot.api("chat.update", channel="C0ACMEINT", ts=changed["ts"], text="second, mended")

    await expect(page.locator(f'.message[data-ts="{changed["ts"]}"]')).to_contain_text("second, mended (edited)")
    await expect(page.locator('.message[data-mark="same"]')).to_contain_text("first")


async def test_news_taller_than_the_window_is_shown_from_its_beginning(visit):
    page = await visit.open()
    file_id = await visit.bot.upload(chart_png(), "cpl.png", "CPL chart")
    await visit.post("C0ACMEINT", "x", blocks=[*status_card(file_id)[:5], *status_card(file_id)])
    await expect(page.locator("#messages .header").first).to_be_in_viewport()
    await visit.post("C0ACMEINT", "Short and last")
    await expect(page.locator("#messages .message").last).to_be_in_viewport()
    await page.click("[data-dm]")
    await page.click("#home-tab")
    await visit.post("C0ACMEINT", "x", blocks=[*status_card(file_id)[:5], *status_card(file_id)])
    await page.click('[data-channel="C0ACMEINT"]')

    await expect(page.locator("#messages .message").last.locator(".header").first).to_be_in_viewport()


async def test_on_a_phone_everything_is_within_reach(phone, tmp_path):
    page = await phone.open()
    file_id = await phone.bot.upload(chart_png(), "cpl.png", "CPL chart")
    parent = await phone.post("C0ACMEINT", "On target", blocks=status_card(file_id))
    await phone.post("C0ACMEINT", "Since Thursday", thread_ts=parent["ts"])
    await expect(page.locator("#messages img.picture")).to_be_visible()
    await page.screenshot(path=tmp_path / "phone.png")
    assert await wide(page) == PHONE["width"]
    await page.click("#messages .replies")
    await expect(page.locator("#thread-composer")).to_be_in_viewport()
    await page.click("#thread-close")
    await page.click("#client-toggle")
    await expect(page.locator("#client-pane h2")).to_be_in_viewport()
    await page.click("#client-close")
    await expect(page.locator("#sidebar")).not_to_be_in_viewport()
    await page.click("#menu")
    await page.click('[data-channel="C0ACME"]')

    await expect(page.locator("#channel-head h1")).to_contain_text("acme-clinica")
    await expect(page.locator("#sidebar")).not_to_be_in_viewport()
    for control in ("#composer", "#send", '[data-advance="7d"]', "#person", "#menu"):
        await expect(page.locator(control)).to_be_in_viewport(ratio=1)
    assert await wide(page) == PHONE["width"]


async def test_every_control_of_the_page_has_a_name(visit):
    page = await visit.open()
    file_id = await visit.bot.upload(chart_png(), "cpl.png", "CPL chart")
    await visit.post("C0ACMEINT", "On target", blocks=status_card(file_id))
    await expect(page.locator("#messages img.picture")).to_be_visible()

    nameless = await page.evaluate(
        """() => [...document.querySelectorAll("button, select, textarea, input, summary")]
            .filter((one) => one.checkVisibility())
            .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length))
            .map((one) => one.outerHTML)"""
    )
    assert nameless == []
    assert await page.locator("#messages[role=log][aria-live=polite]").count() == 1


async def test_the_page_asks_nobody_but_its_own_server(visit):
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))
    await visit.open()
    image = {"type": "image", "image_url": "https://192.0.2.1/track.png", "alt_text": "elsewhere"}
    await visit.post("C0ACMEINT", "x", blocks=[image])
    await expect(visit.page.locator("#messages a.missing")).to_have_text("Image elsewhere: elsewhere")

    assert len(asked) > 10
    assert [url for url in asked if not url.startswith(visit.base)] == []
