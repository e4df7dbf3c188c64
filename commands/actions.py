"""Buttons and menus. Their values are ids or lines that anybody could send: everything is decided anew."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from commands import (
    accounts,
    adopt,
    adopting,
    binding,
    budget,
    checks,
    draft_editing,
    drafts,
    edit,
    feedback,
    handling,
    home,
    linking,
    log,
    numbers,
    planning,
    promising,
    results,
    router,
    rules,
    sendtest,
    setup,
    share,
    target,
    unbinding,
    unclaimed,
    views,
    why,
)
from commands.context import Context, MessageRef, Reply
from commands.parser import clean
from commands.refusals import refuse
from domain.errors import InvalidInput
from domain.words import Audience
from storage.alerts.actions import Worked
from templates.cards import buttons
from templates.cards import setup as walk
from templates.cards.adopt import HIDE, SHOW, TAKE
from templates.cards.budget import KEEP as KEEP_BUDGET
from templates.cards.budget import SET as SET_BUDGET
from templates.cards.edit import EDIT as EDIT_CAMPAIGN
from templates.cards.errors import invalid
from templates.cards.proposals import TAKE as PROPOSED
from templates.cards.results import EDIT as COUNT
from templates.cards.results import LEAVE
from templates.cards.results import TAKE as COUNT_SO
from templates.cards.setup_forms import SEARCH_ACCOUNTS, SEARCH_CLIENT, SEARCH_FOUND, SEARCH_ZONE
from templates.cards.status import SHARE
from templates.cards.subscribe import TEST
from templates.cards.target import EDIT
from templates.cards.windows import UNPLAN
from templates.notices.arrival import AGAIN, ARRIVED
from templates.notices.draft import APPROVE, NOTE, READ, SKIP
from templates.notices.draft import EDIT as DRAFT_EDIT
from templates.notices.drafts import ALL
from templates.notices.teams import CONFIRM

RUN, PICK = "vigia.run", "vigia.pick"
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed or a choice made. `state` is by block what else is chosen on the same message."""

    value: str
    source: MessageRef
    state: Mapping[str, Any] = field(default_factory=dict)


def _run(ctx: Context, press: Press) -> Reply:
    """The line behind the button."""
    return _in_place(ctx, press, router.dispatch(ctx, press.value))


def _in_place(ctx: Context, press: Press, reply: Reply) -> Reply:
    """It replaces only what the person alone sees, and never by a refusal."""
    return replace(reply, replace=reply.done and (press.source.ephemeral or ctx.place.is_im))


def _nothing(ctx: Context, press: Press) -> Reply:  # noqa: ARG001 - a choice in a menu waits for its button
    return Reply(done=False)


AT_HOME = frozenset(
    {APPROVE, SKIP, ALL, buttons.ACK, buttons.SNOOZE, buttons.ASSIGN, buttons.NOT_USEFUL, buttons.ADOPT, buttons.IGNORE}
)
"""Buttons after which the Home tab is shown anew."""

