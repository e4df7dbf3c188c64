"""Did it work? The answers to what is asked a week or two after something was done."""

from datetime import date, timedelta
from decimal import Decimal

from commands.context import Context, Reply
from commands.drafts import MOST_ID_DIGITS
from commands.incidents import may
from commands.refusals import refuse
from domain.entities import Campaign, Client, Goal
from domain.kpi import FOR_OBJECTIVE, read
from domain.snapshot import totals_of
from domain.window import Window
from storage import actions, alerts, campaigns, clients
from storage.actions import Action, Worked
from storage.figures import campaign_data
from templates.cards.followup import Check, followup_answer

LATER = timedelta(days=7)
LONGEST = 14


def answer(ctx: Context, value: str, worked: Worked) -> Reply:
    """Keep the answer, in the place of the question. "Too early" has it asked again a week later."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= MOST_ID_DIGITS else 0
    action = actions.get(ctx.session, number)
    client = clients.get(ctx.session, action.client_key) if action else None
    campaign = campaigns.get(ctx.session, action.campaign_key) if action else None
    if action is None or client is None or campaign is None:
        return refuse(ctx, None)
    refused = None if action.actor == ctx.actor.user_id and ctx.place.is_im else may(ctx, client, campaign)
    if refused or ctx.actor.is_external:
        return refused or refuse(ctx, None)
    today = ctx.today(client)
    again = today + LATER if worked is Worked.LATER else None
    actions.answer_check(ctx.session, action.id, worked, ctx.actor.user_id, ctx.now, again_on=again)
    check = check_of(ctx, client, campaign, action, today)
    card = followup_answer(check, ctx.speech, worked.value, by=ctx.actor.user_id, again=again)
    return Reply(card, replace=True, private=False)


def check_of(ctx: Context, client: Client, campaign: Campaign, action: Action, today: date) -> Check:
    """What was done, and its KPI over as many days before that day as have passed since, a fortnight at most."""
    days = max(1, min(LONGEST, (today - action.day).days - 1))
    goal = _goal(ctx, campaign, action)
    kpi = goal.kpi if goal else FOR_OBJECTIVE[campaign.objective][2]

    def value(first: date) -> Decimal | None:
        window = Window(first, first + timedelta(days=days - 1))
        return read(kpi, totals_of(campaign_data(ctx.session, campaign, client, window, today))).value

    return Check(
        action_id=action.id,
        client=client,
        campaign=campaign,
        day=action.day,
        text=action.text,
        kpi=kpi,
        days=days,
        before=value(action.day - timedelta(days=days)),
        after=value(action.day + timedelta(days=1)),
        actor=action.actor,
        goal=goal,
    )


def _goal(ctx: Context, campaign: Campaign, action: Action) -> Goal | None:
    """The goal of the alert that it answered, else the campaign's first."""
    row = alerts.get(ctx.session, action.alert_id) if action.alert_id is not None else None
    return (row.finding.goal if row else None) or next(iter(campaign.goals), None)
