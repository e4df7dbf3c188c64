"""The morning's digest: one direct message a person, of everything that does not interrupt, most money first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.entities import Client
from domain.incidents.conditions import Condition
from domain.incidents.finding import Signal
from domain.incidents.quiet import is_working
from domain.incidents.telling import Telling, Told, after, telling
from domain.incidents.troubles import Tier
from domain.words import Audience
from notifiers.incident import incident, route
from notifiers.pipeline import Decision, Notice, deliver
from notifiers.place import is_person
from notifiers.telling import Desk, at_risk, desk
from storage import Session, alerts, clients, outbox
from storage.alerts import AlertRow
from templates.cards.digest import digest as digest_card
from templates.cards.incident import Incident

KIND = "digest"


@dataclass(slots=True)
class Morning:
    """One person's digest in the making."""

    items: list[tuple[Desk, AlertRow]] = field(default_factory=list)
    resolved: list[tuple[Desk, AlertRow]] = field(default_factory=list)
    waiting: list[tuple[Desk, AlertRow]] = field(default_factory=list)

    @property
    def home(self) -> Client:
        """The client whose language and calendar it follows: the first that has something to say."""
        return (self.items or self.resolved or self.waiting)[0][0].client


def run(session: Session, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Every digest that is due at `now` and was not sent today."""
    mornings: defaultdict[str, Morning] = defaultdict(Morning)
    for client in clients.everyone(session):
        found = desk(session, client, now, admins)
        if is_time(found):
            _gather(found, mornings)
    return [
        decision for person, morning in mornings.items() for decision in _send(session, person, morning, now, admins)
    ]


def is_time(found: Desk) -> bool:
    """Whether the client's morning has come, on a day of work."""
    local = found.now.astimezone(ZoneInfo(found.client.timezone))
    return local.time() >= found.wishes.digest and is_working(local.date(), found.wishes, found.holidays)


def _gather(found: Desk, mornings: defaultdict[str, Morning]) -> None:
    for row in found.rows:
        person = found.person(row)
        situation = found.situation(row)
        what = telling(situation, found.now)
        spent = what is Telling.INTERRUPT and not found.may_interrupt(person)
        if (what is Telling.DIGEST or spent) and row.told.digest is None:
            mornings[person].items.append((found, row))
        elif row.state.condition is Condition.OK and row.told.tier is Tier.DIGEST:
            mornings[person].resolved.append((found, row))
        elif row.finding.signal is Signal.TOO_FEW and row.told.digest is None and row.finding.numbers.decidable:
            mornings[person].waiting.append((found, row))


def _send(session: Session, person: str, morning: Morning, now: datetime, admins: Sequence[str]) -> Iterable[Decision]:
    if not morning.items and not morning.resolved:
        return
    client = morning.home
    occasion = f"digest:{person}:{_today(client, now)}"
    if outbox.by_occasion(session, occasion) is not None:
        return
    morning.items.sort(key=lambda pair: (-at_risk(pair[1].finding), pair[1].id))
    shown = [[_shown(session, found, row) for found, row in part] for part in (morning.items, morning.resolved)]
    waiting = [_shown(session, found, row) for found, row in morning.waiting]
    card = digest_card(shown[0], shown[1], _locale(session, client, person), now, waiting=waiting)
    address = person if is_person(person) else _channel(session, client)
    if card is None:
        return
    notice = Notice(occasion, KIND, client.key, address, Audience.INTERNAL, card)
    decision = deliver(session, notice, now, admins)
    if decision.delivery_id is not None:
        _told(session, morning, now)
    yield decision


def _shown(session: Session, found: Desk, row: AlertRow) -> Incident:
    return incident(session, found.client, row, found.now, full=False, admins=found.admins)


def _told(session: Session, morning: Morning, now: datetime) -> None:
    for found, row in (*morning.items, *morning.waiting):
        alerts.tell(session, row.id, after(Telling.DIGEST, found.situation(row), now))
    for _, row in morning.resolved:
        alerts.tell(session, row.id, Told(), delivery_id=None, group="")


def _today(client: Client, now: datetime) -> date:
    return now.astimezone(ZoneInfo(client.timezone)).date()


def _channel(session: Session, client: Client) -> str:
    return route(session, None, client, ())[0]


def _locale(session: Session, client: Client, person: str) -> str:
    """The same every morning: that of the first client that the person manages."""
    mine = clients.managed_by(session, person) if is_person(person) else []
    return mine[0].locale if mine else client.locale
