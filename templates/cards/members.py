"""The incidents that share one cause, in one message."""

from collections.abc import Sequence

from markupsafe import Markup

from templates import mrkdwn
from templates.cards.headline import headline
from templates.cards.incident import Incident
from templates.words import Words

MOST = 10
_MOST_NAME = 80
_MOST_BOTH = 100
_LINES = 5


def members(w: Words, incident: Incident, locale: str) -> list[Markup]:
    """Paragraphs with a line for each member, what has most money at risk first; how many more beyond ten."""
    ranked = sorted(incident.members, key=at_risk, reverse=True)
    lines = [
        bullet(mrkdwn.join(" ", [mrkdwn.bold(mrkdwn.fit(one.name, _MOST_NAME)), headline(one.finding, locale)]))
        for one in ranked[:MOST]
    ]
    more = len(ranked) - MOST
    return paragraphs([*lines, w.tn("and {n} more", "and {n} more", more)] if more > 0 else lines)


def whose(incident: Incident) -> Markup:
    """Client and campaign, in bold."""
    names = [incident.client.name, *([incident.name] if incident.name != incident.client.name else [])]
    return mrkdwn.bold(mrkdwn.fit(" · ".join(names), _MOST_BOTH))


def bullet(line: Markup) -> Markup:
    """The line as one of a list."""
    return mrkdwn.join(" ", [mrkdwn.raw("•"), line])


def paragraphs(lines: Sequence[Markup]) -> list[Markup]:
    """The lines, a few to a paragraph, so that none is longer than Slack takes."""
    return [mrkdwn.join("\n", list(lines[n : n + _LINES])) for n in range(0, len(lines), _LINES)]


def at_risk(incident: Incident) -> int:
    """Micros at risk, for ordering; 0 where it is not known."""
    money = incident.finding.numbers.at_risk
    return money.micros if money else 0
