"""What applying a file would change, and where it would undo what somebody did in Slack."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from domain.sources import Descriptors
from storage.declare import known
from storage.declare.checks import check
from storage.declare.document import Declaration, Entry, Kind
from storage.declare.faults import DeclarationError
from storage.declare.known import Known, Thing
from storage.declare.spots import Desk
from storage.directory import changes
from storage.directory.accounts import IMPORT_PREFIX
from storage.directory.changes import Via

WHOLE = "*"
"""The field of a conflict about a whole thing."""


class Verb(StrEnum):
    """What happens to a thing."""

    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field as plain data before and after; None where it is not set."""

    field: str
    old: Any
    new: Any

    def __str__(self) -> str:
        old, new = ("–" if value in (None, "", [], {}) else str(value) for value in (self.old, self.new))
        return f"{self.field}: {old} → {new}"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is created, changed or removed. `target` is what it becomes, or what goes."""

    verb: Verb
    kind: Kind
    key: str
    fields: tuple[FieldChange, ...]
    target: Any

    def __str__(self) -> str:
        told = f"{self.verb} {self.kind} {self.key}"
        return told if self.verb is not Verb.CHANGE else f"{told} ({'; '.join(map(str, self.fields))})"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was last changed in Slack and that the file says otherwise. It stays as it is in Slack."""

    kind: Kind
    key: str
    change: FieldChange
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.kind} {self.key} was last changed in Slack; {self.change}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What `apply` will do, and what it will leave alone."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def plan(
    session: Session,
    declaration: Declaration,
    *,
    take_file: bool = False,
    prune: bool = False,
    sources: Descriptors | None = None,
) -> Plan:
    """Compare a file with what is stored; writes nothing. DeclarationError where the file does not fit it.

    `take_file`: the file wins where Slack changed something. `prune`: what the file's lists leave out is removed.
    `sources` know how the ids of accounts are spelt.
    """
    stored = known.load(session)
    for entry in declaration.entries:
        if entry.kind is Kind.ACCOUNT:
            stored.spell(entry, sources or Descriptors())
    planner = _Planner(session, declaration, stored, take_file=take_file)
    removals = list(planner.removals()) if prune else []
    for change in removals:
        planner.forget(change)
    removals += planner.edited_subscriptions()
    order = list(Kind)
    for entry in sorted(declaration.entries, key=lambda e: order.index(e.kind)):
        planner.add(entry, prune=prune)
    if planner.desk.faults:
        raise DeclarationError(planner.desk.faults)
    return Plan((*removals, *planner.changes), tuple(planner.conflicts))


