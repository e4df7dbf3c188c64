"""Where the money of a flight stands: spent, expected, where it leads, what a day should cost from now on."""

from datetime import datetime

from domain.campaign_data import Scope
from domain.entities import Campaign, Client
from domain.paced import PaceAnswer
from domain.period import usual_window
from domain.snapshot import origin_of, pace_of
from domain.still import with_still
from domain.window import local_day
from insights.troubles import about
from storage import Session
from storage.facts import figures


def pace(session: Session, campaign: Campaign, client: Client, now: datetime) -> PaceAnswer:
    """The pace at the end of yesterday, whatever days anybody looks at."""
    today = local_day(now, client.timezone)
    (data,) = figures.facts(session, [Scope(campaign, client, usual_window(campaign, today), today)])
    opened = tuple(row.finding for row in about(session, [(campaign, client)], now).get(campaign.key, ()))
    data = with_still(data, opened)
    return PaceAnswer(campaign, client, pace_of(data, today), origin_of(data), opened)
