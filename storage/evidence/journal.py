"""What was known each time a client was judged, in parts: a part is written when it differs from what was known before.

What is kept as of its instant anyway, days and hours, is not written twice: that is in the observations. So an hour
without news costs one small row, the pass itself with when each account had answered. What an older version wrote is
read too: a field that comes later needs a default.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.entities import Campaign, Client
from domain.evidence import Today
from domain.incidents.rule_kinds import Subject
from domain.rules.inputs import STILL, Health, Listed, RuleOverride, Silence, heard_on
from storage.db.chunks import chunks
from storage.db.plain import Plain
from storage.db.tables import EvidenceRow, PassRow, table

_EPOCH, _MICRO = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Declared:
    """A campaign as people had declared it: with what they wished of its rules, the accounts that it draws on (our
    ids) and the platform campaigns that it claims."""

    campaign: Campaign
    wishes: tuple[RuleOverride, ...] = ()
    draws_on: tuple[int, ...] = ()
    listed: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class SoFar:
    """A campaign's day so far, without when it was told. `look` is the ordinal of the morning by which it was judged;
    0 before the first."""

    today: Today
    silence: Silence | None = None
    look: int = 0


@dataclass(frozen=True, slots=True)
class Sight:
    """All that was known of a client in one pass, beside its days and hours. By campaign what was declared and how its
    day went so far."""

    at: datetime
    accounts: tuple[Health, ...]
    declared: Mapping[str, Declared]
    so_far: Mapping[str, SoFar]
    unclaimed: tuple[Listed, ...]


_PARTS: Mapping[str, Plain[Any]] = {
    "accounts": Plain(Health),
    "declared": Plain(Declared),
    "so_far": Plain(SoFar),
    "unclaimed": Plain(Listed),
}
"""By the name of a part, the fields of a sight, how it is written."""


def keep(session: Session, client_key: str, sight: Sight) -> None:
    """Write down that the client was judged, and what was known then that was not known before."""
    known = {(row.subject, row.part): (row.id, row.value) for row in _now(session, client_key)}
    parts = {
        (subject.key, part): (subject.campaign or None, plain) for subject, part, plain in _parts(sight, client_key)
    }
    number = _pass(session, client_key, sight)
    news = {key for key, (_, plain) in parts.items() if key not in known or known[key][1] != plain}
    over = [row for key, (row, _) in known.items() if key in news or key not in parts]
    rows = table(EvidenceRow)
    for some in chunks(over):
        session.execute(update(rows).where(rows.c.id.in_(some)).values(until=number))
    if news:
        session.execute(
            insert(rows),
            [
                {
                    "client_key": client_key, "campaign_key": parts[key][0], "subject": key[0], "part": key[1],
                    "since": number, "value": parts[key][1],
                }
                for key in sorted(news)
            ],
        )  # fmt: skip


def _now(session: Session, client_key: str) -> Sequence[Any]:
    rows = table(EvidenceRow).c
    chosen = core_select(rows.id, rows.subject, rows.part, rows.value)
    return session.execute(chosen.where(rows.client_key == client_key, rows.until.is_(None))).all()


def _pass(session: Session, client_key: str, sight: Sight) -> int:
    answers = ((one.id, one.last_success) for one in sight.accounts)
    heard = {str(number): (at - _EPOCH) // _MICRO for number, at in answers if at is not None}
    row = PassRow(client_key=client_key, at=sight.at, heard=heard)
    session.add(row)
    session.flush()
    return row.id or 0


def _parts(sight: Sight, client_key: str) -> Iterator[tuple[Subject, str, dict[str, Any]]]:
    for account in sight.accounts:
        plain = _PARTS["accounts"].write(_lasting(account, sight.at))
        yield Subject(client_key, account=account.id), "accounts", plain
    for key, declared in sight.declared.items():
        yield Subject(client_key, key), "declared", _PARTS["declared"].write(declared)
    for key, so_far in sight.so_far.items():
        told = replace(so_far, today=replace(so_far.today, as_of=None))
        yield Subject(client_key, key), "so_far", _PARTS["so_far"].write(told)
    for one in sight.unclaimed:
        subject = Subject(client_key, account=one.account, entity=one.entity_id)
        yield subject, "unclaimed", _PARTS["unclaimed"].write(one)


def _lasting(account: Health, at: datetime) -> Health:
    """Without what changes at every answer: when it came stands with the pass, and what is newest in it counts only
    once nothing moves any more."""
    moves = account.changed is not None and at - account.changed < STILL
    plain = replace(account, last_success=None)
    return replace(plain, newest=None, changed=None) if moves else plain


def first(session: Session, client_key: str) -> datetime | None:
    """The first pass that is kept; None where there is none."""
    chosen = select(PassRow.at).where(PassRow.client_key == client_key).order_by(col(PassRow.id))
    return session.exec(chosen.limit(1)).first()


def sights(
    session: Session, client: Client, since: datetime, until: datetime, campaigns: Collection[str] = ()
) -> Iterator[Sight]:
    """Every pass between two instants, in order, with what was known in it (of these campaigns alone)."""
    mine = (PassRow.client_key == client.key, col(PassRow.at).between(since, until))
    passes = session.exec(select(PassRow.id, PassRow.at, PassRow.heard).where(*mine).order_by(col(PassRow.id))).all()
    if not passes:
        return
    changes = _changes(session, client.key, passes[0][0] or 0, campaigns)
    rolling = _Rolling(client.timezone)
    for number, at, heard in passes:
        for row, is_over in changes.get(number or 0, ()):
            rolling.learn(row, is_over=is_over)
        yield rolling.sight(at, heard)


def _changes(
    session: Session, client_key: str, start: int, campaigns: Collection[str]
) -> dict[int, list[tuple[Any, bool]]]:
    """By pass what was over with it, and then what was known from it on; what was known before begins with `start`."""
    rows = table(EvidenceRow).c
    chosen = core_select(rows.campaign_key, rows.subject, rows.part, rows.since, rows.until, rows.value).where(
        rows.client_key == client_key, or_(rows.until.is_(None), rows.until > start)
    )
    if campaigns:
        chosen = chosen.where(or_(rows.campaign_key.is_(None), rows.campaign_key.in_(campaigns)))
    over, begun = defaultdict[int, list[Any]](list), defaultdict[int, list[Any]](list)
    for one in session.execute(chosen.order_by(rows.id)):
        begun[max(one.since, start)].append((one, False))
        if one.until is not None:
            over[one.until].append((one, True))
    return {number: [*over[number], *begun[number]] for number in {*over, *begun}}


@dataclass(slots=True)
class _Rolling:
    """What is known, while passes go by."""

    timezone: str
    accounts: dict[str, Health] = field(default_factory=dict)
    declared: dict[str, Declared] = field(default_factory=dict)
    so_far: dict[str, SoFar] = field(default_factory=dict)
    unclaimed: dict[str, Listed] = field(default_factory=dict)

    def learn(self, row: Any, *, is_over: bool) -> None:
        """That something is known from now on, or no longer."""
        kept: dict[str, Any] = getattr(self, row.part)
        if is_over:
            kept.pop(row.campaign_key or row.subject, None)
        else:
            kept[row.campaign_key or row.subject] = _PARTS[row.part].read(row.value)

    def sight(self, at: datetime, heard: Mapping[str, int]) -> Sight:
        """All of it, with when each account had answered last."""
        answers = {int(number): _EPOCH + micros * _MICRO for number, micros in heard.items()}
        accounts = {one.id: replace(one, last_success=answers.get(one.id)) for one in self.accounts.values()}
        told = {key: self._told(key, one, accounts) for key, one in self.so_far.items() if key in self.declared}
        return Sight(at, tuple(accounts.values()), dict(self.declared), told, tuple(self.unclaimed.values()))

    def _told(self, key: str, one: SoFar, accounts: Mapping[int, Health]) -> SoFar:
        mine = [accounts[number] for number in self.declared[key].draws_on if number in accounts]
        return replace(one, today=replace(one.today, as_of=heard_on(one.today.day, mine, self.timezone)))
