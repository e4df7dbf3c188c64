"""Help, made from the table of verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from templates import blocks
from templates.message import Message
from templates.mrkdwn import raw
from templates.render import render
from templates.words import words

SLASH = "/campaign "


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb in the reader's language. `others` are its other names."""

    name: str
    about: str
    usage: str
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()


def help_card(locale: str, entries: Sequence[Entry], *, external: bool) -> Message:
    """All verbs that the reader may use here."""
    w = words(locale)
    lead = w.t("This is what you can ask me:")
    tip = w.t("Mention me with one of these words.") if external else w.t("`/campaign help status` shows more.")
    prefix = "" if external else SLASH
    lines = render("commands/help", locale, entries=entries, prefix=prefix)
    quick = [blocks.button(entry.name, f"vigia.run.{n}", entry.name) for n, entry in enumerate(entries[:2])]
    body = [blocks.section(lead), blocks.section(lines), blocks.context(tip), blocks.actions(quick)]
    return Message(raw(f"{lead}\n{lines}"), body)


def help_verb_card(locale: str, entry: Entry, *, external: bool) -> Message:
    """One verb with examples to copy."""
    text = render("commands/help_verb", locale, entry=entry, prefix="" if external else SLASH)
    return Message(text, [blocks.section(text)])
