"""What a language must say for people to name days in it: data, folded."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """How days are named in one language.

    `numbers` and `ordinals`: words for them. `units`: `day`, `week`, `fortnight`, `month`, `quarter` and `year`, each
    first alone and then in the plural. `months`: whole names, January first, and how they are cut short; `shy` those
    that mean a month only after one of `at`, or beside a year. `near`: words for a day as seen from this one, by how
    many days ago it was. `phrases`: by meaning (`domain.periods`), how it is said: regular expressions over words, in
    which `{n}`, `{unit}`, `{month}`, `{year}`, `{quarter}`, `{a}` and `{b}` stand for a number, a unit, a month, a
    year, which quarter, a first and a last day. `the`: what may stand before a day's number or name, `of` before its
    month, `at` before a month or a year.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, Words] = field(default_factory=dict)
    months: tuple[Words, ...] = ()
    shy: Words = ()
    near: Mapping[str, int] = field(default_factory=dict)
    phrases: Mapping[str, Words] = field(default_factory=dict)
    the: Words = ()
    of: Words = ()
    at: Words = ()


NO_SPANS = Spans()
"""A language that names no days but by `periods`."""
