"""What a sentence was taken to mean, said before the answer; asking which of two readings; and what may be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.window import Window
from templates import blocks, limits, mrkdwn
from templates.cards.picker import Choice
from templates.cards.say import say
from templates.catalogue import N_
from templates.message import Message
from templates.words import Words, words

_BY: Mapping[str, str] = {
    "platform": N_("by platform"),
    "campaign": N_("by campaign"),
    "device": N_("by device"),
    "day": N_("by day"),
    "week": N_("by week"),
    "month": N_("by month"),
}


@dataclass(frozen=True, slots=True)
class Meant:
    """What was understood: the verb's name in the reader's language, the campaign's name, a KPI's key, days, parts.

    `today` is the client's calendar day: of what includes it, it is said that it is not over.
    """

    today: date
    verb: str = ""
    campaign: str = ""
    kpi: str = ""
    window: Window | None = None
    by: str = ""


def parts_of(w: Words, meant: Meant) -> list[str]:
    """The parts in the order in which they are read: `status`, `Otoño leads`, `Cost per lead`, `1–30 Nov`."""
    days = _days(w, meant.window, meant.today) if meant.window else ""
    named = (meant.verb, meant.campaign, w.kpi(meant.kpi) if meant.kpi else "", days, _by(w, meant.by))
    return [part for part in named if part]


def _by(w: Words, part: str) -> str:
    if part not in _BY:
        return ""
    marked = _BY[part]
    return w.plain(marked)


def _days(w: Words, window: Window, today: date) -> str:
    short = window.start.year == window.end.year == today.year
    said = w.days(window) if short else w.window(window)
    return w.plain("{days} (today so far)", days=said) if today in window else said


def with_understood(locale: str, card: Message, meant: Meant) -> Message:
    """The answer with a line before it that says what was understood."""
    w = words(locale)
    said = w.t("Understood: {parts}", parts=" · ".join(parts_of(w, meant)))
    full = len(card.blocks) >= limits.BLOCKS["message"]
    spoken = said if said.endswith(".") else mrkdwn.join("", [said, mrkdwn.raw(".")])
    return card if full else card.led_by(blocks.context(said), spoken)


def which(locale: str, common: Meant, choices: Sequence[Choice]) -> Message:
    """Between two readings: what they have in common, and a button for each."""
    w = words(locale)
    parts = " · ".join(parts_of(w, common))
    known = w.t("Understood: {parts}. Which of these?", parts=parts)
    question = known if parts else w.t("Which of these?")
    rows = [blocks.button(one.label, f"vigia.run.{n}", one.line) for n, one in enumerate(choices)]
    text = w.t("{question} For example: {names}.", question=question, names=w.list([one.label for one in choices]))
    return replace(say(question, blocks.actions(rows)), text=text)


def not_yet(locale: str, choices: Sequence[Choice]) -> Message:
    """What was asked for changes something: nothing is done until somebody presses the line that does it."""
    w = words(locale)
    rows = [blocks.button(one.label, f"vigia.run.{n}", one.line) for n, one in enumerate(choices)]
    shown = mrkdwn.join(", ", [mrkdwn.code(one.label) for one in choices])
    said = w.t(
        "I have not changed anything yet. Press the line that does it, or type it your way: {lines}", lines=shown
    )
    return say(said, blocks.actions(rows))


def may_ask(locale: str, examples: Sequence[Choice]) -> Message:
    """To a client's people who ask what is not theirs to ask: what is."""
    w = words(locale)
    shown = mrkdwn.join(", ", [mrkdwn.code(one.label) for one in examples])
    said = w.t(
        "That one is for your contact at the agency. Here you can ask me, for example: {examples}", examples=shown
    )
    return say(
        said, blocks.actions([blocks.button(one.label, f"vigia.run.{n}", one.line) for n, one in enumerate(examples)])
    )
