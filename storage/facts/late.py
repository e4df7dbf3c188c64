"""What days said when no usual reading asked for them any more, and what they say now."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.facts import DEVICE, plus
from domain.window import Window
from domain.words import Level
from storage.db.claiming import touched
from storage.db.tables import AccountRow, ObservationRow, PlatformCampaignRow, table
from storage.facts import actions, coverage

SETTLED = timedelta(days=31)
"""How old a day is when no usual reading asks for it any more, whichever the platform."""
_UNSYNCED = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Results:
    """A campaign's results of a day, in micros, as the platforms count them; None: not all of them say."""

    leads: int | None
    conversions: int | None

    def and_also(self, other: "Results") -> "Results":
        """Both together."""
        return Results(plus(self.leads, other.leads), plus(self.conversions, other.conversions))


Days = dict[date, tuple[Results, Results]]
"""By day: as it was settled (what was first known where that was later), and as it is now."""


def days(session: Session, client_key: str, window: Window) -> dict[str, Days]:
    """Of each of the client's campaigns the days of the window that its platforms speak of."""
    given = {"client": client_key, "first": window.start, "last": window.end}
    told: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in session.connection().execute(_observed(), given):
        told[row.campaign_key, row.day, row.account, row.entity_id, row.element].append(row)
    found: defaultdict[str, Days] = defaultdict(dict)
    for (campaign, day, *_), rows in told.items():
        over = coverage.midnight(day + SETTLED, ZoneInfo(rows[0].timezone or "UTC"))
        settled = [row for row in rows if row.as_of <= over] or rows[:1]
        then, now = (Results(row.leads_micros, row.conversions_micros) for row in (settled[-1], rows[-1]))
        known = found[campaign].get(day)
        found[campaign][day] = (known[0].and_also(then), known[1].and_also(now)) if known else (then, now)
    return dict(found)


@cache
def _observed() -> Select[Any]:
    """Everything that was ever said by device: what else there is, is the same again."""
    seen, listed, account = (table(one).c for one in (ObservationRow, PlatformCampaignRow, AccountRow))
    told = (
        seen.day,
        seen.account,
        seen.entity_id,
        seen.element,
        seen.as_of,
        actions.as_counted(listed, seen, "leads_micros").label("leads_micros"),
        actions.as_counted(listed, seen, "conversions_micros").label("conversions_micros"),
    )
    mine = (seen.account == listed.account) & (seen.entity_id == listed.entity_id)
    return (
        core_select(listed.campaign_key, account.timezone, *told)
        .join_from(table(PlatformCampaignRow), table(ObservationRow), mine)
        .join(table(AccountRow), account.id == seen.account)
        .where(account.client_key == bindparam("client"), listed.campaign_key.is_not(None))
        .where(seen.level == Level.CAMPAIGN.value, seen.breakdown == DEVICE)
        .where(seen.day.between(bindparam("first"), bindparam("last")))
        .order_by(seen.id)
    )


def mark(session: Session, account: int) -> None:
    """Old days of the account say something else than before, and nobody has looked at that yet."""
    session.execute(update(AccountRow).where(col(AccountRow.id) == account).values(moved=True))


def marked(session: Session) -> Collection[str]:
    """The clients with such accounts."""
    return set(session.exec(select(AccountRow.client_key).where(col(AccountRow.moved).is_(True))))


def looked_at(session: Session, client_key: str) -> bool:
    """Somebody has, at all of the client's; False where there was nothing to look at."""
    mine = (col(AccountRow.client_key) == client_key, col(AccountRow.moved).is_(True))
    done = update(AccountRow).where(*mine).values(moved=False)
    return touched(session.execute(done, execution_options=_UNSYNCED)) > 0
