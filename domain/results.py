"""What counts as a client's result: which of the actions that its accounts record, and how rows are counted by it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from domain.errors import InvalidInput
from domain.money import MICRO, Money
from domain.names import fold_title
from domain.words import Source, Stage

PLATFORMS = "platforms"
"""`leads_from`: the advertising platforms' own count leads, though a CRM is connected."""
FORM = "form:"
"""How a form of a CRM is called, by its id or its name: `form:guia`."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
THEIRS = "results"
"""Under this token stands what a platform itself calls the results of a campaign. It counts as nothing."""
EITHER = "either"
"""The aim of a campaign that is bought for sales, or where there are none for leads."""
PRIMARY = "primary"
"""The aim of a row whose source knows only of actions that count within its own conversions, as Google's hours."""


class ResultKind(StrEnum):
    """What a result is, in the order in which they are told."""

    LEAD = "lead"
    CONVERSION = "conversion"
    SALE = "sale"
    DOWNLOAD = "download"


class Action(NamedTuple):
    """How often an action was recorded, and for how much; both in micros.

    `token` is what a definition calls it by. `name` is the account's own for it, `hint` what it is likely to be, None
    for a mere step on the way such as a cart. `within`: the token of the action that counts the same again. `is_own`:
    its source counts it as its hint of its own accord. `is_apart`: in this row it counts within nothing, though in
    others it may: at Google an action that is secondary by now, or for this campaign.
    """

    token: str
    count_micros: int
    value_micros: int = 0
    name: str = ""
    hint: ResultKind | None = None
    within: str = ""
    is_own: bool = False
    is_apart: bool = False


def merged_actions(*several: Iterable[Action]) -> tuple[Action, ...]:
    """One for each token, by token; counts are added."""
    found: dict[str, Action] = {}
    for one in (action for some in several for action in some):
        known = found.get(one.token)
        found[one.token] = one if known is None else known._replace(
            count_micros=known.count_micros + one.count_micros, value_micros=known.value_micros + one.value_micros,
            is_apart=known.is_apart and one.is_apart,
        )  # fmt: skip
    return tuple(found[token] for token in sorted(found))


@dataclass(frozen=True, slots=True)
class Counts:
    """What counts as one kind: tokens by source. A source that is not named counts as it always does.

    `value` is what one is worth that has no amount of its own.
    """

    tokens: tuple[tuple[Source, tuple[str, ...]], ...] = ()
    value: Money | None = None

    def of(self, source: Source) -> tuple[str, ...] | None:
        """The tokens at a source; None where nothing is said of it."""
        return dict(self.tokens).get(source)

    def of_files(self, source: Source) -> "Counts":
        """The same for rows that files brought: columns count beside the actions of the platform whose page exported
        them."""
        columns = self.of(Source.CSV)
        if columns is None or source is Source.CSV:
            return self
        others = tuple(one for one in self.tokens if one[0] is not source)
        return replace(self, tokens=(*others, (source, (*(self.of(source) or ()), *columns))))

    def plain(self) -> dict[str, Any]:
        """As the file writes it: `{"meta": ["lead", "messaging"], "value": "1500 EUR"}`."""
        told: dict[str, Any] = {source.value: list(tokens) for source, tokens in self.tokens}
        if self.value is not None:
            told["value"] = f"{self.value.amount.normalize():f} {self.value.currency}"
        return told

    @classmethod
    def of_plain(cls, told: Mapping[str, Any]) -> "Counts":
        """The same read back."""
        value = Money.parse(told["value"]) if "value" in told else None
        return cls(tuple((Source(one), tuple(tokens)) for one, tokens in told.items() if one != "value"), value)


Stages = tuple[tuple[Source, tuple[tuple[str, Stage], ...]], ...]
"""By CRM, what its stages count as."""


@dataclass(frozen=True, slots=True)
class ResultDefinition:
    """What counts, by kind; whose count of leads leads (`leads_from`: a CRM's key, `platforms`, "" as ever); and what
    the stages of a CRM count as, by CRM: its client's to say, for all campaigns."""

    counts: tuple[tuple[ResultKind, Counts], ...] = ()
    leads_from: str = ""
    stages: Stages = ()

    def of(self, kind: ResultKind) -> Counts | None:
        """What counts as a kind; None where nothing is said of it."""
        return dict(self.counts).get(kind)

    def stages_of(self, source: Source) -> dict[str, Stage]:
        """What the stages of a CRM count as, where it is said."""
        return dict(dict(self.stages).get(source, ()))

    def over(self, other: "ResultDefinition") -> "ResultDefinition":
        """A campaign's own over its client's: each kind that it speaks of replaces the other's."""
        kinds = dict(other.counts) | dict(self.counts)
        return ResultDefinition(tuple(sorted(kinds.items())), self.leads_from or other.leads_from, other.stages)

    def setting(self, kind: ResultKind, counts: Counts | None) -> "ResultDefinition":
        """The same with another word on a kind; None: nothing is said of it."""
        kept = {one: told for one, told in self.counts if one is not kind}
        return replace(self, counts=tuple(sorted((kept | ({kind: counts} if counts else {})).items())))

    def plain(self) -> dict[str, Any]:
        """As the file writes it, by key."""
        told: dict[str, Any] = {kind.value: counts.plain() for kind, counts in self.counts}
        stages = {source.value: {one: means.value for one, means in said} for source, said in self.stages}
        told |= {"stages": stages} if stages else {}
        return told | ({"leads_from": self.leads_from} if self.leads_from else {})

    @classmethod
    def of_plain(cls, told: Mapping[str, Any]) -> "ResultDefinition":
        """The same read back."""
        kinds = [kind for kind in ResultKind if kind.value in told]
        counts = tuple(sorted((kind, Counts.of_plain(told[kind.value])) for kind in kinds))
        return cls(counts, told.get("leads_from", ""), stages_from(told.get("stages", {})))


