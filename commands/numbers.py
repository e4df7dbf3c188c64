"""The numbers behind an incident, day by day."""

from commands.context import Context, Reply
from commands.incidents import find, picture
from insights.numbers import numbers
from templates.cards.numbers import numbers_card


def show(ctx: Context, value: str) -> Reply:
    """The table of the days since a week before the trouble began."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    days = numbers(ctx.session, found.client, found.campaign, found.row, ctx.now)
    return Reply(numbers_card(ctx.speech, picture(ctx, found), days, ctx.now))
