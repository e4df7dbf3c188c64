"""From a line of text to the one reply: gate, verb, arguments, run."""

from dataclasses import replace

from commands import budget, menu, period, sentence, setup
from commands.acting import schedule_in
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
from storage.directory import channels, clients
from templates.cards.denied import internal_only, outsider
from templates.cards.errors import invalid
from templates.cards.understood import with_understood

PACE, STATUS = (next(verb for verb in VERBS if verb.name == name) for name in ("pace", "status"))


def dispatch(ctx: Context, text: str) -> Reply:
    """The answer to what was typed after `/campaign`, said to the bot by name, or written to it directly."""
    refused = gate(ctx)
    if refused:
        return refused
    line = split(text)
    verb = lookup(line.verb, VERBS)
    if setup.is_first(ctx):
        return setup.first(ctx, _run(ctx, verb, line.rest) if verb and verb.name == "help" else None)
    if not line.verb and not line.rest:
        return menu.run(ctx)
    wanted = _wanted(ctx, text)
    if wanted is not None:
        return _budget(ctx, wanted)
    if verb is None:
        return _named(ctx, f"{line.verb} {line.rest}".strip()) or _sentence(ctx, text)
    reply = _barred(ctx, verb) or _run(ctx, verb, line.rest)
    # A line that is shared was made by us: where it names what is not known here, nothing else is meant.
    return _sentence(ctx, text, reply) if reply.unread and not ctx.sharing else reply


def is_read(text: str) -> bool:
    """Whether answering can change nothing, so that it need not be written down first."""
    verb = lookup(split(text).verb, VERBS)
    return verb is None or not verb.changes


def gate(ctx: Context) -> Reply | None:
    """The refusal for those who may read nothing in this place; None for the others."""
    if ctx.channel is not None:
        access = ctx.check(Action.READ, ctx.bound_client)
        return None if access.allowed else refuse(ctx, access.reason)
    return Reply(outsider(_of_team(ctx)), done=False, refused=Denied.EXTERNAL.value) if ctx.actor.is_external else None


def _of_team(ctx: Context) -> str:
    """The locale of the channels in which the people of that organisation read; that of the person where they have
    none, or several."""
    bound = [one for one in channels.everyone(ctx.session) if ctx.actor.team_id in one.teams]
    found = {
        one.locale or (client.locale if client else "")
        for one in bound
        for client in [clients.get(ctx.session, one.client_key)]
    }
    return next(iter(found)) if len(found) == 1 and "" not in found else ctx.speech


def _barred(ctx: Context, verb: Verb) -> Reply | None:
    if ctx.actor.is_external and (verb.changes or not verb.client_view):
        return replace(sentence.friendly(ctx, VERBS), refused=Denied.EXTERNAL.value)
    if ctx.view is Audience.CLIENT and not verb.client_view:
        return Reply(internal_only(ctx.speech), done=False)
    return None


def _run(ctx: Context, verb: Verb, rest: str) -> Reply:
    args = arguments(rest, verb.keys, lambda words: period.is_read(words, ctx.now.date()))
    key = None if verb.own_pairs else stranger(args.words)
    if key:
        taken = [one for one in verb.keys if one != "client" or ctx.view is not Audience.CLIENT]
        return Reply(invalid(ctx.speech, InvalidInput("option", "option", key, ", ".join(taken))), done=False)
    try:
        return verb.run(ctx, args)
    except InvalidInput as error:
        sentence_like = error.code == "source" and " " in rest
        unread = sentence_like or (error.code == "every" and bool(schedule_in(rest)))
        return Reply(invalid(ctx.speech, error), done=False, unread=unread)


def _wanted(ctx: Context, text: str) -> budget.Asked | None:
    """The budget that the words want, of the campaign that they mean; None where they tell of days or of deeds."""
    wanted = budget.asked(ctx, text)
    meant = sentence.listen(ctx, text).reading if wanted else None
    if wanted is None or meant is None or meant.start or (wanted.told and meant.verb == "log"):
        return None
    return replace(wanted, name=meant.campaign) if meant.campaign else wanted


def _budget(ctx: Context, wanted: budget.Asked) -> Reply:
    """Asking for another budget is a matter of the pace: whoever may not read that may not ask."""
    try:
        return _barred(ctx, PACE) or budget.propose(ctx, wanted)
    except InvalidInput as error:
        return Reply(invalid(ctx.speech, error), done=False)


def _named(ctx: Context, text: str) -> Reply | None:
    """A campaign's own name is as good as `status` and its name."""
    found = find(text, [(it.campaign.key, it.campaign.name) for it in known(ctx)])
    return _run(ctx, STATUS, found.key) if found.key is not None else None


def _sentence(ctx: Context, text: str, first: Reply | None = None) -> Reply:
    """What a plain sentence asks, with what was understood before the answer. `first` is what the grammar made of it:
    it stands where nothing more was understood."""
    heard = sentence.hear(ctx, text, VERBS)
    if heard is None:
        return first or unknown(ctx, text, VERBS)
    if isinstance(heard, Reply):
        return heard
    typed = lookup(split(text).verb, VERBS)
    if first is not None and typed is heard.verb and not heard.rest and typed.name != "sync":
        return first
    barred = _barred(ctx, heard.verb)
    if barred:
        return barred
    if sentence.changes(heard, text):
        return sentence.offer(ctx, heard, text)
    reply = _run(ctx, heard.verb, heard.rest)
    if reply.message is None or reply.refused:
        return reply
    return replace(reply, message=with_understood(ctx.speech, reply.message, heard.meant))
