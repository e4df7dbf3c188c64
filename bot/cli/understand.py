"""`vigia understand`: what a sentence is taken for, without answering it."""

import json
from dataclasses import asdict
from datetime import date

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from commands.understanding import Named, Reading, Understood, spell, understand
from domain.errors import InvalidInput
from domain.window import local_day
from storage import Session, reading
from storage.directory import campaigns, clients
from templates.cards import terminal
from templates.words import words

UNKNOWN = 2


def run(sentence: str, *, client: str, as_of: str, as_json: bool) -> None:
    """Print what is understood; exit code 2 for a client that nobody knows."""
    chosen = settings.load()
    with tools.database(chosen) as engine, reading(engine) as session:
        everyone = {one.key: one for one in clients.everyone(session)}
        if client and client not in everyone:
            raise fail(terminal.unknown_client(chosen.lang, client, list(everyone)), UNKNOWN)
        known = _known(session, client)
    zone = everyone[client].timezone if client else "UTC"
    today = _day(as_of) if as_of else local_day(tools.business_clock(chosen)(), zone)
    understood = understand(sentence, known, today)
    if as_json:
        print(json.dumps(_told(understood), ensure_ascii=False, default=str))
        return
    language = words(chosen.lang).language
    for one in understood.choices if understood.asks else (understood.reading,):
        print(spell(one, language) or terminal.nothing_asked(chosen.lang))


def _known(session: Session, client: str) -> list[Named]:
    names = {one.key: one.name for one in clients.everyone(session)}
    return [
        Named(it.key, it.name, it.client_key, names[it.client_key], it.start, it.end)
        for it in campaigns.everyone(session)
        if client in {"", it.client_key}
    ]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("date", "--as-of", text, "2026-11-20") from None


def _told(understood: Understood) -> dict[str, object]:
    def keys(one: Reading) -> dict[str, object]:
        return asdict(one)

    choices = [keys(one) for one in understood.choices]
    return {**keys(understood.reading), "asks": understood.asks, "choices": choices}
