"""Meta's codes and what to do about each. Source: Marketing API v26.0, error codes of insights and rate limiting."""

from collections.abc import Mapping
from http import HTTPStatus

import httpx
import msgspec

from connectors.decoding import decode_error
from connectors.http import retry_after
from connectors.meta.usage import DEFAULT_PAUSE, pause
from connectors.problems import Action, Wait, problem
from domain.errors import Problem
from domain.words import Remedy

Code = tuple[int, int | None]

CODES: Mapping[Code, Action] = {
    (1, None): Wait.SERVER,
    (2, None): Wait.SERVER,
    (2, 1504018): Wait.SMALLER,
    (2, 1504043): Wait.SERVER,
    (3, None): Remedy.RAISE_SCOPE,
    (4, None): Wait.RATE,
    (4, 1504022): Wait.RATE,
    (4, 1504039): Wait.RATE,
    (10, None): Remedy.GRANT_ACCESS,
    (12, None): Remedy.UPDATE_VIGIA,
    (17, None): Wait.RATE,
    (17, 2446079): Wait.RATE,
    (32, None): Wait.RATE,
    (99, None): Wait.SERVER,
    (100, None): Remedy.REPORT_BUG,
    (100, 33): Remedy.GRANT_ACCESS,
    (100, 1487534): Wait.SMALLER,
    (100, 1504018): Wait.SMALLER,
    (102, None): Remedy.RECONNECT_META,
    (104, None): Wait.SERVER,
    (190, None): Remedy.RECONNECT_META,
    (190, 458): Remedy.RECONNECT_META,
    (190, 460): Remedy.RECONNECT_META,
    (190, 463): Remedy.RECONNECT_META,
    (200, None): Remedy.GRANT_ACCESS,
    (294, None): Remedy.RAISE_SCOPE,
    (613, None): Wait.RATE,
    (613, 1487742): Wait.RATE,
    (960, None): Wait.SERVER,
    (2635, None): Remedy.UPDATE_VIGIA,
    (80000, None): Wait.RATE,
    (80000, 2446079): Wait.RATE,
    (80001, None): Wait.RATE,
    (80002, None): Wait.RATE,
    (80003, None): Wait.RATE,
    (80004, None): Wait.RATE,
    (80005, None): Wait.RATE,
    (80006, None): Wait.RATE,
    (80008, None): Wait.RATE,
}
PERMISSIONS = range(200, 300)
TOO_BIG = frozenset({1487534, 1504018})
"""Subcodes of an answer that would be too big, or take too long; Meta sends them with more than one code."""

# Some answers have no code of their own; the text is all there is.
TOO_MUCH_DATA = ("reduce the amount of data", "smaller date range", "shorter date range", "reduce the date range")
PROOF_DEMANDED = "appsecret_proof"


class GraphError(msgspec.Struct):
    """Meta's error. Its texts may quote a token: they are matched, never passed on."""

    code: int = 0
    error_subcode: int | None = None
    is_transient: bool = False
    message: str = ""
    error_user_title: str = ""
    error_user_msg: str = ""
    fbtrace_id: str = ""


class Envelope(msgspec.Struct):
    """What wraps it."""

    error: GraphError = msgspec.field(default_factory=GraphError)


def action(error: GraphError, status: int) -> Action:
    """What to do about an error, by text, code with subcode, code, and at last by HTTP status."""
    text = f"{error.message} {error.error_user_title} {error.error_user_msg}".lower()
    if {error.code, error.error_subcode} & TOO_BIG or any(sign in text for sign in TOO_MUCH_DATA):
        return Wait.SMALLER
    if PROOF_DEMANDED in text:
        return Remedy.SET_CREDENTIALS
    known = CODES.get((error.code, error.error_subcode)) or CODES.get((error.code, None))
    if error.is_transient and (known is None or isinstance(known, Remedy)):
        return Wait.SERVER
    if known is None and error.code in PERMISSIONS:
        known = Remedy.GRANT_ACCESS
    return known or _by_status(status)


def _by_status(status: int) -> Action:
    match status:
        case HTTPStatus.UNAUTHORIZED:
            return Remedy.RECONNECT_META
        case HTTPStatus.FORBIDDEN:
            return Remedy.GRANT_ACCESS
        case HTTPStatus.TOO_MANY_REQUESTS:
            return Wait.RATE
        case _:
            return Wait.SERVER if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Remedy.REPORT_BUG


def judge(error: GraphError, status: int, waits: float | None = None) -> Problem:
    """The problem of an error. `waits`: seconds that the headers demand."""
    spelt = f"{error.code}/{error.error_subcode}" if error.error_subcode else str(error.code)
    todo = action(error, status)
    if todo is Wait.RATE and not waits:
        waits = DEFAULT_PAUSE  # calling again at once prolongs the block
    return problem(todo, f"Meta {spelt} (HTTP {status}, trace {error.fbtrace_id or '-'})", waits)


def classify(response: httpx.Response) -> Problem | None:
    """The problem behind an answer, None when it went well."""
    envelope = decode_error(response.content, Envelope)
    error = envelope.error if envelope else GraphError()
    if response.is_success and error.code == 0:
        return None
    return judge(error, response.status_code, retry_after(response) or pause(response).longest or None)
