"""A campaign's goals, and the form to change them."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.entities import Campaign, Client
from domain.goals import spell
from domain.words import Origin
from templates import blocks, mrkdwn
from templates.message import Block, Message
from templates.words import Words, words

EDIT = "vigia.target.edit"
FORM = "vigia.target"
FIELD = "goals"


def target_card(locale: str, client: Client, campaign: Campaign, *, may_change: bool) -> Message:
    """The goals as they are."""
    w = words(locale)
    lead = w.t("Goals of {campaign}:", campaign=campaign.name)
    if not campaign.goals:
        lead = w.t("{campaign} has no goals yet.", campaign=campaign.name)
    return _card(w, lead, client, campaign, may_change=may_change)


def target_set_card(
    locale: str,
    client: Client,
    campaign: Campaign,
    changed: Sequence[str],
    removed: Sequence[str] = (),
    *,
    may_change: bool,
) -> Message:
    """The goals after a change; `changed` are the KPIs that were set, `removed` those whose goal is gone.

    Neither: nothing was new.
    """
    w = words(locale)
    names, struck = (w.list([w.kpi(key) for key in keys]) for keys in (changed, removed))
    leads = []
    if changed:
        leads.append(w.t("Done: {kpis} of {campaign} set.", kpis=names, campaign=campaign.name))
    if removed:
        text = w.tn("Goal removed: {kpis}.", "Goals removed: {kpis}.", len(removed), kpis=struck)
        leads.append(text if changed else w.t("{campaign}: {said}", campaign=campaign.name, said=text))
    lead = mrkdwn.join(" ", leads)
    if not leads:
        lead = w.t("Nothing to change: {campaign} already has these goals.", campaign=campaign.name)
    return _card(w, lead, client, campaign, may_change=may_change)


def _card(w: Words, lead: Markup, client: Client, campaign: Campaign, *, may_change: bool) -> Message:
    origins = {
        Origin.AGREED: w.plain("agreed"),
        Origin.OWN_HISTORY: w.plain("from its own history"),
        Origin.INDUSTRY: w.plain("from the industry"),
    }
    lines = [mrkdwn.escape(f"• {w.goal(goal)} ({origins[goal.origin]})") for goal in campaign.goals]
    tip = w.t(
        "Set them with `/campaign target {key} cpl<25€ leads>=300`. Amounts in {currency} unless you say otherwise.",
        key=mrkdwn.escape(campaign.key.replace("`", "'")),
        currency=client.currency,
    )
    said = mrkdwn.join("\n", [lead, *lines])
    body: list[Block] = [blocks.section(said)]
    if may_change:
        body += [
            blocks.context(tip),
            blocks.actions([blocks.button(w.plain("Change goals"), EDIT, campaign.key)]),
        ]
    return Message(said, body)


def target_form(locale: str, campaign: Campaign, metadata: str) -> Block:
    """The modal: one goal a line."""
    w = words(locale)
    field = blocks.field(
        w.plain("Goals, one a line"),
        blocks.text_input("value", "\n".join(spell(goal) for goal in campaign.goals), "cpl < 25 EUR", multiline=True),
        FIELD,
        hint=w.plain("For example: cpl < 25 EUR, leads >= 300, roas >= 3. A line deleted is a goal removed."),
    )
    return blocks.modal(w.plain("Goals"), [field], FORM, metadata, submit=w.plain("Save"), close=w.plain("Cancel"))
