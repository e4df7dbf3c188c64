"""A draft worded anew, section by section, and what the client would read."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.said_numbers import Changed
from templates import blocks
from templates.message import Block, Message
from templates.notices.sections import Section
from templates.words import Words, words

EDIT_FORM = "vigia.draft.edit"
PREVIEW_FORM = "vigia.draft.preview"
OWN, OWN_YES = "own", "yes"
"""The box that whoever adds a number of their own ticks."""
_MOST_BLOCKS = 90
_MOST_NAMED = 5


def field_of(section: Section) -> str:
    """The name of a section's field."""
    return f"section:{section.at}"


def edit_form(locale: str, metadata: str, sections: Sequence[Section], doubts: Sequence[Markup]) -> Block:
    """One field for each section, and the box."""
    w = words(locale)
    fields = [
        blocks.field(
            _label(w, one, n), blocks.text_input("value", one.text, multiline=True), field_of(one), optional=True
        )
        for n, one in enumerate(sections[:_MOST_BLOCKS])
    ]
    hint = w.t("Word it as you like; figures stay those of the data. What you empty is left out.")
    return blocks.modal(
        w.plain("Edit the draft"),
        [*(blocks.section(one) for one in doubts), blocks.context(hint), *fields, own_numbers(w)],
        EDIT_FORM,
        metadata,
        submit=w.plain("See the result"),
        close=w.plain("Cancel"),
    )


def own_numbers(w: Words) -> Block:
    """The box in which whoever adds numbers of their own says that they are right."""
    return blocks.field(
        w.plain("Numbers of your own"),
        blocks.checkboxes("value", [blocks.option(w.plain("The numbers that I have added are right"), OWN_YES)]),
        OWN,
        optional=True,
    )


def _label(w: Words, section: Section, n: int) -> str:
    if not section.name:
        return w.plain("Greeting") if n == 0 else w.plain("Text")
    return w.plain("{name}: figures", name=section.name) if section.figures else section.name


def preview(locale: str, metadata: str, message: Message, doubts: Sequence[Markup], *, waits: bool) -> Block:
    """The message as the client would read it. `waits`: it can be approved from here."""
    w = words(locale)
    shown = [block for block in message.blocks if block["type"] != "actions"][:_MOST_BLOCKS]
    chart = [blocks.context(w.t("Its chart goes with it."))] if message.chart else []
    submit = w.plain("Approve") if waits else ""
    return blocks.modal(
        w.plain("What the client reads"),
        [*(blocks.section(one) for one in doubts), *shown, *chart],
        PREVIEW_FORM,
        metadata,
        submit=submit,
        close=w.plain("Close"),
    )


def wrong_numbers(w: Words, found: Changed) -> str:
    """What is wrong with the numbers of a section, with the true ones."""
    said = [w.plain("“{said}”: the data say {true}.", said=said, true=true) for said, true in found.wrong[:_MOST_NAMED]]
    if found.added and not found.wrong:
        added = [w.plain("“{said}”", said=one) for one in found.added[:_MOST_NAMED]]
        said.append(
            w.plain_n(
                "{numbers} is none of this draft's figures: tick the box at the end if it is right.",
                "{numbers} are none of this draft's figures: tick the box at the end if they are right.",
                n=len(added),
                numbers=w.list(added),
            )
        )
    return " ".join(said)


def too_long(w: Words) -> str:
    """More than Slack takes in one place."""
    return w.plain("This is longer than Slack takes: shorten it.")


def edited_meanwhile(w: Words) -> str:
    """Somebody else has worded it anew."""
    return w.plain("Somebody has edited this draft meanwhile: close this and open it again.")


def nothing_left(w: Words) -> str:
    """All sections were emptied."""
    return w.plain("Nothing would be left of it. Skip the draft if it is not to be sent.")
