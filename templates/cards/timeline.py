"""What happened to a campaign: its alerts' steps, what people did, goals and windows; the newest first."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from markupsafe import Markup

from domain.entities import Campaign, Client
from domain.incidents.quiet import Planned
from domain.timeline import Aimed, Defined, Did, Edited, Event, Handed, Stepped
from domain.window import Window, local_day
from templates import blocks, mrkdwn, phrases, results
from templates.cards.edit import held_text, label
from templates.cards.headline import headline
from templates.cards.members import bullet, paragraphs
from templates.cards.parts import joined
from templates.cards.thread import step
from templates.catalogue import N_
from templates.message import Message
from templates.words import Words, words

MOST = 30
_MOST_TEXT = 200
_NOON = time(12)


_HANDED: Mapping[str, str] = {
    "acknowledged": N_("{rule}: {person} took it on."),
    "snoozed": N_("{rule}: snoozed by {person}."),
    "not_useful": N_("{rule}: not useful, says {person}."),
    "new": N_("{rule}: given back by {person}."),
}
_KINDS: Mapping[str, str] = {
    "change": N_("Changed: {text}"),
    "no_change": N_("Nothing changed on purpose: {text}"),
    "launch": N_("Launch: {text}"),
}
_WORKED: Mapping[str, str] = {"worked": N_("it worked"), "not": N_("it did not work")}


def timeline_card(
    locale: str, client: Client, campaign: Campaign, events: Sequence[Event], window: Window, now: datetime
) -> Message:
    """The events of the window, in any order given; a planned window stands on its first day."""
    w = words(locale)
    title = f"{client.name} · {campaign.name} · {w.window(window)}"
    ranked = sorted(events, key=lambda event: _instant(event, client), reverse=True)
    lines = [bullet(_line(w, client, event, locale)) for event in ranked[:MOST]]
    if not lines:
        lines = [w.t("Nothing happened in these days that I know of.")]
    more = len(ranked) - MOST
    rest = [w.tn("and {n} more", "and {n} more", more)] if more > 0 else []
    zone = client.timezone
    small = w.t("As of {clock} ({timezone})", clock=w.clock(now, zone), timezone=zone)
    return Message(
        joined([mrkdwn.escape(f"{title}:"), *lines, *rest, small]),
        [
            blocks.header(title),
            *(blocks.section(part) for part in paragraphs(lines)),
            *(blocks.context(part) for part in rest),
            blocks.context(small),
        ],
    )


def _instant(event: Event, client: Client) -> datetime:
    """Where it stands in the order; a day without a time at its noon."""
    match event:
        case Stepped():
            return event.transition.at
        case Did() if local_day(event.at, client.timezone) != event.day:
            return datetime.combine(event.day, _NOON, ZoneInfo(client.timezone))
        case Planned():
            return datetime.combine(event.first, _NOON, ZoneInfo(client.timezone))
        case _:
            return event.at


def _line(w: Words, client: Client, event: Event, locale: str) -> Markup:
    clock = w.clock(_instant(event, client), client.timezone)
    match event:
        case Stepped():
            said = step(w, event.transition.change, headline(event.finding, locale, client.currency))
            return w.t("{clock}: {headline}", clock=clock, headline=said)
        case Did():
            return w.t("{clock}: {headline}", clock=w.day(event.day), headline=_did(w, event))
        case Aimed():
            return w.t("{clock}: {headline}", clock=clock, headline=_aimed(w, event))
        case Handed():
            return w.t("{clock}: {headline}", clock=clock, headline=_handed(w, event))
        case Planned():
            return _planned(w, event)
        case Defined():
            return w.t("{clock}: {headline}", clock=clock, headline=_defined(w, event))
        case Edited():
            return w.t("{clock}: {headline}", clock=clock, headline=_edited(w, event))


def _edited(w: Words, event: Edited) -> Markup:
    said = []
    for field, old, new in event.fields:
        name = mrkdwn.escape(label(w, field))
        if old is None and new is None:
            said.append(w.t("{field} changed", field=name))
        else:
            values = mrkdwn.join(" → ", [held_text(w, field, old), held_text(w, field, new)])
            said.append(mrkdwn.join(": ", [name, values]))
    by = [mrkdwn.raw(f"({_who(event.actor)})")] if event.actor else []
    return mrkdwn.join(" ", [mrkdwn.join("; ", said), *by])


def _defined(w: Words, event: Defined) -> Markup:
    """What counts since, what counted before; numbers of days long past follow it."""
    said = w.t(
        "What counts as a result ({kind}): {tokens} (before: {before}). Past days are counted anew.",
        kind=results.kind(w, event.kind),
        tokens=results.counts(w, event.counts),
        before=results.counts(w, event.before),
    )
    return mrkdwn.join(" ", [said, mrkdwn.raw(f"({_who(event.actor)})")]) if event.actor else said


def _did(w: Words, event: Did) -> Markup:
    text = mrkdwn.fit(" ".join(event.text.split()), _MOST_TEXT)
    marked = _KINDS.get(event.kind, N_("Note: {text}"))
    said = [w.t(marked, text=text)]
    if event.actor:
        said.append(mrkdwn.raw(f"({_who(event.actor)})"))
    if event.worked in _WORKED:
        marked_answer = _WORKED[event.worked]
        said.append(mrkdwn.join(" ", [mrkdwn.raw("→"), w.t(marked_answer)]))
    return mrkdwn.join(" ", said)


def _who(actor: str) -> Markup:
    """A person by mention; the file, the command line or the bot itself by the name they act under."""
    return mrkdwn.mention(actor) if actor[:1] in {"U", "W"} and actor.isalnum() else mrkdwn.escape(actor)


def _aimed(w: Words, event: Aimed) -> Markup:
    if event.goal is None:
        said = w.t("Goal removed: {goal}.", goal=w.goal(event.before) if event.before else w.kpi(event.kpi))
    elif event.before is None:
        said = w.t("Goal set: {goal}.", goal=w.goal(event.goal))
    else:
        said = w.t("Goal changed: {goal} (before: {target}).", goal=w.goal(event.goal), target=w.target(event.before))
    return mrkdwn.join(" ", [said, mrkdwn.raw(f"({_who(event.actor)})")]) if event.actor else said


def _handed(w: Words, event: Handed) -> Markup:
    finding = event.finding
    rule = phrases.rule_name(w, finding.trouble, finding.detail, phrases.goal_of(finding))
    person = _who(event.by)
    if event.how == "assigned" and event.assignee:
        given = mrkdwn.mention(event.assignee)
        return w.t("{rule}: assigned to {assignee} by {person}.", rule=rule, assignee=given, person=person)
    marked = _HANDED.get(event.how, _HANDED["acknowledged"])
    return w.t(marked, rule=rule, person=person)


def _planned(w: Words, event: Planned) -> Markup:
    days, reason = w.window(Window(event.first, event.last)), " ".join(event.reason.split())
    if not reason:
        return w.t("{window}: planned window", window=days)
    return w.t("{window}: {reason} (planned)", window=days, reason=mrkdwn.fit(reason, _MOST_TEXT))
