"""One incident and its message: begun in the right place, edited as things stand, told on in its thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

from domain.destination import Destination, channel
from domain.destination import person as to_person
from domain.entities import Campaign, Client
from domain.incident import Incident
from domain.incidents.notify_decision import NotifyAction
from domain.incidents.rule_kinds import mute_keys
from domain.words import Audience
from insights.incidents import brief, in_full
from notifiers.delivery.charge import in_charge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import Decision, deliver
from notifiers.delivery.policy import Notice
from storage import Session
from storage.alerts.alerts import Alert, Step
from storage.directory import campaigns, channels
from storage.messages import deliveries
from storage.messages.deliveries import GONE, Delivery
from templates.cards.alert import alert_card
from templates.cards.thread import again_entry, behind_entry, thread_entry, woken_entry, worse_entry
from templates.message import Message

Entry: TypeAlias = Callable[[Incident, str, datetime], Message]
"""What is written in a thread of an incident, in a language, at an instant."""


@dataclass(frozen=True, slots=True)
class Post:
    """The message of one incident, or of several with one cause (`rows`, the worst first)."""

    session: Session
    client: Client
    rows: Sequence[Alert]
    now: datetime
    admins: Sequence[str] = ()

    @property
    def head(self) -> Alert:
        """The row that the message hangs on."""
        return self.rows[0]

    @property
    def campaign(self) -> Campaign | None:
        """The campaign of the worst; None for an account."""
        return _campaign(self.session, self.head)

    @property
    def root(self) -> Delivery | None:
        """The message; None before there is one, and where it will never arrive."""
        number = self.head.delivery_id
        found = deliveries.get(self.session, number) if number is not None else None
        return None if found is None or found.status in GONE else found

    def begin(self) -> Decision:
        """The first message, or another where it could not be posted: at once, and to the person in charge by name."""
        to, locale = route(self.session, self.campaign, self.client, self.admins)
        card = alert_card(self.picture(), locale, self.now)
        occasion = f"alert:{self.head.id}:{self.head.episode}"
        occasion += f":{self.head.delivery_id}" if self.head.lost else ""
        notice = self._notice(occasion, Kind.ALERT, to, card, self.head)
        return deliver(self.session, notice, self.now, self.admins)

    def edit(self, revision: str) -> list[Decision]:
        """The message as things stand, in its place. An edit reaches nobody, and still says whose it is."""
        root = self.root
        if root is None:
            return []
        occasion = f"alert_edit:{self.head.id}:{self.head.episode}:{revision}"
        card = alert_card(self.picture(), self._locale, self.now)
        return [self._deliver(occasion, Kind.ALERT, root.to, card, self.head, edits=root.id)]

    def tell_thread(self, row: Alert, step: Step) -> list[Decision]:
        """One line of history."""
        root = self.root
        if root is None:
            return []
        others = tuple(self._one(other) for other in self.rows if other.id != row.id)
        then = replace(self._one(row), finding=step.finding, members=others)
        entry = thread_entry(step.transition, then, self._locale, self.now)
        occasion = f"alert_entry:{row.id}:{step.id}"
        return [self._deliver(occasion, Kind.ALERT_HISTORY, root.to, entry, row, thread=root.id)]

    def tell_worse(self, row: Alert, revision: str) -> list[Decision]:
        """That it is worse than was told."""
        return self._tell_all(worse_entry, row, f"alert_worse:{row.id}:{row.episode}:{revision}")

    def tell_behind(self, row: Alert, revision: str) -> list[Decision]:
        """That what was told follows from this."""
        return self._tell_all(behind_entry, row, f"alert_worse:{row.id}:{row.episode}:{revision}")

    def tell_again(self, row: Alert) -> list[Decision]:
        """That it still stands and nobody has answered."""
        said = row.told.at.isoformat() if row.told.at else ""
        return self._tell_all(again_entry, row, f"alert_again:{row.id}:{row.episode}:{said}")

    def tell_woken(self, row: Alert) -> list[Decision]:
        """That its snooze is over."""
        snoozed = row.handling.at.isoformat() if row.handling.at else ""
        return self._tell_all(woken_entry, row, f"alert_woken:{row.id}:{row.episode}:{snoozed}")

    def _tell_all(self, entry: Entry, row: Alert, occasion: str) -> list[Decision]:
        """In the thread, and shown in the channel too; it may call by name who is in charge."""
        root = self.root
        if root is None:
            return []
        called = owners(self.session, self.client, _campaign(self.session, row), self.admins)
        message = entry(replace(self._one(row), owners=called), self._locale, self.now)
        return [self._deliver(occasion, Kind.ALERT_WORSE, root.to, message, row, thread=root.id)]

    def picture(self) -> Incident:
        """What the card shows: the worst in full, the others as its members."""
        others = tuple(self._one(row) for row in self.rows[1:])
        return self._one(self.head, full=True, members=others)

    def _one(self, row: Alert, *, full: bool = False, members: tuple[Incident, ...] = ()) -> Incident:
        return incident(self.session, self.client, row, self.now, full=full, members=members, admins=self.admins)

    @property
    def _locale(self) -> str:
        return route(self.session, self.campaign, self.client, self.admins)[1]

    def _deliver(
        self,
        occasion: str,
        kind: Kind,
        to: Destination,
        message: Message,
        about: Alert,
        *,
        edits: int | None = None,
        thread: int | None = None,
    ) -> Decision:
        notice = replace(self._notice(occasion, kind, to, message, about), edits=edits, thread_of=thread)
        return deliver(self.session, notice, self.now, self.admins)

    def _notice(self, occasion: str, kind: Kind, to: Destination, message: Message, about: Alert) -> Notice:
        """`about` is the incident that it speaks of: its campaign, and the rules that people may have muted there."""
        return Notice(
            occasion=occasion,
            kind=kind,
            client_key=self.client.key,
            to=to,
            audience=Audience.INTERNAL,
            message=message,
            campaign=about.subject.campaign,
            rules=mute_keys(about.trouble, about.detail),
        )


def _campaign(session: Session, row: Alert) -> Campaign | None:
    return campaigns.get(session, row.subject.campaign) if row.subject.campaign else None


def incident(
    session: Session,
    client: Client,
    row: Alert,
    now: datetime,
    *,
    full: bool = True,
    members: tuple[Incident, ...] = (),
    admins: Sequence[str] = (),
) -> Incident:
    """One incident as a card takes it. `full`: with the reasons, the notes and the chart, which cost queries."""
    campaign = _campaign(session, row)
    told = in_full(session, client, campaign, row, now) if full else brief(client, campaign, row, now)
    return replace(told, owners=owners(session, client, campaign, admins) if full else (), members=members)


def owners(session: Session, client: Client, campaign: Campaign | None, admins: Sequence[str]) -> tuple[str, ...]:
    """Who is called by name: whoever is in charge of the campaign; of an account, everybody in charge of the client."""
    if campaign is None and client.managers:
        return client.managers
    user = in_charge(session, client.key, campaign, admins).user
    return (user,) if user else ()


def route(
    session: Session, campaign: Campaign | None, client: Client, admins: Sequence[str]
) -> tuple[Destination, str]:
    """Where to, and in which language: the client's internal channel, else its owner; nowhere without either."""
    internal = channels.internal_of(session, client.key)
    if internal is not None:
        return channel(internal.slack_id), internal.locale or client.locale
    person = in_charge(session, client.key, campaign, admins)
    return to_person(person.user or ""), person.locale


def revision(row: Alert, step: int, action: NotifyAction, today: date) -> str:
    """What makes one edit different from the next: the last step, what people did, and the day."""
    handled = row.handling.at.isoformat() if row.handling.at else ""
    return f"{action}:{step}:{handled}:{today}"
