"""From a line of text to the one reply: gate, verb, arguments, run."""

from commands import budget, menu
from commands.campaigns import known
from commands.context import Context, Reply
from commands.help import lookup, unknown
from commands.parser import arguments, split, stranger
from commands.refusals import refuse
from commands.table import VERBS
from commands.verb import Verb
from domain.access import Action, Denied
from domain.errors import InvalidInput
from domain.words import Audience
from insights.names import find
from templates.cards.denied import internal_only
from templates.cards.errors import invalid

PACE = next(verb for verb in VERBS if verb.name == "pace")


def dispatch(ctx: Context, text: str) -> Reply:
    """The answer to what was typed after `/campaign`, said to the bot by name, or written to it directly."""
    refused = gate(ctx)
    if refused:
        return refused
    line = split(text)
    if not line.verb and not line.rest:
        return menu.run(ctx)
    wanted, verb = budget.asked(ctx, text), lookup(line.verb, VERBS)
    if wanted is not None:
        return _budget(ctx, wanted)
    if verb is None:
        return _unknown(ctx, f"{line.verb} {line.rest}".strip())
    return _barred(ctx, verb) or _run(ctx, verb, line.rest)


def is_read(text: str) -> bool:
    """Whether answering can change nothing, so that it need not be written down first."""
    verb = lookup(split(text).verb, VERBS)
    return verb is None or not verb.changes


def gate(ctx: Context) -> Reply | None:
    """The refusal for those who may read nothing in this place; None for the others."""
    if ctx.channel is not None:
        access = ctx.check(Action.READ, ctx.bound_client)
        return None if access.allowed else refuse(ctx, access.reason)
    return refuse(ctx, Denied.EXTERNAL) if ctx.actor.is_external else None


def _barred(ctx: Context, verb: Verb) -> Reply | None:
    if ctx.actor.is_external and (verb.changes or not verb.client_view):
        return refuse(ctx, Denied.EXTERNAL)
    if ctx.view is Audience.CLIENT and not verb.client_view:
        return Reply(internal_only(ctx.speech), done=False)
    return None


def _run(ctx: Context, verb: Verb, rest: str) -> Reply:
    args = arguments(rest, verb.keys)
    key = None if verb.own_pairs else stranger(args.words)
    if key:
        return Reply(invalid(ctx.speech, InvalidInput("option", "option", key, ", ".join(verb.keys))), done=False)
    try:
        return verb.run(ctx, args)
    except InvalidInput as error:
        return Reply(invalid(ctx.speech, error), done=False)


def _budget(ctx: Context, wanted: budget.Asked) -> Reply:
    """Asking for another budget is a matter of the pace: whoever may not read that may not ask."""
    try:
        return _barred(ctx, PACE) or budget.propose(ctx, wanted)
    except InvalidInput as error:
        return Reply(invalid(ctx.speech, error), done=False)


def _unknown(ctx: Context, text: str) -> Reply:
    """A campaign's own name is as good as `status` and its name."""
    found = find(text, [(it.campaign.key, it.campaign.name) for it in known(ctx)])
    status = lookup("status", VERBS)
    if found.key is not None and status is not None:
        return _run(ctx, status, found.key)
    return unknown(ctx, text.split(" ", maxsplit=1)[0], VERBS)
