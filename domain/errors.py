"""Errors classed by what the caller must do.

Problem
├── Transient     wait `retry_after` seconds (None: the caller's own backoff) and try again
├── NeedsOwner    a person must act; `remedy` says what, a template says it in words
└── SchemaDrift   the remote answered in a shape that we do not know; `path` says where
InvalidInput      somebody typed or wrote something that cannot be read; `field`, `example` help to mend it
"""

from domain.labels import label
from domain.words import Remedy


class Problem(Exception):  # noqa: N818 - the field speaks of problems; each child says what to do
    """Something outside went wrong. `detail` is for logs, on one line: never a token, never an address with one."""

    def __init__(self, detail: str) -> None:
        self.detail = label(detail)
        super().__init__(self.detail)


class Transient(Problem):
    """It will pass. `retry_after` is in seconds."""

    def __init__(self, detail: str, retry_after: float | None = None, reason: str = "transient") -> None:
        super().__init__(detail)
        self.retry_after = retry_after
        self.reason = reason


class NeedsOwner(Problem):
    """It will not pass until a person does what `remedy` says. `given` is what they wrote that cannot be right."""

    def __init__(self, detail: str, remedy: Remedy, given: str = "") -> None:
        super().__init__(detail)
        self.remedy = remedy
        self.given = given


class SchemaDrift(Problem):
    """The remote changed its shape at `path` (a JSON path)."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(f"{path}: {detail}" if detail else path)
        self.path = path


class InvalidInput(ValueError):  # noqa: N818 - what it is, said plainly
    """A person's input cannot be read. `code` names the sentence, `field` the place, `example` a right one."""

    def __init__(self, code: str, field: str, given: str, example: str = "") -> None:
        super().__init__(f"{field}: {code}: {given!r}" + (f" (for example: {example})" if example else ""))
        self.code = code
        self.field = field
        self.given = given
        self.example = example


class InvalidRow(InvalidInput):
    """A line of a file cannot be read. `line` counts from 1; `other` is the line that it contradicts, 0 when none."""

    def __init__(self, code: str, field: str, given: str, example: str = "", *, line: int, other: int = 0) -> None:
        super().__init__(code, field, given, example)
        self.line = line
        self.other = other
