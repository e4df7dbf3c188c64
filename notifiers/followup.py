"""Asking once: whether what was done worked, and what became of an interrupt that nobody has answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.destination import person as to_person
from domain.entities import Client
from domain.incidents.conditions import Condition
from domain.incidents.handling import is_over
from domain.incidents.quiet import QuietHours, is_working, quiet, working_days
from domain.incidents.rule_kinds import Tier, mute_keys
from domain.window import local_day
from domain.words import Audience
from insights.checks import check_of
from notifiers import late
from notifiers.delivery.charge import InCharge, addressed, in_charge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import Decision, deliver
from notifiers.delivery.policy import DeliveryReason, Notice
from notifiers.incident import incident
from storage import Session
from storage.alerts import actions, alerts, rules
from storage.alerts.actions import Action
from storage.alerts.alerts import Alert
from storage.directory import calendars, campaigns, clients
from storage.messages import deliveries
from templates.cards.followup import followup_card
from templates.cards.unanswered import unanswered_card
from templates.message import Message

PATIENCE = 3
"""Working days after which an interrupt without an answer is asked about, once."""
MORNING = time(9, 0)


@dataclass(frozen=True, slots=True)
class Hour:
    """A client at an instant, and its wishes."""

    session: Session
    client: Client
    now: datetime
    admins: Sequence[str]
    wishes: QuietHours
    holidays: frozenset[date]

    @property
    def today(self) -> date:
        """The client's calendar day."""
        return local_day(self.now, self.client.timezone)

    @property
    def is_awake(self) -> bool:
        """Whether people may be asked now: on a day of work, within working hours."""
        local = self.now.astimezone(ZoneInfo(self.client.timezone))
        if local.time() < MORNING or not is_working(local.date(), self.wishes, self.holidays):
            return False
        return quiet(self.now, self.client.timezone, self.wishes, self.holidays) is None

    def person(self, campaign_key: str) -> InCharge:
        """Who is asked about that campaign, or about the client."""
        campaign = campaigns.get(self.session, campaign_key) if campaign_key else None
        return in_charge(self.session, self.client.key, campaign, self.admins)


def of_client(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Every question about the client that is due at `now`, and what has moved of what it has read; nobody is asked
    outside its working hours."""
    wishes, year = clients.quiet_of(session, client.key), local_day(now, client.timezone).year
    holidays = calendars.holidays_of(wishes.region, range(year - 1, year + 1))
    hour = Hour(session, client, now, admins, wishes, holidays)
    if not hour.is_awake:
        return []
    messages = _by_message(alerts.of_client(session, client.key))
    asked = [_unanswered(hour, rows) for rows in messages if _is_unanswered(hour, rows)]
    asked += [_check(hour, action) for action in actions.due_checks(session, hour.today, client.key)]
    return [*asked, *late.tell(session, client, now, admins)]


def _by_message(rows: Iterable[Alert]) -> list[list[Alert]]:
    """The incidents that were told, those of one message together: an answer to one is an answer to all."""
    found: dict[int, list[Alert]] = {}
    for row in rows:
        if row.told.tier is Tier.INTERRUPT and row.delivery_id is not None and not row.lost:
            found.setdefault(row.delivery_id, []).append(row)
    return list(found.values())


def may_be_unanswered(row: Alert, now: datetime) -> bool:
    """Whether it is worth a closer look: it was told days ago, fires, and was not asked about yet."""
    told = row.told.tier is Tier.INTERRUPT and row.delivery_id is not None
    stands = told and row.state.condition is Condition.FIRING and not row.told.asked
    return stands and (row.told.at is None or now - row.told.at >= timedelta(days=PATIENCE - 1))


def _is_unanswered(hour: Hour, rows: Sequence[Alert]) -> bool:
    """Whether none of them was answered in three working days, though one of them still stands."""
    if any(row.told.asked for row in rows) or not any(_stands(hour, row) for row in rows):
        return False
    if any(_is_answered(hour, row) for row in rows):
        return False
    told = max(max(filter(None, (row.told.at, row.handling.until)), default=hour.now) for row in rows)
    since = local_day(told, hour.client.timezone)
    return working_days(since, hour.today, hour.wishes, hour.holidays) >= PATIENCE


def _stands(hour: Hour, row: Alert) -> bool:
    """Whether there is something to ask about: to mute its rule was an answer, for as long as it is muted, and what is
    most probably over asks for none."""
    names = mute_keys(row.trouble, row.detail)
    muted = rules.is_muted(hour.session, row.subject.campaign, names, hour.now)
    return row.state.condition is Condition.FIRING and not muted and not row.finding.is_fading


def _is_answered(hour: Hour, row: Alert) -> bool:
    """Whether somebody has reacted, or done something: a snooze that has ended is no answer any more."""
    reacted = row.handling.is_answered and not is_over(row.handling, row.finding, hour.now)
    return reacted or bool(actions.of_alert(hour.session, row.id, row.episode))


def _unanswered(hour: Hour, rows: Sequence[Alert]) -> Decision:
    row = next(one for one in rows if _stands(hour, one))
    person = hour.person(row.subject.campaign)
    shown = incident(hour.session, hour.client, row, hour.now, full=False, admins=hour.admins)
    posted = deliveries.get(hour.session, row.delivery_id or 0)
    told = (posted.created_at if posted else row.told.at) or hour.now
    card = unanswered_card(shown, person.locale, told)
    last = max((one.handling.at for one in rows if one.handling.at), default=None)
    occasion = f"unanswered:{row.delivery_id}" + (f":{last.isoformat()}" if last else "")
    decision = _ask(hour, occasion, Kind.UNANSWERED, person.user, card, row.subject.campaign)
    if _is_said(decision):
        for one in rows:
            alerts.asked(hour.session, one.id, hour.today)
    return decision


def _check(hour: Hour, action: Action) -> Decision:
    """Whoever did it is asked; where nobody is named, who is in charge."""
    campaign = campaigns.get(hour.session, action.campaign_key) if action.campaign_key else None
    person = addressed(hour.session, action.actor, hour.client) if action.actor else hour.person(action.campaign_key)
    card = followup_card(check_of(hour.session, hour.client, campaign, action, hour.today), person.locale)
    occasion = f"check:{action.id}:{action.check_on}"
    decision = _ask(hour, occasion, Kind.CHECK, person.user, card, action.campaign_key)
    if _is_said(decision):
        actions.settle_check(hour.session, action.id, hour.now)
    return decision


def _is_said(decision: Decision) -> bool:
    """Whether it need not be asked again; where there is nobody to ask, it waits until there is."""
    return decision.delivery_id is not None or decision.reason is DeliveryReason.SAID_BEFORE


def _ask(hour: Hour, occasion: str, kind: Kind, person: str | None, card: Message, campaign: str) -> Decision:
    to = to_person(person or "")
    notice = Notice(occasion, kind, hour.client.key, to, Audience.INTERNAL, card, campaign=campaign)
    return deliver(hour.session, notice, hour.now, hour.admins)
