"""A campaign that is edited: the form with what it is now, what has changed, and what that does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from domain.audience import INTERNAL_KPIS
from domain.editing import Field, value
from domain.entities import Campaign, Client, Goal
from domain.errors import InvalidInput, InvalidRow
from domain.goals import spell
from domain.kpi import CATALOGUE
from domain.money import Money
from domain.paced import PaceAnswer
from domain.pacing.pace import PaceVerdict
from domain.snapshot import Snapshot
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.errors import sentence
from templates.cards.say import say
from templates.catalogue import N_
from templates.message import Block, Message
from templates.words import Words, words

EDIT = "vigia.campaign.edit"
FORM = "vigia.campaign"
YES, NO = "yes", "no"
UPDATES, ON, OFF = "updates", "on", "off"
"""The field that says whether updates go out, and its choices."""
_MOST_NAME, _MOST_TEXT = 150, 200

_LABELS: Mapping[Field, str] = {
    Field.NAME: N_("Name"),
    Field.START: N_("First day"),
    Field.END: N_("Last day"),
    Field.BUDGET: N_("Budget"),
    Field.OWNER: N_("In charge"),
    Field.GOALS: N_("Goals"),
    Field.PERSONA: N_("Whom it speaks to"),
    Field.HYPOTHESIS: N_("What it is to prove"),
    Field.VISIBLE: N_("The client sees it"),
    Field.CLIENT_KPIS: N_("KPIs that the client sees"),
    Field.PAUSED_UNTIL: N_("Updates to the client paused until"),
    Field.PAUSED_BECAUSE: N_("Paused because"),
}
_WRONG: Mapping[str, str] = {
    "name": N_("A name has 1 to 200 characters."),
    "date": N_("I can't read that day. For example: {example}"),
    "end_before_start": N_("The last day must not be before the first, {example}."),
    "curve_days": N_("Its budget is spread by weights of its own, which fit its {example} days or weeks alone."),
    "budget": N_("I can't read that amount. For example: {example}"),
    "owner": N_("Only somebody of your own team can be in charge: choose them in the form."),
    "text_long": N_("That is too long: at most {example} characters."),
    "paused_until": N_("Say a day to come, within a year: on it the updates go on."),
    "yes_or_no": N_("Say yes or no."),
}


@dataclass(frozen=True, slots=True)
class Edited:
    """A campaign before and after, the fields that differ, and what that does: its pace on both sides, and how it
    stands to new goals. `told`: the new owner is told."""

    client: Client
    before: Campaign
    after: Campaign
    fields: Sequence[Field]
    paces: tuple[PaceAnswer, PaceAnswer] | None = None
    goals: Snapshot | None = None
    told: bool = False


def complaint(w: Words, error: InvalidInput) -> str:
    """What is wrong with a field, in plain text."""
    marked = _WRONG.get(error.code)
    said = w.plain(marked, example=error.example) if marked else sentence(w, error)
    return w.plain("Line {n}: {said}", n=error.line, said=said) if isinstance(error, InvalidRow) else said


def moved_on(w: Words) -> str:
    """Somebody else was quicker."""
    return w.plain("Somebody has changed this campaign since you opened the form. Nothing was saved: open it again.")


def wrong_card(locale: str, wrong: Mapping[Field, InvalidInput]) -> Message:
    """What could not be read of what was typed; nothing was changed."""
    w = words(locale)
    lines = [_line(w, field, mrkdwn.escape(complaint(w, error))) for field, error in wrong.items()]
    return say(mrkdwn.join("\n", [w.t("Nothing was changed:"), *lines]))


def unknown_field_card(locale: str, names: Sequence[str], key: str) -> Message:
    """Which fields there are, as they are typed."""
    w = words(locale)
    known = mrkdwn.join(", ", [mrkdwn.code(f"{name}:") for name in names])
    said = w.t(
        "I don't know that field. I can change {known}. For example: {example}", known=known, example=_example(w, key)
    )
    return say(said)


def _example(w: Words, key: str) -> Markup:
    return mrkdwn.code(w.plain("edit {key} end:2026-12-20 budget:15000", key=key))


def edit_card(locale: str, campaign: Campaign, client: Client) -> Message:
    """What it is now, with a button that opens the form."""
    w = words(locale)
    lines = [_line(w, field, _shown(w, field, campaign)) for field in Field]
    lead = mrkdwn.bold(mrkdwn.fit(f"{client.name} · {campaign.name}", _MOST_NAME))
    button = blocks.button(w.plain("Edit"), EDIT, campaign.key, style="primary")
    tip = blocks.context(w.t("Or in words: {example}", example=_example(w, campaign.key)))
    return say(mrkdwn.join("\n", [lead, *lines]), blocks.actions([button]), tip)


def edit_form(locale: str, campaign: Campaign, client: Client, metadata: str) -> Block:
    """The modal, with what it is now filled in."""
    w = words(locale)
    budget = _plain_money(campaign.budget) if campaign.budget.micros else ""
    goals = "\n".join(spell(goal) for goal in campaign.goals)
    yes, no = blocks.option(w.plain("Yes"), YES), blocks.option(w.plain("No"), NO)
    fields = [
        blocks.section(mrkdwn.bold(mrkdwn.fit(f"{client.name} · {campaign.name}", _MOST_NAME))),
        _field(w, Field.NAME, blocks.text_input("value", campaign.name)),
        _field(w, Field.START, blocks.datepicker("value", campaign.start.isoformat())),
        _field(w, Field.END, blocks.datepicker("value", campaign.end.isoformat())),
        _field(w, Field.BUDGET, blocks.text_input("value", budget, "15000 EUR"), optional=not budget),
        _field(
            w,
            Field.OWNER,
            blocks.users_select("value", w.plain("Nobody yet"), campaign.owner or ""),
            w.plain("Hears of its trouble, and approves what goes to the client."),
            optional=True,
        ),
        _field(
            w,
            Field.GOALS,
            blocks.text_input("value", goals, "cpl < 25 EUR", multiline=True),
            w.plain("One a line, for example: cpl < 25 EUR, leads >= 300. A line deleted is a goal removed."),
            optional=True,
        ),
        _field(
            w,
            Field.PERSONA,
            blocks.text_input("value", campaign.persona),
            w.plain("Only the agency sees it."),
            optional=True,
        ),
        _field(
            w,
            Field.HYPOTHESIS,
            blocks.text_input("value", campaign.hypothesis, multiline=True),
            w.plain("Only the agency sees it."),
            optional=True,
        ),
        _field(w, Field.VISIBLE, blocks.radio("value", [yes, no], no if campaign.hidden else yes)),
        _kpis(w, campaign),
        *_pause(w, campaign),
    ]
    return blocks.modal(
        w.plain("Edit campaign"), fields, FORM, metadata, submit=w.plain("Save"), close=w.plain("Cancel")
    )


def _kpis(w: Words, campaign: Campaign) -> Block:
    options = {kpi: blocks.option(w.kpi(kpi), kpi) for kpi in CATALOGUE if kpi not in INTERNAL_KPIS}
    chosen = [options[kpi] for kpi in campaign.client_kpis if kpi in options]
    return _field(
        w,
        Field.CLIENT_KPIS,
        blocks.multi_select("value", list(options.values()), w.plain("All that clients see"), chosen),
        w.plain("On its card, chart, updates and list. None chosen: all that clients see."),
        optional=True,
    )


def _pause(w: Words, campaign: Campaign) -> list[Block]:
    """Whether updates go out: a day that was chosen cannot be taken back in Slack, so that it is asked apart."""
    on, off = blocks.option(w.plain("Go out as usual"), ON), blocks.option(w.plain("Paused"), OFF)
    until = campaign.paused_until.isoformat() if campaign.paused_until else ""
    return [
        blocks.field(w.plain("Updates to the client"), blocks.radio("value", [on, off], off if until else on), UPDATES),
        _field(
            w,
            Field.PAUSED_UNTIL,
            blocks.datepicker("value", until),
            w.plain("On that day they go on, and whoever is in charge is told."),
            optional=True,
        ),
        _field(
            w,
            Field.PAUSED_BECAUSE,
            blocks.text_input("value", campaign.paused_because),
            w.plain("Only the agency sees it."),
            optional=True,
        ),
    ]


def _field(w: Words, field: Field, element: Block, hint: str = "", *, optional: bool = False) -> Block:
    return blocks.field(label(w, field), element, field.value, hint, optional=optional)


def edited_card(locale: str, edited: Edited, now: datetime) -> Message:
    """Each field before and after, and what that does."""
    w = words(locale)
    name = mrkdwn.bold(mrkdwn.fit(edited.after.name, _MOST_NAME))
    if not edited.fields:
        return say(w.t("Nothing to change: {campaign} is like that already.", campaign=name))
    lines = [_change(w, field, edited) for field in edited.fields]
    effects = list(_effects(w, edited, locale, now))
    said = mrkdwn.join("\n", [w.t("Changed: {campaign}", campaign=name), *lines])
    more = [blocks.section(one) for one in effects]
    return Message(parts.joined([said, *effects]), [blocks.section(said), *more])


def _change(w: Words, field: Field, edited: Edited) -> Markup:
    before, after = (_shown(w, field, one) for one in (edited.before, edited.after))
    return _line(w, field, mrkdwn.join(" → ", [before, after]))


def _line(w: Words, field: Field, said: Markup) -> Markup:
    return mrkdwn.join(" ", [mrkdwn.raw("•"), mrkdwn.bold(f"{label(w, field)}:"), said])


def label(w: Words, field: Field) -> str:
    """What the field is called."""
    marked = _LABELS[field]
    return w.plain(marked)


def _shown(w: Words, field: Field, campaign: Campaign) -> Markup:
    return held_text(w, field, value(campaign, field))


def held_text(w: Words, field: Field, held: Any) -> Markup:
    """What the field holds, for people; a dash where it is empty."""
    match held:
        case None | "" if field is Field.CLIENT_KPIS:
            return held_text(w, field, ())
        case bool():
            return w.t("yes") if held else w.t("no")
        case date():
            return mrkdwn.escape(w.full_day(held))
        case Money():
            return mrkdwn.escape(w.agreed(held)) if held.micros else mrkdwn.raw("–")
        case tuple() if field is Field.CLIENT_KPIS:
            return mrkdwn.escape(w.list([w.kpi(kpi) for kpi in held]) or w.plain("all that clients see"))
        case tuple():
            return mrkdwn.escape(_goals(w, held)) if held else mrkdwn.raw("–")
        case str() if field is Field.OWNER:
            return mrkdwn.mention(held)
    return mrkdwn.fit(" ".join(str(held or "–").split()), _MOST_TEXT)


def _goals(w: Words, goals: Iterable[Goal]) -> str:
    return "; ".join(w.goal(goal) for goal in goals)


def _plain_money(amount: Money) -> str:
    return f"{amount.amount.normalize():f} {amount.currency}"


def _effects(w: Words, edited: Edited, locale: str, now: datetime) -> Iterable[Markup]:
    after = edited.after
    if edited.paces:
        was, now_is = (parts.pace_text(w, one.campaign, one.pace, one.open, with_bar=False) for one in edited.paces)
        yield mrkdwn.join(" ", [mrkdwn.bold(w.plain("Pace until now:")), _one_line(was)])
        yield mrkdwn.join(" ", [mrkdwn.bold(w.plain("Pace with this:")), _one_line(now_is)])
    if edited.paces and edited.paces[1].pace.verdict is PaceVerdict.ENDED:
        yield w.t("Its last day has passed: its updates end, and nothing of it is judged any more.")
    if edited.goals:
        scene = parts.Scene(edited.goals, Audience.INTERNAL, locale, now)
        wanted = {goal.kpi for goal in after.goals if goal not in edited.before.goals}
        yield from (parts.spoken_kpi(scene, line) for line in scene.shown.goals if line.reading.kpi in wanted)
    if Field.VISIBLE in edited.fields and after.hidden:
        yield w.t("Its client no longer sees it: in no list, card or update.")
    elif Field.VISIBLE in edited.fields:
        yield w.t("Its client sees it from now on.")
    if Field.CLIENT_KPIS in edited.fields:
        yield w.t("From now on its client's card, chart, updates and list show that.")
    if Field.PAUSED_UNTIL in edited.fields and after.paused_until:
        yield paused_text(w, after.paused_until)
    elif Field.PAUSED_UNTIL in edited.fields:
        yield w.t("Its updates go to the client again.")
    if edited.told and after.owner:
        yield w.t("I tell {person}.", person=mrkdwn.mention(after.owner))


def paused_text(w: Words, until: date) -> Markup:
    """What a pause means."""
    return w.t(
        "Until {day} I send and draft no updates about it to the client, and go on that day. Status still answers.",
        day=w.named_day(until),
    )


def _one_line(said: Markup) -> Markup:
    return parts.joined([said])


def owner_notice(locale: str, campaign: Campaign, client: Client, by: str) -> Message:
    """To whoever is in charge from now on."""
    w = words(locale)
    name = mrkdwn.bold(mrkdwn.fit(f"{client.name} · {campaign.name}", _MOST_NAME))
    lead = w.t("From now on you are in charge of {campaign}, says {person}.", campaign=name, person=mrkdwn.mention(by))
    more = w.t(
        "You hear of its trouble, and approve what goes to the client. `/campaign status {key}`", key=campaign.key
    )
    return say(mrkdwn.join("\n", [lead, more]))
