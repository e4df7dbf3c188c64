"""Asking once: whether what was done worked, and what became of an interrupt that nobody has answered."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.entities import Campaign, Client, Goal
from domain.incidents.conditions import Condition
from domain.incidents.quiet import is_working, quiet, working_days
from domain.incidents.troubles import Tier
from domain.kpi import FOR_OBJECTIVE, read
from domain.snapshot import totals_of
from domain.window import Window, local_day
from domain.words import Audience
from notifiers.incident import incident
from notifiers.owner import in_charge
from notifiers.pipeline import Decision, Notice, deliver
from notifiers.telling import Desk, desk
from storage import Session, actions, alerts, campaigns, clients, figures
from storage.actions import Action
from storage.alerts import AlertRow
from templates.cards.followup import Check, followup_card
from templates.cards.unanswered import unanswered_card
from templates.message import Message

CHECK, UNANSWERED = "check", "unanswered"
PATIENCE = 3
"""Working days after which an interrupt without an answer is asked about, once."""
MORNING = time(9, 0)


def run(session: Session, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Every question that is due at `now`; nobody is asked outside the client's working hours."""
    decisions: list[Decision] = []
    for client in clients.everyone(session):
        found = desk(session, client, now, admins)
        local = now.astimezone(ZoneInfo(client.timezone))
        awake = quiet(now, client.timezone, found.wishes, found.holidays) is None and local.time() >= MORNING
        if awake and is_working(local.date(), found.wishes, found.holidays):
            decisions += [one for row in found.rows if (one := _unanswered(found, row))]
            decisions += [
                one for action in actions.due_checks(session, found.today, client.key) if (one := _check(found, action))
            ]
    return decisions


def _unanswered(found: Desk, row: AlertRow) -> Decision | None:
    told = row.told
    if told.tier is not Tier.INTERRUPT or told.at is None or told.asked or row.handling.is_answered:
        return None
    if row.state.condition is not Condition.FIRING or actions.of_alert(found.session, row.id, row.episode):
        return None
    since = local_day(told.at, found.client.timezone)
    if working_days(since, found.today, found.wishes, found.holidays) < PATIENCE:
        return None
    campaign = campaigns.get(found.session, row.subject.campaign) if row.subject.campaign else None
    person = in_charge(found.session, found.client.key, campaign, found.admins)
    shown = incident(found.session, found.client, row, found.now, full=False, admins=found.admins)
    card = unanswered_card(shown, person.locale, found.now)
    alerts.asked(found.session, row.id, found.today)
    return _ask(found, f"unanswered:{row.id}:{row.episode}", UNANSWERED, person.user, card, row.subject.campaign)


def _check(found: Desk, action: Action) -> Decision | None:
    campaign = campaigns.get(found.session, action.campaign_key) if action.campaign_key else None
    if not actions.settle_check(found.session, action.id, found.now) or campaign is None:
        return None
    card = followup_card(check_of(found.session, found.client, campaign, action, found.today), found.client.locale)
    occasion = f"check:{action.id}:{action.check_on}"
    return _ask(found, occasion, CHECK, action.actor or None, card, campaign.key)


def check_of(session: Session, client: Client, campaign: Campaign, action: Action, today: date) -> Check:
    """What was done, and its KPI over as many days before that day as have passed since, a fortnight at most."""
    days = max(1, min(14, (today - action.day).days - 1))
    goal = _goal(session, campaign, action)
    kpi = goal.kpi if goal else FOR_OBJECTIVE[campaign.objective][2]
    before = Window(action.day - timedelta(days=days), action.day - timedelta(days=1))
    after = Window(action.day + timedelta(days=1), action.day + timedelta(days=days))
    return Check(
        action_id=action.id,
        client=client,
        campaign=campaign,
        day=action.day,
        text=action.text,
        kpi=kpi,
        days=days,
        before=_value(session, campaign, client, before, kpi, today),
        after=_value(session, campaign, client, after, kpi, today),
        actor=action.actor,
        goal=goal,
    )


def _goal(session: Session, campaign: Campaign, action: Action) -> Goal | None:
    """The goal of the alert that it answered, else the campaign's first."""
    row = alerts.get(session, action.alert_id) if action.alert_id is not None else None
    if row and row.finding.goal:
        return row.finding.goal
    return campaign.goals[0] if campaign.goals else None


def _value(
    session: Session, campaign: Campaign, client: Client, window: Window, kpi: str, today: date
) -> Decimal | None:
    return read(kpi, totals_of(figures.campaign_data(session, campaign, client, window, today))).value


def _ask(found: Desk, occasion: str, kind: str, person: str | None, card: Message, campaign: str) -> Decision:
    notice = Notice(occasion, kind, found.client.key, person or "", Audience.INTERNAL, card, campaign=campaign)
    return deliver(found.session, notice, found.now, found.admins)
