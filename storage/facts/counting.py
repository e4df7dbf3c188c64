"""Rows counted by what their client says counts: as they come, and again once it says otherwise.

Each platform campaign says in its own row by what it is counted: counting again goes on where it was broken off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, or_, update
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.facts import PerformanceRow
from domain.results import (
    NOTHING_SAID,
    Action,
    Counting,
    Known,
    ResultDefinition,
    ResultKind,
    count,
    counting,
)
from domain.words import Level, Source
from storage.db.chunks import chunks
from storage.db.tables import (
    AccountRow,
    CampaignRow,
    ClientRow,
    ElementRow,
    ObservationRow,
    PerformanceTable,
    PlatformCampaignRow,
    RecordedRow,
    table,
)
from storage.directory.accounts import IMPORT_PREFIX
from storage.facts import actions, to_judge

_KEY = ("entity_id", "day", "level", "breakdown", "element")
_RESULTS = ("conversions_micros", "value_micros", "leads_micros")
_AT_ONCE = 1_000


def _of_files(definition: ResultDefinition, source: Source) -> ResultDefinition:
    """A definition as it holds for rows that files brought: what it says of columns counts beside what it says of the
    platform whose page exported them."""
    return replace(definition, counts=tuple((kind, told.of_files(source)) for kind, told in definition.counts))


@dataclass(slots=True)
class Ways:
    """How each platform campaign of an account is counted, and what is learnt of them while their rows come."""

    account: int
    source: Source
    recorded: dict[str, frozenset[str]]
    counted_by: dict[str, str]
    names: dict[str, str]
    known: dict[str, Known]
    elsewhere: dict[str, frozenset[ResultKind]]
    of_files: bool = False
    client: ResultDefinition = NOTHING_SAID
    definitions: dict[str, ResultDefinition] = field(default_factory=dict)
    campaign_of: dict[tuple[str, str], str] = field(default_factory=dict)
    _ways: dict[str, Counting] = field(default_factory=dict)

    def told(self, client: ResultDefinition, own: Mapping[str, ResultDefinition]) -> "Ways":
        """The same where the client says this instead, and some of its platform campaigns have words of their own."""
        whole = {"": client} | {entity: told.over(client) for entity, told in own.items()}
        if self.of_files:
            whole = {entity: _of_files(told, self.source) for entity, told in whole.items()}
        return replace(self, client=whole.pop(""), definitions=whole, _ways={})

    def _is_news(self, one: Action) -> bool:
        """Whether a token is new, has another name or hint, or counts within another after all.

        That it does not in some row is no news: each row says so itself.
        """
        known = self.known.get(one.token)
        named = bool(one.name) and self.names.get(one.token) != one.name
        if known is None or named or (one.hint is not None and known.hint is not one.hint):
            return True
        return bool(one.within) and known.within != one.within

    def _with_known(self, one: Action) -> Action:
        """With what other rows have said of it and this one does not."""
        known = self.known.get(one.token, Known())
        name = one.name or self.names.get(one.token, "")
        return one._replace(name=name, hint=one.hint or known.hint, within=one.within or known.within)

    def of(self, entity: str) -> Counting:
        """How a platform campaign is counted, by all that it has ever recorded."""
        if entity not in self._ways:
            definition, seen = self.definitions.get(entity, self.client), self.recorded.get(entity, frozenset())
            beside = self.elsewhere.get(entity, frozenset())
            self._ways[entity] = counting(definition, self.source, seen, self.known, beside)
        return self._ways[entity]

    def of_row(self, level: str, entity: str) -> Counting:
        """The same for one of its ads or ad groups."""
        return self.of(entity if level == Level.CAMPAIGN.value else self.campaign_of.get((level, entity), ""))

    def learn(self, rows: Iterable[PerformanceRow]) -> list[Action]:
        """What the rows record that was not recorded before; it may change how their campaigns are counted."""
        news: dict[str, Action] = {}
        seen: dict[str, set[str]] = {}
        for row in rows:
            for one in row.actions or ():
                if self._is_news(one):
                    news[one.token] = new = self._with_known(one)
                    self.known[one.token] = Known(new.hint, new.within, new.is_own)
                    self.names[one.token] = new.name
                if row.level is Level.CAMPAIGN and one.count_micros:
                    seen.setdefault(row.entity_id, set()).add(one.token)
        for entity, tokens in seen.items():
            self.recorded[entity] = self.recorded.get(entity, frozenset()) | tokens
        self._ways.clear()
        return list(news.values())


def ways(session: Session, account: int, levels: Iterable[Level] = (Level.CAMPAIGN,)) -> Ways:
    """How the account's campaigns are counted; its ads and ad groups too, where their levels are named."""
    listed, campaign, client, own = (table(one).c for one in (PlatformCampaignRow, CampaignRow, ClientRow, AccountRow))
    of_account = core_select(own.source, own.account_id, client.results).join(
        table(ClientRow), client.key == own.client_key
    )
    source, account_id, said = session.connection().execute(of_account.where(own.id == account)).one()
    chosen = core_select(
        listed.entity_id, listed.recorded, listed.counted_by, campaign.results, campaign.key
    ).outerjoin_from(table(PlatformCampaignRow), table(CampaignRow), campaign.key == listed.campaign_key)
    rows = session.connection().execute(chosen.where(listed.account == account)).all()
    about = actions.known(session, account)
    found = Ways(
        account,
        Source(source),
        {entity: frozenset(recorded) for entity, recorded, *_ in rows},
        {entity: spelt for entity, _, spelt, *_ in rows},
        {token: name for token, (name, _) in about.items()},
        {token: what for token, (_, what) in about.items()},
        _elsewhere(session, account, {entity: key for entity, *_, key in rows if key}),
        account_id.startswith(IMPORT_PREFIX),
    ).told(
        ResultDefinition.of_plain(said),
        {entity: ResultDefinition.of_plain(told) for entity, *_, told, _ in rows if told},
    )
    if {*levels} - {Level.CAMPAIGN}:
        element = table(ElementRow).c
        theirs = core_select(element.level, element.entity_id, element.campaign_id).where(element.account == account)
        found.campaign_of = {(level, one): whose for level, one, whose in session.connection().execute(theirs)}
    return found


