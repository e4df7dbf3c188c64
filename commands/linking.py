"""Whose channel it is: one of the clients that there are, or a new one made right there; and who reads in it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands import walk
from commands.context import Context, MessageRef, Reply
from commands.parser import clean
from commands.refusals import refuse
from domain.access import Action, Denied
from domain.entities import Channel, Client
from domain.errors import InvalidInput
from domain.languages import CODES
from domain.names import fold
from domain.words import Audience
from storage.declare import values
from storage.directory import calendars, channels, clients
from templates.cards import setup_forms as forms
from templates.cards.binding import bound_card
from templates.cards.errors import sentence
from templates.words import check_locale

_TEAM = re.compile(r"[TE][A-Z0-9]{2,}")
ASK = "here"
"""What the button carries that asks whose channel it is: nobody's name."""
_TEAMS = "teams"
"""Where a form keeps the organisations that it names."""
_LONGEST_KEY, _LONGEST_NAME = 40, 80
_MONEY = {
    "America/Mexico_City": "MXN",
    "America/Bogota": "COP",
    "America/Argentina/Buenos_Aires": "ARS",
    "America/Santiago": "CLP",
    "America/Lima": "PEN",
    "America/Sao_Paulo": "BRL",
    "America/New_York": "USD",
    "America/Chicago": "USD",
    "America/Los_Angeles": "USD",
    "Europe/London": "GBP",
    "Europe/Zurich": "CHF",
}
"""The money of those whose profile names that zone; the euro's elsewhere."""


def open_form(ctx: Context, value: str, source: MessageRef) -> Reply:
    """Whose channel is it? Only the clients that the person manages are to be found in it."""
    refused = _closed(ctx)
    if refused:
        return refused
    if value != ASK:
        return refuse(ctx, None)
    choose = _in_channel(ctx) and any(ctx.check(Action.BIND, one).allowed for one in clients.everyone(ctx.session))
    create = ctx.check(Action.CREATE, None).allowed
    if not choose and not create:
        return _who_may(ctx)
    return Reply(view=forms.who_form(ctx.speech, walk.where(ctx, source), choose=choose, create=create))


def _closed(ctx: Context) -> Reply | None:
    """The refusal for externals, who hear of nobody. InvalidInput where the channel is somebody's already."""
    if ctx.actor.is_external:
        return refuse(ctx, Denied.EXTERNAL)
    if ctx.channel is not None:
        raise InvalidInput("channel_bound", "channel", "")
    return None


def _in_channel(ctx: Context) -> bool:
    return bool(ctx.place.channel_id) and not ctx.place.is_im


def _who_may(ctx: Context) -> Reply:
    """Nothing is said of which client: only people."""
    managers = [user for client in clients.everyone(ctx.session) for user in client.managers]
    if managers and _in_channel(ctx):
        who = tuple(dict.fromkeys((*ctx.admins, *managers)))
        return refuse(ctx, Denied.NOT_MANAGER, Client("", "", managers=who))
    return refuse(ctx, Denied.NOT_CREATOR)


