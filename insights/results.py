"""What a client's accounts record, what of it counts, and what would change if something else did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.entities import Campaign, Client, SourceAccount, results_of
from domain.money import MICRO
from domain.results import (
    THEIRS,
    Counted,
    Counts,
    Known,
    Recorded,
    ResultDefinition,
    ResultKind,
    count,
    forms_named,
)
from domain.window import Window
from domain.words import Objective, Source
from storage import Session
from storage.directory import accounts, campaigns
from storage.facts import by_action, counting, forms
from storage.facts.by_action import Row

DAYS = 30
MATTERS = 4
"""What is not counted is proposed where it is at least one in so many of what is."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose results are asked about: a client's, or one campaign's."""

    client: Client
    campaign: Campaign | None = None

    @property
    def own(self) -> ResultDefinition:
        """What it says itself, and nothing that it takes over."""
        return self.campaign.results if self.campaign else self.client.results

    @property
    def whole(self) -> ResultDefinition:
        """What holds for it."""
        return results_of(self.campaign, self.client) if self.campaign else self.client.results

    @property
    def name(self) -> str:
        """For people."""
        return self.campaign.name if self.campaign else self.client.name

    def saying(self, definition: ResultDefinition) -> "Subject":
        """The same with other words of its own."""
        if self.campaign:
            return replace(self, campaign=replace(self.campaign, results=definition))
        return replace(self, client=replace(self.client, results=definition))


