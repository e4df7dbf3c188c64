"""The incidents that share one cause, in one message."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.incident import Incident, at_stake, leading, places
from templates import mrkdwn
from templates.cards.headline import said_of
from templates.words import Words

MOST = 10
_MOST_NAME = 80
_MOST_BOTH = 100
_LINES = 5


def members(w: Words, incident: Incident, locale: str) -> list[Markup]:
    """Paragraphs with a line for each incident of a group, its head first; how many more there are beyond ten.

    What follows from another one on the same campaign is left out, and on one campaign alone its name and the head.
    """
    ranked = leading(incident)
    if places(incident) == 1:
        ranked = [one for one in ranked if one is not incident]
        lines = [bullet(said_of(one, locale)) for one in ranked[:MOST]]
    else:
        named = [(mrkdwn.bold(mrkdwn.fit(one.name, _MOST_NAME)), said_of(one, locale)) for one in ranked[:MOST]]
        lines = [bullet(mrkdwn.join(" ", list(pair))) for pair in named]
    more = len(ranked) - MOST
    return paragraphs([*lines, w.tn("and {n} more", "and {n} more", more)] if more > 0 else lines)


def whose(incident: Incident) -> Markup:
    """Client and campaign, in bold."""
    return mrkdwn.bold(mrkdwn.fit(incident.place_name, _MOST_BOTH))


def bullet(line: Markup) -> Markup:
    """The line as one of a list."""
    return mrkdwn.join(" ", [mrkdwn.raw("•"), line])


def paragraphs(lines: Sequence[Markup]) -> list[Markup]:
    """The lines, a few to a paragraph, so that none is longer than Slack takes."""
    return [mrkdwn.join("\n", list(lines[n : n + _LINES])) for n in range(0, len(lines), _LINES)]


def amounts(w: Words, incidents: Sequence[Incident]) -> str:
    """The money at risk of all of them, currency by currency; empty where there is none."""
    return w.list([w.money(money, cents=False) for money in at_stake(incidents)])