def chosen(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """A client was chosen, or a new one named: the next form."""
    refused = _closed(ctx)
    if refused:
        return refused
    kept, name = walk.unpack(metadata), clean(str(filled.get(forms.NAME) or ""))[:_LONGEST_NAME]
    client = clients.get(ctx.session, clean(str(filled.get(forms.CLIENT) or "")))
    if client is not None and name:
        return _wrong(ctx, forms.NAME, "client_twice")
    if client is not None:
        return _may_bind(ctx, client) or Reply(view=_reads(ctx, {**kept, "client": client.key}, client.name))
    if not name:
        field = forms.CLIENT if forms.CLIENT in filled else forms.NAME
        return _wrong(ctx, field, "client_which")
    access = ctx.check(Action.CREATE, None)
    if not access.allowed:
        return _who_may(ctx)
    if any(
        fold(one.name) == fold(name) for one in clients.everyone(ctx.session) if ctx.check(Action.BIND, one).allowed
    ):
        return _wrong(ctx, forms.NAME, "client_known")
    zone = ctx.timezone or "Europe/Madrid"
    form = forms.made_form(
        ctx.speech,
        {**kept, "name": name},
        free_key(ctx, name),
        language=ctx.locale.partition("_")[0] if ctx.locale.partition("_")[0] in CODES else CODES[0],
        zone=zone,
        currency=_MONEY.get(zone, "EUR"),
        last=not _in_channel(ctx),
    )
    return Reply(view=form)


def free_key(ctx: Context, name: str) -> str:
    """A key made of a name, that no client has: `optica-luz`."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_LONGEST_KEY].strip("-") or "client"
    taken = {one.key for one in clients.everyone(ctx.session)}
    return next(key for n in range(1, len(taken) + 2) if (key := base if n == 1 else f"{base}-{n}") not in taken)


def made(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """What must be known of a new client was filled in: it is made, or, in a channel, who reads there comes first."""
    refused = _closed(ctx)
    if refused:
        return refused
    kept = {**walk.unpack(metadata), **{name: clean(str(filled.get(name) or "")) for name in _FILLED}}
    client = _new(ctx, kept)
    if isinstance(client, Reply):
        return client
    if _in_channel(ctx):
        return Reply(view=_reads(ctx, kept, client.name))
    clients.save(ctx.session, client, ctx.actor.user_id, ctx.now)
    return walk.shown(_anew(ctx), client.key, kept)


_FILLED = (forms.KEY, forms.LANGUAGE, forms.ZONE, forms.CURRENCY)


def _new(ctx: Context, kept: Mapping[str, str]) -> Client | Reply:
    """The client as it was filled in, or what is wrong with that. Whoever makes it is its manager."""
    access = ctx.check(Action.CREATE, None)
    if not access.allowed:
        return _who_may(ctx)
    checks = ((forms.KEY, values.key), (forms.LANGUAGE, values.locale), (forms.ZONE, values.timezone))
    for field, check in (*checks, (forms.CURRENCY, values.currency), ("name", values.name)):
        try:
            check(kept.get(field, ""))
        except InvalidInput:
            return _wrong(ctx, field if field in _FILLED else forms.KEY, f"client_{field}")
    if clients.get(ctx.session, kept[forms.KEY]) is not None:
        return _wrong(ctx, forms.KEY, "client_key_taken")
    language, zone, currency = (kept[name] for name in (forms.LANGUAGE, forms.ZONE, forms.CURRENCY))
    region, me = calendars.region_of(zone), (ctx.actor.user_id,)
    quiet = (("holidays", region),) if region else ()
    return Client(
        kept[forms.KEY], kept["name"], language, zone, currency, me, workspace=ctx.actor.workspace, quiet=quiet
    )


def _wrong(ctx: Context, field: str, code: str) -> Reply:
    return Reply(errors={field: sentence(ctx.words, InvalidInput(code, field, ""))}, done=False)


def _reads(ctx: Context, kept: Mapping[str, str], name: str) -> dict[str, Any]:
    teams = ctx.place.connected_teams
    kept = {**kept, _TEAMS: ",".join(teams)} if teams else kept
    return forms.reads_form(ctx.speech, kept, name, shared=_shared(ctx), teams=teams)


def _shared(ctx: Context) -> bool:
    return ctx.place.is_ext_shared or bool(ctx.place.connected_teams)


def _may_bind(ctx: Context, client: Client) -> Reply | None:
    if not _in_channel(ctx):
        return refuse(ctx, None)
    return None if ctx.check(Action.BIND, client).allowed else _who_may(ctx)


def linked(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """Who reads was said too: the client is made where it is new, and the channel is its own."""
    refused = _closed(ctx)
    if refused:
        return refused
    kept = walk.unpack(metadata)
    client = clients.get(ctx.session, kept["client"]) if kept.get("client") else _new(ctx, kept)
    if isinstance(client, Reply) or client is None:
        return refuse(ctx, None) if client is None or client.errors else client
    refused = _may_bind(ctx, client) if kept.get("client") else None
    if refused:
        return refused
    if not kept.get("client"):
        clients.save(ctx.session, client, ctx.actor.user_id, ctx.now)
    audience = Audience.CLIENT if _shared(ctx) or filled.get(forms.READS) == Audience.CLIENT else Audience.INTERNAL
    language = str(filled.get(forms.CHANNEL_LANGUAGE) or forms.OWN)
    seen = kept.get(_TEAMS, "").split(",")  # who has come since was confirmed by nobody
    teams = tuple(team for team in ctx.place.connected_teams if team in seen and _TEAM.fullmatch(team))
    locale = None if language == forms.OWN else check_locale(language)
    channel = Channel(ctx.place.channel_id, client.key, audience, teams, locale=locale, workspace=client.workspace)
    channels.bind(ctx.session, channel, ctx.actor.user_id, ctx.now)
    return _go_on(_anew(ctx), channel, client, kept)


def _anew(ctx: Context) -> Context:
    """The moment after a change: what was known of clients and channels before it is asked again."""
    return replace(ctx)


def _go_on(ctx: Context, channel: Channel, client: Client, kept: Mapping[str, str]) -> Reply:
    """The next step, there where only the agency reads; else in a direct message to whoever linked the channel."""
    if channel.audience is Audience.INTERNAL:
        return walk.shown(ctx, client.key, kept)
    walk.write(ctx, client, f"{channel.slack_id}:{kept.get('ts', '')}:{ctx.now:%Y%m%dT%H%M%S}")
    in_place = walk.stands(ctx, kept.get("ts", ""))
    return Reply(bound_card(ctx.aloud, client.name), private=False, replace=in_place)
