"""Names from outside as one line that can be shown: what a vendor, a file or a person calls a thing."""

import unicodedata

LONGEST = 200
"""The most characters of a name that are kept, and shown."""
_JOINERS = "\u200c\u200d"  # they hold emoji and some scripts together
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def label(name: str) -> str:
    """The name on one line of at most 200 characters, ended with an ellipsis where it is longer.

    Controls, ESC, line breaks, marks that turn the direction of reading, and what no database keeps become spaces;
    several spaces become one.
    """
    shown = line(name)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"


def line(text: str) -> str:
    """The text on one line, as long as it is: nothing invisible, single spaces."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(c if _is_shown(c) else " " for c in text).split())


def _is_shown(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _DROPPED
