"""What becomes of a draft, and of a message that may not have arrived."""

from markupsafe import Markup

from templates import blocks, mrkdwn
from templates.cards.say import say
from templates.message import Block, Message
from templates.notices.draft_form import own_numbers
from templates.words import Words, words

NOTE_FORM = "vigia.draft.note"
NOTE_FIELD = "note"


def draft_settled(locale: str, channel: str, user: str, *, skipped: bool) -> Message:
    """Somebody decided."""
    w, place, person = words(locale), mrkdwn.channel_link(channel), mrkdwn.mention(user)
    if skipped:
        return say(w.t("{person} skipped this draft: nothing goes to {channel}.", person=person, channel=place))
    return say(w.t("{person} approved this draft: it goes to {channel} now.", person=person, channel=place))


def all_settled(locale: str, n: int) -> Message:
    """Somebody approved several at once; 0: there was nothing left to approve."""
    w = words(locale)
    return say(
        w.tn("{n} draft approved.", "{n} drafts approved.", n) if n else w.t("There was nothing left to approve.")
    )


def draft_known(locale: str, *, skipped: bool) -> Message:
    """It was decided before."""
    return say(mrkdwn.escape(already(words(locale), skipped=skipped)))


def already(w: Words, *, skipped: bool) -> str:
    """The same in plain text."""
    return w.plain("This draft was already skipped.") if skipped else w.plain("This draft was already approved.")


def note_form(locale: str, metadata: str, warning: Markup | None = None) -> Block:
    """The modal for a note of one's own; `warning` stands above it."""
    w = words(locale)
    field = blocks.field(
        w.plain("Your note"),
        blocks.text_input("value", multiline=True),
        NOTE_FIELD,
        hint=w.plain("The client reads it above the figures."),
    )
    before = [blocks.section(warning)] if warning else []
    return blocks.modal(
        w.plain("Add a note"),
        [*before, field, own_numbers(w)],
        NOTE_FORM,
        metadata,
        submit=w.plain("Approve and send"),
        close=w.plain("Cancel"),
    )


def arrival_settled(locale: str, *, again: bool) -> Message:
    """Somebody looked."""
    w = words(locale)
    return say(w.t("I am sending it again.") if again else w.t("Noted: it arrived."))


def arrival_known(locale: str) -> Message:
    """It was settled before."""
    return say(words(locale).t("That has been settled already."))
