"""Comparing what a disturbed run left behind with what an undisturbed one did."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from storage import connect
from tests.soak.living import Place

Rows = Counter[tuple[Any, ...]]
FIGURES = """
SELECT a.source, a.account_id, p.entity_id, p.day, p.level, p.breakdown, p.element,
  p.impressions, p.clicks, p.spend_micros, p.conversions_micros
FROM performance p JOIN source_account a ON a.id = p.account
WHERE p.day < (SELECT max(day) FROM performance)
"""
CONTACTS = "SELECT contact_id, created_at, lead_day FROM crm_contact"
NOTES = "SELECT text FROM action_log"
OCCASIONS = "SELECT kind, occasion FROM delivery WHERE edits IS NULL"
SENT = "SELECT channel, ts FROM delivery WHERE ts IS NOT NULL"
UNSETTLED = "SELECT occasion, status FROM delivery WHERE status IN ('intended', 'sending', 'unknown')"


@dataclass
class Left:
    """What a run left behind."""

    figures: Rows
    contacts: Rows
    notes: Counter[str]
    occasions: set[tuple[str, str]]
    unsettled: list[tuple[Any, ...]]
    posted: Counter[tuple[str, str]]
    unknown_posts: list[str]


def left(place: Place, database: str) -> Left:
    """Read the database and the workspace as strangers."""
    engine = connect(database)
    with engine.connect() as opened:

        def rows(query: str) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in opened.execute(text(query))]

        known = {(channel, ts) for channel, ts in rows(SENT)}
        found = Left(
            Counter(rows(FIGURES)),
            Counter(rows(CONTACTS)),
            Counter(str(note) for (note,) in rows(NOTES)),
            {(kind, occasion) for kind, occasion in rows(OCCASIONS)},
            rows(UNSETTLED),
            Counter(),
            [],
        )
    engine.dispose()
    state = place.get("state")
    for channel in [one["id"] for one in state["channels"]]:
        for message in place.get("messages", channel=channel)["messages"]:
            if message.get("bot_id") and not message.get("only_visible_to"):
                found.posted[channel, message["text"]] += 1
                if (channel, message["ts"]) not in known:
                    found.unknown_posts.append(f"{channel} {message['ts']} {message['text'][:80]!r}")
    return found


def complaints(calm: Left, wild: Left, notes: list[str]) -> list[str]:
    """What is doubled, missing or different."""
    found = []
    if calm.figures != wild.figures:
        gone, new = calm.figures - wild.figures, wild.figures - calm.figures
        found.append(f"figures differ: {len(gone)} rows are missing, {len(new)} are others, e.g. {[*gone, *new][:2]}")
    if calm.contacts != wild.contacts:
        found.append("contacts differ")
    found += [f"written down {wild.notes[one]} times: {one}" for one in notes if wild.notes[one] != 1]
    found += [f"never told: {one}" for one in sorted(calm.occasions - wild.occasions)]
    found += [f"told in this run only: {one}" for one in sorted(wild.occasions - calm.occasions)]
    found += [f"not settled: {one}" for one in wild.unsettled]
    found += [f"in Slack, unknown to the database: {one}" for one in wild.unknown_posts]
    more = {key: n for key, n in wild.posted.items() if n > max(1, calm.posted[key])}
    found += [f"posted {n} times: {key}" for key, n in more.items()]
    return found
