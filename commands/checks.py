"""Did it work? The answers to what is asked a week or two after something was done."""

from datetime import timedelta

from commands.context import Context, Reply
from commands.drafts import MOST_ID_DIGITS
from commands.incidents import may
from commands.refusals import refuse
from insights.checks import check_of
from storage.alerts import actions
from storage.alerts.actions import Worked
from storage.directory import campaigns, clients
from templates.cards.followup import followup_answer

LATER = timedelta(days=7)


def answer(ctx: Context, value: str, worked: Worked) -> Reply:
    """Keep the answer, in the place of the question. "Too early" has it asked again a week later."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= MOST_ID_DIGITS else 0
    action = actions.get(ctx.session, number)
    client = clients.get(ctx.session, action.client_key) if action else None
    campaign = campaigns.get(ctx.session, action.campaign_key) if action else None
    if action is None or client is None:
        return refuse(ctx, None)
    refused = None if action.actor == ctx.actor.user_id and ctx.place.is_im else may(ctx, client, campaign)
    if refused or ctx.actor.is_external:
        return refused or refuse(ctx, None)
    today = ctx.today(client)
    again = today + LATER if worked is Worked.LATER else None
    actions.answer_check(ctx.session, action.id, worked, ctx.actor.user_id, ctx.now, again_on=again)
    check = check_of(ctx.session, client, campaign, action, today)
    card = followup_answer(check, ctx.speech, worked.value, by=ctx.actor.user_id, again=again)
    return Reply(card, replace=True, private=False)
