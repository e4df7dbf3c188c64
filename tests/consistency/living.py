"""The demo's world lived for days, and all that people read on one of them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

from bot.cli.plain_readings import plain as exact
from bot.cli.status import Asked, look
from commands import actions, home, router
from domain.access import Place
from insights.readings import readings
from storage import Session
from storage.alerts import alerts
from templates.cards import buttons, terminal
from tests.bot.demo_world import DemoWorld
from tests.consistency.behind import alert, table
from tests.consistency.checking import complaints
from tests.consistency.said import Amount, Parser, Said, Span, plain
from tests.consistency.truth import CRM, FORMULAS, PLATFORMS, stored

LOCALES = ("en", "es", "ca")
CARDS = frozenset({"status", "update", "draft"})
"""Kinds of messages that are cards of a campaign."""
PAST = frozenset({"alert_history"})
"""Kinds of messages that tell what was found at an instant before, and when."""
WEEK = timedelta(days=6)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Known:
    """A campaign as it is stored."""

    key: str
    name: str
    client: str
    locale: str
    starts: date
    ends: date

    def usual(self, today: date) -> Span:
        """What is shown when nobody says which days."""
        if today > self.ends:
            return self.starts, self.ends
        return max(self.starts, today - DAY - WEEK), today - DAY


@dataclass
class Living:
    """One world; `read` counts what was parsed, by place. A campaign is asked about on one day of `every`; what is sent
    and listed is read of all."""

    world: DemoWorld
    locales: Sequence[str] = LOCALES
    every: int = 1

    def __post_init__(self) -> None:
        self.read: dict[str, int] = {}
        self._heard = 0

    def day(self, push: timedelta) -> list[str]:
        """So much later all is read, judged and told; what is wrong with what people read then."""
        self.world.push(push)
        self.world.live()
        said = list(self.said())
        for one in said:
            place = one.where.partition(":")[0]
            self.read[place] = self.read.get(place, 0) + 1
        return list(complaints(said, stored(self._file)))

    @property
    def _file(self) -> Path:
        return self.world.folder / "vigia.sqlite3"

    def said(self) -> Iterator[Said]:
        """All that is read at this instant: what was sent since the last one, and what is answered now."""
        known = self._known()
        yield from self._sent(known)
        with self.world.session() as db:
            today = self.world.now.date()
            for locale in self.locales:
                parser = Parser({one.key: one.name for one in known}, locale, today, _flights(known))
                running = [one for one in known if one.starts < today]
                asked = [one for n, one in enumerate(running) if (n + today.toordinal()) % self.every == 0]
                yield from chain.from_iterable(self._answers(db, parser, one) for one in asked)
                yield from chain.from_iterable(self._more(db, parser, one) for one in asked)
                yield from chain.from_iterable(self._behind(db, parser, one.key) for one in asked)
                yield from self._list(db, parser, known)

    def _known(self) -> list[Known]:
        asked = """SELECT k.key, k.name, c.key, c.locale, k.starts, k.ends
                   FROM campaign k JOIN client c ON c.key = k.client_key"""
        with sqlite3.connect(self._file) as base:
            return [
                Known(*names, date.fromisoformat(start), date.fromisoformat(end))
                for *names, start, end in base.execute(asked)
            ]

    def _sent(self, known: list[Known]) -> Iterator[Said]:
        """What was written to be sent: in its client's language, a digest in whichever it speaks."""
        with sqlite3.connect(self._file) as base:
            rows = base.execute(
                "SELECT id, kind, client_key, payload FROM delivery WHERE id > ? ORDER BY id", (self._heard,)
            ).fetchall()
        today = self.world.now.date()
        speaks = {one.client: one.locale for one in known}
        for number, kind, client, payload in rows:
            self._heard = max(self._heard, number)
            names = {one.key: one.name for one in known if kind == "digest" or client in {None, one.client}}
            for locale in [speaks[client]] if client in speaks else LOCALES:
                parser, message = Parser(names, locale, today, _flights(known)), json.loads(payload)
                if kind in CARDS:
                    yield from parser.message(f"{kind}: {number}", message)
                else:
                    told = list(_told(parser, f"{kind}: {number}", message))
                    yield from (replace(one, past=kind in PAST) for one in told)

    def _answers(self, db: Session, parser: Parser, one: Known) -> Iterator[Said]:
        yield from self._status(db, parser, one, f"status {one.key}", one.usual(self.world.now.date()))
        for picture in look(db, Asked(one.key, "", ""), parser.locale, self.world.now):
            days = picture.window.start, picture.window.end
            for name, value, *_ in terminal.card(picture, parser.locale, self.world.now).table[1:]:
                yield from parser.pair(f"terminal: {parser.locale}", one.key, days, name, plain(value))

    def _more(self, db: Session, parser: Parser, one: Known) -> Iterator[Said]:
        whole = one.starts, min(one.ends, self.world.now.date() - DAY)
        yield from self._status(db, parser, one, f"status {one.key} period:all", whole)
        told = router.dispatch(self.world.asking(db, parser.locale), f"why {one.key}").message
        if told is not None and len(told.blocks) > 2:
            yield from parser.why(f"why: {parser.locale}", one.key, told.to_json())
        for picture in look(db, Asked(one.key, "", ""), parser.locale, self.world.now):
            days = picture.window.start, picture.window.end
            yield from _exact(one.key, days, exact(readings(db, picture, self.world.now)))

    def _status(self, db: Session, parser: Parser, one: Known, line: str, days: Span) -> Iterator[Said]:
        answer = router.dispatch(self.world.asking(db, parser.locale), line).message
        if answer is not None:
            yield from parser.message(f"status: {parser.locale}", answer.to_json())
            yield from parser.verdict(f"status: {parser.locale}", one.key, days, answer.blocks[1]["text"]["text"])

    def _behind(self, db: Session, parser: Parser, key: str) -> Iterator[Said]:
        """The table that is shown of each open alert."""
        for row in alerts.open_alerts(db, key):
            asked = actions.dispatch(self.world.asking(db, parser.locale), buttons.NUMBERS, str(row.id)).message
            for text in _texts_of(asked.to_json()) if asked else ():
                if text.startswith("```"):
                    yield from table(parser, f"numbers: {parser.locale}", key, text)

    def _list(self, db: Session, parser: Parser, known: list[Known]) -> Iterator[Said]:
        asked = self.world.asking(db, parser.locale)
        answer = router.dispatch(asked, "list").message
        yield from self._verdicts(parser, known, f"list: {parser.locale}", answer.blocks if answer else ())
        shown = home.home(replace(asked, place=Place("")))
        yield from self._verdicts(parser, known, f"home: {parser.locale}", shown["blocks"])

    def _verdicts(self, parser: Parser, known: list[Known], where: str, blocks: Iterable[Any]) -> Iterator[Said]:
        """The lines about each campaign below its name: a verdict, numbers, an alert."""
        for block in blocks:
            text = plain(block.get("text", {}).get("text", "")) if block["type"] == "section" else ""
            name, _, rest = text.partition("\n")
            for one in known:
                if one.name == name.split(" · ")[-1].strip():
                    days = one.usual(self.world.now.date())
                    yield from parser.verdict(where, one.key, days, rest.split("\n")[0])
                    for line in rest.split("\n")[1:]:
                        yield from parser.glance(where, one.key, days, line)
                    yield from parser.sentences(where, one.key, rest)


