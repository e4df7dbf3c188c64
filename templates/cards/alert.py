"""The alert: one message per incident, edited in place. Internal only; it stands for weeks, so it carries no ages."""

from datetime import datetime

from markupsafe import Markup

from domain.incident import Incident, leading, places
from domain.incidents.finding import Verdict
from domain.incidents.handling import Shown
from templates import blocks, mrkdwn, phrases
from templates.cards import buttons
from templates.cards.ages import dated
from templates.cards.headline import said_of
from templates.cards.members import amounts, members
from templates.cards.notes import note_line
from templates.cards.parts import joined
from templates.cards.standing import condition, standing, status
from templates.cards.step import next_step
from templates.cards.why import WHOLE, cause_lines, compared
from templates.charts.alert import alert_chart
from templates.message import Block, Message
from templates.render import render
from templates.words import Words, words

MOST_NOTES = 3
_WRONG = frozenset({Verdict.BREACH, Verdict.DOUBT})


def alert_card(incident: Incident, locale: str, now: datetime) -> Message:
    """The incident as it stands; `incident.owners` are mentioned while it is firing and nobody has it."""
    w = words(locale)
    said = _together(w, incident) if places(incident) > 1 else said_of(incident, locale)
    title = _title(w, incident)
    also = members(w, incident, locale)
    facts, small = _facts(w, incident), _data(w, incident, now)
    chart = alert_chart(incident.track, incident.finding, locale, incident.name) if incident.track else None
    top = [
        blocks.header(title),
        blocks.section(mrkdwn.join("\n", [mrkdwn.bold(said), *standing(w, incident)])),
        *(blocks.section(part) for part in also),
        *_fields(locale, facts),
    ]
    told = [*_causes(w, incident, locale), *_notes(w, incident), *_step(w, incident, locale)]
    spoken = [mrkdwn.escape(f"{name}: {value}.") for name, value in facts]
    body = [blocks.section(part) for part in told]
    rows = buttons.rows(w, incident.alert_id, incident.finding, incident.state, taken=incident.handling.is_taken)
    return Message(
        text=joined([said, mrkdwn.escape(f"{title}."), *also, *condition(w, incident), *spoken, *told, small]),
        blocks=[*top, *body, blocks.context(small), *rows],
        chart=chart,
        chart_after=len(top) if chart else None,
    )


def _together(w: Words, incident: Incident) -> Markup:
    """What the incidents of a group have in common."""
    return w.t(
        "{trouble} on {n} campaigns at once: most probably for one reason.",
        trouble=phrases.trouble_name(w, incident.finding.trouble),
        n=places(incident),
    )


def _title(w: Words, incident: Incident) -> str:
    """Status, client, and campaign or account; of a group, how many campaigns."""
    name = incident.name
    if (n := places(incident)) > 1:
        name = w.plain_n("{n} campaign, one cause", "{n} campaigns, one cause", n)
    parts = [status(w, incident), incident.client.name, *([name] if name != incident.client.name else [])]
    return " · ".join(parts)


def _is_asking(incident: Incident) -> bool:
    """Whether the card still says what is wrong and what would be right."""
    return incident.shown is not Shown.RESOLVED and incident.finding.signal in _WRONG


def _facts(w: Words, incident: Incident) -> list[tuple[str, str]]:
    """Name and value of each fact, plain; nothing once it is over."""
    finding = incident.finding
    if not _is_asking(incident):
        return []
    facts = []
    if finding.since:
        facts.append((w.plain("Since"), _since(w, incident)))
    if finding.probability is not None:
        facts.append((w.plain("How sure"), _sure(w, incident, finding.probability)))
    if money := amounts(w, leading(incident)):
        facts.append((w.plain("Money at risk"), money))
    if goal := phrases.goal_of(finding):
        facts.append((w.plain("Goal"), w.goal(goal)))
    return facts


def _sure(w: Words, incident: Incident, probability: float) -> str:
    """Of a trouble that was told, how sure it is that it goes on: of its days as they are it is no less true."""
    if incident.shown is Shown.WATCHED or not incident.finding.is_fading:
        return phrases.sure(w, probability)
    return w.plain("Probably over by now ({percent} sure that it goes on)", percent=phrases.chance(w, probability))


def _since(w: Words, incident: Incident) -> str:
    finding = incident.finding
    day = w.named_day(finding.since) if finding.since else ""
    if finding.hour:
        day = w.plain("{day} at {hour}", day=day, hour=finding.hour)
    if finding.since_sure is None or finding.since_sure >= WHOLE:
        return day
    return w.plain("{day} ({percent} sure of the day)", day=day, percent=phrases.share(w, finding.since_sure))


def _fields(locale: str, facts: list[tuple[str, str]]) -> list[Block]:
    if not facts:
        return []
    return [blocks.fields([render("alert/field", locale, name=name, value=value) for name, value in facts])]


def _causes(w: Words, incident: Incident, locale: str) -> list[Markup]:
    story = incident.story
    causes = cause_lines(story, locale) if story and incident.finding.signal in _WRONG else ()
    if not story or not causes:
        return []
    lines = [mrkdwn.join(" ", [mrkdwn.raw("•"), cause]) for cause in causes]
    if incident.finding.numbers.by_lead:
        lines.append(w.t("Here each step counts on its own day, not on the day of its lead."))
    head = mrkdwn.join(" · ", [mrkdwn.bold(w.t("Why")), compared(w, story)])
    return [mrkdwn.join("\n", [head, *lines])]


def _notes(w: Words, incident: Incident) -> list[Markup]:
    """What was logged in the window, beside the causes."""
    if not incident.notes:
        return []
    lines = [note_line(w, note) for note in incident.notes[:MOST_NOTES]]
    return [mrkdwn.join("\n", [mrkdwn.bold(w.t("What was done in these days")), *lines])]


def _step(w: Words, incident: Incident, locale: str) -> list[Markup]:
    step = next_step(incident, locale)
    return [mrkdwn.join("\n", [mrkdwn.bold(w.t("Next step")), step])] if step else []


def _data(w: Words, incident: Incident, now: datetime) -> Markup:
    """As of when, how fresh each source is, and how much of the results has probably arrived."""
    zone, numbers = incident.client.timezone, incident.finding.numbers
    told = dict.fromkeys(dated(w, fresh, zone) for fresh in incident.freshness)
    heard = "; ".join(told) or w.plain("no source yet")
    parts = [
        w.t("As of {clock} ({timezone})", clock=w.clock(now, zone), timezone=zone),
        w.t("Data: {sources}", sources=heard),
    ]
    if _is_asking(incident) and numbers.arrived is not None and numbers.arrived < WHOLE:
        part = phrases.share(w, min(1.0, numbers.arrived))
        parts.append(
            w.t(
                "About {percent} of the results of these days should have arrived; what is asked by now allows for it",
                percent=part,
            )
        )
    return mrkdwn.join(" · ", parts)
