"""One sentence as a message: what most answers to a click are."""

from markupsafe import Markup

from templates import blocks
from templates.message import Block, Message


def say(text: Markup, *more: Block) -> Message:
    """The sentence, as text and as the first block, followed by the blocks given."""
    return Message(text, [blocks.section(text), *more])
