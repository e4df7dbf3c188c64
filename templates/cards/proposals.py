"""Goals that a campaign could start from, each with where its number comes from and a button that sets it. Internal."""

from collections.abc import Mapping

from markupsafe import Markup

from domain.entities import Campaign
from domain.goals import spell
from domain.money import Money
from domain.proposals import EVERY_INDUSTRY, Benchmark, Offer, Proposal
from templates import blocks, mrkdwn
from templates.catalogue import N_
from templates.message import Block, Message
from templates.words import Words, words

TAKE = "vigia.proposal"
MOST = 8
MOST_INDUSTRIES = 30
_CONFIDENCE: Mapping[str, str] = {
    "high": N_("several reports agree on it"),
    "medium": N_("reports agree on it in part"),
}


def proposals_card(locale: str, offer: Offer, *, may_change: bool) -> Message:
    """The proposals, or why there are none."""
    w = words(locale)
    name = offer.campaign.name
    if offer.proposals:
        lead = w.t("Goals that {campaign} could start from. They are starting values, not truths:", campaign=name)
    else:
        lead = w.t(
            "I can't propose goals for {campaign} yet: it has fewer than four weeks of results, "
            "and I know nothing reliable of its industry.",
            campaign=name,
        )
    lines = [said(w, one) for one in offer.proposals[:MOST]]
    body: list[Block] = [blocks.section(lead)]
    for at, (one, text) in enumerate(zip(offer.proposals, lines, strict=False)):
        button = blocks.button(w.plain("Set it"), f"{TAKE}.{at}", carried(offer.campaign, one))
        body.append(blocks.section(text, button if may_change else None))
    body += [blocks.context(tip) for tip in _tips(w, offer)]
    return Message(mrkdwn.join("\n", [lead, *lines]), body)


def carried(campaign: Campaign, proposal: Proposal) -> str:
    """What the button carries: where the number comes from, the campaign, the goal."""
    return f"{proposal.goal.origin.value} {campaign.key} {spell(proposal.goal)}"


def said(w: Words, proposal: Proposal) -> Markup:
    """The goal, and below it what it rests on."""
    goal = w.t("*{goal}*", goal=w.goal(proposal.goal))
    if proposal.benchmark is not None:
        return mrkdwn.join("\n", [goal, _of_industry(w, proposal, proposal.benchmark)])
    if proposal.window is None:
        return goal
    rests = w.tn(
        "what is usual for it: its one week ({window})",
        "what is usual for it: the median of its {n} weeks ({window})",
        n=proposal.weeks,
        window=w.window(proposal.window),
    )
    return mrkdwn.join("\n", [goal, rests])


def _of_industry(w: Words, proposal: Proposal, row: Benchmark) -> Markup:
    industry = w.plain("all industries") if row.industry == EVERY_INDUSTRY else row.industry
    parts = [
        w.t("average of {industry}, {region}, {period}", industry=industry, region=row.region, period=row.period),
        w.t("source: {source}", source=row.origin),
    ]
    marked = _CONFIDENCE.get(row.confidence)
    if marked:
        parts.append(w.t(marked))
    if proposal.dollars is not None and proposal.rate is not None:
        dollars = Money.of(proposal.dollars, "USD")
        parts.append(w.t("{amount} at the rate of {day}", amount=dollars, day=proposal.rate.published))
    return mrkdwn.join(" · ", parts)


def _tips(w: Words, offer: Offer) -> list[Markup]:
    tips = []
    if offer.industry and offer.industry not in offer.industries:
        tips.append(w.t("Nothing reliable is known of “{industry}”.", industry=offer.industry))
    if offer.industries:
        tips.append(
            w.t(
                'For an industry: `/campaign target propose {key} industry:"{example}"`. I know {known}.',
                key=mrkdwn.escape(offer.campaign.key.replace("`", "'")),
                example=offer.industries[0],
                known=", ".join(offer.industries[:MOST_INDUSTRIES]),
            )
        )
    return tips
