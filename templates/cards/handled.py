"""Answers to the buttons of an incident."""

from datetime import datetime

from markupsafe import Markup

from domain.incident import Incident
from templates import mrkdwn
from templates.cards.headline import said_of
from templates.cards.members import whose
from templates.cards.say import say
from templates.cards.standing import condition, handled
from templates.message import Message
from templates.words import words


def handled_card(locale: str, incident: Incident, now: datetime) -> Message:
    """What `incident.handling` says now, to the person who pressed."""
    w = words(locale)
    said = handled(w, incident.handling, incident.client.timezone) or [w.t("Nobody has it now.")]
    until = incident.handling.until
    past = [w.t("That time is over already.")] if until is not None and until <= now else []
    return say(mrkdwn.join("\n", [whose(incident), *said, *past]))


def done(locale: str, incident: Incident) -> Markup:
    """What `incident.handling` says now, in one line."""
    w = words(locale)
    said = handled(w, incident.handling, incident.client.timezone)
    return said[0] if said else w.t("Nobody has it now.")


def over_card(locale: str, incident: Incident | None) -> Message:
    """The incident is over, or (None) gone."""
    w = words(locale)
    if incident is None:
        return say(w.t("That alert no longer exists; there is nothing left to do."))
    lead = w.t("That alert is over; there is nothing left to do.")
    return say(mrkdwn.join("\n", [lead, whose(incident), said_of(incident, locale), *condition(w, incident)]))


def outsider_card(locale: str, person: str) -> Message:
    """It cannot be assigned to anybody but a member of the agency's team: not to outsiders, guests or apps."""
    said = words(locale).t(
        "{person} is no member of the agency's team, so the alert cannot be assigned there.",
        person=mrkdwn.mention(person),
    )
    return say(said)
