"""Up to an instant in the past: one for all, or each account's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, case, false, literal

AsOf: TypeAlias = datetime | Mapping[int, datetime]
"""One instant, or by account its own."""


def by(account: ColumnElement[Any], column: ColumnElement[Any], at: AsOf) -> Any:
    """Whether the column's instant is no later than `at`; an account that is not there has none."""
    if isinstance(at, datetime):
        return column <= at
    if not at:
        return false()
    return column <= case({number: literal(when, column.type) for number, when in at.items()}, value=account)
