"""Choosing among the credentials of a source."""

from collections.abc import Mapping
from typing import TypeVar

from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from domain.words import Remedy

Kind = TypeVar("Kind")


def choose(held: Mapping[str, Kind], account: SourceAccount) -> Kind:
    """The credential that the account names; NeedsOwner(SET_CREDENTIALS) where it is not held."""
    found = held.get(account.credential.lower())
    if found is None:
        name = account.credential or "default"
        raise NeedsOwner(f"no {account.source} credential {name!r} is set", Remedy.SET_CREDENTIALS)
    return found
