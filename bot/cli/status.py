"""`vigia status`: what /campaign status says to the agency, as plain text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from bot.cli.plain_readings import plain
from domain.audience import urgency
from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.names import fold, nearest
from domain.snapshot import Snapshot
from domain.words import Audience
from insights import late
from insights.names import find
from insights.readings import readings
from insights.status import statuses
from storage import Session, reading
from storage.directory import campaigns, clients
from templates.cards import terminal
from templates.cards.since import since_shown as since_shown_of
from templates.charts import draw
from templates.charts.results import results_chart
from templates.words import check_locale

UNKNOWN = 2
Known = list[tuple[Campaign, Client]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; "" where nothing was."""

    campaign: str
    period: str
    client: str


def run(asked: Asked, *, chart: str, lang: str, as_json: bool = False, since_shown: bool = False) -> None:
    """Print the card of the campaign meant, or a line for each of several; exit code 2 when none is meant."""
    chosen = settings.load()
    locale = _language(lang) if lang else chosen.lang
    now = tools.business_clock(chosen)()
    with tools.database(chosen) as engine, reading(engine) as session:
        snapshots = look(session, asked, locale, now)
        if as_json:
            told = [plain(readings(session, one, now)) for one in snapshots]
            print(json.dumps(told[0] if asked.campaign else told, ensure_ascii=False, indent=2))
            return
        since = late.since_shown(session, snapshots[0], now) if since_shown and len(snapshots) == 1 else None
    if len(snapshots) > 1:
        if chart or since_shown:
            raise fail(terminal.which(locale, [s.campaign.key for s in snapshots]), UNKNOWN)
        for line in tools.aligned(terminal.rows(snapshots, locale, now)):
            print(line)
        return
    shown = snapshots[0]
    _print(terminal.card(shown, locale, now))
    if since_shown:
        print(since_shown_of(locale, shown.client, since))
    if chart:
        spec = results_chart(snapshots[0], locale, Audience.INTERNAL)
        if spec is None:
            raise fail(terminal.undrawn(locale))
        Path(chart).write_bytes(draw(spec))
        print(f"\n{terminal.drawn(locale, chart)}")


def _language(lang: str) -> str:
    try:
        return check_locale(lang)
    except InvalidInput:
        raise InvalidInput("lang", "--lang", lang, "es") from None


def look(session: Session, asked: Asked, locale: str, now: datetime) -> list[Snapshot]:
    """The campaigns meant, in trouble first."""
    meant = _meant(_known(session, asked.client, locale), asked.campaign, locale)
    found = statuses(session, meant, now, asked.period or None)
    return sorted(found, key=lambda one: urgency(one, Audience.INTERNAL))


def _known(session: Session, client: str, locale: str) -> Known:
    everyone = {one.key: one for one in clients.everyone(session)}
    if client and client not in everyone:
        raise fail(terminal.unknown_client(locale, client, list(everyone)), UNKNOWN)
    known = [(c, everyone[c.client_key]) for c in campaigns.everyone(session) if client in {"", c.client_key}]
    if not known:
        raise fail(terminal.nothing(locale), UNKNOWN)
    return known


def _meant(known: Known, text: str, locale: str) -> Known:
    if not text:
        return known
    found = find(text, [(campaign.key, campaign.name) for campaign, _ in known])
    if found.key is not None:
        return [one for one in known if one[0].key == found.key]
    if len(found.candidates) > 1:
        raise fail(terminal.which(locale, found.candidates), UNKNOWN)
    keys = [campaign.key for campaign, _ in known]
    near = nearest(text, keys) or _near_name(text, known)
    raise fail(terminal.unknown(locale, text, near, keys), UNKNOWN)


def _near_name(text: str, known: Sequence[tuple[Campaign, Client]]) -> str | None:
    by_name = {fold(campaign.name): campaign.key for campaign, _ in known}
    near = nearest(text, list(by_name))
    return by_name[near] if near else None


def _print(card: terminal.Card) -> None:
    print(f"{card.title}\n{card.verdict}\n")
    if card.table:
        for line in tools.aligned(card.table):
            print(f"  {line}")
        print()
    for line in card.below:
        print(line)
