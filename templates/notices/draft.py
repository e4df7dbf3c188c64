"""What waits for the owner's word before it goes into a client's channel."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from domain.destination import Destination
from templates import blocks, mrkdwn
from templates.message import Block, Message
from templates.notices.about import place
from templates.render import render
from templates.words import Words, words

APPROVE = "vigia.draft.approve"
EDIT = "vigia.draft.edit"
READ = "vigia.draft.read"
NOTE = "vigia.draft.note"
SKIP = "vigia.draft.skip"
ASKED = "asked"
"""Follows the id in the value of a button that was pressed after the question whether an old draft is to go."""
SEEN = "seen"
"""Follows it on buttons beside which stood what speaks against sending it."""
_MOST_PREVIEW = 40
_MOST_NOTE = 1_500


def draft_card(
    delivery_id: int,
    channel: Destination,
    message: Message,
    locale: str,
    against: Sequence[Markup] = (),
) -> Message:
    """The draft as the client would see it, and its buttons; their value begins with the held delivery's id.

    `against`: what speaks against sending it, a sentence each.
    """
    w, value = words(locale), f"{delivery_id}:{SEEN}" if against else str(delivery_id)
    intro = mrkdwn.join("\n", [render("notices/draft", locale, channel=place(channel)), *against])
    shown = [block for block in message.blocks if block["type"] != "actions"][:_MOST_PREVIEW]
    before = [blocks.section(intro), blocks.divider()]
    style = None if against else "primary"
    row = blocks.actions(
        [
            blocks.button(w.plain("Approve"), APPROVE, value, style=style, spoken=w.plain("Send this draft now")),
            blocks.button(w.plain("Edit"), EDIT, value, spoken=w.plain("Word this draft anew")),
            blocks.button(w.plain("Add a note"), NOTE, value, spoken=w.plain("Add a note of yours, then send it")),
            skip_button(w, str(delivery_id)),
        ]
    )
    return Message(
        mrkdwn.join("\n", [intro, mrkdwn.raw(message.text)]),
        [*before, *shown, blocks.divider(), row],
        message.chart,
        _place_of_chart(message, shown, len(before)),
    )


def doubts(
    warnings: Sequence[Markup],
    written: date | None,
    locale: str,
    paused: date | None = None,
    twice: Sequence[str] = (),
) -> list[Markup]:
    """What speaks against sending a draft: alerts on what it praises, a pause of what its client is sent, its age, and
    the names of campaigns (`twice`) that the client reads of in another one too."""
    w = words(locale)
    said = [w.t(":warning: An alert is open on what it praises: {alert}", alert=one) for one in warnings]
    aged = [mrkdwn.join(" ", [mrkdwn.raw(":hourglass:"), old_draft(written, locale)])] if written else []
    rest = (
        [w.t(":pause_button: The updates to this client are paused until {day}.", day=w.day(paused))] if paused else []
    )
    also = [w.t(":repeat: Another draft for this channel tells of {names} too.", names=w.list(list(twice)))]
    return [*said, *rest, *(also if twice else []), *aged]


def skip_button(w: Words, value: str, action_id: str = SKIP) -> Block:
    """Never sends the draft, and asks back: what is skipped does not come again."""
    ask = blocks.confirm(
        w.plain("Skip it?"),
        w.plain("This draft will never be sent. The next one comes on its day."),
        w.plain("Skip"),
        w.plain("Keep"),
    )
    return blocks.button(w.plain("Skip"), action_id, value, spoken=w.plain("Do not send this draft"), ask=ask)


def draft_replaced(channel: Destination, locale: str) -> Message:
    """What stands in the place of a draft that nobody decided on before the next one came."""
    said = words(locale).t(
        "This draft for {channel} has been replaced by a newer one: it will not be sent.", channel=place(channel)
    )
    return Message(said, [blocks.section(said)])


def draft_is_doubtful(delivery_id: int, channel: Destination, against: Sequence[Markup], locale: str) -> Message:
    """Before a draft is sent against which something speaks that its card did not say: is it meant?"""
    w, value = words(locale), f"{delivery_id}:{ASKED}"
    asked = mrkdwn.join(" ", [*against, w.t("Send it to {channel} anyway?", channel=place(channel))])
    row = [
        blocks.button(w.plain("Send anyway"), f"{APPROVE}.{ASKED}", value, style="primary"),
        blocks.button(w.plain("Skip"), f"{SKIP}.{ASKED}", value, spoken=w.plain("Do not send this draft")),
    ]
    return Message(asked, [blocks.section(asked), blocks.actions(row)])


def old_draft(day: date, locale: str) -> Markup:
    """That a draft is of another day."""
    return words(locale).t("This draft is of {day}: its figures are no longer those of today.", day=day)


def _place_of_chart(message: Message, shown: list[Block], before: int) -> int | None:
    if message.chart is None:
        return None
    wanted = len(shown) if message.chart_after is None else message.chart_after
    return before + min(wanted, len(shown))


def with_note(message: Message, note: str) -> Message:
    """The message with a person's note as a quotation under its first block; unchanged where the note is blank."""
    said = note.strip()
    if not said:
        return message
    place_of_note = min(1, len(message.blocks))
    quoted = blocks.section(mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(said, _MOST_NOTE))))
    return replace(
        message,
        text=mrkdwn.join("\n", [mrkdwn.raw(message.text), mrkdwn.escape(said)]),
        blocks=[*message.blocks[:place_of_note], quoted, *message.blocks[place_of_note:]],
        chart_after=None if message.chart_after is None else message.chart_after + 1,
    )
