"""JSON into typed structures: tolerant of what is new, exact about what is missing."""

import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta as Bounds

from connectors.problems import CutOff
from domain.errors import SchemaDrift

Shape = TypeVar("Shape")
Count = Annotated[int, Bounds(ge=0)]
"""What is counted or paid: a vendor that says less than nothing means something that we do not know."""
_PATH = re.compile(r"`(\$[^`]*)`$")


def check_counted(*amounts: Decimal) -> None:
    """ValueError unless each is a number from zero on: for the `__post_init__` of a shape, where it names the place."""
    if not all(amount.is_finite() and amount >= 0 for amount in amounts):
        raise ValueError("Expected a number >= 0")


@cache
def _decoder(shape: type[Any]) -> msgspec.json.Decoder[Any]:
    # strict=False reads the int64 strings of Google and Meta as integers.
    return msgspec.json.Decoder(shape, strict=False)


def decode(body: bytes, shape: type[Shape]) -> Shape:
    """`body` as `shape`; SchemaDrift with the JSON path where it does not fit. Unknown fields are ignored.

    CutOff for an array or object that does not end.
    """
    try:
        hashable: Any = shape
        decoded: Shape = _decoder(hashable).decode(body)
    except msgspec.ValidationError as error:
        found = _PATH.search(str(error))
        raise SchemaDrift(found[1] if found else "$", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if _is_cut_off(body, str(error)):
            raise CutOff from None
        raise SchemaDrift("$", "the answer is not JSON") from None
    return decoded


def _is_cut_off(body: bytes, said: str) -> bool:
    """Whether it began as our JSON and only its end is missing, be it in the middle of a number."""
    ends = "truncated" in said or said.endswith(f"invalid number (byte {len(body)})")
    return ends and body.lstrip()[:1] in {b"[", b"{"}


def decode_error(body: bytes, shape: type[Shape]) -> Shape | None:
    """The same for the body of an error, where an unknown shape is no surprise: None."""
    try:
        return decode(body, shape)
    except (SchemaDrift, CutOff):
        return None
