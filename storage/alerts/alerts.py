"""Where each rule stands on each subject, and every step it took."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, bindparam, func, update
from sqlmodel import Session, col, select

from domain.entities import Campaign
from domain.incidents.conditions import Change, Condition, State, Transition
from domain.incidents.finding import Finding, Reason
from domain.incidents.handling import Handling
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from storage.db.chunks import chunks
from storage.db.plain import Plain
from storage.db.tables import AlertRow, TransitionRow, table
from storage.directory import clients
from storage.messages import deliveries
from storage.messages.deliveries import Status


class _Keep(Enum):
    KEEP = "keep"


KEEP: Final = _Keep.KEEP
"""Leave that field as it is."""
STATE, HANDLING, TOLD, FINDING = Plain(State), Plain(Handling), Plain(NotificationState), Plain(Finding)


@dataclass(frozen=True, slots=True)
class Alert:
    """One rule on one subject. `delivery_id` is the message of the current episode, `group` the cause it shares.

    `opened_at` is when the episode began; None before the first. `stale`: its message shows less than is known.
    `step` is the id of its newest step; 0 before the first. `lost`: its message could not be posted and never will be.
    """

    id: int
    subject: Subject
    trouble: RuleKind
    detail: str
    rule: str
    episode: int
    state: State
    handling: Handling
    finding: Finding
    told: NotificationState
    group: str
    delivery_id: int | None
    opened_at: datetime | None
    updated_at: datetime
    stale: bool = False
    step: int = 0
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A transition as it was recorded, with the finding behind it."""

    transition: Transition
    episode: int
    finding: Finding
    id: int = 0


def _alert(row: AlertRow, step: int, posted: str | None = None) -> Alert:
    finding = FINDING.read(row.finding)
    return Alert(
        id=row.id or 0,
        subject=finding.subject,
        trouble=finding.trouble,
        detail=finding.detail,
        rule=row.rule,
        episode=row.episode,
        state=STATE.read(row.state),
        handling=HANDLING.read(row.handling),
        finding=finding,
        told=TOLD.read(row.told),
        group=row.group,
        delivery_id=row.delivery,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        stale=row.stale,
        step=step,
        lost=posted == Status.FAILED,
    )


def _row(session: Session, subject_key: str, rule: str) -> AlertRow | None:
    return session.exec(select(AlertRow).where(AlertRow.subject == subject_key, AlertRow.rule == rule)).first()


def _chosen(session: Session, *conditions: ColumnElement[bool]) -> list[Alert]:
    """Each with its newest step and what became of its message, in one query."""
    rows = session.exec(_alerts().where(*conditions))
    return [_alert(row, int(step or 0), became) for row, step, became in rows]


@cache
def _alerts() -> Any:
    """Put together once: it is asked several times of every client that is judged or told of."""
    newest = select(func.max(TransitionRow.id)).where(TransitionRow.alert == AlertRow.id).scalar_subquery()
    posted = deliveries.status_of(col(AlertRow.delivery))
    found = select(AlertRow, newest, posted).order_by(col(AlertRow.id))
    return found.execution_options(populate_existing=True)


def _not_ok() -> ColumnElement[bool]:
    return col(AlertRow.condition) != Condition.OK.value


def load(session: Session, subject_key: str, rule: str) -> Alert | None:
    """Where the rule stands; None before its first look was recorded."""
    return next(iter(_chosen(session, col(AlertRow.subject) == subject_key, col(AlertRow.rule) == rule)), None)


def get(session: Session, alert_id: int) -> Alert | None:
    """The alert of that id."""
    return next(iter(_chosen(session, col(AlertRow.id) == alert_id)), None)


def take(session: Session, alert_id: int) -> Alert | None:
    """The alert of that id, its client taken for this transaction first (see `clients.lock`)."""
    client = session.exec(select(AlertRow.client_key).where(AlertRow.id == alert_id)).first()
    return get(session, alert_id) if client is not None and clients.lock(session, client) else None


