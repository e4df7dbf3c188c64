"""Campaigns found on the platforms that nobody has claimed."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from domain.entities import Campaign
from domain.facts import AccountBudget, PlatformCampaign
from domain.goals import EXAMPLE
from domain.money import Money
from domain.words import Source
from templates import blocks, mrkdwn
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words

TAKE = "vigia.adopt.take"
SHOW, HIDE = "vigia.adopt.show", "vigia.adopt.hide"
MOST = 20
_NAME = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One of them. `value` comes back with the button; `client` is named where there are several, `account` is what its
    account may spend as a whole."""

    value: str
    client: str
    source: Source
    campaign: PlatformCampaign
    spend_micros: int
    currency: str
    account: AccountBudget | None = None


def adopt_card(locale: str, found: Sequence[Found]) -> Message:
    """The list, most spent first within each account."""
    w = words(locale)
    if not found:
        return say(w.t("Every campaign found on the platforms belongs to somebody already."))
    lead = w.tn(
        "{n} campaign on the platforms belongs to nobody:",
        "{n} campaigns on the platforms belong to nobody:",
        len(found),
    )
    lines = [_line(w, it) for it in found[:MOST]]
    rows: list[Block] = [
        blocks.section(
            line, accessory=blocks.button(w.plain("Adopt"), f"{TAKE}.{n}", it.value, spoken=it.campaign.name)
        )
        for n, (it, line) in enumerate(zip(found, lines, strict=False))
    ]
    tip = w.t("Adopting takes over name, dates and budget; you become its owner.")
    return Message(mrkdwn.join("\n", [lead, *lines]), [blocks.section(lead), *rows, blocks.context(tip)])


def _line(w: Words, it: Found) -> Markup:
    name = mrkdwn.bold(mrkdwn.fit(it.campaign.name, _NAME))
    spent = w.t("{spend} spent in 30 days", spend=Money(it.spend_micros, it.currency))
    place = " · ".join(filter(None, (it.client, w.source(it.source))))
    days = [w.full_day(day) for day in (it.campaign.start, it.campaign.end) if day]
    parts = [mrkdwn.escape(place), spent, *_budget(w, it), *([mrkdwn.escape(" – ".join(days))] if days else [])]
    return mrkdwn.join("\n", [name, mrkdwn.join(" · ", parts)])


def _budget(w: Words, it: Found) -> list[Markup]:
    """The budget that adopting takes over, as the platform has it; what the account has is no campaign's."""
    if not it.campaign.budget_micros:
        if it.account is None:
            return []
        whole, spent = (Money(one, it.currency) for one in it.account[:2])
        return [w.t("no budget of its own; its account’s is {whole}, {spent} of it spent", whole=whole, spent=spent)]
    budget = Money(it.campaign.budget_micros, it.currency)
    if it.campaign.shared_budget:
        return [w.t("shares a budget with other campaigns, which is taken over by none")]
    if it.campaign.budget_period == "daily":
        return [w.t("budget of {budget} a day", budget=budget)]
    return [w.t("budget of {budget}", budget=budget)]


def adopted_card(
    locale: str, campaign: Campaign, client: str, waiting: Sequence[Found] = (), counting: Sequence[Block] = ()
) -> Message:
    """It has a home now. What is to be said of it yet: whether its client may see it, and what counts as a result
    (`counting`); below it those that still wait for theirs."""
    w = words(locale)
    start, end = w.full_day(campaign.start), w.full_day(campaign.end)
    if campaign.budget.micros:
        text = w.t(
            "Adopted: {campaign}, {start} to {end}, budget {budget}.",
            campaign=campaign.name,
            start=start,
            end=end,
            budget=campaign.budget,
        )
    else:
        text = w.t(
            "Adopted: {campaign}, {start} to {end}. The platform names no budget that is its own: give it one in "
            "`vigia.yaml`.",
            campaign=campaign.name,
            start=start,
            end=end,
        )
    line = w.plain("/campaign target {key} {goals}", key=campaign.key, goals=EXAMPLE)
    tip = w.t("Next, give it goals: {line}", line=mrkdwn.code(line))
    question = w.t("May {client} see it? Until you say so, only the agency does.", client=client)
    done = say(
        text,
        *counting,
        blocks.section(question),
        blocks.actions(
            [
                blocks.button(w.plain("The client may see it"), SHOW, campaign.key, "primary"),
                blocks.button(w.plain("Only the agency"), HIDE, campaign.key),
            ]
        ),
        blocks.context(tip),
        blocks.actions(
            [
                blocks.button(w.plain("Status"), "vigia.run.status", f"status {campaign.key}"),
                blocks.button(w.plain("Change goals"), "vigia.target.edit", campaign.key),
            ]
        ),
    )
    if not waiting:
        return done
    rest = adopt_card(locale, waiting)
    both = mrkdwn.join("\n", [mrkdwn.raw(done.text), mrkdwn.raw(rest.text)])
    return Message(both, [*done.blocks, blocks.divider(), *rest.blocks])


def shown_card(locale: str, campaign: Campaign, client: str) -> Message:
    """Who sees it from now on."""
    w = words(locale)
    if campaign.hidden:
        return say(w.t("Only the agency sees {campaign}.", campaign=campaign.name))
    return say(w.t("{client} sees {campaign} from now on.", client=client, campaign=campaign.name))


def already_adopted(locale: str) -> Message:
    """Somebody was quicker, or the button was pressed twice."""
    return say(words(locale).t("That campaign has already been adopted."))


def adopted_note(locale: str, campaign: Campaign) -> Markup:
    """In one line, where the question stood whose it is."""
    return words(locale).t("Adopted: it is the campaign {campaign} now.", campaign=campaign.name)


def ignored_note(locale: str, person: str) -> Markup:
    """The same of what was left aside."""
    return words(locale).t("Left aside by {person}: nothing more is told of it.", person=mrkdwn.mention(person))


def ignored_card(locale: str, name: str) -> Message:
    """It is left aside, and how it comes back."""
    return say(
        words(locale).t(
            "Nothing more is told of “{name}”. Should it be watched after all, adopt it: `/campaign adopt`.", name=name
        )
    )
