"""Many keys in a few questions: databases take only so many parameters at once."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

MOST = 1_000
MANY = 100
"""From so many keys on it is cheaper to read a small table whole than to look each of them up."""
T = TypeVar("T")


def chunks(keys: Collection[T]) -> Iterator[list[T]]:
    """The keys, at most a thousand at a time; none where there is none."""
    rest = iter(keys)
    while some := list(islice(rest, MOST)):
        yield some