def of_client(session: Session, client_key: str, *, only_open: bool = True) -> list[Alert]:
    """The client's alerts (those that are not OK, unless all are wanted), oldest first."""
    also = (_not_ok(),) if only_open else ()
    return _chosen(session, col(AlertRow.client_key) == client_key, *also)


def lately(session: Session, clients: Collection[str], since: datetime) -> list[Alert]:
    """Alerts of these clients that are not OK, or that have changed since that instant, oldest first."""
    recent = _not_ok() | (col(AlertRow.updated_at) >= since)
    found = [one for some in chunks(clients) for one in _chosen(session, col(AlertRow.client_key).in_(some), recent)]
    return sorted(found, key=lambda one: one.id)


def of_message(session: Session, row: Alert) -> list[Alert]:
    """The alert, and those that are not OK and stand in the same message, for one cause; oldest first."""
    together = (col(AlertRow.delivery) == row.delivery_id) & _not_ok() if row.delivery_id is not None else None
    mine = col(AlertRow.id) == row.id
    return _chosen(session, mine if together is None else mine | together)


def open_alerts(session: Session, campaign_key: str | None = None) -> list[Alert]:
    """Everything that is not OK (of one campaign, or of all), oldest first."""
    mine = () if campaign_key is None else (col(AlertRow.campaign_key) == campaign_key,)
    return _chosen(session, _not_ok(), *mine)


def of_campaign(session: Session, campaign: Campaign, accounts: Collection[int] = ()) -> list[Alert]:
    """All alerts of a campaign, and its client's of these accounts, also those that are OK, oldest first."""
    mine = (col(AlertRow.campaign_key) == campaign.key) | col(AlertRow.account).in_(accounts)
    return _chosen(session, col(AlertRow.client_key) == campaign.client_key, mine)


def record(session: Session, finding: Finding, state: State, steps: Sequence[Transition], at: datetime) -> Alert:
    """Keep the new state, the finding, and the steps that led there. A step from OK to PENDING begins an episode."""
    row = _row(session, finding.subject.key, finding.rule) or _new(finding, at)
    row.condition, row.state, row.updated_at = state.condition.value, STATE.write(state), at
    row.finding = FINDING.write(finding)
    if any(step.change is Change.SUSPECTED for step in steps):
        _begin(row, at)
    session.add(row)
    session.flush()
    for step in steps:
        session.add(_step(row, step, finding))
        session.flush()
    return _alert(row, last_step(session, row.id or 0))


def renew(session: Session, alert_id: int, finding: Finding, state: State, at: datetime) -> None:
    """The same of an alert that took no step: its finding and what is remembered of it."""
    told = {"condition": state.condition.value, "state": STATE.write(state), "finding": FINDING.write(finding)}
    _set(session, alert_id, **told, updated_at=at)


def _new(finding: Finding, at: datetime) -> AlertRow:
    subject = finding.subject
    return AlertRow(
        client_key=subject.client,
        campaign_key=subject.campaign or None,
        account=subject.account or None,
        subject=subject.key,
        trouble=finding.trouble,
        detail=finding.detail,
        rule=finding.rule,
        episode=0,
        condition="",
        state={},
        handling=HANDLING.write(Handling()),
        finding={},
        told=TOLD.write(NotificationState()),
        updated_at=at,
    )


def _begin(row: AlertRow, at: datetime) -> None:
    row.episode += 1
    row.handling, row.told = HANDLING.write(Handling()), TOLD.write(NotificationState())
    row.delivery, row.group, row.stale, row.opened_at = None, "", False, at


def _step(row: AlertRow, step: Transition, finding: Finding) -> TransitionRow:
    return TransitionRow(
        alert=row.id or 0,
        episode=row.episode,
        old=step.old.value,
        new=step.new.value,
        change=step.change.value,
        because=step.because.value,
        tier=step.tier.value if step.tier else None,
        at=step.at,
        facts=FINDING.write(finding),
    )


