"""What was made or changed in Slack and the file says nothing of: applying it leaves it alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from domain.sources import Descriptors
from storage.declare import known
from storage.declare.document import Declaration, Kind
from storage.directory import changes
from storage.directory.accounts import IMPORT_PREFIX
from storage.directory.changes import Via


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A whole thing (`field` ""), or a field with what it holds as plain data."""

    kind: Kind
    key: str
    field: str = ""
    value: Any = None


def unsaid(session: Session, declaration: Declaration, sources: Descriptors | None = None) -> list[Unsaid]:
    """In the order of kinds and keys; what an import made is in no file."""
    stored = known.load(session)
    for entry in declaration.entries:
        if entry.kind is Kind.ACCOUNT:
            stored.spell(entry, sources or Descriptors())
    named = {(entry.kind, entry.identity): entry.fields for entry in declaration.entries}
    found: list[Unsaid] = []
    for kind in Kind:
        for identity, thing in sorted(stored.things[kind].items(), key=lambda one: str(one[0])):
            if kind is Kind.ACCOUNT and identity[1].startswith(IMPORT_PREFIX):
                continue
            said, key = named.get((kind, identity)), known.key_of(kind, thing)
            found += [Unsaid(kind, key)] if said is None else _fields(session, kind, key, thing, said)
    return found


def _fields(session: Session, kind: Kind, key: str, thing: Any, said: Any) -> Iterator[Unsaid]:
    origins = changes.origins(session, kind, key)
    for field, value in known.fields_of(kind, thing).items():
        if value and field not in said and origins.get(field) is Via.SLACK:
            yield Unsaid(kind, key, field, value)
