"""The incidents that share one cause, in one message."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.money import Money
from templates import mrkdwn
from templates.cards.headline import said_of
from templates.cards.incident import Incident
from templates.words import Words

MOST = 10
_MOST_NAME = 80
_MOST_BOTH = 100
_LINES = 5


def members(w: Words, incident: Incident, locale: str) -> list[Markup]:
    """Paragraphs with a line for each incident of a group, its head first; how many more there are beyond ten."""
    if not incident.members:
        return []
    ranked = [incident, *sorted(incident.members, key=at_risk, reverse=True)]
    lines = [
        bullet(mrkdwn.join(" ", [mrkdwn.bold(mrkdwn.fit(one.name, _MOST_NAME)), said_of(one, locale)]))
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


def at_stake(w: Words, incidents: Sequence[Incident]) -> str:
    """The money at risk of all of them, currency by currency; empty where there is none."""
    sums: dict[str, int] = {}
    for money in (one.finding.numbers.at_risk for one in incidents):
        if money and money.micros > 0:
            sums[money.currency] = sums.get(money.currency, 0) + money.micros
    return w.list([w.money(Money(micros, currency), cents=False) for currency, micros in sums.items()])
