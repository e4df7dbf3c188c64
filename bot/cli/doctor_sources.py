"""What the platforms and CRMs say: does the credential of each account work?"""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress

from bot.cli.finding import Finding
from bot.settings import Settings
from connectors import http as vendors_http
from connectors.port import Sources
from connectors.registry import DESCRIPTORS
from domain.entities import SourceAccount
from domain.errors import InvalidInput, NeedsOwner, Problem, SchemaDrift, Transient
from domain.facts import CrmStage
from domain.money import Money
from domain.words import Remedy, Source
from storage.directory.accounts import IMPORT_PREFIX
from templates.cards import doctor as told
from templates.words import Words


async def findings(chosen: Settings, w: Words, owned: Sequence[tuple[SourceAccount, str]]) -> AsyncIterator[Finding]:
    """One finding for each account, and for each that clients share; the client's name comes with it."""
    from bot.wiring import sources  # noqa: PLC0415 - brings Bolt along, which only this command needs here

    for finding in _shared(w, owned):
        yield finding
    async with vendors_http.client() as vendors:
        held = sources(chosen, vendors)
        for account, client in owned:
            async for finding in _account(w, held, account, client):
                yield finding


def _shared(w: Words, owned: Sequence[tuple[SourceAccount, str]]) -> Iterator[Finding]:
    """The accounts that several clients hold, each under a spelling of its own: a database of 0.1 may have them."""
    holders = defaultdict[tuple[Source, str], list[str]](list)
    for account, client in owned:
        with suppress(InvalidInput):
            normal = DESCRIPTORS.account_id(account.source, account.account_id)
            holders[account.source, normal].append(f"{account.account_id} ({client})")
    for (source, normal), found in holders.items():
        if len(found) > 1:
            yield Finding.wrong(w, "shared_account", account=f"{w.source(source)} {normal}", holders=", ".join(found))


async def _account(w: Words, held: Sources, account: SourceAccount, client: str) -> AsyncIterator[Finding]:
    called = told.called(w, account.source, account.account_id.removeprefix(IMPORT_PREFIX), client)
    if account.source not in DESCRIPTORS or account.account_id.startswith(IMPORT_PREFIX):
        yield Finding.fine(w, "imported", account=called)
        return
    source = held.get(account.source)
    if source is None:
        yield _credential(w, called, account)
        return
    try:
        info = await source.describe(account)
    except NeedsOwner as problem:
        yield _to_mend(w, called, account, problem)
    except Problem as problem:
        yield _passing(w, called, problem)
    else:
        yield Finding.fine(w, "account", account=called, name=info.name or info.account_id)
        if info.budget is not None:
            whole, spent = (w.money(Money(one, info.currency)) for one in info.budget[:2])
            yield Finding.fine(w, "account_budget", account=called, whole=whole, spent=spent)
        if info.unnamed_stages:
            yield _unnamed(w, called, account.source, info.unnamed_stages)


def _unnamed(w: Words, called: str, source: Source, stages: Sequence[CrmStage]) -> Finding:
    named = ", ".join(f"{stage.key} ({stage.name})" if stage.name else stage.key for stage in stages)
    example = f'stages: {{{source}: {{"{stages[0].key}": sql}}}}'
    return Finding.wrong(w, "unnamed_stages", account=called, stages=named, example=example)


def _to_mend(w: Words, called: str, account: SourceAccount, problem: NeedsOwner) -> Finding:
    if problem.remedy is Remedy.SET_CREDENTIALS:
        return _credential(w, called, account)
    said = told.remedy(w, str(w.locale), problem.remedy, called, problem.detail, problem.given)
    return Finding(ok=False, sentence=said)


def _credential(w: Words, called: str, account: SourceAccount) -> Finding:
    suffix = f"__{account.credential.upper()}" if account.credential else ""
    names = ", ".join(f"{name}{suffix}" for name in DESCRIPTORS[account.source].needed)
    return Finding.wrong(w, "credential", account=called, variables=names)


def _passing(w: Words, called: str, problem: Problem) -> Finding:
    if isinstance(problem, SchemaDrift):
        return Finding.wrong(w, "drift", account=called, code=problem.path)
    reason = problem.reason if isinstance(problem, Transient) else type(problem).__name__
    return Finding.wrong(w, "transient", account=called, code=reason)
