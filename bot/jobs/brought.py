"""What a reading brought, once it is kept."""

from collections.abc import Callable
from typing import NamedTuple

from storage import Session


class Brought(NamedTuple):
    """How many rows were given, and whether any of what is judged is not what was known before."""

    rows: int = 0
    is_news: bool = False

    def and_also(self, other: "Brought") -> "Brought":
        """Both together."""
        return Brought(self.rows + other.rows, self.is_news or other.is_news)


Keep = Callable[[Session], Brought]
"""Writes what was fetched, in the caller's transaction."""
