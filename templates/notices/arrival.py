"""A message whose outcome nobody knows: the person in charge looks, and says."""

from domain.destination import Destination
from templates import blocks, mrkdwn
from templates.message import Message
from templates.notices.about import place
from templates.render import render
from templates.words import words

ARRIVED = "vigia.arrival.yes"
AGAIN = "vigia.arrival.again"
_MOST_TEXT = 400


def arrival_card(delivery_id: int, to: Destination, text: str, locale: str) -> Message:
    """Did this arrive? `to` is where it was to go, `text` the message's own text (mrkdwn)."""
    w, value = words(locale), str(delivery_id)
    asked = render("notices/arrival", locale, place=place(to))
    said = mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(mrkdwn.unescape(text), _MOST_TEXT)))
    row = blocks.actions(
        [
            blocks.button(w.plain("Yes"), ARRIVED, value, style="primary", spoken=w.plain("Yes, it arrived")),
            blocks.button(w.plain("Send again"), AGAIN, value, spoken=w.plain("No, send it again")),
        ]
    )
    return Message(mrkdwn.join("\n", [asked, said]), [blocks.section(asked), blocks.section(said), row])