@dataclass(frozen=True, slots=True)
class Seen:
    """An action that an account has recorded, and the kinds that it counts as now."""

    recorded: Recorded
    counts_as: tuple[ResultKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """An account with what it recorded, the most first.

    `theirs` is how many results the platform itself counts, in micros (None: it does not say), `ours` what we count.
    """

    account: SourceAccount
    seen: tuple[Seen, ...]
    ours: Counted
    theirs: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Another definition, and what the same days would come to by it."""

    definition: ResultDefinition
    counted: Counted


@dataclass(frozen=True, slots=True)
class Results:
    """The answer. `old_until`: days up to that one of accounts that are read by action were not yet, and follow
    what counted before.

    `offered` is what is proposed, None where nothing is.
    """

    subject: Subject
    days: Window
    accounts: tuple[Account, ...]
    counted: Counted
    old_until: date | None
    offered: Offer | None

    @property
    def known(self) -> tuple[Recorded, ...]:
        """Every action that can be chosen from, of all accounts."""
        return tuple(one.recorded for account in self.accounts for one in account.seen)


def results(session: Session, subject: Subject, today: date) -> Results:
    """What was recorded in the 30 days before `today`, and what counts of it."""
    days = _days(today)
    own = [one for one in accounts.of_client(session, subject.client.key) if not one.source.is_crm]
    key = subject.campaign.key if subject.campaign else None
    rows = _counted(session, subject, by_action.rows(session, subject.client.key, days, key))
    if key is not None:
        mine = {row.account for row in rows}
        own = [one for one in own if one.id in mine]
    told = tuple(_account(session, subject, one, [row for row in rows if row.account == one.id]) for one in own)
    definition = _proposed(subject, told)
    offered = Offer(definition, _total(_counted(session, subject.saying(definition), rows))) if definition else None
    told_of = {row.account for row in rows if row.own is not None}
    told += _crms(session, subject, days)
    old = max((row.day for row in rows if row.own is None and row.account in told_of), default=None)
    return Results(subject, days, told, _total(rows), old, offered)


def tried(session: Session, subject: Subject, today: date) -> Counted:
    """What the same 30 days come to by what the subject says."""
    key = subject.campaign.key if subject.campaign else None
    rows = by_action.rows(session, subject.client.key, _days(today), key)
    return _total(_counted(session, subject, rows))


def _crms(session: Session, subject: Subject, days: Window) -> tuple[Account, ...]:
    """The client's CRMs, with the stages in which the contacts of these days are, and the forms that people sent."""
    key = subject.campaign.key if subject.campaign else None
    since = datetime.combine(days.start, time(), ZoneInfo(subject.client.timezone))
    seen = by_action.stages(session, subject.client.key, since, key)
    came = by_action.leads(session, subject.client.key, days, key)
    sent = forms.sent(session, subject.client.key, days, key)
    found = []
    for one in (one for one in accounts.of_client(session, subject.client.key) if one.source.is_crm):
        in_stage = [("", stage, many) for number, stage, many in seen if number == one.id]
        names = forms.names(session, one.id)
        said = _as_said(subject.whole, one.source, names)
        theirs = [
            (names.get(form, ""), said.get(form, form), many)
            for (number, form), many in sent.items()
            if number == one.id
        ]
        theirs.sort(key=lambda it: (-it[2], it[1]))
        told = [
            Recorded(one.id, one.source, token, name, many * MICRO, 0, Known())
            for name, token, many in (*in_stage, *theirs)
        ]
        counts = tuple(Seen(it, kinds_of(subject.whole, it, told)) for it in told)
        found.append(Account(one, counts, Counted(None, None, came.get(one.id, 0) * MICRO)))
    return tuple(found)


def _as_said(definition: ResultDefinition, source: Source, names: Mapping[str, str]) -> dict[str, str]:
    """By form, the token that a definition calls it by: its name, where it is not its id."""
    tokens = (token for _, counts in definition.counts for token in counts.of(source) or ())
    return {form: token for token in tokens for form in forms_named((token,), names)[0]}


def _account(session: Session, subject: Subject, account: SourceAccount, rows: Sequence[Row]) -> Account:
    everything = by_action.recorded(session, account.id, account.source, rows)
    found = [one for one in everything if one.token != THEIRS]
    themselves = next((one.count_micros for one in everything if one.token == THEIRS), None)
    return Account(
        account,
        tuple(Seen(one, kinds_of(subject.whole, one, found)) for one in found),
        _total(rows),
        _conversions(rows) if themselves is None else themselves,
    )


def _conversions(rows: Iterable[Row]) -> int | None:
    """What the platform itself counts as conversions, where that is a number of its own and not made of its actions."""
    told = [row.own.conversions for row in rows if row.own and not row.own.aim and row.own.conversions is not None]
    return sum(told) if told else None


def kinds_of(definition: ResultDefinition, one: Recorded, known: Sequence[Recorded]) -> tuple[ResultKind, ...]:
    """The kinds that an action of an account counts as, by itself or among another that counts it again."""
    above = {it.token: it.known.within for it in known}
    names = {one.token}
    token = one.known.within
    while token and token not in names:
        names.add(token)
        token = above.get(token, "")
    return tuple(kind for kind in ResultKind if names & set(chosen(definition, kind, one.source, known)))


def chosen(
    definition: ResultDefinition, kind: ResultKind, source: Source, known: Iterable[Recorded]
) -> tuple[str, ...]:
    """The tokens that count as a kind at a source: those that were said, else those that it counts by itself."""
    counts = definition.of(kind)
    said = counts.of(source) if counts else None
    return said if said is not None else by_itself(kind, source, known)


def by_itself(kind: ResultKind, source: Source, known: Iterable[Recorded]) -> tuple[str, ...]:
    """What a source counts as a kind of its own accord, without what another of them counts again."""
    mine = {one.token: one for one in known if one.source is source and one.known.is_own and one.known.hint is kind}
    return tuple(sorted(token for token, one in mine.items() if one.known.within not in mine))


def _proposed(subject: Subject, told: Sequence[Account]) -> ResultDefinition | None:
    """What is recorded often and counts as nothing, beside what counts, and each kind by itself where a source counts
    several as one; None where there is nothing of the kind."""
    proposed = subject
    for source in dict.fromkeys(one.account.source for one in told):
        seen = [one for account in told if account.account.source is source for one in account.seen]
        for kind, tokens in _apart(proposed, source, seen).items():
            proposed = _saying(proposed, kind, source, tokens)
        for kind, more in _missing(proposed, source, seen).items():
            now = chosen(proposed.whole, kind, source, [one.recorded for one in seen])
            proposed = _saying(proposed, kind, source, [*now, *more])
    return proposed.own if proposed.own != subject.own else None


def _saying(subject: Subject, kind: ResultKind, source: Source, tokens: Iterable[str]) -> Subject:
    """The same with other tokens of a kind at a source."""
    counts = subject.whole.of(kind) or Counts()
    told = dict(counts.tokens) | {source: tuple(sorted({*tokens}))}
    return subject.saying(subject.own.setting(kind, replace(counts, tokens=tuple(sorted(told.items())))))


def _apart(subject: Subject, source: Source, seen: Sequence[Seen]) -> Mapping[ResultKind, list[str]]:
    """By kind, the parts of what a source counts as leads of its own accord, where sales or downloads are among it."""
    said = subject.whole.of(ResultKind.LEAD)
    if said is not None and said.of(source) is not None:
        return {}
    wide = {one.recorded.token for one in seen if one.recorded.known.is_own and ResultKind.LEAD in one.counts_as}
    found: dict[ResultKind, list[str]] = defaultdict(list)
    for one in (one.recorded for one in seen if one.recorded.known.within in wide and one.recorded.count_micros):
        kind = one.known.hint
        found[kind if kind in {ResultKind.SALE, ResultKind.DOWNLOAD} else ResultKind.LEAD].append(one.token)
    return found if len(found) > 1 and ResultKind.LEAD in found else {}


def _missing(subject: Subject, source: Source, seen: Sequence[Seen]) -> Mapping[ResultKind, list[str]]:
    """By kind, what nobody has said anything of at a source and that is too much to be passed over."""
    found: dict[ResultKind, list[str]] = defaultdict(list)
    for one in seen:
        hint, token = one.recorded.known.hint, one.recorded.token
        if hint is None or one.recorded.known.is_own or not one.recorded.count_micros:
            continue
        kind = _meant(subject, hint, seen)
        counts = subject.whole.of(kind)
        if counts is not None and counts.of(source) is not None:
            continue
        so_far = sum(other.recorded.count_micros for other in seen if kind in other.counts_as)
        wider = one.recorded.known.within in {other.recorded.token for other in seen if other.recorded.count_micros}
        if not wider and one.recorded.count_micros * MATTERS >= so_far:
            found[kind].append(token)
    said = (subject.whole.of(kind) for kind in (ResultKind.LEAD, ResultKind.SALE))
    settled = any(counts is not None and counts.of(source) is not None for counts in said)
    if settled or len(found) > 1 or any(one.counts_as and one.recorded.count_micros for one in seen):
        found.pop(ResultKind.CONVERSION, None)  # conversions follow what else counts
    return found


def _meant(subject: Subject, hint: ResultKind, seen: Sequence[Seen]) -> ResultKind:
    """A conversion of the account's own is what a campaign for leads is run for, where nothing else is a lead."""
    leads = any(one.recorded.known.hint is ResultKind.LEAD and one.recorded.count_micros for one in seen)
    wants_leads = subject.campaign is None or subject.campaign.objective is Objective.LEADS
    return ResultKind.LEAD if hint is ResultKind.CONVERSION and wants_leads and not leads else hint


def _counted(session: Session, subject: Subject, rows: Sequence[Row]) -> list[Row]:
    """The rows as they count by what the subject says; those that were not read by action as they are kept."""
    theirs = {one.key: one for one in campaigns.of_client(session, subject.client.key)}
    if subject.campaign:
        theirs[subject.campaign.key] = subject.campaign
    ways = {}
    for number in {row.account for row in rows}:
        said = {
            row.entity: theirs[row.campaign].results
            for row in rows
            if row.account == number and row.campaign in theirs and theirs[row.campaign].results.counts
        }
        ways[number] = counting.ways(session, number).told(subject.client.results, said)
    return [
        row if row.own is None else row._replace(counted=count(row.own, row.sums, way.of(row.entity), way.known))
        for row in rows
        for way in (ways[row.account],)
    ]


def _total(rows: Iterable[Row]) -> Counted:
    """Added up; None where nobody says anything."""
    columns = zip(*(row.counted for row in rows), strict=True)
    sums = [sum(told) if (told := [one for one in some if one is not None]) else None for some in columns]
    return Counted(*sums) if sums else Counted(None, None, None)


def _days(today: date) -> Window:
    """The days that are over."""
    return Window.trailing(today - timedelta(days=1), DAYS)
