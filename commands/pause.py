"""`pause` and `resume`: until a day the client is sent no updates of a campaign, or of all: `pause otoño until 15 dec
because …`. Internal."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.dates import until_in
from commands.editing import LONGEST
from commands.incidents import may
from commands.vocabulary import pattern, words_for
from domain.entities import Campaign, Client, is_paused
from domain.names import fold
from storage.directory import campaigns, clients
from templates.cards.pause import Subject, needs_day_card, paused_card, resumed_card

MOST_REASON = 500
_UNTIL = rf"(?:^|\s){pattern(words_for(lambda one: one.to))}\s+"
_BEFORE_IT = re.compile(rf"^(.*){_UNTIL}\S")
_BECAUSE = re.compile(rf"(?:^|\s){pattern(words_for(lambda one: one.because))}\s+(?P<why>\S.*)$")
_SAYING_NOTHING = frozenset((*words_for(lambda one: one.updates), *words_for(lambda one: one.to)))


def run(ctx: Context, args: Args) -> Reply:
    """Pause what is named: a campaign, a client, or all that this channel's client is sent."""
    said, why = _reason(args)
    name, until = _until(ctx, said)
    more = " ".join(filter(None, (str(until or ""), f'reason:"{why}"' if why else "")))
    subject = _meant(ctx, name, "pause", more)
    if until is None and isinstance(subject, Reply):
        subject = _before_it(ctx, said) or subject
    if isinstance(subject, Reply):
        return subject
    client, campaign = subject
    if until is None:
        return Reply(needs_day_card(ctx.speech, Subject(client, campaign)), done=False)
    today = ctx.today(client)
    if not today < until <= today + LONGEST:
        return Reply(needs_day_card(ctx.speech, Subject(client, campaign)), done=False)
    kept = replace(campaign or client, paused_until=until, paused_because=why[:MOST_REASON])
    changed = _save(ctx, kept)
    return Reply(paused_card(ctx.speech, Subject.of(client, kept)), done=changed)


def resume(ctx: Context, args: Args) -> Reply:
    """Let updates go on: of what is named; without a name of the client and of each of its campaigns."""
    subject = _meant(ctx, _name(args.words), "resume", "")
    if isinstance(subject, Reply):
        return subject
    client, campaign = subject
    some: list[Client | Campaign] = [campaign] if campaign else [client, *campaigns.of_client(ctx.session, client.key)]
    ended = [one for one in some if is_paused(one, ctx.today(client))]
    for one in ended:
        _save(ctx, replace(one, paused_until=None, paused_because=""))
    still = campaign is not None and is_paused(client, ctx.today(client))
    told = [Subject.of(client, one) for one in ended]
    return Reply(resumed_card(ctx.speech, told, Subject(client) if still else None), done=bool(ended))


def _before_it(ctx: Context, said: str) -> tuple[Client, Campaign | None] | None:
    """What is named before words that should say until when, and are no day."""
    found = _BEFORE_IT.search(fold(said))
    subject = _meant(ctx, _name(found[1]), "pause", "") if found else None
    return None if isinstance(subject, Reply) else subject


def _save(ctx: Context, kept: Client | Campaign) -> bool:
    if isinstance(kept, Campaign):
        return bool(campaigns.save(ctx.session, kept, ctx.actor.user_id, ctx.now))
    return bool(clients.save(ctx.session, kept, ctx.actor.user_id, ctx.now))


def _meant(ctx: Context, name: str, verb: str, more: str) -> tuple[Client, Campaign | None] | Reply:
    """A client by its name or key, the only one where nothing was typed; else a campaign. As they stand now."""
    mine = [one for one in ctx.clients if not name or fold(name) in {fold(one.key), fold(one.name)}]
    if len(mine) == 1:
        refused = may(ctx, mine[0])
        return refused or (_fresh(ctx, mine[0]), None)
    found = choose(ctx, name, verb, more)
    if isinstance(found, Reply):
        return replace(found, unread=False)  # nothing but a pause was meant
    refused = may(ctx, found.client, found.campaign)
    if refused:
        return refused
    client = _fresh(ctx, found.client)
    return client, campaigns.get(ctx.session, found.campaign.key) or found.campaign


def _fresh(ctx: Context, client: Client) -> Client:
    clients.lock(ctx.session, client.key)
    return clients.get(ctx.session, client.key) or client


def _reason(args: Args) -> tuple[str, str]:
    """What was said, and the reason at its end: `porque …`, `reason:"…"`."""
    given = args.options.get("reason", "")
    said = args.words
    places = "".join(low if len(low := fold(letter)) == 1 else letter for letter in said)
    found = _BECAUSE.search(places)
    if given or found is None:
        return said, given
    return said[: found.start()], said[found.start("why") :].strip(" .")


def _until(ctx: Context, said: str) -> tuple[str, date | None]:
    """What is left of the words, and the day on which updates go on; None where none is named."""
    today = ctx.today(ctx.clients[0]) if ctx.clients else ctx.now.date()
    rest, until = until_in(said, today)
    return _name(rest), until


def _name(said: str) -> str:
    """The words that name something: not those that say what is paused."""
    return " ".join(_named(said.split()))


def _named(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if fold(word).strip(".,;") not in _SAYING_NOTHING)
