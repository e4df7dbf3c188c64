"""Did it work? The answers to what is asked a week or two after something was done."""

from datetime import timedelta

from commands.context import Context, Reply
from commands.drafts import MOST_ID_DIGITS
from commands.incidents import Found, may, refused
from commands.refusals import refuse
from insights.checks import check_of
from storage.alerts import actions, alerts
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
    incident = alerts.get(ctx.session, action.alert_id) if action.alert_id is not None else None
    # Whoever did it may have lost the client since: what counts is who may act on it now.
    denied = refused(ctx, Found(incident, client, campaign)) if incident else may(ctx, client, campaign)
    if denied:
        return denied
    today = ctx.today(client)
    again = today + LATER if worked is Worked.LATER else None
    actions.answer_check(ctx.session, action.id, worked, ctx.actor.user_id, ctx.now, again_on=again)
    check = check_of(ctx.session, client, campaign, action, today)
    card = followup_answer(check, ctx.aloud, worked.value, by=ctx.actor.user_id, again=again)
    return Reply(card, replace=True, private=False)
