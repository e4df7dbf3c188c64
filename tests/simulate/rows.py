"""A row of the table that `make simulate` prints."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured: what the usual rules reach on the same data, the aim, what is reached, and what could be.

    `bound` is the same rule told what it has to estimate, or "–". All but `ok` are words ready to print.
    """

    what: str
    peers: str
    aim: str
    reached: str
    bound: str
    ok: bool
