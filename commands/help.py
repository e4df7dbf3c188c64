"""`help`: what can be asked here, made from the table."""

from collections.abc import Sequence

from commands.context import Args, Context, Reply
from commands.verb import Verb
from domain.names import fold, nearest
from domain.words import Audience
from templates.cards.errors import unknown_verb
from templates.cards.help import SLASH, Entry, help_card, help_verb_card
from templates.words import Words

EXAMPLES = 3


def offered(ctx: Context, verbs: Sequence[Verb]) -> list[Verb]:
    """The verbs that this person may use in this place."""
    if ctx.actor.is_external:
        return [verb for verb in verbs if verb.client_view and not verb.changes]
    if ctx.view is Audience.CLIENT:
        return [verb for verb in verbs if verb.client_view]
    return list(verbs)


def lookup(word: str, verbs: Sequence[Verb]) -> Verb | None:
    """The verb of that name or alias in any language."""
    folded = fold(word)
    return next((verb for verb in verbs if folded in {fold(name) for name in verb.names}), None)


def run(ctx: Context, args: Args, verbs: Sequence[Verb]) -> Reply:
    """All verbs, or one with its examples."""
    here = offered(ctx, verbs)
    if not args.words:
        return Reply(help_card(ctx.speech, [entry(ctx.words, v) for v in here], external=ctx.actor.is_external))
    verb = lookup(args.words.split()[0], here)
    if verb is None:
        return unknown(ctx, args.words, verbs)
    return Reply(help_verb_card(ctx.speech, entry(ctx.words, verb), external=ctx.actor.is_external))


def unknown(ctx: Context, word: str, verbs: Sequence[Verb]) -> Reply:
    """The nearest verb and three examples."""
    here = offered(ctx, verbs)
    by_name = {fold(name): verb for verb in here for name in verb.names}
    near = nearest(word, list(by_name))
    verb = by_name[near] if near else None
    prefix = "" if ctx.actor.is_external else SLASH
    others = [entry(ctx.words, v).examples[0] for v in here if v is not verb]
    lines = [prefix + example for example in (*(entry(ctx.words, verb).examples if verb else ()), *others)][:EXAMPLES]
    return Reply(unknown_verb(ctx.speech, name_in(ctx.words, verb) if verb else None, tuple(lines)), done=False)


def name_in(words: Words, verb: Verb) -> str:
    """The verb's name in the reader's language."""
    aliases = {"es": verb.aliases_es, "ca": verb.aliases_ca}.get(words.language, ())
    return aliases[0] if aliases else verb.name


def entry(words: Words, verb: Verb) -> Entry:
    """The verb in the reader's language."""
    name, marked_about, marked_usage = name_in(words, verb), verb.about, verb.usage
    examples = tuple(words.plain(marked_example) for marked_example in verb.examples)
    others = tuple(dict.fromkeys(other for other in verb.names if other != name))
    return Entry(name, words.plain(marked_about), words.plain(marked_usage), examples, others)
