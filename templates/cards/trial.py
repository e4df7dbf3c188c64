"""What a rule would have told: counted, listed, and drawn; with a button to enable it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.entities import Campaign, Client, Goal
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.track import Fired, Trial
from templates import blocks, mrkdwn, phrases
from templates.cards import buttons
from templates.cards.fired import listed
from templates.cards.members import bullet, paragraphs
from templates.cards.parts import joined
from templates.charts.backtest import backtest_chart
from templates.message import Message
from templates.words import Words, words

MOST_RULES = 20


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule tried on the past. `enable` is the value of the button that enables it; empty where it is on already.

    `asked` is on how many days it was to be tried: there may be fewer. `watched` is the first day on which the
    platforms were read.
    """

    client: Client
    campaign: Campaign
    trouble: RuleKind
    trial: Trial
    detail: str = ""
    goal: Goal | None = None
    enable: str = ""
    asked: int = 0
    watched: date | None = None

    @property
    def fired(self) -> tuple[Fired, ...]:
        """The alerts there would have been: those that its chart marks."""
        return self.trial.fired


@dataclass(frozen=True, slots=True)
class Rest:
    """The rules of a campaign that need no goal, tried on what was known from the day `since` on: what fired, each with
    the name of its rule. `rule` is the name of the only one that was asked about."""

    client: Client
    campaign: Campaign
    since: date
    fired: tuple[tuple[str, Fired], ...]
    rule: str = ""


def trial_card(locale: str, tried: Sequence[Tried], rest: Rest | None = None) -> Message:
    """Rules of one campaign tried on the past: a sentence each, the alerts and the chart of the one that fired most;
    below them what the rules that need no goal would have said.

    ValueError without a rule.
    """
    about = next(iter(tried), rest)
    if about is None:
        raise ValueError("nothing was tried")
    w = words(locale)
    title = f"{about.client.name} · {about.campaign.name}"
    ranked = sorted(tried, key=lambda one: len(one.fired), reverse=True)
    first = ranked[0] if ranked else None
    leads = [_sentence(w, one) for one in ranked[:MOST_RULES]]
    if len(ranked) > 1:
        leads = [bullet(lead) for lead in leads]
    lines = listed(w, [("", one) for one in first.fired]) if first else []
    others = _others(w, rest) if rest else []
    chart = backtest_chart(first.trial, locale) if first else None
    top = [blocks.header(title), *(blocks.section(part) for part in paragraphs(leads))]
    small = w.t("What would have been told, from what was known on each morning; later corrections change nothing.")
    limits = _limits(w, first) if first else []
    rows = [
        blocks.button(w.plain("Enable this rule"), f"{buttons.ENABLE}.{n}", one.enable, style="primary")
        for n, one in enumerate(ranked[:MOST_RULES])
        if one.enable
    ]
    return Message(
        joined([mrkdwn.escape(f"{title}:"), *leads, *lines, *others, *limits, small]),
        [
            *top,
            *(blocks.section(part) for part in paragraphs(lines)),
            *(blocks.section(part) for part in paragraphs(others)),
            *(blocks.context(part) for part in limits),
            blocks.context(small),
            *([blocks.actions(rows)] if rows else []),
        ],
        chart,
        len(top) if chart else None,
    )


def _others(w: Words, rest: Rest) -> list[Markup]:
    """What the rules that need no goal would have said, the newest first."""
    if rest.rule:
        rule = mrkdwn.bold(rest.rule)
        if not rest.fired:
            return [w.t("{rule}: no alert since {day}.", rule=rule, day=rest.since)]
        head = w.t("{rule}, by what was known at the time (from {day} on):", rule=rule, day=rest.since)
        return [head, *listed(w, [("", one) for _, one in rest.fired])]
    if not rest.fired:
        return [w.t("The rules that need no goal: no alert since {day}.", day=rest.since)]
    return [
        w.t("The rules that need no goal, by what was known at the time (from {day} on):", day=rest.since),
        *listed(w, rest.fired),
    ]


def _limits(w: Words, tried: Tried) -> list[Markup]:
    """On how many days it could be tried, and on which of them with numbers that were known only later."""
    days = tried.trial.days
    if not days:
        return [w.t("Nothing to try it on yet: it takes a day with spend.")]
    said = []
    judged = sum(one.probability is not None for one in days)
    if judged < tried.asked:
        said.append(
            w.t("Tried on {n} of {asked} days: on the others there was not enough data.", n=judged, asked=tried.asked)
        )
    if tried.watched and days[0].day < tried.watched:
        said.append(
            w.t("Nobody read the platforms before {day}: until then each day counts as final.", day=tried.watched)
        )
    return said


def _sentence(w: Words, tried: Tried) -> Markup:
    """How many alerts, and how many of them would have interrupted."""
    rule = mrkdwn.bold(phrases.rule_name(w, tried.trouble, tried.detail, tried.goal))
    period = w.plain_n("{n} day", "{n} days", len(tried.trial.days))
    if not tried.fired:
        return w.t("{rule}: no alert in {period}.", rule=rule, period=period)
    told = w.tn(
        "{rule}: {n} alert in {period}.", "{rule}: {n} alerts in {period}.", len(tried.fired), rule=rule, period=period
    )
    at_once = sum(one.tier is Tier.INTERRUPT for one in tried.fired)
    split = w.t("{n} at once, {rest} in the digest.", n=at_once, rest=len(tried.fired) - at_once)
    return mrkdwn.join(" ", [told, split])
