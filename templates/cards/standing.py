"""Where an incident stands and who has it, in sentences."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from domain.incident import Incident
from domain.incidents.finding import Finding, Verdict
from domain.incidents.handling import Handled, Handling, Shown
from templates import mrkdwn
from templates.catalogue import N_
from templates.words import Words

STATUS: Mapping[Shown, str] = {
    Shown.WATCHED: N_("Being watched"),
    Shown.FIRING: N_("Alert"),
    Shown.ACKNOWLEDGED: N_("Acknowledged"),
    Shown.SNOOZED: N_("Snoozed"),
    Shown.ASSIGNED: N_("Assigned"),
    Shown.RECOVERING: N_("Recovering"),
    Shown.RESOLVED: N_("Resolved"),
    Shown.NO_DATA: N_("Alert without data"),
    Shown.STALE: N_("Alert with old data"),
    Shown.ERROR: N_("Alert without a reading"),
}
_FOUND: Mapping[Verdict, Shown] = {
    Verdict.FINE: Shown.RECOVERING,
    Verdict.NO_DATA: Shown.NO_DATA,
    Verdict.STALE: Shown.STALE,
    Verdict.ERROR: Shown.ERROR,
}
_BLIND = frozenset({Shown.NO_DATA, Shown.STALE, Shown.ERROR})
_MOST_NOTE = 500


def status(w: Words, incident: Incident) -> str:
    """One word for a title: what ended without having been put right is closed, not resolved."""
    if incident.shown is Shown.RESOLVED and incident.finding.signal is Verdict.OVER:
        return w.plain("Closed")
    marked = STATUS[incident.shown]
    return w.plain(marked)


def found(w: Words, finding: Finding) -> str:
    """The same of what is open, by what was found of it last."""
    marked = STATUS[_FOUND.get(finding.signal, Shown.FIRING)]
    return w.plain(marked)


def standing(w: Words, incident: Incident) -> list[Markup]:
    """Up to two lines: the condition, and the handling; whoever is called by name is called while nobody has it."""
    return [*condition(w, incident), *_handling(w, incident)]


def condition(w: Words, incident: Incident) -> list[Markup]:
    """Where it stands, where the title does not say enough; names nobody."""
    when = _clock(w, incident, incident.state.since)
    match incident.shown:
        case Shown.WATCHED:
            return [w.t("Not sure enough yet to call it an alert; it is being watched.")]
        case Shown.RECOVERING:
            return [w.t("If that lasts, the alert closes by itself.")]
        case Shown.RESOLVED:
            return [w.t("Closed on {clock}.", clock=when)] if when else []
        case shown if shown in _BLIND:
            line = w.t("Not judged since {clock}: the alert stays open until there is data again.", clock=when)
            return [line if when else w.t("Not judged meanwhile: the alert stays open until there is data again.")]
        case _:
            return []


def _handling(w: Words, incident: Incident) -> list[Markup]:
    if incident.shown is Shown.FIRING and incident.owners:
        called, n = called_of(incident), len(incident.owners)
        return [w.tn("{owner}, this one is yours.", "{owner}, this one is yours.", n, owner=called)]
    if incident.shown in {Shown.FIRING, Shown.WATCHED, Shown.RESOLVED}:
        return []
    return handled(w, incident.handling, incident.client.timezone)


def called_of(incident: Incident) -> Markup:
    """Those who are called by name."""
    return mrkdwn.join(", ", [mrkdwn.mention(user) for user in incident.owners])


def handled(w: Words, handling: Handling, timezone: str) -> list[Markup]:
    """Who has it, or until when it is put aside, with the note that was left; nothing while nobody reacted."""
    said = _who(w, handling, timezone)
    note = [mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(handling.note, _MOST_NOTE)))] if handling.note.strip() else []
    return [said, *note] if said else []


def _who(w: Words, handling: Handling, timezone: str) -> Markup | None:
    person = mrkdwn.mention(handling.by) if handling.by else w.t("somebody")
    when = w.clock(handling.at, timezone) if handling.at else ""
    match handling.how:
        case Handled.ACKNOWLEDGED:
            return w.t("{person} is on it ({clock}).", person=person, clock=when)
        case Handled.ASSIGNED if handling.assignee in {"", handling.by}:
            return w.t("{person} is on it ({clock}).", person=person, clock=when)
        case Handled.ASSIGNED:
            given = mrkdwn.mention(handling.assignee)
            return w.t("Assigned to {assignee} by {person} ({clock}).", assignee=given, person=person, clock=when)
        case Handled.SNOOZED if handling.until is not None:
            end = w.clock(handling.until, timezone)
            return w.t("Snoozed until {until} by {person}.", until=end, person=person)
        case Handled.SNOOZED:
            return w.t("Snoozed by {person} until it is 20% worse.", person=person)
        case _:
            return None


def _clock(w: Words, incident: Incident, instant: datetime | None) -> str:
    return w.clock(instant, incident.client.timezone) if instant else ""
