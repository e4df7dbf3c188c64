"""Telling: who is interrupted, what waits for the morning, what follows from something else and is not told at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from domain.entities import Campaign, Client
from domain.incident import weight
from domain.incidents.conditions import WORTH_A_LINE, Condition
from domain.incidents.notify_decision import (
    MOST_INTERRUPTS,
    Held,
    NotificationState,
    NotifyAction,
    Situation,
    after,
    notify_decision,
)
from domain.incidents.quiet import Planned, QuietHours, Why, is_quiet_throughout, quiet, working_days
from domain.incidents.rule_kinds import Tier, mute_keys
from domain.rules.inhibition import Sources, handled
from domain.rules.registry import alike, inhibits, is_old_news, of_kind
from domain.rules.rule import Nature
from domain.window import local_day
from notifiers.delivery.charge import everyone_in_charge
from notifiers.delivery.pipeline import Decision
from notifiers.incident import Post, revision
from storage import Session
from storage.alerts import alerts, attention, rules, windows
from storage.alerts.alerts import Alert
from storage.directory import calendars, campaigns, quiet_hours
from storage.facts import health

_LOUD = frozenset({NotifyAction.WORSE, NotifyAction.WAKE, NotifyAction.AGAIN})
"""What is shown in the channel once more."""
_ELSEWHERE = frozenset({NotifyAction.WAIT, NotifyAction.DIGEST, NotifyAction.FORGET})
"""What is for the digest to say, or for another time."""
NOBODY = "channel:"
"""Begins the name under which attention is counted where nobody is in charge: the client's channel has it."""
ANEW = timedelta(hours=1)
"""How long after a message that could not be posted the next one is tried."""
REMEMBERED = timedelta(days=60)
"""How long what is over is looked at: longer than any holiday in which nobody is told that it is."""
Group: TypeAlias = list[tuple[Alert, Situation]]
"""Incidents that are told in one message."""


@dataclass(frozen=True)
class ClientAlerts:
    """A client's incidents and what bears on telling them, read once."""

    session: Session
    client: Client
    now: datetime
    admins: Sequence[str]
    rows: tuple[Alert, ...]
    known: tuple[Alert, ...]
    campaigns: Mapping[str, Campaign]
    wishes: QuietHours
    holidays: frozenset[date]
    planned: tuple[Planned, ...]
    muted_rules: frozenset[tuple[str, str]]
    sources: Sources
    spent: dict[str, int] = field(default_factory=dict)
    edited: set[int] = field(default_factory=set)
    """Messages that were drawn anew in this pass: they show all that is known."""
    woken: set[int] = field(default_factory=set)
    """Messages of which it was said in this pass that their snooze is over."""

    @property
    def today(self) -> date:
        """The client's calendar day."""
        return local_day(self.now, self.client.timezone)

    def situation(self, row: Alert) -> Situation:
        """One incident and all that bears on telling it, but the budget."""
        zone, lasted = self.client.timezone, (row.state.fired_at, row.state.ended)
        return Situation(
            row.state,
            handled(row, self.known, is_told=row.told.tier is not None),
            row.finding,
            row.told,
            row.step,
            self.today,
            self._held(row),
            is_due_again=self._is_due_again(row),
            asleep=quiet(self.now, zone, self.wishes, self.holidays) is not None,
            is_old_news=is_old_news(row.finding, self.today),
            slept_through=is_quiet_throughout(*lasted, zone, self.wishes, self.holidays),
        )

    def _is_due_again(self, row: Alert) -> bool:
        """Whether so many working days have passed since it was said last, and nobody has answered."""
        every, said = of_kind(row.trouble).told_again, row.told.at
        if not every or said is None or row.handling.is_answered:
            return False
        since = local_day(said, self.client.timezone)
        return working_days(since, self.today, self.wishes, self.holidays) >= every

    def is_off(self, row: Alert) -> bool:
        """Whether somebody muted its rule."""
        names = mute_keys(row.trouble, row.detail)
        return any((row.subject.campaign, name) in self.muted_rules for name in names)

    def _held(self, row: Alert) -> Held | None:
        if self.is_off(row):
            return Held.RULE_OFF
        if any(self.explains(other, row) for other in self.known):
            return Held.MUTED
        campaign = row.subject.campaign
        # What the vendor says of an account is as true in a sale.
        planned = self.planned if campaign else ()
        match quiet(self.now, self.client.timezone, self.wishes, self.holidays, planned, campaign):
            case None:
                return None
            case Why.PLANNED:
                return Held.PLANNED
            case _:
                return Held.QUIET

    def explains(self, other: Alert, row: Alert) -> bool:
        """Whether `row` follows from `other`."""
        return self.sources.explains(other, row, self.now, self.client.timezone)

    def told_of(self, row: Alert) -> Alert | None:
        """An open incident of the same campaign, told already, that follows from `row`: one event, one message."""
        mine = (one for one in self.rows if row.subject.campaign and one.subject.campaign == row.subject.campaign)
        told = (one for one in mine if self._is_told(one))
        return next((one for one in told if inhibits(row.trouble, one.trouble)), None)

    def told_alike(self, row: Alert) -> Alert | None:
        """One that was told, still stands, and has most probably the same cause."""
        others = (one for one in self.rows if one.id != row.id and self._is_told(one))
        return next((one for one in others if alike(one.finding, row.finding)), None)

    @staticmethod
    def _is_told(row: Alert) -> bool:
        return row.told.tier is Tier.INTERRUPT and row.state.is_open and row.delivery_id is not None

    def person(self, row: Alert) -> str:
        """Whose attention it takes; the client's channel where nobody is named."""
        chain = everyone_in_charge(self.client, self.campaigns.get(row.subject.campaign), self.admins)
        return next(iter(chain), f"{NOBODY}{self.client.key}")

    def may_interrupt(self, person: str, row: Alert) -> bool:
        """Whether the person has attention left today; for what is broken there is some when drifts have had theirs."""
        if person not in self.spent:
            self.spent[person] = attention.interrupts_told(self.session, person, self.today)
        broken = of_kind(row.trouble).nature is not Nature.DRIFT
        return self.spent[person] < MOST_INTERRUPTS + broken

    def interrupted(self, person: str, row: Alert) -> None:
        """One interruption less."""
        self.spent[person] = self.spent.get(person, 0) + 1
        attention.note_interrupt(self.session, person, self.today, row.id, row.episode)


