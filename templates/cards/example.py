"""An alert that is none: how it would look."""

from dataclasses import replace

from templates import blocks, mrkdwn
from templates.message import Message
from templates.words import words


def as_example(locale: str, message: Message) -> Message:
    """The message, said first to be an example, and without its buttons."""
    said = words(locale).t("This is an example: so would an alert look. Nothing is wrong.")
    shown = [block for block in message.blocks if block["type"] != "actions"]
    return replace(
        message,
        text=mrkdwn.join(" ", [said, mrkdwn.raw(message.text)]),
        blocks=[blocks.section(mrkdwn.raw(f":test_tube: {said}")), *shown],
        chart_after=None if message.chart_after is None else message.chart_after + 1,
    )
