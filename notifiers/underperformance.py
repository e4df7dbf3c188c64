"""Goals that are missed: judged after every poll, one message per incident, its history in the thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from domain.alerts import Condition, NotifyReason, State, Transition, advance, why_notify
from domain.entities import Campaign, Client, Goal
from domain.rules import Verdict, evaluate, judged_window
from domain.snapshot import CampaignData, build
from domain.window import Window, local_day
from domain.words import Audience
from notifiers.owner import in_charge
from notifiers.pipeline import Decision, Notice, deliver
from storage import Session, alerts, campaigns, channels, clients, figures, outbox
from storage.alerts import AlertRow
from storage.outbox import Status
from templates.cards.alert import Alert, alert_card, thread_entry
from templates.message import Message

KIND = "alert"
HISTORY = "alert_history"
_GONE = frozenset({Status.FAILED, Status.SKIPPED})
_OVER = frozenset({NotifyReason.RESOLVED})


@dataclass(frozen=True, slots=True)
class Judged:
    """One goal judged now, and where that leaves it. `step` is None when nothing moved."""

    data: CampaignData
    goal: Goal
    verdict: Verdict
    state: State
    step: Transition | None
    changed: bool
    since: datetime | None

    @property
    def reason(self) -> NotifyReason:
        """What it is worth saying."""
        return why_notify(self.step, self.state) if self.step else NotifyReason.SILENT


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


def judge(session: Session, campaign: Campaign, client: Client, now: datetime) -> list[Judged]:
    """Every goal of a running campaign, and of an ended one whose alert is still open. Writes nothing."""
    today = local_day(now, client.timezone)
    rows = [(goal, alerts.load(session, campaign.key, goal.kpi)) for goal in campaign.goals]
    states = [(goal, row.state if row else State()) for goal, row in rows]
    running = _is_running(campaign, today)
    wanted = [(goal, state) for goal, state in states if running or state.condition is not Condition.OK]
    if not wanted:
        return []
    # Read once, over the flight so far: every goal's window lies inside it.
    flown = Window(campaign.start, min(today - timedelta(days=1), campaign.end))
    whole = figures.campaign_data(session, campaign, client, flown, today)
    return [_judged(goal, whole, state, today, now) for goal, state in wanted]


def _judged(goal: Goal, whole: CampaignData, state: State, today: date, now: datetime) -> Judged:
    window = judged_window(whole.campaign, goal, today)
    data = replace(whole, window=window, previous=window.previous())
    verdict = evaluate(goal, data, today)
    new, step = advance(state, verdict, now)
    return Judged(data, goal, verdict, new, step, new != state, new.breach_since or state.breach_since)


def _is_running(campaign: Campaign, today: date) -> bool:
    return campaign.start < today <= campaign.end + timedelta(days=1)


def _settle(session: Session, judged: Judged, now: datetime, admins: Sequence[str]) -> list[Decision]:
    """Keep the state, and say what is worth saying."""
    if judged.step is None and not judged.changed:
        return []
    campaign = judged.data.campaign
    row = alerts.record(session, campaign.key, judged.goal, judged.step, judged.state, now, facts(judged.verdict))
    if judged.reason is NotifyReason.SILENT:
        return []
    decisions = _say(session, judged, row, now, admins)
    if judged.reason in _OVER:
        alerts.set_message(session, row.id, None)
    return decisions


def _say(session: Session, judged: Judged, row: AlertRow, now: datetime, admins: Sequence[str]) -> list[Decision]:
    """The incident's message: new when it begins, edited and added to in its thread afterwards."""
    campaign, client = judged.data.campaign, judged.data.client
    snapshot = build(judged.data, now, judged.goal.kpi)
    alert = Alert(campaign, client, judged.verdict, judged.reason, judged.since, judged.data.freshness, snapshot)
    address, locale = _route(session, campaign, client, admins)
    step = len(alerts.history(session, row.id))
    root = outbox.get(session, row.delivery_id) if row.delivery_id is not None else None

    def say(what: str, kind: str, message: Message, edits: int | None = None, thread: int | None = None) -> Decision:
        notice = Notice(
            occasion=f"{what}:{row.id}:{step}",
            kind=kind,
            client_key=client.key,
            address=root.channel if root and (edits or thread) else address,
            audience=Audience.INTERNAL,
            message=message,
            campaign=campaign.key,
            edits=edits,
            thread_of=thread,
        )
        return deliver(session, notice, now, admins)

    if root is None or root.status in _GONE:
        if judged.reason in _OVER:
            return []
        first = say("alert", KIND, alert_card(alert, locale, now))
        alerts.set_message(session, row.id, first.delivery_id)
        return [first]
    edit = say("alert_edit", KIND, alert_card(alert, locale, now), edits=root.id)
    entry = say("alert_entry", HISTORY, thread_entry(alert, locale, now), thread=root.id)
    return [edit, entry]


def _route(session: Session, campaign: Campaign, client: Client, admins: Sequence[str]) -> tuple[str, str]:
    """Address and language: the client's internal channel, else its owner directly; nowhere where there is neither."""
    internal = channels.internal_of(session, client.key)
    if internal:
        return internal.slack_id, internal.locale or client.locale
    person = in_charge(session, client.key, campaign, admins)
    return person.user or "", person.locale


def facts(verdict: Verdict) -> dict[str, Any]:
    """What a transition was decided on, as plain data, so that it can be looked at later."""
    reading, risk = verdict.reading, verdict.money_at_risk
    return {
        "kpi": verdict.goal.kpi,
        "window": [verdict.window.start.isoformat(), verdict.window.end.isoformat()],
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
