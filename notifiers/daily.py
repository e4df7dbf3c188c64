"""The chart of what is broken: spend or results day by day, for troubles that no KPI tells of."""

from datetime import datetime, timedelta

from domain.entities import Campaign, Client
from domain.rules.registry import of_kind
from domain.rules.rule import Chart
from domain.window import Window, local_day
from insights.status import over
from storage import Session
from storage.alerts.alerts import Alert
from templates.charts.daily import daily
from templates.charts.track import Track

SHOWN = 28


def daily_track(session: Session, campaign: Campaign | None, client: Client, row: Alert, now: datetime) -> Track | None:
    """Four weeks up to yesterday, or up to today where it is today's spend that is wrong."""
    chart = of_kind(row.trouble).chart
    if campaign is None or chart in {Chart.NONE, Chart.KPI}:
        return None
    today = local_day(now, client.timezone)
    last = today if chart is Chart.SPEND_TODAY else today - timedelta(days=1)
    snapshot = over(session, campaign, client, now, Window.trailing(last, SHOWN), row.finding.result or None)
    kpi = snapshot.result_kpi if chart is Chart.RESULTS else "spend"
    return daily(snapshot.series, kpi, client.currency, row.finding.since)
