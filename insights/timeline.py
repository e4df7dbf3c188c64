"""What happened to a campaign: its alerts' steps, what people did, goals and windows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.editing import Field
from domain.entities import Campaign, Client, Goal
from domain.goals import parse
from domain.incidents.conditions import WORTH_A_LINE, Change, Condition
from domain.incidents.handling import Handled
from domain.money import Money
from domain.results import Counts, ResultKind
from domain.rules.inhibition import Sources
from domain.timeline import Aimed, Defined, Did, Edited, Event, Handed, Stepped
from domain.window import Window
from storage import Session
from storage.alerts import actions, alerts, windows
from storage.alerts.alerts import Step
from storage.db import audit
from storage.db.audit import Entry
from storage.facts import health

_GOALS, _CAMPAIGN, _CLIENT = "goals.", "campaign.", "client."
_CHANGED, _HIDDEN = "campaign.changed", "hidden"
WITH_IT = timedelta(days=1)
"""How long after an account's trouble what only seemed so for it is over too: a morning's look and the next."""
_HANDED = {f"alert.{how}": how.value for how in Handled} | {"alert.not_useful": "not_useful"}


@dataclass(frozen=True, slots=True)
class _Span:
    """The days asked for, and the instant at which they begin."""

    window: Window
    begins: datetime

    def has(self, at: datetime) -> bool:
        """Whether the instant lies on one of the days."""
        return self.begins <= at < self.begins + timedelta(days=self.window.days + 1)


@dataclass(frozen=True, slots=True)
class _Lasted:
    """An episode of an incident, from the step at which it fired to that at which it was over, if it is."""

    first: Step
    ended: datetime | None

    def seemed(self, cause: "_Lasted", sources: Sources) -> bool:
        """Whether it seemed so for that alone: it fired while that lasted, and went with it."""
        fired, began = self.first.transition.at, cause.first.transition.at
        if not sources.follows(self.first.finding, cause.first.finding, cause.first.transition.tier):
            return False
        if cause.ended is None:
            return began <= fired
        return began <= fired < cause.ended and self.ended is not None and self.ended < cause.ended + WITH_IT


def _lasted(taken: Sequence[Step]) -> dict[int, _Lasted]:
    """By its number each episode that fired."""
    ends = {step.episode: step.transition.at for step in taken if step.transition.new is Condition.OK}
    first = (step for step in taken if step.transition.change is Change.CONFIRMED)
    return {step.episode: _Lasted(step, ends.get(step.episode)) for step in first}


def timeline(session: Session, campaign: Campaign, client: Client, window: Window) -> list[Event]:
    """The events of these days of the client's calendar, in no order of time."""
    span = _Span(window, datetime.combine(window.start, time(), ZoneInfo(client.timezone)))
    planned = [
        one
        for one in windows.planned(session, client.key, window.start)
        if one.first <= window.end and one.campaign in {"", campaign.key}
    ]
    declared = _declared(session, campaign, client, span)
    return [*_steps(session, campaign, client, span), *_done(session, campaign, span), *declared, *planned]


def _steps(session: Session, campaign: Campaign, client: Client, span: _Span) -> Iterator[Event]:
    """What became of its incidents and of those of the accounts that it draws on, and who took them in hand. What was
    suspected and never confirmed did not happen, nor what seemed so for an account's trouble alone; and that an
    incident eases, or is out of sight, is no event."""
    sources = health.sources(session, {client.key})
    drawn = sources.drawn.get(campaign.key, frozenset())
    rows = [row for row in alerts.of_campaign(session, campaign, drawn) if not row.subject.entity]
    known = alerts.histories(session, [row.id for row in rows])
    lasted = {row.id: _lasted(known[row.id]) for row in rows}
    causes = [one for row in rows if not row.subject.campaign for one in lasted[row.id].values()]
    for row in rows:
        fired = {n for n, one in lasted[row.id].items() if not any(one.seemed(cause, sources) for cause in causes)}
        for step in known[row.id]:
            happened = step.episode in fired and step.transition.change in WORTH_A_LINE
            if happened and span.has(step.transition.at):
                yield Stepped(step.transition, step.finding)
    by_subject = {f"alert:{row.id}": row for row in rows}
    for entry in audit.about(session, by_subject.keys(), span.begins):
        if entry.what in _HANDED and span.has(entry.at):
            found = by_subject[entry.subject].finding
            yield Handed(entry.at, _HANDED[entry.what], found, entry.actor, str(entry.detail.get("assignee") or ""))