def stages_from(told: Mapping[str, Mapping[str, str]]) -> Stages:
    """What stages count as, by CRM, out of plain data."""
    return tuple(
        (Source(source), tuple((stage, Stage(means)) for stage, means in sorted(said.items())))
        for source, said in sorted(told.items())
        if said
    )


NOTHING_SAID = ResultDefinition()


def forms_named(tokens: Iterable[str], names: Mapping[str, str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The forms that a definition means, as their CRM calls them (`form:` and an id), and the tokens that mean none.
    `names` are the names of its forms; an id needs none."""
    by_name = {f"{FORM}{fold_title(name)}": token for token, name in names.items()}
    found, unknown = set[str](), []
    for one in tokens:
        if one.startswith(FORM):
            told = one.removeprefix(FORM)
            token = one.casefold() if _ID.fullmatch(told.casefold()) else by_name.get(f"{FORM}{fold_title(told)}")
            found |= {token} if token else set()
            unknown += [] if token else [one]
    return frozenset(found), tuple(unknown)


def may_count(kind: ResultKind, source: Source, token: str, *, of_client: bool) -> bool:
    """Whether something recorded can count as a kind. Of a CRM stages and forms make a lead, which is its client's to
    say for all campaigns; forms are downloads, and customers sales."""
    if not source.is_crm:
        return True
    is_form = token.startswith(FORM)
    is_customer = token == Stage.CUSTOMER
    can = {ResultKind.LEAD: of_client, ResultKind.DOWNLOAD: is_form, ResultKind.SALE: is_customer}
    return can.get(kind, False)


MALFORMED = (ValueError, TypeError, KeyError, AttributeError, InvalidInput)


def spell(definition: ResultDefinition) -> str:
    """On one line, as a button carries it."""
    return json.dumps(definition.plain(), separators=(",", ":"), ensure_ascii=False)


def parse(spelt: str) -> ResultDefinition:
    """The same read back; one of `MALFORMED` for anything else."""
    return ResultDefinition.of_plain(json.loads(spelt))


class Own(NamedTuple):
    """A row's results as its source counts them without a definition; None: it does not say.

    `aim` is the kind that a campaign is bought for, where its conversions follow from it. `apart` are the actions that
    count within no other here, though in other rows they may.
    """

    conversions: int | None
    value: int | None
    leads: int | None
    aim: str = ""
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """How the rows of one platform campaign are counted. None: as the source itself does.

    `unsaid` are kinds of which the campaign records nothing while it records other results: nobody has said yet
    whether those count, so there is no number, least of all a zero.
    """

    tokens: tuple[tuple[ResultKind, tuple[str, ...]], ...] = ()
    worth: Money | None = None
    unsaid: tuple[ResultKind, ...] = ()

    def of(self, kind: ResultKind) -> tuple[str, ...] | None:
        """The tokens of a kind."""
        return dict(self.tokens).get(kind)

    def spell(self) -> str:
        """In one line, the same for the same; "" for the source's own way."""
        told = [f"{kind}={','.join(tokens)}" for kind, tokens in self.tokens]
        told += [f"worth={self.worth.micros}{self.worth.currency}"] if self.worth else []
        return ";".join([*told, *(f"{kind}{UNSAID}" for kind in self.unsaid)])


UNSAID = "?"
"""Stands behind a kind that is unsaid, where a `Counting` is spelt."""
HINTS = {
    ResultKind.LEAD: frozenset({ResultKind.LEAD}),
    ResultKind.CONVERSION: frozenset({ResultKind.LEAD, ResultKind.SALE, ResultKind.CONVERSION}),
}
"""By kind, what a source counts as such of its own accord."""


class Known(NamedTuple):
    """What is known of a token: `is_own`: the source counts it of its own accord as its hint."""

    hint: ResultKind | None = None
    within: str = ""
    is_own: bool = False


class AsBefore(NamedTuple):
    """Days `until` then are counted as before what counts was said: they were not read by action. `for_good`: nor will
    they ever be, for their platform keeps them no longer."""

    until: date
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an account, or a campaign in it, recorded of one action: `token` is what a definition calls it by.

    `name` is the account's own for it, "" where it has none.
    """

    account: int
    source: Source
    token: str
    name: str
    count_micros: int
    value_micros: int
    known: Known


def counting(
    definition: ResultDefinition,
    source: Source,
    recorded: Iterable[str],
    known: Mapping[str, Known],
    elsewhere: frozenset[ResultKind] = frozenset(),
) -> Counting:
    """How a platform campaign that has ever `recorded` these tokens is counted by a definition.

    `elsewhere` is what the other platform campaigns of the same campaign count of their own accord: beside those a zero
    is a number.
    """
    tokens, worth = [], None
    for kind, counts in definition.counts:
        chosen = counts.of(source)
        if chosen is not None:
            tokens.append((kind, tuple(sorted(chosen))))
        if kind is ResultKind.SALE:
            worth = counts.value
    seen = [known[token] for token in recorded if token in known]
    own = {one.hint for one in seen if one.is_own and one.hint is not None} | elsewhere
    others = any(one.hint is not None and not one.is_own for one in seen)
    unsaid = [kind for kind, hints in HINTS.items() if others and not own & hints]
    said = {kind for kind, _ in tokens}
    if ResultKind.LEAD in said:  # which is what such a campaign is bought for: its conversions follow
        said.add(ResultKind.CONVERSION)
    return Counting(tuple(tokens), worth, tuple(kind for kind in unsaid if kind not in said))


class Counted(NamedTuple):
    """What a row's results come to, in micros; None: nobody says."""

    conversions: int | None
    value: int | None
    leads: int | None


def count(own: Own, actions: Mapping[str, tuple[int, int]], how: Counting, known: Mapping[str, Known]) -> Counted:
    """A row's results by a definition. `actions` are counts and values by token; overlapping ones count once."""
    lead, sale, conversion = (how.of(kind) for kind in (ResultKind.LEAD, ResultKind.SALE, ResultKind.CONVERSION))
    known = seen_in(own.apart, known)
    if own.aim == PRIMARY:
        return _primary(own, actions, how, known)
    leads = own.leads if lead is None else _count(lead, actions, known)
    value = own.value if sale is None else _value(sale, actions, known, how.worth)
    conversions = own.conversions
    if conversion is not None:
        conversions = _count(conversion, actions, known)
    elif own.aim and (lead is not None or sale is not None):
        sold = _count(sale, actions, known) if sale is not None else _own_sales(actions, known)
        conversions = {ResultKind.LEAD: leads, ResultKind.SALE: sold}.get(own.aim, sold or leads)  # type: ignore[call-overload]
    unsaid = how.unsaid
    return Counted(
        None if ResultKind.CONVERSION in unsaid else conversions, value, None if ResultKind.LEAD in unsaid else leads
    )


def _primary(own: Own, actions: Mapping[str, tuple[int, int]], how: Counting, known: Mapping[str, Known]) -> Counted:
    """Where a definition counts an action of which the row cannot know, it says nothing."""

    def blind(tokens: tuple[str, ...]) -> bool:
        return any(not known.get(token, Known()).within and not known.get(token, Known()).is_own for token in tokens)

    lead, sale, conversion = (how.of(kind) for kind in (ResultKind.LEAD, ResultKind.SALE, ResultKind.CONVERSION))
    leads, value, conversions = own.leads, own.value, own.conversions
    if lead is not None:
        leads = None if blind(lead) else _count(lead, actions, known)
    if sale is not None:
        value = None if blind(sale) else _value(sale, actions, known, how.worth)
    if conversion is not None:
        conversions = None if blind(conversion) else _count(conversion, actions, known)
    return Counted(conversions, value, leads)


def seen_in(apart: Iterable[str], known: Mapping[str, Known]) -> Mapping[str, Known]:
    """What is known of tokens, as it holds where these count within no other."""
    here = {token: known[token]._replace(within="") for token in apart if token in known}
    return {**known, **here} if here else known


def count_of(tokens: Iterable[str], actions: Mapping[str, tuple[int, int]], known: Mapping[str, Known]) -> int:
    """How often any of these actions was recorded, in micros; overlapping ones count once."""
    return _count(tokens, actions, known)


def _once(tokens: Iterable[str], known: Mapping[str, Known]) -> list[str]:
    """The tokens without those that another of them counts again."""
    wanted = set(tokens)

    def covered(token: str) -> bool:
        above = known[token].within if token in known else ""
        return bool(above) and (above in wanted or covered(above))

    return sorted(token for token in wanted if not covered(token))


def _count(tokens: Iterable[str], actions: Mapping[str, tuple[int, int]], known: Mapping[str, Known]) -> int:
    return sum(actions[token][0] for token in _once(tokens, known) if token in actions)


def _own_sales(actions: Mapping[str, tuple[int, int]], known: Mapping[str, Known]) -> int:
    mine = (token for token in actions if token in known)
    return _count([t for t in mine if known[t].is_own and known[t].hint is ResultKind.SALE], actions, known)


def _value(
    tokens: Iterable[str], actions: Mapping[str, tuple[int, int]], known: Mapping[str, Known], worth: Money | None
) -> int:
    """What was sold for; `worth` counts for those without an amount of their own."""
    total = 0
    for count, value in (actions[token] for token in _once(tokens, known) if token in actions):
        total += value if value or worth is None else count * worth.micros // MICRO
    return total
