"""Modals: opening them, and what they hand in, decided anew."""

from collections.abc import Callable, Mapping
from typing import Any

from commands import (
    accounts,
    adopting,
    draft_editing,
    drafts,
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
from templates.notices.draft_form import PREVIEW_FORM

WALK: Mapping[str, Callable[[Context, str, Mapping[str, Any]], Reply]] = {
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
    if callback_id == NOTE_FORM:
        return drafts.hand_in_note(ctx, clean(private_metadata), scrub(str(values.get(NOTE_FIELD) or "")))
    if callback_id == DRAFT_FORM:
        return draft_editing.hand_in(ctx, clean(private_metadata), values)
    if callback_id == PREVIEW_FORM:
        return draft_editing.hand_in_preview(ctx, clean(private_metadata))
    if callback_id == ACTION_FORM:
        return log.hand_in(ctx, private_metadata, values)
    if callback_id == NO_CHANGE_FORM:
        return log.hand_in_no_change(ctx, private_metadata, values)
    if callback_id == RULE_FORM:
        return _rule(ctx, private_metadata, values)
    if callback_id == RESULTS_FORM:
        return results.hand_in(ctx, private_metadata, values)
    if callback_id == EDIT_FORM:
        return edit.hand_in(ctx, private_metadata, values)
    if callback_id == FORM:
        return _goals(ctx, private_metadata, scrub(str(values.get(FIELD) or "")))
    return refuse(ctx, None)


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
    named = {goal.kpi for goal in goals}
    return target.settle(ctx, chosen, goals, {goal.kpi for goal in chosen.campaign.goals} - named)