def _done(session: Session, campaign: Campaign, span: _Span) -> Iterator[Event]:
    for one in actions.of_campaign(session, campaign.key, span.window.start):
        if one.day in span.window:
            yield Did(one.day, one.at, one.kind.value, one.text, one.actor, one.worked.value if one.worked else "")


def _declared(session: Session, campaign: Campaign, client: Client, span: _Span) -> Iterator[Event]:
    """What was edited, goals that were set anew or removed, and what counts as a result where that is another since."""
    entries = audit.about(session, (campaign.key, client.key), span.begins)
    for entry in (one for one in entries if one.what.startswith(_CAMPAIGN) and span.has(one.at)):
        yield from _aimed(entry, client.currency)
        yield from _edited(entry)
    yield from (one for one in _defined(entries, campaign, client) if span.has(one.at))


def _defined(entries: Sequence[Entry], campaign: Campaign, client: Client) -> Iterator[Defined]:
    """What counted for the campaign before and after each change, newest first: its own word of that day over its
    client's of that day. What changed nothing for it did not happen to it."""
    own, shared = dict(campaign.results.counts), dict(client.results.counts)
    for entry in (one for one in reversed(entries) if one.what.startswith((_CAMPAIGN, _CLIENT))):
        said = own if entry.what.startswith(_CAMPAIGN) else shared
        for kind in ResultKind:
            change = entry.detail.get("fields", {}).get(f"results.{kind}")
            if change is None:
                continue
            held = []
            for side in ("new", "old"):
                said.pop(kind, None)
                said |= {kind: Counts.of_plain(told)} if (told := change.get(side)) else {}
                held.append(own.get(kind) or shared.get(kind))
            if held[0] != held[1]:
                yield Defined(entry.at, kind, held[0], held[1], entry.actor)


def _aimed(entry: Entry, currency: str) -> Iterator[Event]:
    for field, change in entry.detail.get("fields", {}).items():
        if field.startswith(_GOALS):
            old, new = (_goal(change.get(side), currency) for side in ("old", "new"))
            yield Aimed(entry.at, field.removeprefix(_GOALS), new, old, entry.actor)


_READ: dict[Field, Callable[[Any], Any]] = {
    Field.NAME: lambda _: None,
    Field.START: date.fromisoformat,
    Field.END: date.fromisoformat,
    Field.BUDGET: Money.parse,
    Field.OWNER: str,
    Field.PERSONA: lambda _: None,
    Field.HYPOTHESIS: lambda _: None,
    Field.CLIENT_KPIS: tuple,
    Field.PAUSED_UNTIL: date.fromisoformat,
}
"""By field, what the audit log's word for it means; of texts it knows only that they changed."""


def _edited(entry: Entry) -> Iterator[Event]:
    if entry.what != _CHANGED:
        return
    changed = entry.detail.get("fields", {})
    found: list[tuple[Field, Any, Any]] = []
    for field, read in _READ.items():
        if field.value in changed:
            old, new = (changed[field].get(side) for side in ("old", "new"))
            found.append((field, read(old) if old else None, read(new) if new else None))
    if _HIDDEN in changed:
        found.append((Field.VISIBLE, not changed[_HIDDEN].get("old"), not changed[_HIDDEN].get("new")))
    if found:
        yield Edited(entry.at, tuple(found), entry.actor)


def _goal(spelt: str | None, currency: str) -> Goal | None:
    """As the audit log spells it: `cpl < 25 EUR (industry)`."""
    return parse(spelt.partition(" (")[0], currency) if spelt else None
