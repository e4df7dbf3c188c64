"""`vigia backtest --client KEY`: what would have been said of a client, by what was known of it at the time."""

from datetime import timedelta
from typing import Any

from bot import settings
from bot.cli import tools
from bot.cli.analysis import tables
from bot.cli.edge import fail
from domain.entities import Campaign, Client
from domain.incidents.replay import Replay, Taken
from domain.window import Window, local_day
from insights.backtest import backtest
from storage import Session, reading
from storage.directory import campaigns, clients
from templates.cards import replay as cards
from templates.cards import terminal

UNKNOWN = 2


def run(client: str, *, campaign: str, days: int, as_json: bool) -> None:
    """Print the alerts of the last days as a table, or every step as JSON; exit code 2 where nobody is meant."""
    chosen = settings.load()
    now = tools.business_clock(chosen)()
    with tools.database(chosen) as engine, reading(engine) as session:
        meant = _client(session, client, chosen.lang)
        known = {one.key: one for one in campaigns.of_client(session, meant.key)}
        if campaign and campaign not in known:
            raise fail(terminal.unknown(chosen.lang, campaign, None, list(known)), UNKNOWN)
        today = local_day(now, meant.timezone)
        found = backtest(session, meant, Window(today - timedelta(days=days), today), campaign)
    if as_json:
        tables.write_json("steps", (_plain(one) for one in found.taken))
        return
    _show(found, meant, known)


def _client(session: Session, key: str, locale: str) -> Client:
    everyone = {one.key: one for one in clients.everyone(session)}
    if key not in everyone:
        raise fail(terminal.unknown_client(locale, key, list(everyone)), UNKNOWN)
    return everyone[key]


def _show(found: Replay, client: Client, known: dict[str, Campaign]) -> None:
    w = tables.reader()
    if found.alerts:
        tables.show(cards.titles(w), (cards.row(w, one, known) for one in found.alerts), most=len(found.alerts))
    tables.say(cards.summary(w, found, client))


def _plain(one: Taken) -> dict[str, Any]:
    step, finding, cause = one.step, one.finding, one.explained_by
    return {
        "day": one.day.isoformat(),
        "at": step.at.isoformat(),
        "subject": finding.subject.key,
        "rule": finding.rule,
        "change": step.change.value,
        "tier": step.tier.value if step.tier else None,
        "reason": step.because.value,
        "since": finding.since.isoformat() if finding.since else None,
        "probability": None if finding.probability is None else tables.clean(finding.probability),
        "explained_by": {"subject": cause.subject.key, "rule": cause.rule} if cause else None,
        "muted": one.muted,
    }
