"""What happened on the days of a chart, as small marks and in words: the agency's own, never a client's."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from domain.snapshot import Snapshot
from domain.words import Audience
from templates import phrases
from templates.charts.native import cut
from templates.charts.spec import Mark
from templates.words import Words

MOST = 4
"""How many of each are told in words; the picture shows them all."""
_LONGEST = 60
Dated = tuple[date, str]


def marks(snapshot: Snapshot, w: Words, view: Audience) -> tuple[Mark, ...]:
    """A mark for every day on which something was changed or an alert fired."""
    days = {day: place for place, day in enumerate(snapshot.window)}
    done, alerted = _found(snapshot, w, view)
    told = [("done", w.plain("change made"), done), ("alerted", w.plain("alert"), alerted)]
    return tuple(
        Mark(days[day], role, name)
        for role, name, events in told
        for day in dict.fromkeys(day for day, _ in events)
        if day in days
    )


def spoken(snapshot: Snapshot, w: Words, view: Audience) -> list[str]:
    """The same in words, with what it was."""
    done, alerted = _found(snapshot, w, view)
    found = [w.plain("Done: {events}.", events=_listed(w, done))] if done else []
    return [*found, *([w.plain("Alerts: {events}.", events=_listed(w, alerted))] if alerted else [])]


def _found(snapshot: Snapshot, w: Words, view: Audience) -> tuple[list[Dated], list[Dated]]:
    if view is not Audience.INTERNAL:
        return [], []
    zone = ZoneInfo(snapshot.client.timezone)
    done = [(one.day, cut(one.text, _LONGEST)) for one in snapshot.done]
    fired = [
        (one.transition.at.astimezone(zone).date(), phrases.trouble_name(w, one.finding.trouble))
        for one in snapshot.alerted
    ]
    return done, fired


def _listed(w: Words, events: Sequence[Dated]) -> str:
    said = [f"{text} ({w.day(day)})" if text else w.day(day) for day, text in events[-MOST:]]
    return "; ".join(said)
