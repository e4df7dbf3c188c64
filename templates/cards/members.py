"""The incidents that share one cause, in one message."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.incidents.rule_kinds import Tier
from domain.money import Money
from domain.rules.registry import inhibits
from templates import mrkdwn
from templates.cards.headline import said_of
from templates.cards.incident import Incident
from templates.words import Words

MOST = 10
_MOST_NAME = 80
_MOST_BOTH = 100
_LINES = 5


def places(incident: Incident) -> int:
    """On how many campaigns (or accounts) a group's incidents are."""
    return len({_place(one) for one in (incident, *incident.members)})


def leading(incident: Incident) -> list[Incident]:
    """The incidents of a group, its head first, without what follows from another one on the same campaign."""
    together = [incident, *sorted(incident.members, key=at_risk, reverse=True)]
    return [one for one in together if not any(_explains(other, one) for other in together)]


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


def _place(incident: Incident) -> object:
    subject = incident.finding.subject
    return (incident.campaign.key if incident.campaign else subject.campaign) or subject.key


def _explains(other: Incident, one: Incident) -> bool:
    stands = other.state.is_open or not one.state.is_open
    return stands and _place(other) == _place(one) and inhibits(other.finding.trouble, one.finding.trouble)


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


def urgency(incident: Incident) -> tuple[bool, int]:
    """For ordering: what interrupts before what can wait, then by money at risk: a suspended account has none."""
    return incident.state.tier is Tier.INTERRUPT, at_risk(incident)


def at_stake(w: Words, incidents: Sequence[Incident]) -> str:
    """The money at risk of all of them, currency by currency; empty where there is none.

    Two alerts on one campaign are about the same money: the larger counts.
    """
    worst: dict[tuple[object, str], int] = {}
    for one in incidents:
        money = one.finding.numbers.at_risk
        if money and money.micros > 0:
            place = (_place(one), money.currency)
            worst[place] = max(worst.get(place, 0), money.micros)
    sums: dict[str, int] = {}
    for (_, currency), micros in worst.items():
        sums[currency] = sums.get(currency, 0) + micros
    return w.list([w.money(Money(micros, currency), cents=False) for currency, micros in sums.items()])
