"""The empty command: one's campaigns, and buttons for the commonest questions."""

from commands.campaigns import choices, known
from commands.context import Context, Reply
from templates.cards.picker import menu


def run(ctx: Context) -> Reply:
    """The menu."""
    some = choices(known(ctx), lambda key: f"status {key}")
    return Reply(menu(ctx.speech, some, external=ctx.actor.is_external))
