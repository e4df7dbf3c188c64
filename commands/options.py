"""Choices asked for while somebody types in a menu: only what this person may see in this place."""

from commands import router
from commands.campaigns import choices, known
from commands.context import Context
from domain.access import Action
from domain.names import fold
from storage.directory import clients
from templates import blocks, limits
from templates.cards.binding import CHOOSE_CLIENT
from templates.cards.picker import pick_options
from templates.message import Block

PICK = "vigia.pick."


def options(ctx: Context, action_id: str, typed: str) -> list[Block]:
    """Up to a hundred options; none for those who may see none."""
    if action_id == CHOOSE_CLIENT:
        return _clients(ctx, typed)
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
