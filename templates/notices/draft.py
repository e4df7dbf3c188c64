"""What waits for the owner's word before it goes into a client's channel."""

from dataclasses import replace

from templates import blocks, mrkdwn
from templates.message import Block, Message
from templates.notices.about import place
from templates.render import render
from templates.words import words

APPROVE = "vigia.draft.approve"
NOTE = "vigia.draft.note"
SKIP = "vigia.draft.skip"
_MOST_PREVIEW = 40
_MOST_NOTE = 1_500


def draft_card(delivery_id: int, channel: str, message: Message, locale: str) -> Message:
    """The draft as the client would see it, and its buttons; their value is the held delivery's id."""
    w, value = words(locale), str(delivery_id)
    intro = render("notices/draft", locale, channel=place(channel))
    shown = [block for block in message.blocks if block["type"] != "actions"][:_MOST_PREVIEW]
    before = [blocks.section(intro), blocks.divider()]
    row = blocks.actions(
        [
            blocks.button(w.plain("Approve"), APPROVE, value, style="primary", spoken=w.plain("Send this draft now")),
            blocks.button(w.plain("Add a note"), NOTE, value, spoken=w.plain("Add a note of yours, then send it")),
            blocks.button(w.plain("Skip"), SKIP, value, spoken=w.plain("Do not send this draft")),
        ]
    )
    return Message(
        mrkdwn.join("\n", [intro, mrkdwn.raw(message.text)]),
        [*before, *shown, blocks.divider(), row],
        message.chart,
        _place_of_chart(message, shown, len(before)),
    )


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
