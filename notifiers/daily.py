"""The chart of what is broken: spend or results day by day, for troubles that no KPI tells of."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.entities import Campaign, Client
from domain.incidents.rule_kinds import RuleKind
from domain.window import Window, local_day
from insights.status import over
from storage import Session
from storage.alerts.alerts import Alert
from templates.charts.daily import daily
from templates.charts.track import Track

SHOWN = 28
RESULTS = ""
SHOWS: Mapping[RuleKind, str] = {
    RuleKind.CONVERSIONS_STOPPED: RESULTS,
    RuleKind.LEADS_NOT_IN_CRM: RESULTS,
    RuleKind.SPEND_STOPPED: "spend",
    RuleKind.SPEND_ABOVE_PLAN: "spend",
    RuleKind.PAUSED_WITH_BUDGET: "spend",
    RuleKind.OFF_PACE: "spend",
}
"""What is drawn; RESULTS: whatever the finding counts."""


def daily_track(session: Session, campaign: Campaign | None, client: Client, row: Alert, now: datetime) -> Track | None:
    """Four weeks up to yesterday, or up to today where it is today's spend that is wrong."""
    shows = SHOWS.get(row.trouble)
    if campaign is None or shows is None:
        return None
    today = local_day(now, client.timezone)
    last = today if row.trouble is RuleKind.SPEND_ABOVE_PLAN else today - timedelta(days=1)
    snapshot = over(session, campaign, client, now, Window.trailing(last, SHOWN), row.finding.result or None)
    kpi = shows or snapshot.result_kpi
    return daily(snapshot.series, kpi, client.currency, row.finding.since)
