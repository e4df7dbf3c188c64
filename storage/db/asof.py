"""Up to an instant in the past: one for all, or each account's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, literal


def by(account: ColumnElement[Any], column: ColumnElement[Any], at: datetime | Mapping[int, datetime]) -> Any:
    """Whether the column's instant is no later than `at`; an account that is not there has none."""
    if isinstance(at, datetime):
        return column <= at
    return column <= case({number: literal(when, column.type) for number, when in at.items()}, value=account)
