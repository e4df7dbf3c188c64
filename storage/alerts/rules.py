"""How a campaign's rules differ from the defaults: targets of its own, looser settings, mutes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from domain.entities import Comparator, Goal
from domain.goals import spell
from storage.db import audit
from storage.db.chunks import chunks
from storage.db.tables import CampaignRow, RuleRow


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """One rule of one campaign: `off_target:cpl`, or the word of a trouble.

    With `goal` it is a rule of its own, without one it changes a default. `looser` counts steps of 10 points of
    tolerance (0: as usual). `min_results` and `for_days` are waited for where given. It is silent while `muted`, until
    `muted_until` if that is given.
    """

    campaign_key: str
    rule: str
    goal: Goal | None = None
    looser: int = 0
    min_results: int | None = None
    for_days: int | None = None
    muted: bool = False
    muted_until: datetime | None = None
    reason: str = ""
    actor: str = ""
    at: datetime | None = None

    def is_muted(self, now: datetime) -> bool:
        """Whether it is silent at that instant."""
        return self.muted and (self.muted_until is None or now < self.muted_until)


def _setting(row: RuleRow) -> RuleSetting:
    goal = None
    if row.kpi and row.comparator and row.target is not None:
        goal = Goal(row.kpi, Comparator(row.comparator), row.target, row.currency)
    return RuleSetting(
        row.campaign_key,
        row.rule,
        goal,
        row.looser,
        row.min_results,
        row.for_days,
        row.muted,
        row.muted_until,
        row.reason,
        row.actor,
        row.at,
    )


def of_campaign(session: Session, campaign_key: str) -> list[RuleSetting]:
    """What differs from the defaults, by rule."""
    chosen = select(RuleRow).where(RuleRow.campaign_key == campaign_key).order_by(col(RuleRow.rule))
    return [_setting(row) for row in session.exec(chosen)]


def is_muted(session: Session, campaign_key: str, names: Collection[str], now: datetime) -> bool:
    """Whether the campaign is silent at that instant about any of these rules; never about none."""
    known = of_campaign(session, campaign_key) if names and campaign_key else ()
    return any(one.rule in names and one.is_muted(now) for one in known)


def of_clients(session: Session, clients: Collection[str]) -> dict[str, list[RuleSetting]]:
    """By client the settings of its campaigns, by campaign and rule; of those that have none, nothing."""
    found: defaultdict[str, list[RuleSetting]] = defaultdict(list)
    asked = select(RuleRow, CampaignRow.client_key).join(CampaignRow)
    for some in chunks(clients):
        chosen = asked.where(col(CampaignRow.client_key).in_(some))
        for row, key in session.exec(chosen.order_by(col(RuleRow.campaign_key), col(RuleRow.rule))):
            found[key].append(_setting(row))
    return found


def get(session: Session, campaign_key: str, rule: str) -> RuleSetting | None:
    """The setting of one rule; None where it is as usual."""
    row = session.get(RuleRow, (campaign_key, rule))
    return _setting(row) if row else None


def save(session: Session, setting: RuleSetting, at: datetime) -> None:
    """Keep a setting instead of what was kept of that rule; the audit log says who."""
    before = get(session, setting.campaign_key, setting.rule)
    goal = setting.goal
    values: dict[str, Any] = {
        "kpi": goal.kpi if goal else None,
        "comparator": goal.comparator.value if goal else None,
        "target": goal.target if goal else None,
        "currency": goal.currency if goal else None,
        "looser": setting.looser,
        "min_results": setting.min_results,
        "for_days": setting.for_days,
        "muted": setting.muted,
        "muted_until": setting.muted_until,
        "reason": setting.reason,
        "actor": setting.actor,
        "at": at,
    }
    session.merge(RuleRow(campaign_key=setting.campaign_key, rule=setting.rule, **values))
    session.flush()
    _note(session, "rule.changed" if before else "rule.created", setting, at)


def remove(session: Session, campaign_key: str, rule: str, actor: str, at: datetime) -> bool:
    """Back to the default; False where it was as usual already."""
    row = session.get(RuleRow, (campaign_key, rule))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    audit.note(session, actor, "rule.removed", f"{campaign_key}:{rule}", {}, at)
    return True


def _note(session: Session, what: str, setting: RuleSetting, at: datetime) -> None:
    detail = {
        "goal": spell(setting.goal) if setting.goal else None,
        "looser": setting.looser,
        "min_results": setting.min_results,
        "for_days": setting.for_days,
        "muted": setting.muted,
        "muted_until": setting.muted_until.isoformat() if setting.muted_until else None,
    }
    audit.note(session, setting.actor, what, f"{setting.campaign_key}:{setting.rule}", detail, at)
