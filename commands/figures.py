"""From a chosen campaign to its snapshot: what status, list, pace, chart and Home share."""

from commands.campaigns import Chosen
from commands.context import Context
from domain.snapshot import Snapshot
from insights.status import status


def snapshot(ctx: Context, chosen: Chosen, period: str | None = None) -> Snapshot:
    """The honest picture over the period typed (None: the usual one). Never asks a vendor."""
    return status(ctx.session, chosen.campaign, chosen.client, ctx.now, period)
