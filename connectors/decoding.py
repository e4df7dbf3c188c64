"""JSON into typed structures: tolerant of what is new, exact about what is missing."""

import re
from functools import cache
from typing import Any, TypeVar

import msgspec

from domain.errors import SchemaDrift

Shape = TypeVar("Shape")
_PATH = re.compile(r"`(\$[^`]*)`$")


@cache
def _decoder(shape: type[Any]) -> msgspec.json.Decoder[Any]:
    # strict=False reads the int64 strings of Google and Meta as integers.
    return msgspec.json.Decoder(shape, strict=False)


def decode(body: bytes, shape: type[Shape]) -> Shape:
    """`body` as `shape`; SchemaDrift with the JSON path where it does not fit. Unknown fields are ignored."""
    try:
        hashable: Any = shape
        decoded: Shape = _decoder(hashable).decode(body)
    except msgspec.ValidationError as error:
        found = _PATH.search(str(error))
        raise SchemaDrift(found[1] if found else "$", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise SchemaDrift("$", "the answer is not JSON") from None
    return decoded


def decode_error(body: bytes, shape: type[Shape]) -> Shape | None:
    """The same for the body of an error, where an unknown shape is no surprise: None."""
    try:
        return decode(body, shape)
    except SchemaDrift:
        return None
