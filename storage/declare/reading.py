"""Reading a file into a declaration. All faults are found in one go."""

from collections.abc import Iterable
from typing import Any

import yaml

from domain.sources import Descriptors
from storage.declare.document import Declaration, Entry, Kind
from storage.declare.faults import DeclarationError
from storage.declare.reading_campaigns import campaigns, subscriptions
from storage.declare.reading_clients import clients
from storage.declare.reading_rates import rates
from storage.declare.spots import Desk, Spot

_SECTIONS = {"rates": rates, "clients": clients, "campaigns": campaigns, "subscriptions": subscriptions}


def parse(text: str, file: str = "vigia.yaml", sources: Descriptors | None = None) -> Declaration:
    """The declaration that a YAML text makes; DeclarationError with every fault in it.

    `sources` say what may stand beside their accounts, and the one form in which their ids are kept.
    """
    desk = Desk(file, sources=sources if sources is not None else Descriptors())
    entries, lists = _document(desk, _compose(desk, text))
    if desk.faults:
        raise DeclarationError(desk.faults)
    return Declaration(file, tuple(entries), frozenset(lists))


def _compose(desk: Desk, text: str) -> yaml.Node | None:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as bad:
        mark = bad.problem_mark or bad.context_mark
        said = " ".join(str(part) for part in (bad.context, bad.problem) if part)
        desk.fault(mark.line + 1 if mark else 1, "", "yaml", said)
        return None
    except yaml.YAMLError as bad:
        desk.fault(1, "", "yaml", " ".join(str(bad).split()))
        return None
    if root is None:
        desk.fault(1, "", "empty_file", example="clients:")
    return root


def _document(desk: Desk, root: yaml.Node | None) -> tuple[list[Entry], set[str]]:
    if root is None:
        return [], set()
    found = Spot(desk, root, "").mapping(_SECTIONS, "clients:")
    entries: list[Entry] = []
    for section, read in _SECTIONS.items():
        if section in found:
            entries += read(found[section], entries)
    _refuse_twins(desk, entries)
    return entries, set(found) | {f"{e.key}.{name}" for e in entries if e.kind is Kind.CLIENT for name in e.lists}


def _refuse_twins(desk: Desk, entries: Iterable[Entry]) -> None:
    seen = set[tuple[Kind, tuple[Any, ...]]]()
    for entry in entries:
        if (entry.kind, entry.identity) in seen:
            desk.fault(entry.line, entry.path, f"{entry.kind}_twice", entry.key)
        seen.add((entry.kind, entry.identity))
