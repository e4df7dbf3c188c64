"""Comparing what a disturbed run left behind with what an undisturbed one did."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from storage import connect
from tests.soak.living import Place
from tests.soak.weeks import Typed

Rows = Counter[tuple[Any, ...]]
FIGURES = """
SELECT a.source, a.account_id, p.entity_id, p.day, p.level, p.breakdown, p.element,
  p.impressions, p.clicks, p.spend_micros, p.conversions_micros, p.value_micros, p.leads_micros
FROM performance p JOIN source_account a ON a.id = p.account
WHERE p.day < (SELECT max(day) FROM performance) AND p.breakdown <> 'hour'
"""
"""Past days: what today says depends on the second in which it was read. Hours are read every six hours and not again
after two days: what they say depends on the hour in which that last was."""
CONTACTS = "SELECT contact_id, source, stage, lead_day, mql_day, sql_day, customer_day, campaign_key FROM crm_contact"
DEALS = "SELECT deal_id, amount_micros, stage, is_won, closed_day, contact_id, campaign_key FROM crm_deal"
STEPS = """
SELECT a.subject, a.rule, t.episode, t.change, t.old, t.new, substr(CAST(t.at AS TEXT), 1, 10)
FROM alert_transition t JOIN alert a ON a.id = t.alert
"""
SIGNALS = "SELECT campaign_key, rule, day, signal FROM alert_look"
NOTES = "SELECT text FROM action_log"
TOLD = "SELECT id, kind, occasion, substr(CAST(created_at AS TEXT), 1, 10) FROM delivery WHERE edits IS NULL"
SHOWN = "SELECT COALESCE(edits, id), payload FROM delivery WHERE kind = 'draft'"
WAITING = "SELECT kind, occasion, status FROM delivery WHERE status IN ('intended', 'claimed', 'sending')"
UNKNOWN = "SELECT count(*) FROM delivery WHERE status = 'unknown'"
KNOWN = "SELECT ts FROM delivery WHERE ts IS NOT NULL"
RUNS = "SELECT count(*) FROM sync_run WHERE status = 'running'"
COMPARED = {"figures": FIGURES, "contacts": CONTACTS, "deals": DEALS, "steps of alerts": STEPS, "findings": SIGNALS}
ASKED = "arrived:"
"""How the occasions of questions begin whether a message arrived: only a crash right while it left brings them up."""


@dataclass
class Left:
    """What a run left behind. `asked`: messages about which a person is asked whether they arrived."""

    rows: dict[str, Rows] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)
    told: Rows = field(default_factory=Counter)
    asked: int = 0
    waiting: list[tuple[Any, ...]] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    """Messages in channels that the database does not know: one of two, where something was said twice."""
    said: int = 0
    answers: int = 0


def left(place: Place, database: str) -> Left:
    """Read the database and the workspace as strangers."""
    engine, found = connect(database), Left()
    with engine.connect() as opened:
        for name, query in COMPARED.items():
            found.rows[name] = Counter(tuple(map(_plain, row)) for row in _rows(opened, query))
        found.notes = Counter(str(note) for (note,) in _rows(opened, NOTES))
        found.told = told(opened)
        found.asked = _rows(opened, UNKNOWN)[0][0]
        found.waiting = [*_rows(opened, WAITING), *(("polls that run", n) for (n,) in _rows(opened, RUNS) if n)]
        known = {ts for (ts,) in _rows(opened, KNOWN)}
    engine.dispose()
    for channel in [one["id"] for one in place.get("state")["channels"]]:
        for message in place.get("messages", channel=channel)["messages"]:
            if not message.get("bot_id"):
                continue
            if message.get("only_visible_to"):
                found.answers += 1
            else:
                found.said += 1
                if message["ts"] not in known and not _is_picture(message):
                    found.strange.append(f"{channel} {message['ts']} {message['text'][:80]!r}")
    return found


def _plain(value: object) -> object:
    """The same on both databases: SQLite knows neither days nor truth."""
    return value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, bool) else value


def _is_picture(message: dict[str, Any]) -> bool:
    """Whether it is a chart that follows a message in its thread: no delivery of its own."""
    return bool(message.get("files") and message.get("thread_ts"))


def _rows(opened: Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in opened.execute(text(query))]


def told(opened: Connection) -> Rows:
    """Kind, occasion and business day of all that was said, with names where the occasion has numbers of rows."""
    alerts = {str(n): f"{subject} {rule}" for n, subject, rule in _rows(opened, "SELECT id, subject, rule FROM alert")}
    steps = {str(n): change for n, change in _rows(opened, "SELECT id, change FROM alert_transition")}
    actions = {str(n): note for n, note in _rows(opened, "SELECT id, text FROM action_log")}
    rows = _rows(opened, TOLD)
    occasions = {str(n): occasion for n, _, occasion, _ in rows}

    def named(occasion: str) -> str:
        what, _, rest = occasion.partition(":")
        first, _, second = rest.partition(":")
        spelt: dict[str, Callable[[], str]] = {
            "alert": lambda: f"{alerts[first]} {second}",
            "alert_entry": lambda: f"{alerts[first]} {steps[second]}",
            "alert_worse": lambda: alerts[first],
            "alert_again": lambda: alerts[first],
            "alert_woken": lambda: alerts[first],
            "unanswered": lambda: named(occasions[first]),
            "check": lambda: actions[first],
            "owner": lambda: ":".join(rest.split(":")[:3]),  # without the instant of its episode
        }
        return f"{what} {spelt[what]()}" if what in spelt else occasion

    shown: dict[int, set[int]] = {}
    for card, payload in _rows(opened, SHOWN):
        said = json.loads(payload) if isinstance(payload, str) else payload
        shown.setdefault(card, set()).update(said.get("drafts", ()))

    def each(n: int, kind: str, occasion: str) -> list[str]:
        """Of a message that shows drafts, the drafts: which of them came first, and stands for it, is chance."""
        return [f"draft {named(occasions[str(one)])}" for one in shown[n]] if kind == "draft" else [named(occasion)]

    rows = [one for one in rows if not one[2].startswith(ASKED)]
    return Counter((kind, name, day) for n, kind, occasion, day in rows for name in each(n, kind, occasion))


def complaints(calm: Left, wild: Left, typed: Typed) -> list[str]:
    """What is doubled, missing or different."""
    found = []
    for name in COMPARED:
        found += _differences(name, calm.rows[name], wild.rows[name])
    found += _differences("told", calm.told, wild.told)
    found += [
        f"acknowledged, written down {wild.notes[one]} times: {one}" for one in typed.heard if wild.notes[one] != 1
    ]
    found += [f"given up, written down {wild.notes[one]} times: {one}" for one in typed.lost if wild.notes[one] > 1]
    if not typed.commands <= wild.answers <= typed.typed:
        found.append(f"{wild.answers} answers to {typed.commands} acknowledged commands of {typed.typed}")
    found += [f"not settled: {one}" for one in wild.waiting]
    found += [f"in Slack, unknown to the database: {one}" for one in wild.strange[wild.asked :]]
    return found


def _differences(name: str, calm: Rows, wild: Rows) -> list[str]:
    sides = (("missing", calm - wild), ("only here", wild - calm))
    return [f"{name}, {side}: {rows.total()}, e.g. {sorted(rows, key=str)[:3]}" for side, rows in sides if rows]
