"""`language`: in which language one wants to be answered, in direct messages and where nobody else reads."""

from dataclasses import replace

from commands.context import Args, Context, Reply
from commands.vocabulary import VOCABULARIES
from domain.errors import InvalidInput
from domain.names import fold
from storage.db import audit
from storage.directory import people
from templates.cards.language import SLACK, chosen_card, languages_card


def run(ctx: Context, args: Args) -> Reply:
    """What it is, with a button for each; or, with its name, that it is from now on."""
    if not args.words:
        return Reply(languages_card(ctx.speech, people.chosen(ctx.session, ctx.actor.user_id)), done=False)
    named = {fold(word): code for code, one in VOCABULARIES.items() for word in (code, *one.called)}
    locale = named.get(fold(args.words), "")
    if not locale and fold(args.words) != SLACK:
        raise InvalidInput("language", "language", args.words)
    people.choose(ctx.session, ctx.actor.user_id, locale, ctx.now)
    audit.note(ctx.session, ctx.actor.user_id, "language", ctx.actor.user_id, {"chosen": locale}, ctx.now)
    theirs = replace(ctx, locale=locale) if locale else ctx
    return Reply(chosen_card(theirs.speech, locale, has_channel=ctx.channel is not None))
