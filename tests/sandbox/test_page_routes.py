"""The page's fragments over HTTP: who gets to see what, and what the browser is allowed to do."""

import aiohttp
import pytest

from tests.sandbox.page_parts import chart_png, minibot, served


@pytest.fixture
async def page():
    """(get, bot): a GET on the page that gives status, headers and text, and a bot that posts."""
    async with served() as base, minibot(base) as bot, aiohttp.ClientSession() as session:

        async def get(path, **query):
            async with session.get(base + path, params=query) as answer:
                return answer.status, answer.headers, await answer.read()

        yield get, bot


async def test_the_first_page_carries_people_verbs_and_a_strict_policy(page):
    get, _ = page

    status, headers, body = await get("/")

    text = body.decode()
    assert status == 200
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert all(name in text for name in ("Maya Ferrer", "Sara Ruiz", "Ana Soler", "unsubscribe", "desuscribir"))
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


@pytest.mark.parametrize("name", ["main.js", "actions.js", "base.css", "narrow.css", "icon.svg"])
async def test_scripts_and_styles_come_from_here(page, name):
    get, _ = page

    assert (await get(f"/static/{name}"))[0] == 200


async def test_nobody_reads_a_channel_that_they_are_not_in(page):
    get, bot = page
    await bot.api("chat.postMessage", channel="C0FORN", text="Per a en Joan")
    await bot.api("chat.postMessage", channel="C0ACMEINT", text="Only for the agency")

    for path in ("/ui/messages", "/ui/thread", "/ui/client", "/ui/sidebar"):
        for channel in ("C0FORN", "C0ACMEINT"):
            _, _, body = await get(path, channel=channel, **{"as": "U0ACMEANA"})
            assert b"Joan" not in body
            assert b"Only for the agency" not in body
            assert b"forn" not in body


async def test_an_ephemeral_message_is_in_its_readers_fragment_only(page):
    get, bot = page
    await bot.api("chat.postEphemeral", channel="C0ACMEINT", user="U0MAYA", text="for Maya alone")

    assert b"for Maya alone" in (await get("/ui/messages", channel="C0ACMEINT", **{"as": "U0MAYA"}))[2]
    assert b"for Maya alone" not in (await get("/ui/messages", channel="C0ACMEINT", **{"as": "U0POL"}))[2]


@pytest.mark.parametrize(
    ("path", "query", "sentence"),
    [
        ("/ui/messages", {"as": "U0NOBODY"}, "There is no user"),
        ("/ui/messages", {"channel": "C0NOWHERE"}, "There is no channel"),
        ("/ui/files/F404", {}, "There is no such file"),
    ],
)
async def test_what_does_not_exist_gets_a_sentence(page, path, query, sentence):
    get, _ = page

    status, _, body = await get(path, **query)

    assert status == 404
    assert sentence in body.decode()


async def test_without_a_modal_or_a_home_there_is_nothing_to_draw(page):
    get, _ = page

    assert (await get("/ui/modal"))[0] == 204
    assert b"has not filled this page yet" in (await get("/ui/home"))[2]


async def test_images_are_shown_and_other_files_only_downloaded(page):
    get, bot = page
    picture = await bot.upload(chart_png(), "cpl.png", "CPL")
    script = await bot.upload(b"<script>alert(1)</script>", "evil.html", "")

    _, headers, body = await get(f"/ui/files/{picture}")
    assert (headers["Content-Type"], body) == ("image/png", chart_png())
    _, headers, _ = await get(f"/ui/files/{script}")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == "attachment"
    assert headers["X-Content-Type-Options"] == "nosniff"
