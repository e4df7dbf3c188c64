"""All drafts of one morning in one message: each with what it says, what speaks against it, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from domain.destination import Destination
from templates import blocks, mrkdwn
from templates.message import Block, Message
from templates.notices.about import place
from templates.notices.draft import APPROVE, ASKED, EDIT, NOTE, READ, SEEN, SKIP, skip_button
from templates.words import Words, words

ALL = "vigia.draft.all"
MOST = 15
"""Drafts in one message: three blocks each, of the fifty that Slack takes."""
_MOST_FINDING = 800
_MOST_SUBJECTS = 200
_TWO = 2


class Decided(StrEnum):
    """What became of a draft."""

    APPROVED = "approved"
    SKIPPED = "skipped"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft: its id, its client, where it would go, what it says in a line for each campaign, and their names.

    `against` is what speaks against sending it, a sentence each.
    `by` decided on it, `edited` worded it anew. `moved`: its channel is another client's by now.
    """

    id: int
    client: str
    to: Destination
    finding: str
    against: tuple[Markup, ...] = ()
    decided: Decided | None = None
    by: str = ""
    edited: str = ""
    moved: bool = False
    about: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody must say what becomes of it."""
        return self.decided is None

    @property
    def is_clear(self) -> bool:
        """Whether nothing speaks against sending it."""
        return self.waits and not self.against and not self.moved

    @property
    def value(self) -> str:
        """Of its buttons: whoever presses them has read what speaks against it."""
        return f"{self.id}:{SEEN}" if self.against else str(self.id)


def drafts_card(rows: Sequence[DraftRow], locale: str) -> Message:
    """Several drafts, those that are decided in small print."""
    w = words(locale)
    lead = _lead(w, rows)
    body = [block for n, row in enumerate(rows) for block in _row(w, locale, row, n)]
    told = [lead, *(mrkdwn.join("\n", _lines(w, locale, row)) for row in rows)]
    return Message(mrkdwn.join("\n", told), [blocks.section(lead), *body, *_together(w, rows)])


def _lead(w: Words, rows: Sequence[DraftRow]) -> Markup:
    waiting = sum(row.waits for row in rows)
    if not waiting:
        return w.tn("{n} draft, decided.", "{n} drafts, all decided.", len(rows))
    said = w.tn(
        "{n} draft waits for your approval: nothing is sent before.",
        "{n} drafts wait for your approval: nothing is sent before.",
        waiting,
    )
    return mrkdwn.bold(said)


def _row(w: Words, locale: str, row: DraftRow, n: int) -> list[Block]:
    if not row.waits:
        return [blocks.context(_line(w, row))]
    read = blocks.button(w.plain("Read it"), f"{READ}.{n}", row.value, spoken=w.plain("Read the whole draft"))
    skip = skip_button(w, str(row.id), f"{SKIP}.{n}")
    acts = [skip] if row.moved else [*_acts(w, row, n), skip]
    return [
        blocks.divider(),
        blocks.section(mrkdwn.join("\n", _lines(w, locale, row)), accessory=read),
        blocks.actions(acts),
    ]


def _lines(w: Words, locale: str, row: DraftRow) -> list[Markup]:
    """What a draft says, and what speaks against sending it."""
    there = [mrkdwn.join(" ", [mrkdwn.raw(":no_entry:"), moved(row.to, locale)])] if row.moved else []
    return [_line(w, row), *row.against, *there]


def _acts(w: Words, row: DraftRow, n: int) -> list[Block]:
    style = None if row.against else "primary"
    spoken = w.plain("Send the draft for {client} now", client=row.client)
    return [
        blocks.button(w.plain("Approve"), f"{APPROVE}.{n}", row.value, style=style, spoken=spoken),
        blocks.button(w.plain("Edit"), f"{EDIT}.{n}", row.value, spoken=w.plain("Word this draft anew")),
        blocks.button(
            w.plain("Add a note"), f"{NOTE}.{n}", row.value, spoken=w.plain("Add a note of yours, then send it")
        ),
    ]


def _line(w: Words, row: DraftRow) -> Markup:
    head = w.t("{client} → {channel}", client=mrkdwn.bold(row.client), channel=place(row.to))
    if row.waits:
        said = mrkdwn.fit(row.finding, _MOST_FINDING)
        edited = [w.t("Edited by {person}.", person=mrkdwn.mention(row.edited))] if row.edited else []
        return mrkdwn.join("\n", [head, said, *edited])
    subject = mrkdwn.unescape(mrkdwn.fit(row.about, _MOST_SUBJECTS))
    head = mrkdwn.join(" · ", [head, mrkdwn.escape(subject)]) if subject else head
    return mrkdwn.join(": ", [head, _outcome(w, row)])


def _outcome(w: Words, row: DraftRow) -> Markup:
    person = mrkdwn.mention(row.by) if row.by else Markup("")
    match row.decided:
        case Decided.APPROVED:
            return w.t("✓ approved by {person}", person=person) if row.by else w.t("✓ approved")
        case Decided.SKIPPED:
            return w.t("skipped by {person}, nothing is sent", person=person) if row.by else w.t("skipped")
        case Decided.REPLACED:
            return w.t("replaced by a newer one, it will not be sent")
        case _:
            return w.t("it could not be sent")


def _together(w: Words, rows: Sequence[DraftRow]) -> list[Block]:
    """One button for all that nothing speaks against; where none is left, one for the others, which asks first."""
    clear, doubtful = [row for row in rows if row.is_clear], [row for row in rows if row.waits and not row.is_clear]
    doubtful = [row for row in doubtful if not row.moved]
    if len(clear) >= _TWO:
        ask = blocks.confirm(
            w.plain("Approve all?"),
            w.plain("{n} drafts go to their channels now.", n=len(clear)),
            w.plain("Approve all"),
            w.plain("Cancel"),
        )
        label = w.plain("Approve all ({n})", n=len(clear))
        button = blocks.button(label, ALL, _values(clear), style="primary", ask=ask)
        left = w.tn(
            "{n} with a warning is left out: look at it first.",
            "{n} with a warning are left out: look at them first.",
            len(doubtful),
        )
        return [blocks.divider(), blocks.actions([button]), *([blocks.context(left)] if doubtful else [])]
    if clear or len(doubtful) < _TWO:
        return []
    ask = blocks.confirm(
        w.plain("Approve them all the same?"),
        w.plain("Something speaks against each of these {n} drafts: read their warnings.", n=len(doubtful)),
        w.plain("Approve"),
        w.plain("Cancel"),
    )
    label = w.plain("Approve these {n} all the same", n=len(doubtful))
    return [blocks.divider(), blocks.actions([blocks.button(label, ALL, f"{_values(doubtful)}:{ASKED}", ask=ask)])]


def _values(rows: Sequence[DraftRow]) -> str:
    return ",".join(str(row.id) for row in rows)


def moved(to: Destination, locale: str) -> Markup:
    """That a draft's channel is not its client's any more."""
    return words(locale).t(
        "{channel} belongs to another client by now: this draft will not go there.", channel=place(to)
    )
