"""Slack and Meta for a made-up agency, in a process of their own: `python -m tests.bench.neighbours PORT`.

Slack takes answers and views, and says when each came; Meta answers every call after 100 ms, the same rows every time.
"""

import asyncio
import json
import random
import sys
import time
from datetime import date, timedelta
from typing import Any

from aiohttp import web

from tests.bench import agency

TEAM, MANAGER_DM = "T0AGENCY", "D0MANAGER"
VENDOR_SECONDS = 0.1
ARRIVED = web.AppKey("arrived", list[tuple[str, float, int]])
CALLS = web.AppKey("calls", list[str])
KNOWN: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "team": "Agency", "user": "vigia"},
    "users.info": {"user": {"id": agency.MANAGER, "team_id": TEAM, "locale": "es-ES", "name": "manager"}},
    "chat.postMessage": {"channel": "C0", "ts": "1.1"},
    "conversations.open": {"channel": {"id": MANAGER_DM}},
    "views.publish": {"view": {"id": "V0"}},
}


async def slack(request: web.Request) -> web.Response:
    """Any method; views count as answers."""
    method = request.match_info["method"]
    body = await request.post() if "form" in request.content_type else {}
    if method == "views.publish":
        request.config_dict[ARRIVED].append(("home", time.monotonic(), len(str(body.get("view", "")))))
    if method == "conversations.info":
        channel = {"id": str(body.get("channel", "")), "context_team_id": TEAM, "is_member": True}
        return web.json_response({"ok": True, "channel": channel})
    told = KNOWN.get(method)
    return web.json_response({"ok": True, **told} if told else {"ok": False, "error": "missing_scope"})


async def respond(request: web.Request) -> web.Response:
    """An answer to a command."""
    text = await request.text()
    request.config_dict[ARRIVED].append((request.match_info["n"], time.monotonic(), len(text)))
    return web.Response(text="ok")


async def arrived(request: web.Request) -> web.Response:
    """What came since it was last asked."""
    told = web.json_response({"arrived": list(request.config_dict[ARRIVED])})
    request.config_dict[ARRIVED].clear()
    return told


async def called(request: web.Request) -> web.Response:
    """How many calls Meta had since it was last asked."""
    told = web.json_response({"calls": len(request.config_dict[CALLS])})
    request.config_dict[CALLS].clear()
    return told


async def account(request: web.Request) -> web.Response:
    """The account itself."""
    await _vendor(request)
    about = {"name": "Cuenta", "currency": "EUR", "timezone_name": "Europe/Madrid", "account_status": 1}
    return web.json_response({"id": request.match_info["act"], "disable_reason": 0, **about})


async def campaigns(request: web.Request) -> web.Response:
    """Its three campaigns; of every `agency.KINDS`-th account they have the same numbers."""
    await _vendor(request)
    n = int(request.match_info["act"].removeprefix("act_"))
    listed = [
        {"id": agency.entity(n, m), "name": agency.name(n, m), "status": "ACTIVE", "effective_status": "ACTIVE",
         "objective": "OUTCOME_LEADS", "daily_budget": "5000", "start_time": "2026-01-01T00:00:00+0100"}
        for m in range(agency.EACH)
    ]  # fmt: skip
    return web.json_response({"data": listed, "paging": {}})


async def insights(request: web.Request) -> web.Response:
    """A row for each campaign, day and part; the present day does not grow, so that there is no news."""
    await _vendor(request)
    n, asked = int(request.match_info["act"].removeprefix("act_")), json.loads(request.query["time_range"])
    first, last = date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"])
    parts = _parts(request.query.get("breakdowns", ""), request.query["level"])
    days = [first + timedelta(days=ago) for ago in range((last - first).days + 1)]
    rows = [_row(n, m, day, part, len(parts)) for m in range(agency.EACH) for day in days for part in parts]
    return web.json_response({"data": rows, "paging": {}})


def _parts(breakdown: str, level: str) -> list[dict[str, str]]:
    if breakdown.startswith("hourly"):
        return [{breakdown: f"{hour:02}:00:00 - {hour:02}:59:59"} for hour in range(24)]
    if breakdown == "device_platform":
        return [{breakdown: "mobile_app"}, {breakdown: "desktop"}]
    if breakdown:
        return [{breakdown: "facebook"}, {breakdown: "instagram"}]
    return [{"adset_id": "1", "adset_name": "A", "ad_id": "1", "ad_name": "A"}] if level != "campaign" else [{}]


def _row(n: int, m: int, day: date, part: dict[str, str], parts: int) -> dict[str, Any]:
    kind = n % agency.KINDS
    usual, chance = 40 + (kind * 7 + m * 13) % 160, random.Random(kind * 1_000 + m + day.toordinal())
    spend = usual * chance.uniform(0.8, 1.2) / parts
    return {
        "campaign_id": agency.entity(n, m), "campaign_name": agency.name(n, m), "date_start": day.isoformat(),
        "date_stop": day.isoformat(), "account_currency": "EUR", "objective": "OUTCOME_LEADS",
        "spend": f"{spend:.2f}", "impressions": str(int(spend * 90)), "inline_link_clicks": str(int(spend * 2)),
        "actions": [{"action_type": "lead", "value": str(int(spend // 20))}], **part,
    }  # fmt: skip


async def _vendor(request: web.Request) -> None:
    request.config_dict[CALLS].append(request.path)
    await asyncio.sleep(VENDOR_SECONDS)


def main() -> None:
    """Listen on loopback until ended."""
    app = web.Application(client_max_size=2**24)
    app[ARRIVED], app[CALLS] = [], []
    app.router.add_route("*", "/api/{method}", slack)
    app.router.add_post("/respond/{n}", respond)
    app.router.add_get("/arrived", arrived)
    app.router.add_get("/called", called)
    app.router.add_get("/meta/{version}/{act}", account)
    app.router.add_get("/meta/{version}/{act}/campaigns", campaigns)
    app.router.add_get("/meta/{version}/{act}/insights", insights)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None, handle_signals=True)


if __name__ == "__main__":
    main()
