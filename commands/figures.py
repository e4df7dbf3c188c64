"""From a chosen campaign to its snapshot: what status, list, pace, chart and Home share."""

from commands.campaigns import Chosen
from commands.context import Args, Context
from domain.kpi import get
from domain.snapshot import Snapshot
from insights.status import status


def snapshot(ctx: Context, chosen: Chosen, period: str | None = None) -> Snapshot:
    """The honest picture over the period typed (None: the usual one). Never asks a vendor."""
    return status(ctx.session, chosen.campaign, chosen.client, ctx.now, period)


def kpi_of(args: Args) -> str:
    """The KPI that is asked for first, "" for none: the pace has its own place on a card. InvalidInput for no KPI."""
    key = get(args.options["kpi"]).key if args.options.get("kpi") else ""
    return "" if key == "pace" else key
