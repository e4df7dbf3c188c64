"""The morning's digest: one direct message a person, of everything that does not interrupt, most money first."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.destination import Destination
from domain.destination import person as to_person
from domain.entities import Client
from domain.incident import Incident, weight
from domain.incidents.conditions import Condition
from domain.incidents.finding import Verdict
from domain.incidents.handling import is_snoozed
from domain.incidents.notify_decision import Held, NotifyAction, Situation, after, notify_decision
from domain.incidents.quiet import QuietHours, Why, is_working, quiet
from domain.window import local_day
from domain.words import Audience
from insights.incidents import brief
from notifiers.alert_notifications import NOBODY, ClientAlerts, desks
from notifiers.delivery.charge import addressed, is_of_one, spoken_of, who_can_say
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import ITSELF, Decision, deliver
from notifiers.delivery.policy import Notice
from notifiers.delivery.unknown import unknown_note
from notifiers.incident import route
from storage import Session
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.db import audit
from storage.directory import calendars, clients, quiet_hours
from storage.messages import deliveries
from storage.messages.deliveries import Delivery
from templates.cards.digest import digest as digest_card

SMALL = "alert.not_decidable_yet"
"""What the audit log calls it when somebody was told that a small account cannot be judged yet."""
EVER = datetime(2000, 1, 1, tzinfo=UTC)
MORNING = timedelta(hours=3)
"""How long after its time a digest may still be sent: as late as a start that was put off, not in the evening."""


@dataclass(slots=True)
class Morning:
    """One person's digest in the making."""

    items: list[tuple[ClientAlerts, Alert]] = field(default_factory=list)
    resolved: list[tuple[ClientAlerts, Alert]] = field(default_factory=list)
    waiting: list[tuple[ClientAlerts, Alert]] = field(default_factory=list)
    unknown: list[tuple[Client, Delivery]] = field(default_factory=list)
    standing: list[tuple[ClientAlerts, Alert]] = field(default_factory=list)
    """What was told already and stays open: named beside news, and no news by itself."""

    @property
    def has_news(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.items or self.resolved or self.waiting or self.unknown)


def due(session: Session, now: datetime, keys: Collection[str], admins: Sequence[str] = ()) -> dict[str, list[str]]:
    """Whose digest is due at `now`, out of the clients `keys`: by person the client whose morning it is, and those
    that have something to say."""
    known = [client for client in clients.everyone(session) if client.key in keys]
    awake = {client.key for client in known if _is_time_of(client, now)}
    found: defaultdict[str, list[Client]] = defaultdict(list)
    news: set[str] = set()
    for one in desks(session, known, now, admins) if awake else ():
        mornings: defaultdict[str, Morning] = defaultdict(Morning)
        _gather(one, mornings)
        for person, morning in mornings.items():
            found[person].append(one.client)
            news |= {person} if morning.has_news else set()
    for person, lost in _lost(session, known, now, admins).items() if awake else ():
        about = {one.client_key for one in lost}
        found[person] += [client for client in known if client.key in about]
        news.add(person)
    homes = {person: _home(person, known, theirs) for person, theirs in found.items() if person in news}
    return {
        person: list(dict.fromkeys([homes[person].key, *(one.key for one in theirs)]))
        for person, theirs in found.items()
        if person in homes and homes[person].key in awake and not _was_said(session, person, homes[person], now)
    }


def say(
    session: Session, person: str, keys: Sequence[str], now: datetime, admins: Sequence[str] = ()
) -> list[Decision]:
    """One person's digest of all of these clients, in the morning of the first, whatever the clock says elsewhere."""
    mornings: defaultdict[str, Morning] = defaultdict(Morning)
    by_key = {client.key: client for client in clients.of_keys(session, keys)}
    theirs = [by_key[key] for key in keys if key in by_key]
    for one in desks(session, theirs, now, admins):
        _gather(one, mornings)
    for lost in _lost(session, theirs, now, admins).get(person, ()):
        mornings[person].unknown.append((by_key.get(lost.client_key or "", theirs[0]), lost))
    found = mornings.get(person)
    return _send(session, person, found, theirs[0], now, admins) if found and found.has_news else []


