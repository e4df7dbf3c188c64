"""`help`: what can be asked here, made from the table."""

import re
from collections.abc import Sequence
from dataclasses import replace

from commands.campaigns import known
from commands.context import Args, Context, Reply
from commands.parser import split
from commands.verb import Verb
from commands.vocabulary import VOCABULARIES, words_for
from domain.names import NEAR, fold, nearest
from domain.words import Audience
from insights.names import find
from templates.cards.errors import courtesy, unknown_verb
from templates.cards.help import SLASH, Entry, help_card, help_verb_card
from templates.catalogue import SOURCE_LANGUAGE
from templates.words import Words

EXAMPLES = 3
_TELLING = 4
FEW, SLIP = 2, 0.8
"""In more words than that the first is a verb only where it is one with a slip of the pen."""
SHORT = 8
"""Words of a sentence that says no more than a kind word."""
_COURTESY = frozenset(words_for(lambda one: one.courtesy))
"""What people say to be kind, folded: a verb that is spelt nearly so is not what they mean."""

_LAUGHTER = re.compile(r"([jh][aeiou])\1+")
"""A syllable again and again, however it is spaced."""


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
    here, campaign = offered(ctx, verbs), own_campaign(ctx)
    if not args.words:
        entries = [entry(ctx.words, v, campaign) for v in here]
        return Reply(help_card(ctx.speech, entries, campaign, external=ctx.actor.is_external))
    verb = lookup(split(args.words).verb, here)
    if verb is None:
        return replace(unknown(ctx, args.words, verbs), unread=True)
    return Reply(help_verb_card(ctx.speech, entry(ctx.words, verb, campaign), external=ctx.actor.is_external))


def unknown(ctx: Context, text: str, verbs: Sequence[Verb]) -> Reply:
    """The nearest verb and three examples; nothing where the bot was only thanked in a channel."""
    said, word = [one.strip(".,;:!?¡¿") for one in fold(text).split()], text.split(" ", maxsplit=1)[0]
    chatting = len(said) <= SHORT and (not _COURTESY.isdisjoint(said) or _LAUGHTER.match("".join(said)))
    if chatting and ctx.by_name:
        return Reply(done=False)
    here = offered(ctx, verbs)
    by_name = {fold(name): verb for verb in here for name in verb.names}
    begun = [name for name in by_name if said and name[:1] == said[0][:1]]  # a slip of the pen comes later in a word
    near = None if chatting else nearest(word.strip("¿¡"), begun, NEAR if len(said) <= FEW else SLIP)
    verb = by_name[near] if near else None
    prefix, campaign = "" if ctx.actor.is_external else SLASH, own_campaign(ctx)
    told = [example for v in ([verb] if verb else []) for example in entry(ctx.words, v, campaign).examples]
    others = [entry(ctx.words, v, campaign).examples[0] for v in here if v is not verb]
    own = [ctx.words.plain("how is {campaign} going?", campaign=campaign)] if campaign and len(said) > FEW else []
    lines = tuple(prefix + example for example in (*own, *told, *others)[:EXAMPLES])
    if chatting:
        return Reply(courtesy(ctx.speech, lines), done=False)
    return Reply(unknown_verb(ctx.speech, name_in(ctx.words, verb) if verb else None, lines), done=False)


def own_campaign(ctx: Context) -> str:
    """A campaign of this place as one would type it: a word of its name where that finds it, else its key."""
    some = known(ctx)
    if not some:
        return ""
    named, first = [(it.campaign.key, it.campaign.name) for it in some], some[0].campaign
    words = (word for word in first.name.lower().split() if len(word) >= _TELLING and word.isalpha())
    return next((word for word in words if find(word, named).key == first.key), first.key)


def name_in(words: Words, verb: Verb) -> str:
    """The verb's name in the reader's language."""
    own = VOCABULARIES[words.language].verbs.get(verb.name) if words.language != SOURCE_LANGUAGE else None
    return own[0] if own else verb.name


def entry(words: Words, verb: Verb, campaign: str = "") -> Entry:
    """The verb in the reader's language; its examples name `campaign`."""
    called = campaign or words.plain("autumn")
    name, marked_about, marked_usage = name_in(words, verb), verb.about, verb.usage
    examples = tuple(words.plain(marked_line, campaign=called) for marked_line in verb.examples)
    theirs = VOCABULARIES[words.language].verbs.get(verb.name, ())
    own = (verb.name, *theirs) if words.language == SOURCE_LANGUAGE else theirs
    others = tuple(other for other in dict.fromkeys(own) if other != name)
    return Entry(name, words.plain(marked_about), words.plain(marked_usage), examples, others)
