"""Reading the fields of one entry: which are there, what they say, what must not be missing."""

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from domain.errors import InvalidInput
from storage.declare.document import Named
from storage.declare.spots import Spot

Convert = Callable[[str], Any]
Readers = Mapping[str, tuple[Convert, str]]
"""By field: its converter, and a right example."""
MAY_BE_NULL = {"owner": None, "persona": "", "hypothesis": "", "locale": None, "paused_until": None}
MAY_BE_NULL |= {"paused_because": ""}


def simple(found: Mapping[str, Spot], readers: Readers) -> dict[str, Named]:
    """The fields that are there, each converted; null empties those that may be empty."""
    fields: dict[str, Named] = {}
    for name, (convert, example) in readers.items():
        if name not in found:
            continue
        spot = found[name]
        if spot.is_null and name in MAY_BE_NULL:
            fields[name] = Named(MAY_BE_NULL[name], spot.line, spot.path)
            continue
        value = spot.read(convert, example)
        if value is not None:
            fields[name] = Named(value, spot.line, spot.path)
    return fields


def listed(found: Mapping[str, Spot], name: str, convert: Convert, example: str) -> dict[str, Named]:
    """A field that is a list of scalars, if it is there."""
    if name not in found:
        return {}
    spot = found[name]
    return {name: Named(spot.reads(convert, example), spot.line, spot.path)}


def identity(spot: Spot, found: Mapping[str, Spot], name: str, convert: Convert, example: str) -> Any:
    """What an entry is found by; None with a fault where it is missing or wrong."""
    if name not in found:
        if isinstance(spot.node, yaml.MappingNode):
            spot.fault("missing", name, f"{name}: {example}")
        return None
    return found[name].read(convert, example)


def choice_of(words: tuple[str, ...]) -> Convert:
    """A converter to one of some words."""

    def convert(given: str) -> str:
        if given not in words:
            raise InvalidInput("choice", "choice", given, " or ".join(words))
        return given

    return convert
