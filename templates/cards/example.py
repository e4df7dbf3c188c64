"""An alert that is none: how it would look."""

from templates.message import Message


def as_example(locale: str, message: Message) -> Message:
    """The message, said first to be an example, and without its buttons."""
    raise NotImplementedError
