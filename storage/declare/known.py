"""What is stored now, and what an entry would make of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from domain.entities import Campaign, Channel, Client, SourceAccount, Subscription
from domain.errors import InvalidInput
from domain.money import OwnRates
from domain.results import ResultDefinition, ResultKind
from domain.sources import Descriptors
from domain.words import Audience
from storage.db import flat
from storage.declare.document import Entry, Kind
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.facts import fx

Thing = tuple[Kind, tuple[Any, ...]]
"""What a stored thing is found by."""
_ANOTHERS = "another client's"
Stored = OwnRates | Client | Channel | SourceAccount | Campaign | Subscription


@dataclass
class Known:
    """Everything declared, by kind and identity; targets of a plan are laid over it as they are made."""

    things: dict[Kind, dict[tuple[Any, ...], Stored]]

    def get(self, kind: Kind, *identity: Any) -> Any:
        """The thing, or None."""
        return self.things[kind].get(identity)

    def spell(self, entry: Entry, sources: Descriptors) -> None:
        """Find the entry's account under the id that the file gives it, however its client's row spells that. Another
        client's row that has that very id is found beside it."""
        client, wanted = entry.fields["client"].value, entry.identity
        held = self.things[Kind.ACCOUNT]
        mine = (one for one in held.items() if _is_spelt_otherwise(one[1], client, wanted, sources))
        spelt = None if _is_of(held.get(wanted), client) else next(mine, None)
        if spelt is None:
            return
        if wanted in held:
            held[*wanted, _ANOTHERS] = held[wanted]
        held[wanted] = held.pop(spelt[0])

    def is_taken(self, kind: Kind, identity: tuple[Any, ...]) -> bool:
        """Whether another client's row, which stays, has the very id of an entry."""
        return (*identity, _ANOTHERS) in self.things[kind]

    def below(self, kind: Kind, thing: Any) -> list[Thing]:
        """What goes with a thing when it is removed, the dependent first."""
        if kind is Kind.CHANNEL:
            return self._subscriptions({thing.slack_id})
        if kind is not Kind.CLIENT:
            return []
        own = [
            (below, identity)
            for below in (Kind.CAMPAIGN, Kind.ACCOUNT, Kind.CHANNEL)
            for identity, it in self.things[below].items()
            if getattr(it, "client_key", None) == thing.key
        ]
        return [*self._subscriptions({identity[0] for below, identity in own if below is Kind.CHANNEL}), *own]

    def _subscriptions(self, channels: set[str]) -> list[Thing]:
        found = self.things[Kind.SUBSCRIPTION].items()
        return [(Kind.SUBSCRIPTION, identity) for identity, it in found if getattr(it, "channel", None) in channels]


def _is_of(thing: Stored | None, client: str) -> bool:
    return isinstance(thing, SourceAccount) and thing.client_key == client


def _is_spelt_otherwise(thing: Stored, client: str, wanted: tuple[Any, ...], sources: Descriptors) -> bool:
    if not isinstance(thing, SourceAccount) or thing.client_key != client:
        return False
    with suppress(InvalidInput):
        return (thing.source, sources.account_id(thing.source, thing.account_id)) == wanted
    return False


def load(session: Session) -> Known:
    """All that is stored."""
    subscriptions = {(s.channel, s.what, schedule.scope(s)): s for s in schedule.everyone(session)}
    return Known(
        {
            Kind.RATE: {(r.currency,): r for r in fx.own_rates(session)},
            Kind.CLIENT: {(c.key,): c for c in clients.everyone(session)},
            Kind.CHANNEL: {(c.slack_id,): c for c in channels.everyone(session)},
            Kind.ACCOUNT: {(a.source, a.account_id): a for a in accounts.everyone(session)},
            Kind.CAMPAIGN: {(c.key,): c for c in campaigns.everyone(session)},
            Kind.SUBSCRIPTION: dict(subscriptions),
        }
    )


def fields_of(kind: Kind, thing: Any) -> dict[str, Any]:
    """The thing as plain fields."""
    match kind:
        case Kind.RATE:
            return flat.rates(thing)
        case Kind.CLIENT:
            return flat.client(thing)
        case Kind.CHANNEL:
            return flat.channel(thing)
        case Kind.ACCOUNT:
            return flat.account(thing)
        case Kind.CAMPAIGN:
            return flat.campaign(thing)
        case Kind.SUBSCRIPTION:
            return flat.subscription(thing)


