"""`Why?` of what no chain of numbers explains: which days, which edits, what was switched, on which devices."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from markupsafe import Markup

from domain.incident import Incident
from domain.incidents.finding import Reason
from domain.note import Note
from domain.reasons import ReasonDay, Reasons, Switched
from domain.rules.registry import of_kind
from domain.rules.rule import Nature
from domain.words import Source
from templates import blocks, limits, mrkdwn, phrases
from templates.cards.headline import said_of
from templates.cards.members import bullet
from templates.cards.notes import note_line
from templates.cards.step import next_step
from templates.catalogue import N_
from templates.message import Message
from templates.words import DASH, Words, words

MOST_DAYS = 8
"""Days that are shown: the week before a trouble began, and its first."""
MOST_NOTES = 5
_TOO_LITTLE = frozenset({Reason.BEHIND_PLAN, Reason.NO_SPEND, Reason.PAUSED, Reason.SUSPENDED})
_STATES = {"enabled": N_("switched on"), "paused": N_("set to paused"), "removed": N_("removed")}


def reasons_card(incident: Incident, reasons: Reasons, notes: Sequence[Note], locale: str, now: datetime) -> Message:
    """What the alert says, and what lies behind it."""
    w = words(locale)
    said, counts = said_of(incident, locale), _is_counted(incident)
    name = incident.place_name
    title, days = _counted(w, reasons) if counts else _spent(w, incident, reasons.days)
    changed = list(_changes(w, incident, reasons))
    if not changed:
        changed = [w.t("No edit of the budget, and no campaign that was switched on, paused or new.")]
    parts = [
        mrkdwn.bold(said),
        _list(title, days),
        _list(w.t("Device by device"), list(_devices(w, reasons)) if counts else []),
        _list(w.t("What changed"), changed),
        _list(w.t("What was done in these days"), [note_line(w, note) for note in notes[:MOST_NOTES]]),
    ]
    step = next_step(incident, locale)
    if step:
        parts.append(mrkdwn.join("\n", [mrkdwn.bold(w.t("Next step")), step]))
    zone = incident.client.timezone
    small = [w.t("As of {clock} ({timezone})", clock=w.clock(now, zone), timezone=zone)]
    if counts and reasons.heard:
        small.append(w.t("The CRM answered last on {clock}", clock=w.clock(reasons.heard, zone)))
    text = mrkdwn.join(" ", [mrkdwn.escape(f"{name}:"), said])
    head = blocks.header(w.plain("Why? {name}", name=name))
    told = [blocks.section(part) for part in parts if part]
    return Message(text, [head, *told, blocks.context(mrkdwn.join(" · ", small))])


def _is_counted(incident: Incident) -> bool:
    """Whether it is about results, and not about money; an account that does not answer is seen by what it cost."""
    finding = incident.finding
    return (
        bool(finding.subject.campaign) and not of_kind(finding.trouble).chart.is_of_money and finding.result != "spend"
    )


def _list(title: Markup, lines: Sequence[Markup]) -> Markup:
    if not lines:
        return Markup()
    dotted = [line if line.startswith("•") else bullet(line) for line in lines]
    return mrkdwn.join("\n", [mrkdwn.bold(title), *dotted])


def _spent(w: Words, incident: Incident, days: Sequence[ReasonDay]) -> tuple[Markup, list[Markup]]:
    """All days of the flight; of more than can be shown those that lie furthest from their plan on the side of the
    trouble, or the newest where there is no plan. The title says which."""
    run = incident.campaign
    days = [one for one in days if run and run.start <= one.day <= run.end] or days
    if all(one.spend is None for one in days):
        return Markup(), []
    title, shown = w.t("Day by day"), list(days)
    if len(days) > MOST_DAYS and any(one.planned is not None for one in days):
        under = _is_below(incident, days)
        far = sorted(days, key=lambda one: one.beyond, reverse=not under)[:MOST_DAYS]
        shown = sorted(far, key=lambda one: one.day)
        title = (
            w.t("The {n} days furthest below their plan, of {all}", n=len(shown), all=len(days))
            if under
            else w.t("The {n} days furthest above their plan, of {all}", n=len(shown), all=len(days))
        )
    elif len(days) > MOST_DAYS:
        title, shown = w.t("The last {n} days", n=MOST_DAYS), shown[-MOST_DAYS:]
    return title, [_cost(w, incident, one) for one in shown]


def _is_below(incident: Incident, days: Sequence[ReasonDay]) -> bool:
    """Whether it is about too little that is spent; of what is over, which says no more, what its days come to."""
    because = incident.finding.because
    if of_kind(incident.finding.trouble).nature is Nature.SPEND or because is Reason.AHEAD_OF_PLAN:
        return False
    return because in _TOO_LITTLE or sum(one.beyond for one in days) < 0


def _cost(w: Words, incident: Incident, one: ReasonDay) -> Markup:
    currency = incident.client.currency
    spend = DASH if one.spend is None else w.currency(one.spend, currency, cents=False)
    if one.planned is None:
        return w.t("{day}: {spend}", day=_day(w, one), spend=spend)
    plan = w.currency(one.planned, currency, cents=False)
    return w.t("{day}: {spend}, planned {plan}", day=_day(w, one), spend=spend, plan=plan)


def _day(w: Words, one: ReasonDay) -> str:
    """Its name; of one that is not over, that this is so far."""
    day = w.day(one.day)
    return w.plain("{day} so far", day=day) if one.so_far else day


def _counted(w: Words, reasons: Reasons) -> tuple[Markup, list[Markup]]:
    """What the platforms counted on each of the last days, beside what the CRM received; and a title for it."""
    found = []
    few = len(reasons.days) <= MOST_DAYS
    for one in reasons.days[-MOST_DAYS:]:
        counted, received = (DASH if number is None else w.count(number) for number in (one.counted, one.received))
        if one.received is None:
            found.append(w.t("{day}: {counted} counted by the platforms", day=_day(w, one), counted=counted))
        else:
            found.append(
                w.t(
                    "{day}: {counted} counted by the platforms, {received} in the CRM",
                    day=_day(w, one),
                    counted=counted,
                    received=received,
                )
            )
    return w.t("Day by day") if few else w.t("The last {n} days", n=MOST_DAYS), found


def _devices(w: Words, reasons: Reasons) -> Iterator[Markup]:
    for one in reasons.parts:
        device = phrases.segment(w, f"device={one.element}").partition(": ")[2] or one.element
        before, since = w.count(one.before), w.count(one.since)
        yield w.t("{device}: {before} a day before, {since} a day since", device=device, before=before, since=since)


def _changes(w: Words, incident: Incident, reasons: Reasons) -> Iterator[Markup]:
    zone = incident.client.timezone
    for edit in reasons.edits:
        before, after = (w.money(amount, cents=False) for amount in (edit.before, edit.after))
        yield w.t("{clock}: budget {before} → {after}", clock=w.clock(edit.at, zone), before=before, after=after)
    yield from (_switch(w, one) for one in reasons.switched)


def _switch(w: Words, one: Switched) -> Markup:
    name = limits.cut(one.name, phrases.MOST_NAME)
    platform = w.source(Source(one.source)) if one.source in set(Source) else one.source
    if one.began:
        return w.t("{day}: “{name}” on {platform} began to spend", day=one.day, name=name, platform=platform)
    marked = _STATES.get(one.status)
    state = w.plain(marked) if marked else one.status
    return w.t("{day}: “{name}” on {platform}: {state}", day=one.day, name=name, platform=platform, state=state)
