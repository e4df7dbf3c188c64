"""What is added to an incident's thread: one line for each step, and for each thing that somebody does."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from domain.incident import Incident
from domain.incidents.conditions import Change, Transition
from domain.incidents.finding import Reason
from domain.note import Note
from templates import mrkdwn, phrases
from templates.cards.headline import said_of
from templates.cards.members import whose
from templates.cards.parts import joined
from templates.cards.say import say
from templates.cards.standing import called_of, handled
from templates.catalogue import N_
from templates.message import Message
from templates.words import Words, words

_MOST = 1_500
_MOST_NAME = 80
_STEPS: Mapping[Change, str] = {
    Change.SUSPECTED: N_("Suspected: {headline}"),
    Change.CLEARED: N_("The suspicion is gone: {headline}"),
    Change.CONFIRMED: N_("Alert: {headline}"),
    Change.ESCALATED: N_("Now sure enough to interrupt: {headline}"),
    Change.EASED: N_("Recovering: {headline}"),
    Change.RELAPSED: N_("Off again: {headline}"),
    Change.RECOVERED: N_("Resolved: {headline}"),
    Change.LOST_DATA: N_("Lost from sight: {headline}"),
    Change.DATA_BACK: N_("The data is back: {headline}"),
    Change.ENDED: N_("Closed: {headline}"),
}
_ALSO_SURE = frozenset({Change.CONFIRMED, Change.ESCALATED, Change.RELAPSED})


def thread_entry(transition: Transition, incident: Incident, locale: str, now: datetime) -> Message:
    """One step, with what was found then in `incident.finding`; in a group (`members`) it says whose it is."""
    w = words(locale)
    at = min(transition.at, now)
    said = said_of(incident, locale)
    name = [mrkdwn.bold(mrkdwn.fit(incident.name, _MOST_NAME))] if incident.members else []
    return _entry(w, incident, at, [*name, step(w, transition.change, said), *_weight(w, transition, incident)])


def worse_entry(incident: Incident, locale: str, now: datetime) -> Message:
    """That it got worse: shown in the channel as well."""
    w = words(locale)
    where = whose(incident)
    said = w.t("Worse than when it was told. {headline}", headline=said_of(incident, locale))
    return _entry(w, incident, now, [where, said, *_money(w, incident)])


def behind_entry(incident: Incident, locale: str, now: datetime) -> Message:
    """That what was told follows from this, which need not be worse: shown in the channel as well."""
    w = words(locale)
    said = w.t("More is seen of it now than when it was told. {headline}", headline=said_of(incident, locale))
    return _entry(w, incident, now, [whose(incident), said, *_money(w, incident)])


def woken_entry(incident: Incident, locale: str, now: datetime) -> Message:
    """That a snooze is over and it still stands: shown in the channel as well."""
    w = words(locale)
    still = w.t("The snooze is over and it still stands.")
    owner = [called_of(incident)] if incident.owners else []
    return _entry(w, incident, now, [whose(incident), *owner, still, said_of(incident, locale), *_money(w, incident)])


def again_entry(incident: Incident, locale: str, now: datetime) -> Message:
    """That nobody has answered and it still stands: shown in the channel as well."""
    w = words(locale)
    owner = [called_of(incident)] if incident.owners else []
    still = w.t("Nobody has answered, and it still stands. {headline}", headline=said_of(incident, locale))
    return _entry(w, incident, now, [whose(incident), *owner, still, *_money(w, incident)])


def handled_entry(incident: Incident, locale: str) -> Message:
    """What `incident.handling` says: who has it, or until when it is put aside."""
    w = words(locale)
    lines = handled(w, incident.handling, incident.client.timezone)
    return say(mrkdwn.join("\n", lines or [w.t("Nobody has it now.")]))


def action_entry(action: Note, locale: str) -> Message:
    """What somebody did about it."""
    w = words(locale)
    return _done(w.t("{person} did something about it on {day}:", person=_person(w, action), day=action.day), action)


def no_change_entry(action: Note, locale: str) -> Message:
    """That somebody decided to change nothing, and why."""
    w = words(locale)
    return _done(w.t("{person} decided to change nothing:", person=_person(w, action)), action)


def _done(lead: Markup, action: Note) -> Message:
    return say(mrkdwn.join("\n", [lead, mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(action.text, _MOST)))]))


def _person(w: Words, action: Note) -> Markup:
    return mrkdwn.mention(action.actor) if action.actor else w.t("Somebody")


def step(w: Words, change: Change, said: Markup) -> Markup:
    """What a step means, around what was found."""
    marked = _STEPS[change]
    return w.t(marked, headline=said)


def _weight(w: Words, transition: Transition, incident: Incident) -> list[Markup]:
    """How sure and how much, where it is news."""
    if transition.change not in _ALSO_SURE:
        return []
    sure = incident.finding.probability
    told = [w.t("How sure: {sure}.", sure=phrases.sure(w, sure))] if sure is not None else []
    return [*told, *_money(w, incident)]


def _money(w: Words, incident: Incident) -> list[Markup]:
    money = incident.finding.numbers.at_risk
    if not money or money.micros <= 0 or incident.finding.because is Reason.LATE_RESULTS:
        return []
    return [w.t("Money at risk: {money}.", money=w.money(money, cents=False))]


def _entry(w: Words, incident: Incident, at: datetime, parts: list[Markup]) -> Message:
    """The parts on one line, after day and time by the client's clock."""
    clock = w.clock(at, incident.client.timezone)
    line = w.t("{clock}: {headline}", clock=clock, headline=joined(parts))
    return say(line)
