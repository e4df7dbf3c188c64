"""What people did about campaigns, and how it went; what they found not useful."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.db import audit
from storage.db.claiming import touched
from storage.db.tables import ActionRow, AlertRow, FeedbackRow


class Kind(StrEnum):
    """What was logged: something was changed, deliberately nothing was, a remark, or a launch."""

    CHANGE = "change"
    NO_CHANGE = "no_change"
    NOTE = "note"
    LAUNCH = "launch"


class Worked(StrEnum):
    """What was answered when it was asked how it went."""

    YES = "worked"
    NO = "not"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Action:
    """What `actor` did on `day` (logged `at`). It is asked on `check_on` how it went; `before` is how it stood then.

    `checked_at` is when it was asked, `worked` what was answered.
    """

    client_key: str
    campaign_key: str
    at: datetime
    day: date
    actor: str
    kind: Kind
    text: str
    alert_id: int | None = None
    episode: int | None = None
    check_on: date | None = None
    before: Mapping[str, Any] | None = None
    checked_at: datetime | None = None
    worked: Worked | None = None
    id: int = 0


def _action(row: ActionRow) -> Action:
    return Action(
        row.client_key,
        row.campaign_key or "",
        row.at,
        row.day,
        row.actor,
        Kind(row.kind),
        row.text,
        row.alert,
        row.episode,
        row.check_on,
        row.before or None,
        row.checked_at,
        Worked(row.verdict) if row.verdict else None,
        row.id or 0,
    )


def log(session: Session, action: Action) -> Action:
    """Keep it; returns it with its id. The message of its incident is to be edited."""
    row = ActionRow(
        client_key=action.client_key,
        campaign_key=action.campaign_key or None,
        alert=action.alert_id,
        episode=action.episode,
        at=action.at,
        day=action.day,
        actor=action.actor,
        kind=action.kind.value,
        text=action.text,
        before=dict(action.before or {}),
        check_on=action.check_on,
    )
    session.add(row)
    session.flush()
    subject = action.campaign_key or action.client_key
    audit.note(session, action.actor, f"action.{action.kind}", subject, {"id": row.id}, action.at)
    if action.alert_id is not None:
        alerts.touch(session, action.alert_id)
    return _action(row)


def get(session: Session, action_id: int) -> Action | None:
    """The action of that id."""
    row = session.get(ActionRow, action_id, populate_existing=True)
    return _action(row) if row else None


def of_campaign(session: Session, campaign_key: str, since: date | None = None) -> list[Action]:
    """What was done about a campaign, from that day on if given, oldest first."""
    chosen = select(ActionRow).where(ActionRow.campaign_key == campaign_key)
    if since is not None:
        chosen = chosen.where(col(ActionRow.day) >= since)
    return [_action(row) for row in session.exec(chosen.order_by(col(ActionRow.day), col(ActionRow.id)))]


def of_alert(session: Session, alert_id: int, episode: int) -> list[Action]:
    """What was done about one incident, oldest first."""
    chosen = select(ActionRow).where(ActionRow.alert == alert_id, ActionRow.episode == episode)
    return [_action(row) for row in session.exec(chosen.order_by(col(ActionRow.id)))]


def due_checks(session: Session, today: date, client_key: str | None = None) -> list[Action]:
    """What is to be asked about on that day of the client's (or of everybody's), oldest first."""
    chosen = select(ActionRow).where(col(ActionRow.check_on) <= today, col(ActionRow.checked_at).is_(None))
    if client_key is not None:
        chosen = chosen.where(ActionRow.client_key == client_key)
    return [_action(row) for row in session.exec(chosen.order_by(col(ActionRow.check_on), col(ActionRow.id)))]


def unanswered_checks(session: Session) -> list[Action]:
    """What was asked about and not answered, oldest first."""
    chosen = select(ActionRow).where(col(ActionRow.checked_at).is_not(None), ActionRow.verdict == "")
    return [_action(row) for row in session.exec(chosen.order_by(col(ActionRow.id)))]


def settle_check(session: Session, action_id: int, at: datetime) -> bool:
    """It has been asked how it went; False where it had been already (or there is nothing to ask)."""
    row = ActionRow
    waiting = (col(row.id) == action_id, col(row.check_on).is_not(None), col(row.checked_at).is_(None))
    return touched(session.execute(update(row).where(*waiting).values(checked_at=at))) > 0


def answer_check(
    session: Session, action_id: int, worked: Worked, actor: str, at: datetime, *, again_on: date | None = None
) -> None:
    """Keep what was answered. LATER has it asked once more on `again_on`."""
    values: dict[str, Any] = {"verdict": worked.value, "checked_at": at}
    if worked is Worked.LATER:
        values = {"verdict": "", "checked_at": None, "check_on": again_on}
    session.execute(update(ActionRow).where(col(ActionRow.id) == action_id).values(**values))
    audit.note(session, actor, f"action.{worked}", str(action_id), {}, at)


def not_useful(session: Session, alert: Alert, actor: str, at: datetime) -> int:
    """Count that somebody found this incident not useful (once per person); returns how often its rule was."""
    session.merge(FeedbackRow(alert=alert.id, episode=alert.episode, actor=actor, at=at))
    session.flush()
    audit.note(session, actor, "alert.not_useful", f"alert:{alert.id}", {"episode": alert.episode}, at)
    return count(session, alert.subject.key, alert.rule)


def count(session: Session, subject_key: str, rule: str) -> int:
    """How many incidents of that rule on that subject were found not useful."""
    told = select(FeedbackRow.alert, FeedbackRow.episode).join(AlertRow, col(AlertRow.id) == FeedbackRow.alert)
    mine = told.where(AlertRow.subject == subject_key, AlertRow.rule == rule).distinct().subquery()
    return int(session.exec(select(func.count()).select_from(mine)).one())
