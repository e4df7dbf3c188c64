"""Workspaces of Slack in which the app is installed: one today, and a row of its own in the model."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from domain.destination import INSTALLED
from storage.db.tables import WorkspaceRow


@dataclass(frozen=True, slots=True)
class Workspace:
    """`id` is ours. Slack's ids are None until it was reached once."""

    id: str
    team_id: str | None = None
    enterprise_id: str | None = None


def everyone(session: Session) -> list[Workspace]:
    """All of them, by id."""
    rows = session.exec(select(WorkspaceRow).order_by(col(WorkspaceRow.id)))
    return [Workspace(row.id, row.team_id, row.enterprise_id) for row in rows]


def install(session: Session, team_id: str, enterprise_id: str | None, at: datetime) -> Workspace:
    """Keep which team of Slack the token belongs to; returns the workspace that it is for us."""
    row = session.get(WorkspaceRow, INSTALLED) or WorkspaceRow(id=INSTALLED)
    if (row.team_id, row.enterprise_id) != (team_id, enterprise_id):
        row.team_id, row.enterprise_id, row.installed_at = team_id, enterprise_id, at
        session.add(row)
        session.flush()
    return Workspace(row.id, row.team_id, row.enterprise_id)
