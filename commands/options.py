"""Choices asked for while somebody types in a menu: only what this person may see in this place."""

from zoneinfo import available_timezones

from commands import accounts, adopting, router
from commands.campaigns import choices, known
from commands.context import Context
from domain.access import Action
from domain.names import fold
from storage.directory import clients
from templates import blocks, limits
from templates.cards.picker import pick_options
from templates.cards.setup_forms import SEARCH_ACCOUNTS, SEARCH_CLIENT, SEARCH_FOUND, SEARCH_ZONE
from templates.message import Block

PICK = "vigia.pick."


def options(ctx: Context, action_id: str, typed: str) -> list[Block]:
    """Up to a hundred options; none for those who may see none."""
    if action_id == SEARCH_CLIENT:
        return _clients(ctx, typed)
    if action_id == SEARCH_ACCOUNTS:
        return accounts.found(ctx, typed)
    if action_id == SEARCH_ZONE:
        return _zones(ctx, typed)
    if action_id.startswith(f"{SEARCH_FOUND}."):
        return adopting.found(ctx, action_id.removeprefix(f"{SEARCH_FOUND}."), typed)
    if action_id.startswith(PICK) and router.gate(ctx) is None:
        verb = action_id.removeprefix(PICK)
        found = choices(known(ctx), lambda key: f"{verb} {key}")
        return pick_options([choice for choice in found if fold(typed) in fold(choice.label)])
    return []


def _clients(ctx: Context, typed: str) -> list[Block]:
    """The clients that the person may link an unbound channel to."""
    if ctx.channel is not None or ctx.actor.is_external:
        return []
    mine = [client for client in clients.everyone(ctx.session) if ctx.check(Action.BIND, client).allowed]
    found = [client for client in mine if fold(typed) in fold(client.name) and len(client.key) <= limits.OPTION_VALUE]
    return [blocks.option(client.name, client.key) for client in found[: limits.OPTIONS]]


def _zones(ctx: Context, typed: str) -> list[Block]:
    """Time zones with every word typed, the agency's own part of the world first."""
    if ctx.actor.is_external:
        return []
    words = fold(typed.replace("_", " ")).split()
    mine = ctx.timezone.partition("/")[0]
    known = sorted(
        (one for one in available_timezones() if "/" in one), key=lambda one: (one.partition("/")[0] != mine, one)
    )
    found = [one for one in known if all(word in fold(one.replace("_", " ")) for word in words)]
    return [blocks.option(one, one) for one in found[: limits.OPTIONS]]
