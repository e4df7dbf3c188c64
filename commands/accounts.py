"""A client's accounts: chosen among those that the credentials open and that are nobody's yet."""

from collections.abc import Mapping
from typing import Any

from commands import walk
from commands.context import Context, MessageRef, Reply
from domain.entities import Client, SourceAccount
from domain.names import fold
from domain.words import Audience
from storage.directory import accounts, changes, openings
from storage.directory.changes import Via
from storage.directory.openings import Opened
from templates import limits
from templates.cards import setup_forms as forms
from templates.message import Block


def open_form(ctx: Context, key: str, source: MessageRef) -> Reply:
    """The accounts to choose from; those that bear the client's name are chosen already."""
    client = walk.to_go_on(ctx, key)
    if isinstance(client, Reply):
        return client
    free = sorted(offered(ctx, client), key=lambda one: not one.is_chosen)
    kept = walk.where(ctx, source, client=client.key)
    return Reply(view=forms.accounts_form(ctx.speech, kept, client.name, free, _linked(ctx, client), walk.lacking(ctx)))


def offered(ctx: Context, client: Client) -> list[forms.Offered]:
    """The accounts that nobody has."""
    return [_offered(one, client) for one in openings.free(ctx.session)]


def _linked(ctx: Context, client: Client) -> list[forms.Offered]:
    """The client's accounts that somebody linked in Slack: those of a file are the file's to let go."""
    titles = accounts.titles(ctx.session, client.key)
    return [
        forms.Offered(accounts.name(one), one.source, titles.get(one.id, ""), one.account_id)
        for one in accounts.of_client(ctx.session, client.key)
        if changes.origins(ctx.session, "account", accounts.name(one)).get("credential") is Via.SLACK
    ]


def _offered(one: Opened, client: Client) -> forms.Offered:
    name, mine = fold(one.account.name), fold(client.name)
    alike = bool(name and mine) and (mine in name or name in mine)
    value = f"{one.source}:{one.account.account_id}"
    return forms.Offered(value, one.source, one.account.name, one.account.account_id, alike)


def found(ctx: Context, typed: str) -> list[Block]:
    """Those whose name or number has every word typed, for whoever manages somebody, and not where a client reads."""
    if ctx.view is Audience.CLIENT or not any(ctx.manages(client) for client in ctx.clients):
        return []
    words = fold(typed).split()
    some = [
        forms.Offered(f"{one.source}:{one.account.account_id}", one.source, one.account.name, one.account.account_id)
        for one in openings.free(ctx.session)
        if all(word in fold(f"{one.source.label} {one.account.name} {one.account.account_id}") for word in words)
    ]
    return [forms.account_option(ctx.words, one) for one in some[: limits.OPTIONS]]


def link(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """Make those that were chosen the client's, and have them read at once; let go those that were ticked. What is
    somebody's by now stays so."""
    kept = walk.unpack(metadata)
    client = walk.to_go_on(ctx, kept.get("client", ""))
    if isinstance(client, Reply):
        return client
    wanted, gone = _many(filled.get(forms.ACCOUNTS)), _many(filled.get(forms.UNLINK))
    mine = {accounts.name(one): one.id for one in accounts.of_client(ctx.session, client.key)}
    for wrong in _linked(ctx, client):
        if wrong.value in gone:
            accounts.remove(ctx.session, mine[wrong.value], ctx.actor.user_id, ctx.now)
    for one in openings.free(ctx.session):
        if f"{one.source}:{one.account.account_id}" in wanted - gone:
            _link(ctx, client, one)
    return walk.shown(ctx, client.key, kept)


def _many(chosen: object) -> set[str]:
    return {str(one) for one in chosen} if isinstance(chosen, list) else set()


def _link(ctx: Context, client: Client, one: Opened) -> None:
    about = one.account
    account = SourceAccount(
        client.key,
        one.source,
        about.account_id,
        one.credential,
        about.options,
        currency=about.currency,
        timezone=about.timezone,
    )
    saved = accounts.save(ctx.session, account, ctx.actor.user_id, ctx.now)
    accounts.call(ctx.session, saved.id, about.name)