def is_time(client: Client, wishes: QuietHours, holidays: Collection[date], now: datetime) -> bool:
    """Whether it is the client's morning: some hours from the digest's time on, or from the end of the quiet hours
    where it lies in them; on a day of work, and never in quiet hours. What comes later waits for the next."""
    local = now.astimezone(ZoneInfo(client.timezone))
    asleep = _quiet_then(client, wishes, local.replace(hour=wishes.digest.hour, minute=wishes.digest.minute))
    begins = datetime.combine(local.date(), wishes.ends if asleep else wishes.digest, local.tzinfo)
    if not begins <= local < begins + MORNING or not is_working(local.date(), wishes, holidays):
        return False
    return quiet(now, client.timezone, wishes, holidays) is None


def _quiet_then(client: Client, wishes: QuietHours, at: datetime) -> bool:
    return quiet(at, client.timezone, replace(wishes, weekends=False)) is Why.HOURS


def _is_time_of(client: Client, now: datetime) -> bool:
    wishes = quiet_hours.quiet(dict(client.quiet))
    year = local_day(now, client.timezone).year
    return is_time(client, wishes, calendars.holidays_of(wishes.region, (year,)), now)


def _home(person: str, known: Sequence[Client], theirs: Sequence[Client]) -> Client:
    """The client whose calendar and clock a person's digest follows, the same every morning: the first that
    the person manages, else the first that has something to say, else the first of all."""
    return next((client for client in known if person in client.managers), (theirs or known)[0])


def _lost(session: Session, some: Sequence[Client], now: datetime, admins: Sequence[str]) -> dict[str, list[Delivery]]:
    """What may or may not have arrived for more than an hour, of these clients and of none, by who can say. What
    speaks of one client alone stands in its own channel where nobody is named."""
    found: defaultdict[str, list[Delivery]] = defaultdict(list)
    keys = {None, *(client.key for client in some)}
    for one in deliveries.unknown(session, now - deliveries.DOUBTFUL):
        if one.client_key not in keys:
            continue
        if person := who_can_say(session, one, admins).user:
            found[person].append(one)
        elif one.client_key and is_of_one(one):
            found[f"{NOBODY}{one.client_key}"].append(one)
    return found


def _gather(found: ClientAlerts, mornings: defaultdict[str, Morning]) -> None:
    waiting = {row.id for row in found.known if _is_waiting(found, row)}
    waiting -= _named(found, waiting)
    for row in found.known:
        if row.id in waiting:
            mornings[found.person(row)].waiting.append((found, row))
            continue
        situation = found.situation(row)
        match notify_decision(situation, found.now):
            case NotifyAction.FORGET:
                mornings[found.person(row)].resolved.append((found, row))
            case NotifyAction.DIGEST:
                mornings[found.person(row)].items.append((found, row))
            case NotifyAction.INTERRUPT if row.lost or not found.may_interrupt(found.person(row), row):
                mornings[found.person(row)].items.append((found, row))
            case _ if _stands(found, row, situation):
                mornings[found.person(row)].standing.append((found, row))


def _stands(found: ClientAlerts, row: Alert, situation: Situation) -> bool:
    """Whether it was told before today, and is open and nobody's to be left in peace about. What is told this morning
    has a message of its own, which may still be on its way."""
    quiet_ = situation.held in {Held.MUTED, Held.RULE_OFF} or is_snoozed(row.handling, row.finding, found.now)
    said = _told_on(found, row)
    if said is None or said >= found.today:
        return False
    return row.state.condition is Condition.FIRING and not quiet_


