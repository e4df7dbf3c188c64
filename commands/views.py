"""Modals: opening them, and what they hand in, decided anew."""

from collections.abc import Callable, Mapping
from typing import Any

from commands import (
    accounts,
    adopting,
    draft_editing,
    edit,
    linking,
    log,
    promising,
    results,
    rules,
    target,
    unbinding,
)
from commands.campaigns import to_change
from commands.context import Context, Reply
from commands.editing import as_it_was
from commands.parser import clean, scrub
from commands.refusals import refuse
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.goals import EXAMPLE
from templates.cards import setup_forms as walk
from templates.cards.alerts import RULE_FORM
from templates.cards.drafts import NOTE_FIELD, NOTE_FORM
from templates.cards.edit import FORM as EDIT_FORM
from templates.cards.errors import invalid, sentence
from templates.cards.log import FORM as ACTION_FORM
from templates.cards.log import NO_CHANGE_FORM
from templates.cards.results import FORM as RESULTS_FORM
from templates.cards.target import FIELD, FORM, target_form
from templates.notices.draft_form import EDIT_FORM as DRAFT_FORM
from templates.notices.draft_form import OWN, OWN_YES, PREVIEW_FORM

Form = Callable[[Context, str, Mapping[str, Any]], Reply]
WALK: Mapping[str, Form] = {
    walk.WHO_FORM: linking.chosen,
    walk.MADE_FORM: linking.made,
    walk.READS_FORM: linking.linked,
    walk.ACCOUNTS_FORM: accounts.link,
    walk.FOUND_FORM: adopting.chosen,
    walk.ADOPT_FORM: adopting.take,
    walk.GOALS_FORM: promising.give,
    walk.UNDO_FORM: unbinding.undo,
}
"""The forms of a set-up."""


def open_target(ctx: Context, key: str) -> Reply:
    """The form of a campaign's goals."""
    chosen = to_change(ctx, key)
    if isinstance(chosen, Reply):
        return chosen
    return Reply(view=target_form(ctx.speech, chosen.campaign, key))


def submit(ctx: Context, callback_id: str, private_metadata: str, values: Mapping[str, Any]) -> Reply:
    """The answer to a modal handed in; `values` are by block. Errors go to their field and leave it open."""
    if callback_id in WALK:
        try:
            return WALK[callback_id](ctx, private_metadata, values)
        except InvalidInput as error:
            return Reply(invalid(ctx.speech, error), done=False)
    known = FORMS.get(callback_id)
    return known(ctx, private_metadata, values) if known else refuse(ctx, None)


def _rule(ctx: Context, metadata: str, values: Mapping[str, Any]) -> Reply:
    """The form of a rule; a name that nobody typed is none."""
    try:
        return rules.hand_in(ctx, metadata, values)
    except InvalidInput:
        return refuse(ctx, None)


def _goals(ctx: Context, key: str, typed: str) -> Reply:
    """The form holds every goal: what it names is set, and the goals that are missing from it go."""
    chosen = to_change(ctx, key)
    if isinstance(chosen, Reply):
        return chosen
    goals: tuple[Goal, ...] = ()
    for n, line in enumerate(typed.splitlines() or [""], 1):
        try:
            goals = target.once((*goals, *target.read(ctx, chosen.client, line)), line) if line.strip() else goals
        except InvalidInput as error:
            said = ctx.words.plain("Line {n}: {said}", n=n, said=sentence(ctx.words, error))
            return Reply(errors={FIELD: said}, done=False)
    if not goals:
        return Reply(errors={FIELD: sentence(ctx.words, InvalidInput("goal", "goal", "", EXAMPLE))}, done=False)
    known = {goal.kpi: goal for goal in chosen.campaign.goals}
    goals = tuple(as_it_was(goal, known.get(goal.kpi)) for goal in goals)
    named = {goal.kpi for goal in goals}
    return target.settle(ctx, chosen, goals, known.keys() - named)


FORMS: Mapping[str, Form] = {
    NOTE_FORM: lambda ctx, about, values: draft_editing.hand_in_note(
        ctx, clean(about), scrub(str(values.get(NOTE_FIELD) or "")), owned=OWN_YES in (values.get(OWN) or ())
    ),
    DRAFT_FORM: lambda ctx, about, values: draft_editing.hand_in(ctx, clean(about), values),
    PREVIEW_FORM: lambda ctx, about, values: draft_editing.hand_in_preview(ctx, clean(about)),  # noqa: ARG005 - no field
    ACTION_FORM: log.hand_in,
    NO_CHANGE_FORM: log.hand_in_no_change,
    RULE_FORM: _rule,
    RESULTS_FORM: results.hand_in,
    EDIT_FORM: edit.hand_in,
    FORM: lambda ctx, about, values: _goals(ctx, about, scrub(str(values.get(FIELD) or ""))),
}
"""All others, each with what it is about and its fields."""