def _elsewhere(session: Session, account: int, claimed: Mapping[str, str]) -> dict[str, frozenset[ResultKind]]:
    """By platform campaign, what the others of the same campaign count of their own accord."""
    listed, recorded = table(PlatformCampaignRow).c, table(RecordedRow).c
    own: dict[tuple[int, str], ResultKind] = {}
    chosen = core_select(recorded.account, recorded.token, recorded.hint).where(recorded.is_own)
    theirs = core_select(listed.campaign_key, listed.account, listed.entity_id, listed.recorded)
    rows = [
        row
        for some in chunks(set(claimed.values()))
        for row in session.connection().execute(theirs.where(listed.campaign_key.in_(some)))
    ]
    for some in chunks({row.account for row in rows}):
        told = session.connection().execute(chosen.where(recorded.account.in_(some)))
        own |= {(number, token): ResultKind(hint) for number, token, hint in told if hint}
    by_key: dict[str, list[tuple[tuple[int, str], set[ResultKind]]]] = {}
    for key, number, entity, tokens in rows:
        kinds = {own[number, token] for token in tokens if (number, token) in own}
        by_key.setdefault(key, []).append(((number, entity), kinds))
    return {
        entity: frozenset(kind for whose, kinds in by_key[key] if whose != (account, entity) for kind in kinds)
        for entity, key in claimed.items()
    }


@dataclass(slots=True)
class Given:
    """Rows as they are counted, with their actions; and what is to be written down once they are."""

    rows: list[PerformanceRow]
    texts: dict[tuple[Any, ...], str | None] = field(default_factory=dict)
    ways: Ways | None = None
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)
    news: list[Action] = field(default_factory=list)

    def text(self, row: PerformanceRow) -> str | None:
        """The row's actions, with what its source counts of its own accord."""
        return self.texts.get(row[:5])

    def settle(self, session: Session) -> None:
        """Keep what was learnt, and count again what is counted otherwise from now on."""
        found = self.ways
        if found is None:
            return
        if self.news:
            actions.learn(session, found.account, self.news)
        for entity in {row.entity_id for row in self.rows if row.level is Level.CAMPAIGN}:
            spelt = found.of(entity).spell()
            if spelt != found.counted_by.get(entity, ""):
                recount(session, found, entity)
            elif found.recorded.get(entity) != self.before.get(entity):
                _note(session, found, entity)


def given(session: Session, account: int, rows: list[PerformanceRow]) -> Given:
    """The rows as they are to be written: what is read by action is counted by the client's definition."""
    if all(row.actions is None for row in rows):
        return Given(rows)
    found = ways(session, account, {row.level for row in rows})
    before = dict(found.recorded)
    news = found.learn(rows)
    texts = {row[:5]: actions.write(row) for row in rows}
    return Given([_counted(row, found) for row in rows], texts, found, before, news)