def key_of(kind: Kind, thing: Any) -> str:
    """How the thing is called in plans and in the audit log."""
    match kind:
        case Kind.RATE:
            return str(thing.currency)
        case Kind.CHANNEL:
            return str(thing.slack_id)
        case Kind.ACCOUNT:
            return accounts.name(thing)
        case Kind.SUBSCRIPTION:
            return schedule.name(thing)
        case _:
            return str(thing.key)


def build(entry: Entry, current: Any, fields: Mapping[str, Any], gone: frozenset[str] = frozenset()) -> Any:
    """What `current` (None: nothing yet) becomes with `fields` set and those in `gone` dropped."""
    match entry.kind:
        case Kind.RATE:
            return _rates(current or OwnRates(entry.key), fields, gone)
        case Kind.CLIENT:
            return _client(current or Client(entry.key, ""), fields, gone)
        case Kind.CHANNEL:
            base = current or Channel(entry.key, fields["client"], Audience.INTERNAL)
            return replace(base, **{name: value for name, value in fields.items() if name != "client"})
        case Kind.ACCOUNT:
            return _account(entry, current, fields)
        case Kind.CAMPAIGN:
            return _campaign(entry, current, fields, gone)
        case Kind.SUBSCRIPTION:
            channel, what, _ = entry.identity
            named = fields.get("campaigns", ())
            base = current or Subscription(channel, what, "", tuple(named))
            return replace(base, every=fields.get("every", base.every))


def _rates(base: OwnRates, fields: Mapping[str, Any], gone: frozenset[str]) -> OwnRates:
    days = {f"rates.{day}": (day, many) for day, many in base.a_euro}
    days |= fields
    return replace(base, a_euro=tuple(sorted(pair for name, pair in days.items() if name not in gone)))


def _client(base: Client, fields: Mapping[str, Any], gone: frozenset[str]) -> Client:
    simple = {name: value for name, value in fields.items() if "." not in name}
    wishes = {f"quiet.{name}": value for name, value in base.quiet}
    wishes |= {name: value for name, value in fields.items() if name.startswith("quiet.")}
    kept = {name.partition(".")[2]: value for name, value in wishes.items() if name not in gone}
    results = _results(base.results, fields, gone)
    return replace(base, **simple, quiet=tuple(sorted(kept.items())), results=results)


def _results(base: ResultDefinition, fields: Mapping[str, Any], gone: frozenset[str]) -> ResultDefinition:
    """What counts, with the kinds that the file speaks of replaced."""
    told: dict[str, Any] = {f"results.{kind}": counts for kind, counts in base.counts}
    told |= {"results.leads_from": base.leads_from, "results.stages": base.stages}
    told |= {name: value for name, value in fields.items() if name.startswith("results.")}
    kept = {name.partition(".")[2]: value for name, value in told.items() if name not in gone}
    leads_from, stages = kept.pop("leads_from", ""), kept.pop("stages", ())
    counts = tuple(sorted((ResultKind(kind), counts) for kind, counts in kept.items()))
    return ResultDefinition(counts, leads_from, stages)


def _account(entry: Entry, current: SourceAccount | None, fields: Mapping[str, Any]) -> SourceAccount:
    base = current or SourceAccount(fields["client"], *entry.identity)
    options = {name.partition(".")[2]: value for name, value in fields.items() if name.startswith("options.")}
    credential = fields.get("credential", base.credential)
    return replace(base, account_id=entry.identity[1], credential=credential, options={**base.options, **options})


def _campaign(entry: Entry, current: Campaign | None, fields: Mapping[str, Any], gone: frozenset[str]) -> Campaign:
    simple = {name: value for name, value in fields.items() if "." not in name and name != "client"}
    base = replace(current, **simple) if current else Campaign(entry.key, fields["client"], **simple)
    goals = {f"goals.{goal.kpi}": goal for goal in base.goals}
    matches = {f"match.{match.source}": match for match in base.matches}
    goals |= {name: value for name, value in fields.items() if name.startswith("goals.")}
    matches |= {name: value for name, value in fields.items() if name.startswith("match.")}
    return replace(
        base,
        goals=tuple(goal for name, goal in goals.items() if name not in gone),
        matches=tuple(match for name, match in sorted(matches.items()) if name not in gone),
        results=_results(base.results, fields, gone),
    )
