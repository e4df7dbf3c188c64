"""`vigia doctor`: everything that must hold before Vigía can work, one line each."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import scrub, settings
from bot.cli import doctor_machine, doctor_slack, doctor_sources
from bot.cli.finding import Finding
from bot.slack.contexts import EVERYBODY
from domain.entities import Channel, Client, SourceAccount
from storage import Engine, Unavailable, address, connect, migrate, reading
from storage.db.migrate import database_files, examine
from storage.directory import accounts, campaigns, channels, clients
from storage.messages import deliveries
from templates.cards import complaints
from templates.cards import doctor as told
from templates.words import Words, words


@dataclass(frozen=True, slots=True)
class Declared:
    """What the database says must work; `people` by id with where they are named."""

    clients: dict[str, Client]
    channels: list[Channel]
    accounts: list[SourceAccount]
    people: dict[str, str]


def run() -> None:
    """Print the findings; exit code 1 when something is to be mended."""
    try:
        chosen = settings.load()
    except settings.SettingsError as error:
        for line in str(error).splitlines():
            _print(Finding(ok=False, sentence=line))
        raise SystemExit(1) from None
    problems = asyncio.run(_examine(chosen, words(chosen.lang)))
    print(told.summary(words(chosen.lang), problems))
    if problems:
        raise SystemExit(1)


async def _examine(chosen: settings.Settings, w: Words) -> int:
    problems = 0
    async for finding in findings(chosen, w):
        _print(finding)
        problems += not finding.ok
    return problems


def _print(finding: Finding) -> None:
    said = scrub.secrets(finding.sentence, settings.secrets())
    print(f"{'✓' if finding.ok else '✗'} {said}", flush=True)


async def findings(chosen: settings.Settings, w: Words) -> AsyncIterator[Finding]:
    """Everything found, in the order in which it matters."""
    yield Finding.fine(w, "settings")
    declared: Declared | None = None
    kept, doubts = [Path.cwd() / ".env"], list[Finding]()
    try:
        engine = await asyncio.to_thread(_open, chosen.database_url)
    except Unavailable as error:
        yield Finding(ok=False, sentence=complaints.unavailable(w, error.address, error.detail, error.why))
    else:
        declared = _declared(engine, chosen)
        doubts = _doubts(engine, w, await asyncio.to_thread(doctor_machine.now, chosen))
        kept.extend(database_files(engine))
        engine.dispose()
        yield Finding.fine(w, "database", address=address(engine))
    for finding in (*doubts, *doctor_machine.files(w, kept)):
        yield finding
    async for finding in doctor_machine.findings(chosen, w):
        yield finding
    if declared is not None and not declared.clients:
        yield Finding.fine(w, "nothing_declared")
    if not (chosen.admins or chosen.creators):
        yield Finding.fine(w, "nobody_named")
    places = [(c, declared.clients[c.client_key].name) for c in declared.channels] if declared else []
    async for finding in doctor_slack.findings(chosen, w, places, declared.people if declared else {}):
        yield finding
    if declared is not None:
        owned = [(a, declared.clients[a.client_key].name) for a in declared.accounts]
        async for finding in doctor_sources.findings(chosen, w, owned):
            yield finding


def _open(url: str) -> Engine:
    engine = connect(url)
    try:
        migrate(engine)
        examine(engine)
    except Unavailable:
        engine.dispose()
        raise
    return engine


def _doubts(engine: Engine, w: Words, now: datetime) -> list[Finding]:
    """What may or may not have arrived for more than an hour, by business time."""
    with reading(engine) as session:
        found = deliveries.unknown(session, now - deliveries.DOUBTFUL)
    if not found:
        return []
    oldest = found[0]
    places = ", ".join(dict.fromkeys(one.to.address for one in found))
    return [Finding.wrong(w, "unknown", day=str(oldest.created_at.date()), places=places)]


def _declared(engine: Engine, chosen: settings.Settings) -> Declared:
    with reading(engine) as session:
        everyone = {client.key: client for client in clients.everyone(session)}
        people = dict.fromkeys(chosen.admins, "VIGIA_ADMINS")
        for user in chosen.creators:
            if user != EVERYBODY:
                people.setdefault(user, "VIGIA_CREATORS")
        for client in everyone.values():
            people |= {user: client.key for user in client.managers if user not in people}
        for campaign in campaigns.everyone(session):
            if campaign.owner:
                people.setdefault(campaign.owner, campaign.key)
        owned = [clients.counting(session, one) for one in accounts.everyone(session)]
        return Declared(everyone, channels.everyone(session), owned, people)
