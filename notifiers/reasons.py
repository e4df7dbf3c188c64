"""What stands beside an incident: its causes, what was done or planned in those days, and the line of its chart."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from markupsafe import Markup

from domain.diagnosis.funnel import powers
from domain.entities import Campaign, Client
from domain.kpi import get
from domain.rules.inputs import RuleOverride
from domain.rules.off_target import tolerance
from domain.rules.registry import of_kind
from domain.rules.rule import Chart
from domain.window import local_day
from insights import gather
from insights.why import why
from storage import Session
from storage.alerts import actions, rules, windows
from storage.alerts.alerts import Alert
from storage.directory import calendars, clients
from storage.evidence import evaluations
from templates.cards.incident import Note
from templates.cards.why import cause_lines
from templates.charts.track import Point, Track

BEFORE = timedelta(days=7)
"""How long before the change something that was done may have to do with it."""
SHOWN = timedelta(days=35)
SETTLED = 0.95
"""Share of the results of the days in question that must have arrived for them to count as final."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Sentences, the likeliest first, and the link of the chain that moved most."""

    causes: tuple[Markup, ...] = ()
    link: str = ""


NOTHING = Reasons()


def explained(session: Session, campaign: Campaign, client: Client, row: Alert, now: datetime, locale: str) -> Reasons:
    """Why a goal is missed; nothing for troubles that are their own reason, and for what has no chain."""
    finding = row.finding
    if finding.goal is None or powers(finding.goal.kpi) is None:
        return NOTHING
    today, arrived = local_day(now, client.timezone), finding.numbers.arrived or 1.0
    story = why(session, campaign, client, finding.goal.kpi, today, finding.since, arrived)
    return Reasons(cause_lines(story, locale), story.moved.factor if story.moved else "")


def noted(session: Session, campaign: Campaign | None, client: Client, row: Alert, now: datetime) -> tuple[Note, ...]:
    """Actions, holidays and planned windows, from a week before the change until today."""
    today = local_day(now, client.timezone)
    first = (row.finding.since or row.finding.numbers.first or today) - BEFORE
    key = campaign.key if campaign else ""
    done = [Note(one.day, one.text, one.actor) for one in actions.of_campaign(session, key, first)] if key else []
    region = clients.quiet_of(session, client.key).region
    free = calendars.holidays_named(region, range(first.year, today.year + 1))
    festive = [Note(day, name) for day, name in free.items() if first <= day <= today]
    planned = [
        Note(one.first, one.reason)
        for one in windows.planned(session, client.key, first)
        if one.covers(max(first, one.first), key) and one.first <= today
    ]
    return tuple(sorted((*done, *festive, *planned), key=lambda note: note.day))


def track(session: Session, client: Client, row: Alert, now: datetime) -> Track | None:
    """The KPI as it was estimated morning by morning; None for troubles that no KPI tells of."""
    if of_kind(row.trouble).chart is not Chart.KPI or not row.detail or not row.subject.campaign:
        return None
    today = local_day(now, client.timezone)
    seen = evaluations.looks(session, row.subject.campaign, row.rule, today - SHOWN)
    numbers = row.finding.numbers
    return Track(
        kpi=get(row.detail).key,
        currency=client.currency,
        points=tuple(Point(_before(look.day), look.value) for look in seen),
        goal=numbers.target,
        tolerance=Decimal(str(round(tolerance(_wish(session, row, now)), 2))),
        provisional=_young(row),
    )


def _wish(session: Session, row: Alert, now: datetime) -> RuleOverride:
    known = rules.get(session, row.subject.campaign, row.rule)
    return gather.wish(known, now) if known else RuleOverride(row.rule)


def _before(morning: date) -> date:
    return morning - timedelta(days=1)


def _young(row: Alert) -> int:
    """How many of the last points may still change: three, while a twentieth or more of their days is still to come."""
    arrived = row.finding.numbers.arrived
    return 0 if arrived is None or arrived > SETTLED else 3
