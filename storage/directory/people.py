"""Who is told things in person, and in which language: what Slack said when it was asked last."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.db.tables import ActionRow, CampaignRow, PersonRow
from storage.directory import clients


def locale_of(session: Session, user: str | None, otherwise: str) -> str:
    """The person's own language: the one chosen here, else Slack's; `otherwise` while Slack was not asked, or names
    none."""
    known = session.get(PersonRow, user) if user else None
    return (known.chosen or known.locale if known else "") or otherwise


def chosen(session: Session, user: str) -> str:
    """The language that the person has chosen here; "" where they have not."""
    known = session.get(PersonRow, user) if user else None
    return known.chosen if known else ""


def choose(session: Session, user: str, locale: str, at: datetime) -> None:
    """From now on the person is answered in that language, whatever Slack says; "": in Slack's again."""
    row = session.get(PersonRow, user) or PersonRow(slack_id=user, locale="", asked_at=at)
    row.chosen = locale
    session.add(row)
    session.flush()


def named(session: Session, admins: Collection[str] = ()) -> set[str]:
    """Everybody who may be told something in person: whoever is in charge of something, or is still to be asked what
    became of what they did."""
    managers = {user for client in clients.everyone(session) for user in client.managers}
    owners = session.exec(select(CampaignRow.owner).where(col(CampaignRow.owner).is_not(None)).distinct())
    asked = col(ActionRow.check_on).is_not(None), col(ActionRow.checked_at).is_(None)
    actors = session.exec(select(ActionRow.actor).where(*asked).distinct())
    return {user for user in (*admins, *managers, *owners, *actors) if user}


def to_ask_about(session: Session, admins: Collection[str], before: datetime) -> list[str]:
    """Those of them whom nobody has asked Slack about since then."""
    asked = {row.slack_id: row.asked_at for row in session.exec(select(PersonRow))}
    return sorted(user for user in named(session, admins) if user not in asked or asked[user] < before)


def keep(session: Session, spoken: Mapping[str, str], at: datetime) -> None:
    """Keep the languages that Slack has just named, by person."""
    for user, locale in spoken.items():
        row = session.get(PersonRow, user) or PersonRow(slack_id=user, locale=locale, asked_at=at)
        row.locale, row.asked_at = locale, at
        session.add(row)
    session.flush()


def forget_others(session: Session, admins: Collection[str] = ()) -> None:
    """Whoever is told nothing any more is not kept, but for what they chose."""
    kept = col(PersonRow.slack_id).in_(named(session, admins))
    session.execute(delete(PersonRow).where(~kept, col(PersonRow.chosen) == ""))
