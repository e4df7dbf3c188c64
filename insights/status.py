"""How campaigns stand: the honest picture of each over a window. Storage alone is asked, never a vendor."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.campaign_data import Scope
from domain.entities import Campaign, Client
from domain.incidents.finding import Finding
from domain.period import window_of
from domain.schedule import days_of
from domain.snapshot import Snapshot, build
from domain.still import with_still
from domain.window import Window, local_day
from insights.arrivals import with_arrivals
from insights.kept import Kept, Made, lasts
from insights.troubles import about
from storage import Session
from storage.alerts.alerts import Alert
from storage.facts import figures

MOST_KEPT = 128
"""Pictures that are kept, of 60 kB each: some pages of a list."""
_KEPT: Kept[Snapshot] = Kept(MOST_KEPT)


def status(session: Session, campaign: Campaign, client: Client, now: datetime, period: str | None = None) -> Snapshot:
    """The campaign over the period typed; None: the usual one. InvalidInput for a period that cannot be read."""
    (found,) = statuses(session, [(campaign, client)], now, period)
    return found


def statuses(
    session: Session,
    asked: Sequence[tuple[Campaign, Client]],
    now: datetime,
    period: str | None = None,
    opened: Mapping[str, Sequence[Alert]] | None = None,
    told: Window | None = None,
) -> list[Snapshot]:
    """Each campaign over its own window, in the order given; a handful of queries, however many there are.

    `opened`: the alerts that are open about them, where they are at hand. `told`: the days of an update, of which each
    campaign has its own part.
    """
    scopes = [_scope(campaign, client, now, period, told) for campaign, client in asked]
    drawn = figures.drawn(session, [campaign for campaign, _ in asked])

    def make(places: list[int]) -> Made[Snapshot]:
        some = [scopes[n] for n in places]
        found = with_arrivals(session, some, figures.facts(session, some, drawn))
        return {
            n: (build(data, now), lasts(data, drawn[data.campaign.key])) for n, data in zip(places, found, strict=True)
        }

    pictures = _KEPT.of(session, [(one, drawn[one.campaign.key]) for one in scopes], make)
    opened = about(session, asked, now) if opened is None else opened
    return [_told(one, tuple(row.finding for row in opened.get(one.campaign.key, ())), now) for one in pictures]


def _told(picture: Snapshot, findings: tuple[Finding, ...], now: datetime) -> Snapshot:
    """The picture with what is open about it: drawn anew where that says of an account that it stands still."""
    data = with_still(picture.data, findings)
    return replace(picture if data is picture.data else build(data, now), open=findings)


def over(
    session: Session, campaign: Campaign, client: Client, now: datetime, window: Window, focus: str | None = None
) -> Snapshot:
    """The campaign over exactly these days. `focus` is the KPI that its chart must explain (default: the worst)."""
    scope = Scope(campaign, client, window, local_day(now, client.timezone))
    (data,) = with_arrivals(session, [scope], figures.facts(session, [scope]))
    return build(data, now, focus)


def _scope(campaign: Campaign, client: Client, now: datetime, period: str | None, told: Window | None = None) -> Scope:
    today = local_day(now, client.timezone)
    days = days_of(campaign, told, today) if told else window_of(campaign, period, today)
    return Scope(campaign, client, days, today)
