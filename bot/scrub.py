"""What must not be read in logs, in errors or on a terminal: secrets, and in logs people's addresses too.

A secret is known by its shape, by the name beside it, and, where its value is given, by that value.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

HIDDEN = "[hidden]"
SHORTEST = 6
"""A value below this length is no secret worth hiding, and would blot out half of every line."""
# `(?!…)` after a possessive `++` spares the right examples that our own sentences show: `xoxb-…`, `GOCSPX-…`.
_SHAPES = re.compile(
    r"""
      xox[a-z](?:\.xox[a-z])?-[\w-]++(?!…)                       # Slack: bot, user, refresh, configuration
    | (?:xapp|xwfp)-[\w-]++(?!…)                                 # Slack: app-level, workflow
    | GOCSPX-[\w-]{4,}+(?!…) | 1//[\w-]{8,}+(?!…) | ya29\.[\w.-]+ | AIza[\w-]{20,}   # Google
    | EAA\w{8,}+(?!…) | \b\d{10,}(?:\||%7C)[\w-]{16,}            # Meta: of users, of apps
    | \bpat-[\w-]{8,}+(?!…)                                      # private apps of a CRM
    | (?:Bearer|Basic)\s+(?!…)[^\s"',}]+                         # headers
    | \beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?                        # JSON web tokens
    | gAAAAA[\w-]{16,}=* | (?<![\w-])[\w-]{43}=(?![\w=])         # what Fernet seals, and its keys
    | (?<![\w-])(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{32})(?![\w…-])  # signing secrets, app secrets, proofs
    | -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----(?:.*?-----END[ ][A-Z ]*PRIVATE[ ]KEY-----|.*)
    | (?:https?|wss?)://[^\s"'<>]*/(?:respond|services|commands|actions|workflows|triggers|upload)/[^\s"'<>]+
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = (
    r"(?:access|refresh|id|bot|app|developer|verification|csrf|xsrf)[_-]?token|token|ticket|password|passwd|"
    r"secret|(?:client|app|signing)[_-]?secret|(?:secret|api|private)[_-]?key|hapikey|appsecret_proof|authorization"
)
_BESIDE = re.compile(
    rf"""(\b\w*?(?:{_WORD})(?:__\w+)?[\\"']*\s*(?:=|:|%3D)\s*[\\"']*)(?!\[hidden\])([^\s\\"'&,;}}(…]{{{SHORTEST},}}+)(?!…)""",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"^\w*?(?:{_WORD})(?:__\w+)?$", re.IGNORECASE)
_PASSWORD = re.compile(r"(://[^\s/:@]*:)(?!\*{3}@|…@|\[hidden\]@)[^\s/]+@")
_PERSON = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")


def secrets(text: str, known: Iterable[str] = ()) -> str:
    """The text with everything that has a secret's shape blotted out, and each of the `known` values."""
    for value in sorted({one for one in known if len(one) >= SHORTEST}, key=len, reverse=True):
        text = text.replace(value, HIDDEN).replace(quote(value, safe=""), HIDDEN)
    text = _PASSWORD.sub(rf"\1{HIDDEN}@", text)
    text = _SHAPES.sub(HIDDEN, text)
    return _BESIDE.sub(rf"\1{HIDDEN}", text)


def everything(text: str, known: Iterable[str] = ()) -> str:
    """The same, and people's e-mail addresses too: for logs."""
    return _PERSON.sub(HIDDEN, secrets(text, known))


def inside(value: Any, known: Iterable[str] = ()) -> Any:
    """Any value of a log line, to its depth; what stands under a secret's name is hidden whatever it is."""
    match value:
        case str():
            return everything(value, known)
        case None | bool() | int() | float():
            return value
        case Mapping():
            return {inside(name, known): _under(name, one, known) for name, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [inside(one, known) for one in value]
        case _:
            return everything(repr(value), known)


def _under(name: object, value: Any, known: Iterable[str]) -> Any:
    return HIDDEN if value and isinstance(name, str) and _NAMED.match(name) else inside(value, known)
