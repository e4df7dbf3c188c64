"""Asking back: which campaign is meant? And what is shown when nothing was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from templates import blocks, limits, mrkdwn
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words

BUTTONS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick: what it is called, and the line that it runs."""

    label: str
    line: str


class Asked(StrEnum):
    """Why we ask back."""

    WHICH = "which"
    UNKNOWN = "unknown"
    SEVERAL = "several"


def picker(locale: str, asked: Asked, choices: Sequence[Choice], verb: str) -> Message:
    """The question with its choices: buttons, a menu, or a search where there are more than a menu holds."""
    w = words(locale)
    question = {
        Asked.WHICH: w.t("Which campaign?"),
        Asked.UNKNOWN: w.t("I don't know that campaign here. Is it one of these?"),
        Asked.SEVERAL: w.t("Several campaigns fit. Which one?"),
    }[asked]
    names = w.list([choice.label for choice in choices[:BUTTONS]])
    message = say(question, *_choices(w, choices, verb))
    return Message(w.t("{question} For example: {names}.", question=question, names=names), message.blocks)


def with_others(locale: str, card: Message, choices: Sequence[Choice], verb: str, *, neediest: bool) -> Message:
    """A campaign's card and the others below it; `neediest`: it needs attention, more than they do."""
    w = words(locale)
    names = w.list([choice.label for choice in choices[:BUTTONS]])
    most = w.t("Of the campaigns here, this one needs most attention. The others: {names}.", names=names)
    note = most if neediest else w.t("Other campaigns: {names}.", names=names)
    rows = [blocks.context(note), *_choices(w, choices, verb)]
    text = mrkdwn.join(" ", [mrkdwn.raw(card.text), note])
    return replace(card, text=text, blocks=[*card.blocks, *rows])


def _choices(w: Words, choices: Sequence[Choice], verb: str) -> list[Block]:
    if len(choices) <= BUTTONS:
        buttons = [blocks.button(c.label, f"vigia.run.{n}", c.line) for n, c in enumerate(choices)]
        return [blocks.actions(buttons)]
    placeholder = w.plain("Choose a campaign")
    if len(choices) > limits.OPTIONS:
        return [blocks.actions([blocks.external_select(f"vigia.pick.{verb}", placeholder, least=1)])]
    return [blocks.actions([blocks.select(f"vigia.pick.{verb}", pick_options(choices), placeholder)])]


def pick_options(choices: Sequence[Choice]) -> list[Block]:
    """The choices as options; those whose line would not come back whole are left out."""
    return [blocks.option(c.label, c.line) for c in choices if len(c.line) <= limits.OPTION_VALUE][: limits.OPTIONS]


def menu(locale: str, choices: Sequence[Choice], *, external: bool) -> Message:
    """What an empty command shows: one's campaigns, and buttons for the commonest questions."""
    w = words(locale)
    hello = w.t("What would you like to know?") if choices else nothing(locale).text
    rows = _choices(w, choices, "status") if choices else []
    quick = [blocks.button(w.plain("List"), "vigia.run.list", "list")] if choices else []
    quick.append(blocks.button(w.plain("Help"), "vigia.run.help", "help"))
    tip = (
        w.t("Mention me and ask in your own words, or with `status` or `help`.")
        if external
        else w.t("Ask in your own words, or try `/campaign help`.")
    )
    names = w.list([choice.label for choice in choices[:BUTTONS]])
    text = w.t("{question} For example: {names}.", question=hello, names=names) if choices else hello
    return Message(text, [blocks.section(hello), *rows, blocks.actions(quick), blocks.context(tip)])


def unfitting(locale: str) -> Message:
    """Of the campaigns that can be shown here none is called like that. What was typed is not repeated."""
    return say(words(locale).t("No campaign that you can see here fits those words."))


def nothing(locale: str) -> Message:
    """No campaign can be shown here."""
    return say(words(locale).t("There is no campaign here that you can see."))
