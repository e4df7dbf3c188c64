"""Help, made from the table of verbs."""

from collections.abc import Sequence
from dataclasses import dataclass

from templates import blocks, mrkdwn
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


def help_card(locale: str, entries: Sequence[Entry], campaign: str, *, external: bool) -> Message:
    """All verbs that the reader may use here; `campaign` is one of theirs as one would type it."""
    w = words(locale)
    lead = w.t("This is what you can ask me:")
    own = mrkdwn.code(w.plain("how is {campaign} going?", campaign=campaign or w.plain("autumn")))
    tips = [
        w.t("Mention me with one of these words.") if external else w.t("`/campaign help status` shows more."),
        w.t("You can also ask in your own words: {example}", example=own),
    ]
    prefix = "" if external else SLASH
    lines = render("commands/help", locale, entries=entries, prefix=prefix)
    quick = [blocks.button(entry.name, f"vigia.run.{n}", entry.name) for n, entry in enumerate(entries[:2])]
    body = [blocks.section(lead), blocks.section(lines), blocks.context(*tips), blocks.actions(quick)]
    return Message(raw(f"{lead}\n{lines}"), body)


def help_verb_card(locale: str, entry: Entry, *, external: bool) -> Message:
    """One verb with examples to copy."""
    text = render("commands/help_verb", locale, entry=entry, prefix="" if external else SLASH)
    return Message(text, [blocks.section(text)])