def desk(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> ClientAlerts:
    """Everything that is read before anything is told."""
    (found,) = desks(session, [client], now, admins)
    return found


def desks(session: Session, some: Sequence[Client], now: datetime, admins: Sequence[str] = ()) -> list[ClientAlerts]:
    """The same of several clients, in their order: one question each for all of them."""
    known: defaultdict[str, list[Alert]] = defaultdict(list)
    for row in alerts.lately(session, [client.key for client in some], now - REMEMBERED):
        known[row.subject.client].append(_as_heard(row))
    days = {client.key: local_day(now, client.timezone) for client in some}
    planned = windows.planned_by_client(session, known.keys(), min(days.values(), default=date.max))
    settings = rules.of_clients(session, known.keys()).values()
    muted = frozenset((one.campaign_key, one.rule) for some in settings for one in some if one.is_muted(now))
    sources, owned = health.sources(session, known.keys()), defaultdict[str, dict[str, Campaign]](dict)
    for campaign in campaigns.of_clients(session, known.keys()):
        owned[campaign.client_key][campaign.key] = campaign
    found = []
    for client in some:
        wishes, today, rows = quiet_hours.quiet(dict(client.quiet)), days[client.key], known.get(client.key, [])
        found.append(
            ClientAlerts(
                session=session,
                client=client,
                now=now,
                admins=tuple(admins),
                rows=tuple(row for row in rows if _matters(row)),
                known=tuple(rows),
                campaigns=owned[client.key],
                wishes=wishes,
                holidays=calendars.holidays_of(wishes.region, (today.year, (today + timedelta(days=7)).year)),
                planned=tuple(one for one in planned.get(client.key, ()) if one.last >= today),
                muted_rules=muted,
                sources=sources,
            )
        )
    return found


def _as_heard(row: Alert) -> Alert:
    """What nobody could read was not told: it is still to be said. `at` stays, as the last try."""
    unheard = row.lost and row.told.tier is Tier.INTERRUPT
    return replace(row, told=NotificationState(at=row.told.at, ended=row.told.ended)) if unheard else row


def is_due(found: ClientAlerts, now: datetime) -> bool:
    """Whether `tell` would say or write down anything of them."""
    return any(row.stale or _is_telling(row, notify_decision(found.situation(row), now)) for row in found.rows)


def _is_telling(row: Alert, what: NotifyAction) -> bool:
    if what is NotifyAction.NOTHING:
        return row.state.condition is Condition.OK
    return what not in _ELSEWHERE


def _matters(row: Alert) -> bool:
    """Whether there may be something to say of it: open, told and not over, or over and not told."""
    open_still = row.state.condition is not Condition.OK
    return open_still or row.told.tier is not None or row.state.ended != row.told.ended


def tell(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Write down everything that is to be said now of a client, but what waits for the digest."""
    found = desk(session, client, now, admins)
    wanted = [(row, found.situation(row)) for row in found.rows]
    decisions: list[Decision] = []
    fresh: list[tuple[Alert, Situation]] = []
    for row, situation in wanted:
        what = notify_decision(situation, now)
        if what is NotifyAction.INTERRUPT:
            fresh.append((row, situation))
        else:
            decisions += _keep(found, row, situation, what)
    for group in grouped(fresh):
        told, rest = _joined(found, group)
        decisions += [*told, *(_begin(found, rest) if rest else ())]
    for row in alerts.touched_of(session, client.key):  # whatever had no message to be edited
        alerts.tell(session, row.id, row.told)
    return decisions


def grouped(fresh: Iterable[tuple[Alert, Situation]]) -> list[list[tuple[Alert, Situation]]]:
    """What is to be told, what matters most first; what has one cause in one message."""
    ordered = sorted(sorted(fresh, key=lambda pair: pair[0].id), key=lambda pair: weight(pair[0].finding), reverse=True)
    groups: list[list[tuple[Alert, Situation]]] = []
    for pair in ordered:
        same = next((group for group in groups if alike(group[0][0].finding, pair[0].finding)), None)
        if same is None:
            groups.append([pair])
        else:
            same.append(pair)
    return groups


def _joined(found: ClientAlerts, group: Group) -> tuple[list[Decision], Group]:
    """What of the group goes into a message that was told already, and what is left to be told by itself."""
    decisions: list[Decision] = []
    rest: Group = []
    for row, situation in group:
        old = found.told_of(row)
        near = None if old else found.told_alike(row)
        joined: list[Decision] = []
        if old or near:
            joined = _join(found, row, situation, old or near, behind=old is not None)  # type: ignore[arg-type]
            decisions += joined
        if not any(one.delivery_id is not None for one in joined):
            rest.append((row, situation))
    return decisions, rest


def _begin(found: ClientAlerts, group: Group) -> list[Decision]:
    """One message for the group; where its person has had enough for today, it waits for the digest as it is."""
    head = group[0][0]
    person = found.person(head)
    tried = [row.told.at for row, _ in group if row.lost and row.told.at is not None]
    if not found.may_interrupt(person, head) or any(found.now - at < ANEW for at in tried):
        return []
    post = Post(found.session, found.client, [row for row, _ in group], found.now, found.admins)
    begun = post.begin()
    if begun.delivery_id is None:
        return [begun]  # there is nowhere to say it: it waits until there is
    found.interrupted(person, head)
    name = f"{head.id}:{head.episode}" if len(group) > 1 else ""
    for row, situation in group:
        told = after(NotifyAction.INTERRUPT, situation, found.now)
        alerts.tell(found.session, row.id, told, delivery_id=begun.delivery_id, group=name)
    return [begun]


def _join(found: ClientAlerts, row: Alert, situation: Situation, old: Alert, *, behind: bool) -> list[Decision]:
    """Another sight of an event that was told goes into its message. What explains it leads there, and is shown in the
    channel once; another campaign with the same cause is a line in the thread. Where nothing could be written there,
    all stays as it was."""
    with found.session.begin_nested() as trial:
        name = old.group or f"{old.id}:{old.episode}"
        told = after(NotifyAction.INTERRUPT, situation, found.now)
        alerts.tell(found.session, row.id, told, delivery_id=old.delivery_id, group=name)
        alerts.put_together(found.session, old.id, name)
        fresh = desk(found.session, found.client, found.now, found.admins)
        mine = next(one for one in fresh.rows if one.id == row.id)
        post = _post(fresh, mine)
        edited = post.edit(f"join:{row.id}:{row.episode}")
        if behind:
            written = [*edited, *post.tell_behind(mine, str(found.today))]
        else:
            steps = alerts.history(found.session, row.id, row.episode)
            written = [*edited, *(post.tell_thread(mine, steps[-1]) if steps else [])]
        if not any(one.delivery_id is not None for one in written):
            trial.rollback()
    return written


def _keep(found: ClientAlerts, row: Alert, situation: Situation, what: NotifyAction) -> list[Decision]:
    """What has a message is kept current in it; news goes to its thread."""
    if what is NotifyAction.FORGET:
        return []  # the next digest says that it is over
    known = what is NotifyAction.WAKE and row.delivery_id in found.woken  # once for all that the message tells of
    if what in _LOUD and not known and not found.may_interrupt(found.person(row), row):
        what = NotifyAction.EDIT
    if what is NotifyAction.NOTHING and row.state.condition is Condition.OK:
        alerts.tell(
            found.session, row.id, NotificationState(ended=row.state.ended)
        )  # over before anybody was to be told
        return []
    if what in {NotifyAction.NOTHING, NotifyAction.WAIT, NotifyAction.DIGEST}:
        return _touched(found, row, situation) if row.stale else []
    decisions = _shown(found, row, situation, NotifyAction.EDIT if known else what)
    if what in _LOUD and not known:
        aloud = _aloud(found, row, what)
        decisions += aloud
        if not any(one.delivery_id is not None for one in aloud):
            what = NotifyAction.EDIT  # it was not said, so it is still to be said
    told = after(what, situation, found.now)
    if what is NotifyAction.RESOLVE:
        alerts.tell(found.session, row.id, told, delivery_id=None, group="")
    else:
        alerts.tell(found.session, row.id, told)
    return decisions


def _shown(found: ClientAlerts, row: Alert, situation: Situation, what: NotifyAction) -> list[Decision]:
    """The message as things stand, and its thread up to the last step that is worth a line."""
    post = _post(found, row)
    decisions = _edited(found, post, revision(row, situation.step, what, found.today))
    taken = () if situation.asleep else alerts.history(found.session, row.id, row.episode)
    for step in taken:
        if step.id > row.told.step and step.transition.change in WORTH_A_LINE:
            decisions += post.tell_thread(row, step)
    return decisions


def _aloud(found: ClientAlerts, row: Alert, what: NotifyAction) -> list[Decision]:
    """What is shown in the channel once more; only what was written down takes anybody's attention."""
    post = _post(found, row)
    match what:
        case NotifyAction.WORSE:
            decisions = post.tell_worse(row, str(found.today))
        case NotifyAction.AGAIN:
            decisions = post.tell_again(row)
        case _:
            decisions = post.tell_woken(row)
    if any(one.delivery_id is not None for one in decisions):
        found.interrupted(found.person(row), row)
        if what is NotifyAction.WAKE:
            found.woken.add(row.delivery_id or 0)
    return decisions


def _touched(found: ClientAlerts, row: Alert, situation: Situation) -> list[Decision]:
    """Somebody pressed a button: the message shows who has it now."""
    shown = revision(row, situation.step, NotifyAction.EDIT, found.today)
    decisions = _edited(found, _post(found, row), shown) if row.told.tier is Tier.INTERRUPT else []
    alerts.tell(found.session, row.id, situation.told)
    return decisions


def _edited(found: ClientAlerts, post: Post, shown: str) -> list[Decision]:
    """The message as things stand, drawn once in a pass however many of its incidents have news."""
    number = post.head.delivery_id
    if number is None or number in found.edited:
        return []
    decisions = post.edit(shown)
    if any(one.delivery_id is not None for one in decisions):
        found.edited.add(number)
    return decisions


def _post(found: ClientAlerts, row: Alert) -> Post:
    """The message with everything that stands in it, the one that it hangs on first."""
    together = [other for other in found.rows if row.group and other.group == row.group and other.id != row.id]
    both = [row, *together]
    follows = {
        one.id for one in both if any(inhibits(other.trouble, one.trouble) for other in both if other.state.is_open)
    }
    rows = sorted(
        both,
        key=lambda one: (one.state.condition is Condition.OK, one.id in follows, -one.finding.numbers.risk, one.id),
    )
    return Post(found.session, found.client, rows, found.now, found.admins)