def _flights(known: list[Known]) -> dict[str, Span]:
    return {one.key: (one.starts, one.ends) for one in known}


def _exact(key: str, days: Span, told: dict[str, Any]) -> Iterator[Said]:
    """What programs read, of the two claims that are summed up."""
    step = Fraction(2, 1_000_000)
    for one in told["readings"]:
        if one["kpi"] in FORMULAS and one["value"] is not None and one["claim"] in {CRM, PLATFORMS}:
            value = Amount(Fraction(str(one["value"])), step)
            yield Said("json: exact", key, one["kpi"], days, value, one["claim"], text=json.dumps(one))


def _told(parser: Parser, where: str, message: dict[str, Any]) -> Iterator[Said]:
    """The sentences of a message, and what its chart shows."""
    title, chart = _title(parser, message), message.get("chart")
    said = [one for text in _texts_of(message) for one in parser.sentences(where, title, text)]
    yield from said
    if chart and title:
        yield from alert(parser, where, title, said, chart)


def _title(parser: Parser, message: dict[str, Any]) -> str:
    headers = [one["text"]["text"] for one in message.get("blocks", ()) if one["type"] == "header"]
    return parser.campaign(headers[0]) if headers else ""


def _texts_of(message: dict[str, Any]) -> list[str]:
    blocks = message.get("blocks", ())
    told = [one["text"]["text"] for one in blocks if one["type"] == "section" and "text" in one]
    return [*told, str(message.get("text", ""))]
