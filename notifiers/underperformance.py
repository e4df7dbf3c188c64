"""Goals that are missed: judged after every poll, one message per incident, its history in the thread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from domain.alerts import Condition, NotifyReason, State, advance
from domain.entities import Campaign, Client, Comparator, Goal
from domain.rules import Verdict, evaluate, judged_window, removed
from domain.snapshot import CampaignData
from domain.window import Window, local_day
from notifiers.incident import Incident, Judged
from notifiers.pipeline import Decision
from storage import Session, alerts, campaigns, clients, figures
from storage.alerts import AlertRow

_OVER = frozenset({NotifyReason.RESOLVED})


def run(session: Session, now: datetime, client_key: str | None = None, admins: Sequence[str] = ()) -> list[Decision]:
    """Judge every goal of the client's campaigns (of everybody's without one) and write down what is worth saying."""
    keys = [client_key] if client_key else [client.key for client in clients.everyone(session)]
    found = [client for key in keys if (client := clients.get(session, key))]
    return [
        decision
        for client in found
        for campaign in campaigns.of_client(session, client.key)
        for judged in judge(session, campaign, client, now)
        for decision in _settle(session, judged, now, admins)
    ]


def close(session: Session, campaign: Campaign, now: datetime) -> list[Decision]:
    """End the open alerts of a campaign that is about to be removed: afterwards nobody could."""
    client = clients.get(session, campaign.client_key)
    left = judge(session, replace(campaign, goals=()), client, now) if client else []
    return [decision for judged in left for decision in _settle(session, judged, now, ())]


def judge(session: Session, campaign: Campaign, client: Client, now: datetime) -> list[Judged]:
    """Every goal of a running campaign, and what has ended or was removed with its alert still open. Writes nothing."""
    today = local_day(now, client.timezone)
    rows = [(goal, alerts.load(session, campaign.key, goal.kpi)) for goal in campaign.goals]
    states = [(goal, row.state if row else State()) for goal, row in rows]
    running = _is_running(campaign, today)
    wanted = [(goal, state) for goal, state in states if running or state.condition is not Condition.OK]
    orphans = _orphans(session, campaign)
    if not wanted and not orphans:
        return []
    # Read once, over the flight so far: every goal's window lies inside it.
    flown = Window(campaign.start, min(today - timedelta(days=1), campaign.end))
    whole = figures.campaign_data(session, campaign, client, flown, today)
    gone = [_judged(goal, whole, state, today, now, gone=True) for goal, state in orphans]
    return [*(_judged(goal, whole, state, today, now) for goal, state in wanted), *gone]


def _orphans(session: Session, campaign: Campaign) -> list[tuple[Goal, State]]:
    """The goals that the campaign no longer has and whose alerts are still open."""
    promised = {goal.kpi for goal in campaign.goals}
    left = [row for row in alerts.open_alerts(session, campaign.key) if row.kpi not in promised]
    return [(_as_it_was(session, row), row.state) for row in left]


def _as_it_was(session: Session, row: AlertRow) -> Goal:
    """The goal as it was when the alert last took a step."""
    steps = alerts.history(session, row.id)
    known = steps[-1].facts if steps else {}
    target, currency = known.get("goal") or (known.get("target", "0"), known.get("currency"))
    return Goal(row.kpi, Comparator(known.get("comparator", Comparator.GE)), Decimal(target), currency)


def _judged(goal: Goal, whole: CampaignData, state: State, today: date, now: datetime, *, gone: bool = False) -> Judged:
    window = judged_window(whole.campaign, goal, today)
    data = replace(whole, window=window, previous=window.previous())
    found = evaluate(goal, data, today)
    verdict = removed(found) if gone else found
    new, step = advance(state, verdict, now)
    return Judged(data, goal, verdict, new, step, new != state, new.breach_since or state.breach_since, whole)


def _is_running(campaign: Campaign, today: date) -> bool:
    return campaign.start < today <= campaign.end + timedelta(days=1)


def _settle(session: Session, judged: Judged, now: datetime, admins: Sequence[str]) -> list[Decision]:
    """Keep the state, and say what is worth saying."""
    campaign = judged.data.campaign
    if judged.step is None and not judged.changed:
        row = alerts.load(session, campaign.key, judged.goal.kpi)
    else:
        row = alerts.record(session, campaign.key, judged.goal, judged.step, judged.state, now, facts(judged.verdict))
    if row is None:
        return []
    incident = Incident(session, judged, row, now, tuple(admins))
    if judged.reason is NotifyReason.SILENT:
        return _keep_current(incident)
    decisions = _news(incident)
    if judged.reason in _OVER:
        alerts.set_message(session, row.id, None)
    return decisions


def _news(incident: Incident) -> list[Decision]:
    """What a step is worth: the message and its thread; a gap in the data only a line, until it has lasted."""
    match incident.judged.reason:
        case NotifyReason.LOST_DATA if not incident.lacks_data:
            return incident.edit(f"alert_gap:{incident.row.id}:{incident.steps}", NotifyReason.REFRESHED)
        case NotifyReason.LOST_DATA:
            return _no_data(incident)
        case NotifyReason.DATA_BACK if incident.root and not incident.said(_lost(incident, incident.steps - 1)):
            return incident.edit(f"alert_edit:{incident.row.id}:{incident.steps}", NotifyReason.REFRESHED)
        case reason:
            return incident.say(reason)


def _keep_current(incident: Incident) -> list[Decision]:
    """An open alert's message follows its numbers once a day, and says so once when they are no longer recent."""
    state = incident.judged.state
    if state.condition is Condition.NO_DATA and state.was_firing and incident.lacks_data:
        return _no_data(incident)
    if state.condition is not Condition.FIRING or incident.today <= incident.last_day:
        return []
    return incident.edit(f"alert_day:{incident.row.id}:{incident.today}", NotifyReason.REFRESHED)


def _no_data(incident: Incident) -> list[Decision]:
    """There is no recent data: said once for each time that it was lost."""
    if incident.said(_lost(incident, incident.steps)):
        return []
    edited = incident.edit(_lost(incident, incident.steps), NotifyReason.LOST_DATA)
    return [*edited, *incident.tell_thread(NotifyReason.LOST_DATA)] if edited else []


def _lost(incident: Incident, steps: int) -> str:
    return f"alert_lost:{incident.row.id}:{steps}"


def facts(verdict: Verdict) -> dict[str, Any]:
    """What a transition was decided on, as plain data, so that it can be looked at later."""
    reading, risk = verdict.reading, verdict.money_at_risk
    return {
        "kpi": verdict.goal.kpi,
        "window": [verdict.window.start.isoformat(), verdict.window.end.isoformat()],
        "goal": [str(verdict.goal.target), verdict.goal.currency],
        "target": str(verdict.target.target),
        "comparator": verdict.target.comparator.value,
        "currency": verdict.target.currency,
        "value": None if reading is None or reading.value is None else str(reading.value),
        "numerator": None if reading is None or reading.numerator is None else str(reading.numerator),
        "denominator": None if reading is None or reading.denominator is None else str(reading.denominator),
        "gap": None if verdict.gap is None else str(verdict.gap),
        "money_at_risk": None if risk is None else [risk.micros, risk.currency],
        "failed": [[f.source.value, f.account_id, f.error] for f in verdict.failed],
    }