def handle(session: Session, alert_id: int, handling: Handling, at: datetime) -> None:
    """Keep what people did with it; its message, where it has one, is to be edited."""
    _set(session, alert_id, handling=HANDLING.write(handling), updated_at=at)
    touch(session, alert_id)


def touch(session: Session, alert_id: int) -> None:
    """Have its message edited at the next pass; nothing where it has none: nobody would ever take the mark away."""
    _set(session, alert_id, stale=col(AlertRow.delivery).is_not(None))


def touched(session: Session) -> list[Alert]:
    """The alerts whose message shows less than is known, oldest first."""
    return _chosen(session, col(AlertRow.stale).is_(True))


def touched_of(session: Session, client_key: str) -> list[Alert]:
    """The same of one client."""
    return _chosen(session, col(AlertRow.stale).is_(True), col(AlertRow.client_key) == client_key)


def tell(
    session: Session,
    alert_id: int,
    told: NotificationState,
    *,
    delivery_id: int | Literal[_Keep.KEEP] | None = KEEP,
    group: str | Literal[_Keep.KEEP] = KEEP,
) -> None:
    """Keep what was said of it; its message is up to date."""
    values: dict[str, Any] = {"told": TOLD.write(told), "stale": False}
    if delivery_id is not KEEP:
        values["delivery"] = delivery_id
    if group is not KEEP:
        values["group"] = group
    _set(session, alert_id, **values)


def put_together(session: Session, alert_id: int, group: str) -> None:
    """It stands in one message with the others of that group; what was said of it stays."""
    _set(session, alert_id, group=group)


def told_in_digest(session: Session, told: Mapping[int, NotificationState]) -> None:
    """Keep of each, by its id, that a digest told it: in one go, however many there are."""
    rows = table(AlertRow)
    plain = [{"of": number, "told": TOLD.write(one), "stale": False} for number, one in told.items()]
    if plain:
        session.connection().execute(update(rows).where(rows.c.id == bindparam("of")), plain)


def asked(session: Session, alert_id: int, day: date) -> None:
    """Keep that on that day it was asked what becomes of it."""
    row = session.get(AlertRow, alert_id, populate_existing=True)
    if row is not None:
        _set(session, alert_id, told={**row.told, "asked": day.isoformat()})


def _set(session: Session, alert_id: int, **values: Any) -> None:
    session.execute(update(AlertRow).where(col(AlertRow.id) == alert_id).values(**values))


def history(session: Session, alert_id: int, episode: int | None = None) -> list[Step]:
    """Every step (of one episode, or of all), oldest first."""
    chosen = select(TransitionRow).where(TransitionRow.alert == alert_id).order_by(col(TransitionRow.id))
    if episode is not None:
        chosen = chosen.where(TransitionRow.episode == episode)
    return [_taken(row) for row in session.exec(chosen)]


def histories(session: Session, alert_ids: Collection[int]) -> dict[int, list[Step]]:
    """Every step of each of these, oldest first."""
    found: dict[int, list[Step]] = {number: [] for number in alert_ids}
    for some in chunks(alert_ids):
        chosen = select(TransitionRow).where(col(TransitionRow.alert).in_(some)).order_by(col(TransitionRow.id))
        for row in session.exec(chosen):
            found[row.alert].append(_taken(row))
    return found


def _taken(row: TransitionRow) -> Step:
    tier = Tier(row.tier) if row.tier else None
    step = Transition(Condition(row.old), Condition(row.new), Change(row.change), Reason(row.because), row.at, tier)
    return Step(step, row.episode, FINDING.read(row.facts), row.id or 0)


def last_step(session: Session, alert_id: int) -> int:
    """The id of the newest step; 0 before the first."""
    newest = session.exec(select(func.max(TransitionRow.id)).where(TransitionRow.alert == alert_id)).one()
    return int(newest or 0)