def _counted(row: PerformanceRow, found: Ways) -> PerformanceRow:
    how = found.of_row(row.level.value, row.entity_id)
    if row.actions is None or how == _AS_EVER:
        return row
    sums = {one.token: (one.count_micros, one.value_micros) for one in row.actions}
    counted = count(actions.own_of(row), sums, how, found.known)
    return row._replace(conversions_micros=counted.conversions, value_micros=counted.value, leads_micros=counted.leads)


_AS_EVER = Counting()


def recount(session: Session, found: Ways, entity: str) -> int:
    """Count all rows of a platform campaign anew, with its ads and what was once known of them; returns how many
    changed. What was not read by action stays as it was counted then."""
    session.flush()
    element = table(ElementRow).c
    below = core_select(element.entity_id).where(element.account == found.account, element.campaign_id == entity)
    ids = sorted({entity, *session.connection().execute(below).scalars()})
    how, changed = found.of(entity), 0
    for rows, key in ((PerformanceTable, _KEY), (ObservationRow, ("id",))):
        stored = table(rows).c
        names = [stored[name] for name in (*key, *_RESULTS, "actions")]
        for part in chunks(ids):
            chosen = core_select(*names).where(stored.account == found.account, stored.entity_id.in_(part))
            told = session.connection().execute(chosen.where(stored.actions.is_not(None))).all()
            changed += _write(session, rows, key, found.account, _anew(told, len(key), how, found.known))
    _note(session, found, entity)
    return changed


def _anew(rows: Iterable[Any], width: int, how: Counting, known: Mapping[str, Known]) -> Iterable[dict[str, Any]]:
    """Those that come to something else, as parameters: the key as `of_0` and on, and the results by name."""
    for row in rows:
        counted = count(*actions.read(row[-1]), how, known)
        now = (counted.conversions, counted.value, counted.leads)
        if now != tuple(row[width:-1]):
            yield {f"of_{n}": part for n, part in enumerate(row[:width])} | dict(zip(_RESULTS, now, strict=True))


def _write(session: Session, rows: Any, key: tuple[str, ...], account: int, changed: Iterable[dict[str, Any]]) -> int:
    stored, stream, count_of = table(rows), iter(changed), 0
    same = (stored.c[name] == bindparam(f"of_{n}") for n, name in enumerate(key))
    statement = update(stored).where(stored.c.account == account, *same)
    statement = statement.values({name: bindparam(name) for name in _RESULTS})
    while some := list(islice(stream, _AT_ONCE)):
        session.connection().execute(statement, some)
        count_of += len(some)
    return count_of


def _note(session: Session, found: Ways, entity: str) -> None:
    listed = table(PlatformCampaignRow)
    mine = (listed.c.account == found.account, listed.c.entity_id == entity)
    spelt, seen = found.of(entity).spell(), sorted(found.recorded.get(entity, ()))
    session.connection().execute(update(listed).where(*mine).values(counted_by=spelt, recorded=seen))
    found.counted_by[entity] = spelt


def stale(session: Session) -> list[tuple[int, str]]:
    """The platform campaigns (account, id) that are counted otherwise than their client says by now."""
    listed, campaign, client, own = (table(one).c for one in (PlatformCampaignRow, CampaignRow, ClientRow, AccountRow))
    asked = (
        core_select(listed.account)
        .join_from(table(PlatformCampaignRow), table(AccountRow), own.id == listed.account)
        .join(table(ClientRow), client.key == own.client_key)
        .outerjoin(table(CampaignRow), campaign.key == listed.campaign_key)
        .where(or_(_says(client.results), _says(campaign.results), listed.counted_by != ""))
        .distinct()
        .order_by(listed.account)
    )
    found = (ways(session, account) for (account,) in session.connection().execute(asked).all())
    return [
        (one.account, entity)
        for one in found
        for entity, spelt in sorted(one.counted_by.items())
        if one.of(entity).spell() != spelt
    ]


def _says(results: ColumnElement[Any]) -> ColumnElement[bool]:
    return cast(results, String) != "{}"


def again(session: Session, account: int, entity: str, machine_now: datetime) -> None:
    """Count one of the `stale` anew; its client is judged anew, by other numbers."""
    recount(session, ways(session, account), entity)
    own = table(AccountRow).c
    client = session.connection().execute(core_select(own.client_key).where(own.id == account)).scalar_one()
    to_judge.mark(session, str(client), machine_now)
