"""An incident as it is told: where it stands, and, in full, why, what was done about it, and its numbers by day."""

from dataclasses import replace
from datetime import datetime

from domain.diagnosis.story import Story
from domain.entities import Campaign, Client
from domain.incident import Incident
from domain.incidents.conditions import Condition
from domain.incidents.handling import Handling, shown
from domain.rules.registry import question
from domain.window import local_day
from insights.notes import notes
from insights.tracks import track
from insights.troubles import about
from insights.why import answer
from storage import Session
from storage.alerts.alerts import Alert
from storage.directory import accounts


def brief(
    client: Client, campaign: Campaign | None, row: Alert, now: datetime, handling: Handling | None = None
) -> Incident:
    """Where it stands, with another handling if one is given; nothing is read for it."""
    handled = handling or row.handling
    return Incident(
        client=client,
        finding=row.finding,
        state=row.state,
        handling=handled,
        shown=shown(row.state, handled, row.finding, now),
        alert_id=row.id,
        campaign=campaign,
    )


def in_full(session: Session, client: Client, campaign: Campaign | None, row: Alert, now: datetime) -> Incident:
    """The same with the story of a goal that is missed, what was done in these days, its numbers, and their age."""
    finding, today = row.finding, local_day(now, client.timezone)
    return replace(
        brief(client, campaign, row, now),
        freshness=tuple(accounts.freshness(session, client.key)),
        story=_story(session, client, campaign, row, now),
        notes=notes(session, client, campaign, finding.since or finding.numbers.first or today, today),
        track=track(session, client, campaign, row, now),
    )


def _story(session: Session, client: Client, campaign: Campaign | None, row: Alert, now: datetime) -> Story | None:
    """Why a goal is missed, while it is; None for troubles that are their own reason, for what has no chain, and while
    what it rests on is known to be miscounted."""
    asked = question(row.finding) if row.finding.goal else None
    if campaign is None or asked is None or row.state.standing is not Condition.FIRING:
        return None
    told = answer(session, campaign, client, asked, now)
    return told if isinstance(told, Story) else None


def open_on(session: Session, client: Client, campaign: Campaign, now: datetime) -> list[Incident]:
    """What is open of a campaign and of the accounts that it draws on, without what is muted or follows from else."""
    rows = sorted(about(session, [(campaign, client)], now).get(campaign.key, ()), key=lambda row: row.id)
    return [brief(client, campaign if row.subject.campaign else None, row, now) for row in rows]
