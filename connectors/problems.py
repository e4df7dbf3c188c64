"""How the error tables of the vendors turn a code into one of the domain's problems."""

from enum import StrEnum

from domain.errors import NeedsOwner, Problem, Transient
from domain.words import Remedy


class Wait(StrEnum):
    """Codes that pass without a person. The value is the `reason` of the Transient."""

    RATE = "rate"
    SERVER = "server"
    SMALLER = "too_much"


Action = Remedy | Wait


class TooMuch(Transient):
    """The answer would be too big: ask for a smaller window. Waiting alone does not cure it."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, reason=Wait.SMALLER.value)


class CutOff(Transient):
    """The answer ended before its JSON did: nothing of it is used."""

    def __init__(self) -> None:
        super().__init__("the answer broke off", reason="network")


def problem(action: Action, detail: str, retry_after: float | None = None) -> Problem:
    """The exception for an entry of an error table. `retry_after` is in seconds."""
    if isinstance(action, Remedy):
        return NeedsOwner(detail, action)
    if action is Wait.SMALLER:
        return TooMuch(detail)
    return Transient(detail, retry_after, action.value)
