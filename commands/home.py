"""The App Home of one person: what needs them, their campaigns, quick actions."""

from commands.campaigns import Chosen, known
from commands.context import Context
from commands.listing import rows
from domain.alerts import Condition
from storage import alerts, channels, clients, outbox
from templates.cards.home import MOST, AlertNote, DraftNote, home_card, outsider_home
from templates.message import Block


def home(ctx: Context) -> Block:
    """The view; outsiders find that they are not authorised."""
    if ctx.actor.is_external:
        return outsider_home(_outsiders_locale(ctx))
    some = known(ctx)
    running = [it for it in some if it.campaign.end >= ctx.today(it.client)]
    return home_card(ctx.speech, ctx.now, _alerts(ctx, some), _drafts(ctx), rows(ctx, running[: 2 * MOST]))


def _outsiders_locale(ctx: Context) -> str:
    """The language of the channel where the person's organisation reads, else the person's own."""
    for channel in channels.everyone(ctx.session):
        if ctx.actor.team_id in channel.teams:
            client = clients.get(ctx.session, channel.client_key)
            return channel.locale or (client.locale if client else ctx.locale)
    return ctx.locale


def _alerts(ctx: Context, some: list[Chosen]) -> list[AlertNote]:
    mine = {it.campaign.key: it for it in some}
    firing = [a for a in alerts.open_alerts(ctx.session) if a.state.condition is Condition.FIRING]
    return [_alert(a, mine[a.campaign_key]) for a in firing if a.campaign_key in mine]


def _alert(alert: alerts.AlertRow, it: Chosen) -> AlertNote:
    name = f"{it.client.name} · {it.campaign.name}"
    return AlertNote(alert.kpi, name, alert.state.breach_since or alert.state.since, f"status {it.campaign.key}")


def _drafts(ctx: Context) -> list[DraftNote]:
    bound = [
        channel
        for client in ctx.clients
        if ctx.manages(client)
        for channel in channels.of_client(ctx.session, client.key)
    ]
    waiting = [d for channel in bound for d in outbox.held(ctx.session, channel.slack_id) if d.error is None]
    return [DraftNote(d.channel, d.created_at, str(d.id), str(d.payload.get("text", ""))) for d in waiting]
