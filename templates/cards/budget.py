"""A budget about to change: what its pace is now and what it would be, and what was done about it. Internal."""

from datetime import datetime

from markupsafe import Markup

from domain.entities import Campaign
from domain.money import Money
from domain.paced import PaceAnswer
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.ages import internal_ages
from templates.cards.say import say
from templates.message import Message
from templates.words import Words, words

SET = "vigia.budget.set"
KEEP = "vigia.budget.keep"


def budget_card(
    locale: str, now: PaceAnswer, then: PaceAnswer, at: datetime, value: str, *, moved: bool = False
) -> Message:
    """The pace before and after, from one question, and the two buttons. `moved`: it was changed since it was shown."""
    w, campaign = words(locale), then.campaign
    old, new = (w.agreed(one.pace.budget) for one in (now, then))
    lead = w.t("Budget of {campaign}: from {old} to {new}?", campaign=campaign.name, old=old, new=new)
    warned = [w.t("Somebody has changed it meanwhile: look again.")] if moved else []
    sides = [_side(w, w.t("Now, {budget}", budget=old), now), _side(w, w.t("With {budget}", budget=new), then)]
    small = w.t("I watch and project with this budget; the budgets on the platforms stay as they are.")
    sources = parts.small_print(w, then.origin, internal_ages(w, then.origin, at), at)
    row = [
        blocks.button(w.plain("Change the budget"), SET, value, style="primary"),
        blocks.button(w.plain("Cancel"), KEEP, campaign.key),
    ]
    body = [blocks.section(mrkdwn.bold(lead)), *map(blocks.section, (*warned, *sides))]
    text = parts.joined([lead, *warned, *sides, small])
    return Message(text, [*body, blocks.context(small), blocks.context(sources), blocks.actions(row)])


def _side(w: Words, title: str, answer: PaceAnswer) -> Markup:
    said = parts.pace_text(w, answer.campaign, answer.pace, answer.open, with_bar=False)
    return mrkdwn.join("\n", [mrkdwn.bold(title), said])


def budget_set(locale: str, before: Money, answer: PaceAnswer) -> Message:
    """The budget is changed: what it was, and its pace from now on."""
    w, campaign = words(locale), answer.campaign
    done = w.t(
        "Done: the budget of {campaign} is {new}; it was {old}.",
        campaign=campaign.name,
        new=w.agreed(campaign.budget),
        old=w.agreed(before),
    )
    said = parts.pace_text(w, campaign, answer.pace, answer.open, with_bar=False)
    return say(mrkdwn.join("\n", [done, said]))


def budget_same(locale: str, campaign: Campaign) -> Message:
    """There is nothing to change."""
    w = words(locale)
    budget = w.agreed(campaign.budget)
    return say(w.t("The budget of {campaign} is {budget} already.", campaign=campaign.name, budget=budget))


def budget_kept(locale: str, campaign: Campaign) -> Message:
    """Nothing was changed."""
    w = words(locale)
    return say(
        w.t(
            "Nothing changed: the budget of {campaign} stays at {budget}.",
            campaign=campaign.name,
            budget=w.agreed(campaign.budget),
        )
    )
