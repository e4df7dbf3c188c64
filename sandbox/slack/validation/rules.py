"""Small checks to build the description of a block from. Each takes a value and its JSON pointer."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sandbox.slack.validation.report import Problem

Check = Callable[[Any, str], Iterator[Problem]]


def string(longest: int, shortest: int = 1) -> Check:
    """A string; lengths in Unicode code points."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(pointer, "must be a string")
        elif len(value) > longest:
            yield Problem(pointer, f"must be less than {longest + 1} characters")
        elif len(value) < shortest:
            yield Problem(pointer, f"must be more than {shortest - 1} characters")

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(pointer, f"must be a valid enum value: {', '.join(allowed)}")

    return check


def boolean(value: Any, pointer: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(pointer, "must be a boolean")


def whole(lowest: int, highest: int) -> Check:
    """An integer in that range, ends included."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(pointer, "must be an integer")
        elif not lowest <= value <= highest:
            yield Problem(pointer, f"must be between {lowest} and {highest}")

    return check


def anything(_value: Any, _pointer: str) -> Iterator[Problem]:
    """Accepts whatever is there: fields whose inner form this workspace has no use for."""
    return iter(())


def items(check_one: Check, most: int, fewest: int = 1) -> Check:
    """A list of so many items, each passing the inner check."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(pointer, "must be an array")
            return
        if len(value) > most:
            yield Problem(pointer, f"no more than {most} items allowed")
        if len(value) < fewest:
            yield Problem(pointer, f"no fewer than {fewest} items allowed")
        for index, item in enumerate(value):
            yield from check_one(item, f"{pointer}/{index}")

    return check


def fields(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(pointer, "must be an object")
            return
        for name in required:
            if value.get(name) is None:
                yield Problem(pointer, f"missing required field: {name}")
        for name, inner in value.items():
            if name not in known:
                yield Problem(pointer, f"invalid additional property: {name}")
            elif inner is not None:
                yield from known[name](inner, f"{pointer}/{name}")

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object described by its `type`."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            yield Problem(pointer, "missing required field: type")
        elif kind not in kinds:
            yield Problem(f"{pointer}/type", f"unsupported type: {kind}")
        else:
            yield from kinds[kind](value, pointer)

    return check


def both(first: Check, second: Check) -> Check:
    """The second check runs only on what passed the first, so that it may rely on the form."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        found = list(first(value, pointer))
        yield from found or second(value, pointer)

    return check


def exactly_one(*names: str) -> Check:
    """An object with exactly one of these fields."""

    def check(value: Any, pointer: str) -> Iterator[Problem]:
        present = [name for name in names if value.get(name) is not None]
        if len(present) != 1:
            yield Problem(pointer, f"must provide exactly one of: {', '.join(names)}")

    return check


TYPE: Check = string(255)
BLOCK_ID = {"type": TYPE, "block_id": string(255)}
URL: Check = string(3000)


def https(value: Any, pointer: str) -> Iterator[Problem]:
    """A public address of an image; Slack fetches it itself."""
    problems = list(URL(value, pointer))
    if not problems and not value.startswith("https://"):
        problems.append(Problem(pointer, "must be a valid https url"))
    return iter(problems)
