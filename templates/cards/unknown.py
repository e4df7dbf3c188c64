"""Messages that may or may not have arrived, where somebody looks who can say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.destination import Destination
from templates import blocks, mrkdwn
from templates.message import Block
from templates.notices.about import place
from templates.notices.arrival import AGAIN, ARRIVED
from templates.words import Words

MOST = 8
_MOST_EXCERPT = 120


@dataclass(frozen=True, slots=True)
class UnknownNote:
    """One of them: where it was to go, of which day, its id, and what it says (mrkdwn)."""

    to: Destination
    day: date
    value: str
    text: str = ""


def unknown_lines(w: Words, notes: Sequence[UnknownNote]) -> list[Markup]:
    """One line each, the first that fit; nothing where there are none."""
    more = len(notes) - MOST
    rest = [w.tn("and {n} more", "and {n} more", more)] if more > 0 else []
    return [*(_line(w, note) for note in notes[:MOST]), *rest]


def unknown_blocks(w: Words, notes: Sequence[UnknownNote]) -> list[Block]:
    """Each with the two answers."""
    body: list[Block] = []
    for n, note in enumerate(notes[:MOST]):
        answers = [
            blocks.button(w.plain("Yes, it arrived"), f"{ARRIVED}.{n}", note.value, style="primary"),
            blocks.button(w.plain("Send again"), f"{AGAIN}.{n}", note.value),
        ]
        body += [blocks.section(_line(w, note)), blocks.actions(answers)]
    return body


def _line(w: Words, note: UnknownNote) -> Markup:
    said = " ".join(mrkdwn.unescape(note.text).split())
    sentence = w.t(
        "I do not know whether a message of {day} for {place} arrived.", day=w.day(note.day), place=place(note.to)
    )
    excerpt = [mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(said, _MOST_EXCERPT)))] if said else []
    return mrkdwn.join("\n", [sentence, *excerpt])
