"""From a chosen campaign to its snapshot: what status, list, pace, chart and Home share."""

from commands.campaigns import Chosen
from commands.context import Context
from commands.period import window_of
from domain.snapshot import Snapshot, build
from storage.facts.figures import campaign_data


def snapshot(ctx: Context, chosen: Chosen, period: str | None = None) -> Snapshot:
    """The honest picture over the period typed (None: the usual one). Never asks a vendor."""
    today = ctx.today(chosen.client)
    window = window_of(chosen.campaign, period, today)
    data = campaign_data(ctx.session, chosen.campaign, chosen.client, window, today)
    return build(data, ctx.now)
