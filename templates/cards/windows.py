"""Planned windows: launches, sales, moves; in which nobody is interrupted."""

from collections.abc import Mapping

from markupsafe import Markup

from domain.entities import Client
from domain.incidents.quiet import Planned
from domain.window import Window
from templates import blocks, mrkdwn
from templates.cards.parts import joined
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words

UNPLAN = "vigia.window.remove"
MOST = 20
_MOST_TEXT = 200


def windows_card(locale: str, client: Client, planned: Mapping[int, Planned], names: Mapping[str, str]) -> Message:
    """What is planned, by the window's id, each with a button to remove it; `names` of campaigns by their keys."""
    w = words(locale)
    lead = w.t("Planned for {client}:", client=mrkdwn.bold(mrkdwn.fit(client.name, _MOST_TEXT)))
    if not planned:
        return say(w.t("Nothing is planned for {client}.", client=mrkdwn.bold(mrkdwn.fit(client.name, _MOST_TEXT))))
    ranked = sorted(planned.items(), key=lambda item: item[1].first)[:MOST]
    lines = [_line(w, window, names.get(window.campaign, window.campaign)) for _, window in ranked]
    body = [
        blocks.section(line, _remove(w, number, n))
        for n, ((number, _), line) in enumerate(zip(ranked, lines, strict=True))
    ]
    small = w.t("In these days nobody is interrupted; what is found waits for the digest.")
    return Message(joined([lead, *lines, small]), [blocks.section(lead), *body, blocks.context(small)])


def planned_card(locale: str, client: Client, window: Planned, name: str = "") -> Message:
    """A window was planned; `name` is the campaign's where it is for one only."""
    w = words(locale)
    lead = w.t("Done. Planned for {client}:", client=mrkdwn.bold(mrkdwn.fit(client.name, _MOST_TEXT)))
    small = w.t("In these days nobody is interrupted; what is found waits for the digest.")
    return say(mrkdwn.join("\n", [lead, _line(w, window, name), small]))


def _line(w: Words, window: Planned, name: str) -> Markup:
    what = mrkdwn.fit(" ".join(window.reason.split()), _MOST_TEXT) or w.t("planned window")
    whom = mrkdwn.fit(name, _MOST_TEXT) if name else w.t("every campaign")
    days = w.window(Window(window.first, window.last))
    return w.t("• {window}: {reason} ({name})", window=days, reason=what, name=whom)


def _remove(w: Words, number: int, n: int) -> Block:
    return blocks.button(w.plain("Remove"), f"{UNPLAN}.{n}", str(number))