def _is_waiting(found: ClientAlerts, row: Alert) -> bool:
    """Whether it cannot be judged yet, and it is known when it can: while its campaign runs, and nothing that is known
    of it, as that it is paused, stands in the way."""
    day, campaign = row.finding.numbers.decidable, found.campaigns.get(row.subject.campaign)
    quiet_ = not row.state.is_open and row.told.tier is None
    if row.finding.signal is not Verdict.TOO_FEW or not quiet_ or day is None:
        return False
    in_time = campaign is None or day <= campaign.end
    return in_time and found.situation(row).held not in {Held.MUTED, Held.RULE_OFF}


def _named(found: ClientAlerts, waiting: Collection[int]) -> set[int]:
    """What was said to wait for its verdict: once is enough, however often it is suspected and cleared."""
    subjects = {f"alert:{number}": number for number in waiting}
    said = audit.about(found.session, subjects, EVER) if subjects else []
    return {subjects[one.subject] for one in said if one.what == SMALL}


def _send(
    session: Session, person: str, morning: Morning, home: Client, now: datetime, admins: Sequence[str]
) -> list[Decision]:
    if _was_said(session, person, home, now):
        return []
    for some in (morning.items, morning.standing):
        some.sort(key=lambda pair: pair[1].id)
        some.sort(key=lambda pair: weight(pair[1].finding), reverse=True)
    parts = (morning.items, morning.resolved, morning.waiting, morning.standing)
    resolved, waiting, standing = ([_shown(found, row) for found, row in part] for part in parts[1:])
    items = [replace(_shown(found, row), reminds_of=_told_on(found, row)) for found, row in morning.items]
    unknown = [unknown_note(one, client.timezone) for client, one in morning.unknown]
    today = local_day(now, home.timezone)
    to = route(session, None, home, ())[0] if person.startswith(NOBODY) else to_person(person)
    locale = locale_of(session, to, home)
    card = digest_card(items, resolved, locale, today, waiting=waiting, unknown=unknown, standing=standing)
    if card is None:
        return []
    told = [found.client.key for part in parts for found, _ in part]
    told += [key for _, one in morning.unknown for key in spoken_of(one)]
    others = tuple(dict.fromkeys(key for key in told if key != home.key))
    notice = Notice(_occasion(person, home, now), Kind.DIGEST, home.key, to, Audience.INTERNAL, card, others=others)
    decision = deliver(session, notice, now, admins)
    if decision.delivery_id is not None:
        _told(session, morning, now)
    return [decision]


def locale_of(session: Session, to: Destination, home: Client | None) -> str:
    """The language of a digest: a person reads their own, whatever clients it speaks of."""
    if home is None or to.is_person:
        return addressed(session, to.address, home).locale
    return route(session, None, home, ())[1]


def _was_said(session: Session, person: str, home: Client, now: datetime) -> bool:
    return deliveries.by_occasion(session, _occasion(person, home, now)) is not None


def _occasion(person: str, home: Client, now: datetime) -> str:
    return f"digest:{person}:{local_day(now, home.timezone)}"


def _shown(found: ClientAlerts, row: Alert) -> Incident:
    return brief(found.client, found.campaigns.get(row.subject.campaign), row, found.now)


def _told_on(found: ClientAlerts, row: Alert) -> date | None:
    """The day on which it was told before, if it was."""
    said = row.told.at if row.told.tier is not None else None
    return local_day(said, found.client.timezone) if said else None


def _told(session: Session, morning: Morning, now: datetime) -> None:
    said = {row.id: after(NotifyAction.DIGEST, found.situation(row), now) for found, row in morning.items}
    alerts.told_in_digest(session, said)
    for found, row in morning.resolved:
        told = after(NotifyAction.FORGET, found.situation(row), now)
        alerts.tell(session, row.id, told, delivery_id=None, group="")
    for _, row in morning.waiting:
        audit.note(session, ITSELF, SMALL, f"alert:{row.id}", {"decidable": str(row.finding.numbers.decidable)}, now)