class _Planner:
    def __init__(self, session: Session, declaration: Declaration, stored: Known, *, take_file: bool) -> None:
        self.session, self.declaration, self.known, self.take_file = session, declaration, stored, take_file
        self.desk = Desk(declaration.file)
        self.changes: list[Change] = []
        self.conflicts: list[Conflict] = []
        self.waiting = set[tuple[Any, ...]]()  # subscriptions that would repeat what one changed in Slack says

    def add(self, entry: Entry, *, prune: bool) -> None:
        current = self.known.get(entry.kind, *entry.identity)
        before = len(self.desk.faults)
        check(self.desk, self.known, entry, current)
        if len(self.desk.faults) > before or entry.identity in self.waiting:
            return
        named = {name: it.value for name, it in entry.fields.items()}
        present = known.fields_of(entry.kind, current) if current else {}
        gone = frozenset(self._gone(entry, present)) if prune else frozenset[str]()
        wanted = known.fields_of(entry.kind, known.build(entry, current, named, gone))
        kept = self._kept_from_slack(entry, present, wanted, gone) if current else set()
        accepted = {name: value for name, value in named.items() if name not in kept}
        target = known.build(entry, current, accepted, gone - kept)
        self.known.things[entry.kind][entry.identity] = target
        self._compare(entry, current, present, target)

    def _gone(self, entry: Entry, present: dict[str, Any]) -> Iterator[str]:
        for field in present:
            if field.partition(".")[0] in entry.lists and field not in entry.fields:
                yield field

    def _kept_from_slack(
        self, entry: Entry, present: dict[str, Any], wanted: dict[str, Any], gone: frozenset[str]
    ) -> set[str]:
        if self.take_file:
            return set()
        origins = changes.origins(self.session, entry.kind, entry.key)
        kept = set[str]()
        for field in sorted({*entry.fields, *gone}):
            if wanted.get(field) != present.get(field) and origins.get(field) is Via.SLACK:
                line = entry.fields[field].line if field in entry.fields else entry.line
                change = FieldChange(field, present.get(field), wanted.get(field))
                self.conflicts.append(Conflict(entry.kind, entry.key, change, self.desk.file, line))
                kept.add(field)
        return kept

    def _compare(self, entry: Entry, current: Any, present: dict[str, Any], target: Any) -> None:
        after = known.fields_of(entry.kind, target)
        differing = sorted(name for name in {*present, *after} if present.get(name) != after.get(name))
        if current and not differing:
            return
        fields = tuple(FieldChange(name, present.get(name), after.get(name)) for name in differing)
        self.changes.append(Change(Verb.CHANGE if current else Verb.CREATE, entry.kind, entry.key, fields, target))

    def forget(self, change: Change) -> None:
        things = self.known.things[change.kind]
        self.known.things[change.kind] = {i: thing for i, thing in things.items() if thing is not change.target}

    def removals(self) -> Iterator[Change]:
        """What the lists that the file spells out leave out, the dependent first, and what goes with it."""
        named = {(entry.kind, entry.identity) for entry in self.declaration.entries}
        planned = set[Thing]()
        for kind in reversed(Kind):
            for identity, thing in self.known.things[kind].items():
                if (kind, identity) in named or _list_of(kind, thing) not in self.declaration.lists:
                    continue
                whole = [*self.known.below(kind, thing), (kind, identity)]
                if not self._would_undo(whole):
                    yield from (self._removal(one) for one in whole if one not in planned and one not in named)
                    planned.update(whole)

    def edited_subscriptions(self) -> Iterator[Change]:
        """Subscriptions whose campaigns the file has changed: left as they were they would be sent beside the new."""
        named = {entry.identity for entry in self.declaration.entries if entry.kind is Kind.SUBSCRIPTION}
        for new in sorted(named - self.known.things[Kind.SUBSCRIPTION].keys()):
            for old in sorted(self.known.things[Kind.SUBSCRIPTION].keys() - named):
                if old[:2] != new[:2] or not _overlap(old[2], new[2]):
                    continue
                if self._would_undo([(Kind.SUBSCRIPTION, old)]):
                    self.waiting.add(new)
                    continue
                change = self._removal((Kind.SUBSCRIPTION, old))
                self.forget(change)
                yield change

    def _removal(self, thing: Thing) -> Change:
        kind, identity = thing
        target = self.known.things[kind][identity]
        return Change(Verb.REMOVE, kind, known.key_of(kind, target), (), target)

    def _would_undo(self, whole: list[Thing]) -> bool:
        """Whether something of it was made or changed in Slack: then all of it stays, and each such thing is told."""
        keys = [(kind, known.key_of(kind, self.known.things[kind][identity])) for kind, identity in whole]
        touched = [] if self.take_file else [one for one in keys if self._touched_in_slack(*one)]
        for kind, key in dict.fromkeys([*touched, keys[-1]]) if touched else ():
            conflict = Conflict(kind, key, FieldChange(WHOLE, key, None), self.desk.file, 1)
            if conflict not in self.conflicts:
                self.conflicts.append(conflict)
        return bool(touched)

    def _touched_in_slack(self, kind: Kind, key: str) -> bool:
        return Via.SLACK in changes.origins(self.session, kind, key).values()


def _overlap(one: str, other: str) -> bool:
    """Whether two scopes of subscriptions share a campaign; an empty one means all."""
    return not one or not other or not set(one.split(",")).isdisjoint(other.split(","))


def _list_of(kind: Kind, thing: Any) -> str:
    """The list of the file where the thing would stand; an account that an import made stands in none."""
    match kind:
        case Kind.CHANNEL:
            return f"{thing.client_key}.channels"
        case Kind.ACCOUNT:
            return "" if thing.account_id.startswith(IMPORT_PREFIX) else f"{thing.client_key}.accounts"
        case _:
            return f"{kind}s"
