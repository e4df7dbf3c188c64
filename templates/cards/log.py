"""Writing down what was done: the forms, their choices, and the answers."""

from datetime import date

from domain.incidents.troubles import Trouble
from templates.cards.incident import Note
from templates.message import Block, Message

FORM = "vigia.log"
NO_CHANGE_FORM = "vigia.nochange"
WHAT, TEXT, DAY, CHECK, REASON = "what", "text", "day", "check", "reason"
"""Names of the fields; the element in each is called `value`."""
CHECKS = ("7d", "14d", "none")
OTHER = "other"


def choices(trouble: Trouble | None) -> tuple[str, ...]:
    """The codes of what is commonly done about a trouble, `other` last."""
    raise NotImplementedError


def choice(locale: str, code: str) -> str:
    """What a code says, in words; "" for `other`."""
    raise NotImplementedError


def log_form(locale: str, name: str, metadata: str, today: date, trouble: Trouble | None = None) -> Block:
    """The modal; `name` is what it is about. What was done, in a choice and in words; when; and when to ask again."""
    raise NotImplementedError


def no_change_form(locale: str, name: str, metadata: str) -> Block:
    """The modal that asks why nothing is to be changed."""
    raise NotImplementedError


def logged_card(locale: str, name: str, action: Note, check_on: date | None) -> Message:
    """That it was written down, and when it will be asked about."""
    raise NotImplementedError


def no_change_card(locale: str, name: str, reason: str) -> Message:
    """That the decision to change nothing was written down."""
    raise NotImplementedError
