"""What belongs to a client: every row that would go with it, table by table.

Found by the foreign keys that cascade, so that a table which comes later is not forgotten; what points to a client
without one is named here.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, or_, select
from sqlmodel import Session

from domain.entities import Client
from storage.db import audit
from storage.db.tables import METADATA, FieldOriginRow, ObservationRow, table
from storage.directory import accounts, campaigns, channels
from storage.messages import archive

SHARED = frozenset(
    {
        *(
            "audit_log",
            "audit_subject",
            "audit_retention",
            "fx_rate",
            "inbox",
            "opened_account",
            "opening",
            "person",
            "sending_rest",
        ),
        *("trial_write", "workspace"),
    }
)
"""Tables that belong to nobody, or of which storage cannot tell whose their rows are."""
_CLIENT = METADATA.tables["client"]
_UNBOUND = frozenset({archive.TABLE, table(FieldOriginRow), table(ObservationRow)})


def tables() -> list[Table]:
    """Those that hold belongings, parents first."""
    return [one for one in METADATA.sorted_tables if one in _UNBOUND or _leads_to_client(one)]


def _leads_to_client(one: Table) -> bool:
    return one is _CLIENT or any(_leads_to_client(link.column.table) for link in one.foreign_keys if _binds(link))


def _binds(link: Any) -> bool:
    return link.ondelete == "CASCADE" and link.column.table is not link.parent.table


@dataclass(frozen=True, slots=True)
class Belongings:
    """A client's ids, by which its rows are found where no foreign key leads to it."""

    client: Client
    campaigns: tuple[str, ...]
    channels: tuple[str, ...]
    accounts: tuple[int, ...]
    account_names: tuple[str, ...]

    @classmethod
    def of(cls, session: Session, client: Client) -> "Belongings":
        """As they are now."""
        mine = accounts.of_client(session, client.key)
        return cls(
            client,
            tuple(one.key for one in campaigns.of_client(session, client.key)),
            tuple(one.slack_id for one in channels.of_client(session, client.key)),
            tuple(one.id for one in mine),
            tuple(accounts.name(one) for one in mine),
        )

    def condition(self, of: Table) -> ColumnElement[bool]:
        """Which rows of a table are the client's."""
        if of is _CLIENT:
            return of.c.key == self.client.key
        if of is table(ObservationRow):
            return of.c.account.in_(self.accounts)
        if of is archive.TABLE:
            return archive.of_client(self.client.key, self.channels)
        if of is table(FieldOriginRow):
            return self._origins(of)
        links = (link for link in of.foreign_keys if _binds(link) and _leads_to_client(link.column.table))
        owned = (link.parent.in_(select(link.column).where(self.condition(link.column.table))) for link in links)
        return or_(false(), *owned)

    def _origins(self, of: Table) -> ColumnElement[bool]:
        named = {
            "client": (self.client.key,),
            "campaign": self.campaigns,
            "channel": self.channels,
            "account": self.account_names,
        }
        subscribed = (of.c.key.startswith(f"{channel}:", autoescape=True) for channel in self.channels)
        return or_(
            and_(of.c.kind == "subscription", or_(false(), *subscribed)),
            *(and_(of.c.kind == kind, of.c.key.in_(keys)) for kind, keys in named.items()),
        )

    def rows(self, session: Session, of: Table) -> Iterator[dict[str, Any]]:
        """The client's rows of a table, in the order of its key."""
        chosen = select(of).where(self.condition(of)).order_by(*of.primary_key.columns)
        for row in session.connection().execute(chosen.execution_options(yield_per=1_000)):
            yield dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it

    def to_hand_over(self, session: Session, of: Table) -> Iterator[dict[str, Any]]:
        """Its rows without the messages that speak of other clients too: those are for the agency's own people."""
        for row in self.rows(session, of):
            if of is not archive.TABLE or {self.client.key}.issuperset(row["payload"].get("others", ())):
                yield row

    def spoken_of(self, session: Session) -> list[int]:
        """Messages about several clients of which this is one: digests, lists.

        A message says which they are; of one that says nothing of any client, whole names in its text decide.
        """
        names = self._whole_names(session)
        found = archive.elsewhere(session, self.client.key, self.channels)
        return [number for number, key, payload in found if self._is_among(key, payload, names)]

    def _is_among(self, client_key: str | None, payload: dict[str, Any], names: re.Pattern[str]) -> bool:
        if "others" in payload or client_key is not None:
            return self.client.key in payload.get("others", ())
        return any(names.search(html.unescape(text)) for text in _texts(payload))

    def _whole_names(self, session: Session) -> re.Pattern[str]:
        names = {self.client.name, *(one.name for one in campaigns.of_client(session, self.client.key))}
        return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")

    def subjects(self, session: Session) -> list[int]:
        """The subjects that the audit log has of the client and its things, also of those that are gone."""
        parts = {self.client.key, *self.campaigns, *self.channels}
        whole = set(self.account_names)
        for of, spell in (("alert", "alert:{}"), ("action_log", "{}"), ("delivery", "delivery:{}")):
            chosen = select(METADATA.tables[of].c.id).where(self.condition(METADATA.tables[of]))
            whole |= {spell.format(number) for (number,) in session.connection().execute(chosen)}
        return [
            one.number
            for one in audit.subjects(session)
            if one.owner == self.client.key
            or (one.owner is None and (one.name in whole or not parts.isdisjoint(one.name.split(":"))))
        ]


def removed(session: Session, key: str) -> Client | None:
    """A client that was removed, known by its key alone, of whom messages or lines of the audit log are left."""
    client = Client(key, key)
    sent = archive.TABLE
    mine = Belongings.of(session, client).condition(sent)
    said = session.connection().execute(select(sent.c.id).where(mine).limit(1)).first()
    return client if said or any(one.owner == key for one in audit.subjects(session)) else None


def _texts(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)