HANDLERS: Mapping[str, Callable[[Context, Press], Reply]] = {
    RUN: _run,
    PICK: _run,
    SHARE: lambda ctx, press: share.share(ctx, press.value, press.source),
    TAKE: lambda ctx, press: adopt.take(ctx, press.value, press.source),
    SHOW: lambda ctx, press: adopt.show(ctx, press.value, hidden=False),
    HIDE: lambda ctx, press: adopt.show(ctx, press.value, hidden=True),
    TEST: lambda ctx, press: sendtest.send(ctx, press.value, press.source),
    EDIT: lambda ctx, press: views.open_target(ctx, press.value),
    EDIT_CAMPAIGN: lambda ctx, press: edit.open_form(ctx, press.value),
    COUNT: lambda ctx, press: results.open_form(ctx, press.value),
    COUNT_SO: lambda ctx, press: results.take(ctx, press.value),
    LEAVE: lambda ctx, press: results.take(ctx, press.value),
    PROPOSED: lambda ctx, press: target.take(ctx, press.value),
    walk.WHO: lambda ctx, press: linking.open_form(ctx, press.value, press.source),
    walk.ACCOUNTS: lambda ctx, press: accounts.open_form(ctx, press.value, press.source),
    walk.CAMPAIGNS: lambda ctx, press: adopting.open_form(ctx, press.value, press.source),
    walk.GOALS: lambda ctx, press: promising.open_form(ctx, press.value, press.source),
    walk.LOOK: lambda ctx, press: setup.look(ctx, press.value, press.source),
    walk.HERE: lambda ctx, press: _in_place(ctx, press, setup.here(ctx, press.value)),
    walk.DIRECT: lambda ctx, press: setup.directly(ctx, press.value, press.source),
    walk.UNDO: lambda ctx, press: unbinding.open_form(ctx, press.value, press.source),
    SEARCH_CLIENT: _nothing,
    SEARCH_ZONE: _nothing,
    SEARCH_ACCOUNTS: _nothing,
    SEARCH_FOUND: _nothing,
    CONFIRM: lambda ctx, press: binding.confirm_teams(ctx, press.value),
    APPROVE: lambda ctx, press: drafts.approve(ctx, press.value, source=press.source),
    ALL: lambda ctx, press: drafts.approve_all(ctx, press.value, press.source),
    DRAFT_EDIT: lambda ctx, press: draft_editing.open_form(ctx, press.value, press.source),
    READ: lambda ctx, press: draft_editing.read(ctx, press.value, press.source),
    NOTE: lambda ctx, press: drafts.ask_note(ctx, press.value, press.source),
    SKIP: lambda ctx, press: drafts.skip(ctx, press.value, press.source),
    ARRIVED: lambda ctx, press: drafts.arrived(ctx, press.value),
    AGAIN: lambda ctx, press: drafts.send_again(ctx, press.value),
    buttons.ACK: lambda ctx, press: handling.acknowledge(ctx, press.value),
    buttons.SNOOZE: lambda ctx, press: handling.snooze(ctx, press.value),
    buttons.ASSIGN: lambda ctx, press: handling.assign(ctx, press.value, press.source),
    buttons.ADOPT: lambda ctx, press: unclaimed.adopt(ctx, press.value),
    buttons.IGNORE: lambda ctx, press: unclaimed.ignore(ctx, press.value),
    buttons.LOG: lambda ctx, press: log.open_form(ctx, press.value),
    buttons.NO_CHANGE: lambda ctx, press: log.open_no_change(ctx, press.value),
    buttons.WHY: lambda ctx, press: why.of_alert(ctx, press.value),
    buttons.NUMBERS: lambda ctx, press: numbers.show(ctx, press.value),
    buttons.NOT_USEFUL: lambda ctx, press: feedback.not_useful(ctx, press.value),
    buttons.LOOSER: lambda ctx, press: feedback.looser(ctx, press.value),
    buttons.KEEP: lambda ctx, press: feedback.keep(ctx, press.value),
    buttons.ENABLE: lambda ctx, press: rules.enable(ctx, press.value),
    buttons.MUTE: lambda ctx, press: rules.press(ctx, press.value, silent=True),
    buttons.UNMUTE: lambda ctx, press: rules.press(ctx, press.value, silent=False),
    buttons.EDIT: lambda ctx, press: rules.open_form(ctx, press.value),
    buttons.WORKED: lambda ctx, press: checks.answer(ctx, press.value, Worked.YES),
    buttons.DID_NOT: lambda ctx, press: checks.answer(ctx, press.value, Worked.NO),
    buttons.LATER: lambda ctx, press: checks.answer(ctx, press.value, Worked.LATER),
    SET_BUDGET: lambda ctx, press: _in_place(ctx, press, budget.take(ctx, press.value)),
    KEEP_BUDGET: lambda ctx, press: _in_place(ctx, press, budget.keep(ctx, press.value)),
    UNPLAN: lambda ctx, press: planning.remove(ctx, press.value),
}
_READS = frozenset({EDIT, EDIT_CAMPAIGN, KEEP_BUDGET, COUNT, NOTE, SEARCH_CLIENT, SEARCH_ZONE, SEARCH_ACCOUNTS})
_READS |= {walk.WHO, walk.ACCOUNTS, walk.CAMPAIGNS, walk.GOALS, walk.HERE, walk.UNDO}
_READS |= {READ, DRAFT_EDIT}
_READS |= {buttons.WHY, buttons.LOG, buttons.NO_CHANGE, buttons.NUMBERS, buttons.KEEP, buttons.EDIT}


def dispatch(
    ctx: Context, action_id: str, value: str, source: MessageRef | None = None, state: Mapping[str, Any] | None = None
) -> Reply:
    """The one answer to a click."""
    handler = _handler(action_id)
    if handler is None:
        return refuse(ctx, None)
    press = Press(clean(value), source or MessageRef(), state or {})
    try:
        reply = _quietly(ctx, press, handler(ctx, press))
    except InvalidInput as error:
        return Reply(invalid(ctx.speech, error), done=False)
    return _with_home(ctx, reply) if _is_home(ctx) and action_id in AT_HOME else reply


def _quietly(ctx: Context, press: Press, reply: Reply) -> Reply:
    """Where a client reads, or nobody knows who does (its channel was let go since), an answer is for one person."""
    in_channel = bool(ctx.place.channel_id) and not ctx.place.is_im
    if not in_channel or ctx.view is Audience.INTERNAL:
        return reply
    return replace(reply, private=True, replace=reply.replace and press.source.ephemeral)


def _is_home(ctx: Context) -> bool:
    return not ctx.place.channel_id


def _with_home(ctx: Context, reply: Reply) -> Reply:
    """On the Home tab the page itself shows what has changed."""
    return replace(reply, view=home.home(ctx)) if reply.done and reply.view is None else reply


def is_read(action_id: str, value: str) -> bool:
    """Whether the click can change nothing, so that it need not be written down first."""
    handler = _handler(action_id)
    return handler is None or action_id in _READS or (handler is _run and router.is_read(value))


def _handler(action_id: str) -> Callable[[Context, Press], Reply] | None:
    """By the whole id, else without the part that only tells a message's buttons apart."""
    parts = action_id.split(".")
    names = (".".join(parts[:n]) for n in (_PARTS, _PARTS - 1))
    return next((HANDLERS[name] for name in names if name in HANDLERS), None)
