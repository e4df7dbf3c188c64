"""The two ways of saying no: Slack's error codes to the bot, sentences to people and tests."""

from collections.abc import Sequence


class SlackError(Exception):
    """A Web API answer with ok false. `messages` hold JSON pointers as in Slack's response_metadata."""

    def __init__(
        self, code: str, messages: Sequence[str] = (), *, status: int = 200, retry_after: int | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)
        self.status = status
        self.retry_after = retry_after


class Refused(Exception):  # noqa: N818  it reads as what happened
    """A control request that cannot be done; `status` is 400, or 404 where something does not exist."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
