"""`sync`: poll the sources as soon as may be, and how their last polls went. Internal."""

from commands.context import Args, Context, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Client
from domain.errors import InvalidInput
from domain.names import fold, nearest
from domain.words import Source
from storage.db import audit
from storage.directory import accounts
from templates.cards.sync import Polled, sync_card

_ASKED = tuple(source for source in Source if source is not Source.CSV)
"""What can be read again: a file is not."""
_WORDS = {word: source for source in _ASKED for word in (source.value, *source.words)}


def run(ctx: Context, args: Args) -> Reply:
    """Make the accounts due now, all or of one source."""
    mine = [client for client in ctx.clients if ctx.manages(client)]
    if not mine:
        client = ctx.bound_client
        return refuse(ctx, ctx.check(Action.CHANGE, client).reason, client)
    source = _source(args.words)
    return Reply(sync_card(ctx.speech, [_hurried(ctx, client, source) for client in mine], ctx.now))


def _source(words: str) -> Source | None:
    """The source meant, None for all. InvalidInput for a word that is no source."""
    if not words:
        return None
    near = nearest(fold(words).replace(" ", "_"), list(_WORDS))
    if near is None:
        raise InvalidInput("source", "source", words, ", ".join(source.label for source in _ASKED))
    return _WORDS[near]


def _hurried(ctx: Context, client: Client, source: Source | None) -> Polled:
    count = accounts.hurry(ctx.session, client.key, source, ctx.now)
    if count:
        detail = {"accounts": count, "source": source.value if source else ""}
        audit.note(ctx.session, ctx.actor.user_id, "sync.asked", client.key, detail, ctx.now)
    fresh = [f for f in accounts.freshness(ctx.session, client.key) if source in {None, f.source}]
    return Polled(client.name, count, tuple(fresh))
