"""What the page's tests stand on: a served sandbox, a small bot of their own, a browser, and messages to look at."""

import asyncio
import io
import json
import shutil
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
from aiohttp import web
from PIL import Image, ImageDraw

from sandbox.app import Options, build_app
from sandbox.clock import Clock

START = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def browser_path():
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@asynccontextmanager
async def served(start=START):
    """The address of a running sandbox."""
    runner = web.AppRunner(build_app(Options(), Clock(start)), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
    finally:
        await runner.cleanup()


async def until(condition, seconds=30.0):
    """Wait for an asynchronous condition; AssertionError when it never holds."""
    for _ in range(int(seconds / 0.02)):
        if await condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{condition.__name__} never came true")


class MiniBot:
    """Just enough of a bot over Socket Mode: answers commands, opens a modal, remembers what it was told."""

    def __init__(self, base, session):
        self.base, self.session, self.heard = base, session, []

    async def hears(self, count, kind=None):
        """Wait until that many envelopes (of a kind) have come; them."""

        async def enough():
            return len(self.of(kind)) >= count

        await until(enough)
        return self.of(kind)

    def of(self, kind):
        return [one["payload"] for one in self.heard if kind in (None, one["type"], one["payload"].get("type"))]

    async def api(self, method, **arguments):
        """A Web API method with the token it takes; waits out rate limits."""
        token = "xapp-sandbox" if method.startswith("apps.") else "xoxb-sandbox"
        headers = {"Authorization": f"Bearer {token}"}
        while True:
            async with self.session.post(f"{self.base}/api/{method}", json=arguments, headers=headers) as answer:
                if answer.status == 429:
                    await asyncio.sleep(float(answer.headers["Retry-After"]))
                    continue
                body = await answer.json()
                assert body["ok"], (method, body)
                return body

    async def upload(self, data, name, alt):
        place = await self.api("files.getUploadURLExternal", filename=name, length=len(data), alt_txt=alt)
        async with self.session.post(place["upload_url"], data=data) as answer:
            assert answer.status == 200
        await self.api("files.completeUploadExternal", files=[{"id": place["file_id"], "title": name}])

        async def scanned():
            return bool((await self.api("files.info", file=place["file_id"]))["file"]["mimetype"])

        await until(scanned)
        return place["file_id"]

    async def run(self, ready):
        opened = await self.api("apps.connections.open")
        async with self.session.ws_connect(opened["url"]) as socket:
            async for raw in socket:
                envelope = json.loads(raw.data)
                if envelope["type"] == "hello":
                    ready.set()
                    continue
                if envelope["type"] == "disconnect":
                    return
                self.heard.append(envelope)
                reply = {"envelope_id": envelope["envelope_id"]}
                answer = await self.answer(envelope["type"], envelope["payload"])
                await socket.send_json(reply | ({"payload": answer} if answer else {}))

    async def answer(self, kind, payload):
        if kind == "slash_commands":
            return {"response_type": "ephemeral", "text": f"You asked *{payload['text']}*", "blocks": PRIVATE_ANSWER}
        if kind == "events_api" and payload["event"]["type"] == "app_home_opened":
            await self.api("views.publish", user_id=payload["event"]["user"], view={"type": "home", "blocks": HOME})
        if payload.get("type") == "block_suggestion":
            return {"options": [option("Otoño leads", "acme-otono"), option("Implantes", "acme-implantes")]}
        if payload.get("type") == "block_actions" and payload["actions"][0]["action_id"] == "edit_goal":
            await self.api("views.open", trigger_id=payload["trigger_id"], view=GOAL_MODAL)
        if payload.get("type") == "view_submission":
            goal = payload["view"]["state"]["values"]["goal"]["text"]["value"]
            if "cpl" not in goal:
                return {"response_action": "errors", "errors": {"goal": "A goal looks like cpl < 25 EUR."}}
        return None


@asynccontextmanager
async def minibot(base):
    """A connected MiniBot."""
    async with aiohttp.ClientSession() as session:
        bot, ready = MiniBot(base, session), asyncio.Event()
        task = asyncio.create_task(bot.run(ready))
        await asyncio.wait_for(ready.wait(), 30)
        try:
            yield bot
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def option(text, value):
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def md(text):
    return {"type": "mrkdwn", "text": text}


def plain(text):
    return {"type": "plain_text", "text": text}


def button(text, action_id, **more):
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def chart_png(width=1200, height=640):
    """A picture that looks enough like a chart to judge the layout by."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    points = [(60 + i * 40, height - 90 - (i * 37) % 300) for i in range(28)]
    draw.line(points, fill="#0b6e99", width=6)
    draw.line([(60, 220), (width - 40, 220)], fill="#d9730d", width=4)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


PRIVATE_ANSWER = [
    {
        "type": "section",
        "text": md("*Otoño leads* · Clínica Acme · 9–15 Nov\nOn target: *22,40 €* per lead (goal < 25 €)."),
    },
    {
        "type": "section",
        "fields": [md("*CPL*\n22,40 € ↘ 4 %"), md("*Leads*\n86 ↗ 11 %"), md("*ROAS*\n3,4"), md("*Spend*\n1.926,40 €")],
    },
    {"type": "actions", "elements": [button("Share", "share", style="primary"), button("Edit goal", "edit_goal")]},
    {"type": "context", "elements": [md("Google Ads 12 min ago · Meta 9 min ago · days since 13 Nov are provisional")]},
]
HOME = [
    {"type": "header", "text": plain("Your campaigns")},
    {
        "type": "section",
        "text": md("*Otoño leads*\n:large_green_circle: On target"),
        "accessory": button("Open", "open"),
    },
    {"type": "divider"},
    {"type": "section", "text": md("*Implantes*\n:large_yellow_circle: No conversions since Thursday")},
]
GOAL_MODAL = {
    "type": "modal",
    "title": plain("Edit goal"),
    "submit": plain("Save"),
    "close": plain("Cancel"),
    "blocks": [
        {"type": "section", "text": md("Goals of *Otoño leads*")},
        {
            "type": "input",
            "block_id": "goal",
            "label": plain("Goal"),
            "hint": plain("A figure, a comparison and a value"),
            "element": {"type": "plain_text_input", "action_id": "text", "placeholder": plain("cpl < 25 EUR")},
        },
        {
            "type": "input",
            "block_id": "kind",
            "label": plain("Where does it come from?"),
            "element": {
                "type": "radio_buttons",
                "action_id": "origin",
                "initial_option": option("Agreed with the client", "agreed"),
                "options": [option("Agreed with the client", "agreed"), option("Our own history", "history")],
            },
        },
        {
            "type": "input",
            "block_id": "campaign",
            "optional": True,
            "label": plain("Campaign"),
            "element": {"type": "external_select", "action_id": "which", "min_query_length": 0},
        },
        {
            "type": "input",
            "block_id": "since",
            "optional": True,
            "label": plain("Valid from"),
            "element": {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-16"},
        },
        {
            "type": "input",
            "block_id": "tell",
            "optional": True,
            "label": plain("Tell"),
            "element": {
                "type": "checkboxes",
                "action_id": "who",
                "options": [option("The owner", "owner"), option("The channel", "channel")],
            },
        },
    ],
}


def status_card(file_id):
    """A status update as the bot might post it."""
    return [
        {"type": "header", "text": plain("Otoño leads · 9–15 nov")},
        {
            "type": "section",
            "text": md(":white_check_mark: *En objetivo.* 86 leads a *22,40 €* (objetivo < 25 €), un 4 % menos."),
        },
        {
            "type": "section",
            "fields": [
                md("*CPL*\n22,40 € / < 25 €"),
                md("*Leads*\n86 / 300"),
                md("*Inversión*\n1.926,40 €"),
                md("*ROAS*\n3,4 / ≥ 3"),
            ],
        },
        {"type": "section", "text": md("`█████████░░░░░░░` 58 % del presupuesto · 60 % del tiempo")},
        {"type": "image", "slack_file": {"id": file_id}, "alt_text": "CPL de 23,30 a 22,40 €, 9–15 nov"},
        {"type": "context", "elements": [md("Google Ads hace 12 min · Meta hace 9 min · HubSpot hace 20 min")]},
        {
            "type": "actions",
            "elements": [
                button("Aprobar", "approve", style="primary", value="1"),
                button(
                    "Omitir",
                    "skip",
                    style="danger",
                    confirm={
                        "title": plain("Skip this one?"),
                        "text": plain("The client gets nothing this week."),
                        "confirm": plain("Skip"),
                        "deny": plain("Back"),
                    },
                ),
                {
                    "type": "static_select",
                    "action_id": "period",
                    "placeholder": plain("Period"),
                    "options": [option("7 days", "7d"), option("30 days", "30d")],
                },
                {
                    "type": "overflow",
                    "action_id": "more",
                    "options": [option("Mute 3 days", "3d"), option("Archive", "x")],
                },
            ],
        },
    ]


NATIVE_CHART = {
    "type": "data_visualization",
    "title": "CPL per day",
    "chart": {
        "type": "line",
        "series": [
            {
                "name": "CPL",
                "data": [{"label": d, "value": v} for d, v in zip("MTWTFSS", (27.4, 26, 24.1), strict=False)],
            },
            {"name": "Target", "data": [{"label": d, "value": 25} for d in "MTW"]},
        ],
        "axis_config": {"categories": ["M", "T", "W"], "x_label": "Day", "y_label": "EUR"},
    },
}
