"""`timeline`: what happened to a campaign: its alerts' steps, what people did, goals and windows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from commands.campaigns import Chosen, choose
from commands.context import Args, Context, Reply
from commands.incidents import may, subject
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.goals import parse
from domain.incidents.conditions import Condition
from domain.incidents.handling import Handled
from domain.window import Window, parse_period
from domain.words import Audience
from storage.alerts import actions, alerts, windows
from storage.db import audit
from storage.db.audit import Entry
from templates.cards.denied import internal_only
from templates.cards.timeline import Aimed, Did, Event, Handed, Stepped, timeline_card

USUAL = timedelta(days=30)
_GOALS = "goals."
_HANDED = {f"alert.{how}": how.value for how in Handled} | {"alert.not_useful": "not_useful"}


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for, and the instant at which they begin."""

    window: Window
    begins: datetime

    def has(self, at: datetime) -> bool:
        """Whether the instant lies on one of the days."""
        return self.begins <= at < self.begins + timedelta(days=self.window.days + 1)


def run(ctx: Context, args: Args) -> Reply:
    """The events of the last 30 days, or of the period typed."""
    words, typed = _split(ctx, args)
    chosen = choose(ctx, words, "timeline", f"period:{typed}" if typed else "")
    if isinstance(chosen, Reply):
        return chosen
    if chosen.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    refused = may(ctx, chosen.client, chosen.campaign)
    if refused:
        return refused
    span = _span(ctx, chosen, typed)
    events = [*_steps(ctx, chosen, span), *_done(ctx, chosen, span), *_goals(ctx, chosen, span)]
    events += [
        one
        for one in windows.planned(ctx.session, chosen.client.key, span.window.start)
        if one.first <= span.window.end and one.campaign in {"", chosen.campaign.key}
    ]
    return Reply(timeline_card(ctx.speech, chosen.client, chosen.campaign, events, span.window, ctx.now))


def _split(ctx: Context, args: Args) -> tuple[str, str]:
    """The campaign, and the period, which may stand at the end as a word of its own."""
    typed = args.options.get("period", "")
    rest, _, last = args.words.rpartition(" ")
    if typed or not last or not ctx.clients:
        return args.words, typed
    try:
        parse_period(last, ctx.today(ctx.clients[0]))
    except InvalidInput:
        return args.words, ""
    return rest, last


def _span(ctx: Context, chosen: Chosen, typed: str) -> Span:
    """The days, with today where the period reaches up to yesterday: what happened is no number that is incomplete."""
    today = ctx.today(chosen.client)
    found = parse_period(typed, today, chosen.campaign.start) if typed else Window(today - USUAL, today)
    end = today if found.end == today - timedelta(days=1) and ".." not in typed else found.end
    window = Window(found.start, end)
    return Span(window, datetime.combine(window.start, time(), ZoneInfo(chosen.client.timezone)))


def _steps(ctx: Context, chosen: Chosen, span: Span) -> Iterator[Event]:
    """The steps of its incidents, and who took them in hand."""
    rows = alerts.of_campaign(ctx.session, chosen.campaign.key)
    for row in rows:
        taken = alerts.history(ctx.session, row.id)
        for step, then in zip_longest(taken, taken[1:]):
            # What was suspected and confirmed by one look was one event.
            passing = then and step.transition.new is Condition.PENDING and then.transition.at == step.transition.at
            if span.has(step.transition.at) and not passing:
                yield Stepped(step.transition, step.finding)
    by_subject = {subject(row.id): row for row in rows}
    for entry in audit.about(ctx.session, by_subject.keys(), span.begins):
        if entry.what in _HANDED and span.has(entry.at):
            found = by_subject[entry.subject].finding
            yield Handed(entry.at, _HANDED[entry.what], found, entry.actor, str(entry.detail.get("assignee") or ""))


def _done(ctx: Context, chosen: Chosen, span: Span) -> Iterator[Event]:
    for one in actions.of_campaign(ctx.session, chosen.campaign.key, span.window.start):
        if one.day in span.window:
            yield Did(one.day, one.at, one.kind.value, one.text, one.actor, one.worked.value if one.worked else "")


def _goals(ctx: Context, chosen: Chosen, span: Span) -> Iterator[Event]:
    """Goals that were set anew or removed."""
    for entry in audit.about(ctx.session, (chosen.campaign.key,), span.begins):
        if entry.what.startswith("campaign.") and span.has(entry.at):
            yield from _aimed(entry, chosen.client.currency)


def _aimed(entry: Entry, currency: str) -> Iterator[Event]:
    for field, change in entry.detail.get("fields", {}).items():
        if field.startswith(_GOALS):
            old, new = (_goal(change.get(side), currency) for side in ("old", "new"))
            yield Aimed(entry.at, field.removeprefix(_GOALS), new, old, entry.actor)


def _goal(spelt: str | None, currency: str) -> Goal | None:
    """As the audit log spells it: `cpl < 25 EUR (industry)`."""
    return parse(spelt.partition(" (")[0], currency) if spelt else None
