"""The App Home of one person: what needs them, their campaigns, quick actions."""

from commands.campaigns import known
from commands.context import Context
from commands.incidents import Found, leading, picture
from commands.listing import asked
from domain.incidents.conditions import Condition
from domain.incidents.handling import Handling, Shown
from insights.overview import overview
from storage.alerts import actions
from storage.directory import campaigns, channels, clients
from storage.messages import deliveries
from templates.cards.home import MOST, CheckNote, DraftNote, home_card, outsider_home
from templates.cards.incident import Incident
from templates.cards.members import urgency
from templates.message import Block


def home(ctx: Context) -> Block:
    """The view; outsiders find that they are not authorised."""
    if ctx.actor.is_external:
        return outsider_home(_outsiders_locale(ctx))
    some = known(ctx)
    running = [it for it in some if it.campaign.end >= ctx.today(it.client)]
    found = overview(ctx.session, asked(running), ctx.now, MOST)
    return home_card(ctx.speech, ctx.now, _open(ctx), _checks(ctx), _drafts(ctx), found)


def _outsiders_locale(ctx: Context) -> str:
    """The language of the channel where the person's organisation reads, else the person's own."""
    for channel in channels.everyone(ctx.session):
        if ctx.actor.team_id in channel.teams:
            client = clients.get(ctx.session, channel.client_key)
            return channel.locale or (client.locale if client else ctx.locale)
    return ctx.locale


def _open(ctx: Context) -> list[Incident]:
    """What is open of one's own clients and not put aside, what interrupts first."""
    found = [
        picture(ctx, Found(row, client, campaigns.get(ctx.session, row.subject.campaign)))
        for client in ctx.clients
        for row in leading(ctx, client)
        if row.state.condition is Condition.FIRING and _is_mine(ctx, row.handling)
    ]
    awake = [one for one in found if one.shown is not Shown.SNOOZED]
    return sorted(awake, key=urgency, reverse=True)


def _is_mine(ctx: Context, handling: Handling) -> bool:
    """Whether nobody has it yet, or it is this person who has it."""
    return not handling.is_answered or ctx.actor.user_id == (handling.assignee or handling.by)


def _checks(ctx: Context) -> list[CheckNote]:
    """What was asked about and waits for an answer, and what is due to be asked."""
    found = []
    for client in ctx.clients:
        waiting = actions.unanswered_checks(ctx.session, client.key)
        waiting += actions.due_checks(ctx.session, ctx.today(client), client.key)
        for action in waiting:
            campaign = campaigns.get(ctx.session, action.campaign_key)
            name = f"{client.name} · {campaign.name}" if campaign else client.name
            found.append(CheckNote(name, action.text, action.day, str(action.id)))
    return found


def _drafts(ctx: Context) -> list[DraftNote]:
    """What waits for one's word: of a channel that was another client's, only what is of the one it is now."""
    bound = [
        channel
        for client in ctx.clients
        if ctx.manages(client)
        for channel in channels.of_client(ctx.session, client.key)
    ]
    held = [(channel, one) for channel in bound for one in deliveries.held(ctx.session, channel.slack_id)]
    waiting = [one for channel, one in held if one.error is None and one.client_key == channel.client_key]
    return [DraftNote(d.to.address, d.created_at, str(d.id), str(d.payload.get("text", ""))) for d in waiting]
