"""For the admins: Slack does not say who asks, so nobody is answered."""

from templates import blocks
from templates.message import Message
from templates.words import words


def nobody_says_notice(waiting: int, locale: str) -> Message:
    """What is wrong, how much waits for it, and what to do."""
    said = words(locale).tn(
        "For half an hour Slack has not told me who asks, and I answer nobody on a guess: {n} question waits. "
        "`vigia doctor` says what Slack refuses.",
        "For half an hour Slack has not told me who asks, and I answer nobody on a guess: {n} questions wait. "
        "`vigia doctor` says what Slack refuses.",
        n=waiting,
    )
    return Message(said, [blocks.section(said)])
