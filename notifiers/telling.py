"""Telling: who is interrupted, what waits for the morning, what follows from something else and is not told at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.entities import Client
from domain.incidents.conditions import Condition
from domain.incidents.finding import Finding
from domain.incidents.quiet import Planned, Quiet, quiet
from domain.incidents.telling import MOST_INTERRUPTS, Held, Situation, Telling, Told, after, telling
from domain.incidents.troubles import Tier, Trouble, mutes
from domain.window import local_day
from notifiers.incident import Post, revision
from notifiers.owner import in_charge
from notifiers.pipeline import Decision
from storage import Session, alerts, attention, calendars, campaigns, clients, health, rules, windows
from storage.alerts import AlertRow

AFTERMATH = timedelta(days=7)
"""How long what began in a trouble that is over is still taken to follow from it: bad days stay in the numbers."""
SAME_CAUSE = frozenset(
    {
        Trouble.CONVERSIONS_STOPPED,
        Trouble.SPEND_STOPPED,
        Trouble.TRACKING_LOST,
        Trouble.LEADS_NOT_IN_CRM,
        Trouble.PAUSED_WITH_BUDGET,
        Trouble.SPEND_ABOVE_PLAN,
    }
)
"""Troubles of campaigns that, begun on the same day for one client, have one cause more likely than several."""


@dataclass(frozen=True)
class Desk:
    """A client's incidents and what bears on telling them, read once."""

    session: Session
    client: Client
    now: datetime
    admins: Sequence[str]
    rows: tuple[AlertRow, ...]
    known: tuple[AlertRow, ...]
    wishes: Quiet
    holidays: frozenset[date]
    planned: tuple[Planned, ...]
    muted_rules: frozenset[tuple[str, str]]
    drawn: Mapping[str, frozenset[int]]
    spent: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The client's calendar day."""
        return local_day(self.now, self.client.timezone)

    def situation(self, row: AlertRow) -> Situation:
        """One incident and all that bears on telling it, but the budget."""
        step = alerts.last_step(self.session, row.id)
        return Situation(row.state, row.handling, row.finding, row.told, step, self.today, self._held(row))

    def _held(self, row: AlertRow) -> Held | None:
        if (row.subject.campaign, row.rule) in self.muted_rules:
            return Held.RULE_OFF
        if any(self.explains(other, row) for other in self.known):
            return Held.MUTED
        campaign = row.subject.campaign
        free = quiet(self.now, self.client.timezone, self.wishes, self.holidays, self.planned, campaign) is None
        return None if free else Held.QUIET

    def explains(self, other: AlertRow, row: AlertRow) -> bool:
        """Whether `row` follows from `other`: while that is open, and for a week after, if it began before the end."""
        if not mutes(other.trouble, row.trouble) or not (other.state.is_open or self._just_over(other, row)):
            return False
        if other.subject.campaign:
            return other.subject.campaign == row.subject.campaign
        return other.subject.account in self.drawn.get(row.subject.campaign, frozenset())

    def _just_over(self, other: AlertRow, row: AlertRow) -> bool:
        ended = other.state.since
        if other.state.condition is not Condition.OK or ended is None or other.opened_at is None:
            return False
        began = row.finding.since or local_day(row.opened_at or self.now, self.client.timezone)
        return self.now - ended < AFTERMATH and began <= local_day(ended, self.client.timezone)

    def told_of(self, row: AlertRow) -> AlertRow | None:
        """An open incident of the same campaign, told already, that follows from `row`: one event, one message."""
        mine = (one for one in self.rows if row.subject.campaign and one.subject.campaign == row.subject.campaign)
        told = (one for one in mine if one.told.tier is Tier.INTERRUPT and one.state.is_open and one.delivery_id)
        return next((one for one in told if mutes(row.trouble, one.trouble)), None)

    def person(self, row: AlertRow) -> str:
        """Whose attention it takes; the client's channel where nobody is named."""
        campaign = campaigns.get(self.session, row.subject.campaign) if row.subject.campaign else None
        return in_charge(self.session, self.client.key, campaign, self.admins).user or f"channel:{self.client.key}"

    def may_interrupt(self, person: str) -> bool:
        """Whether the person has attention left today."""
        if person not in self.spent:
            self.spent[person] = attention.interrupts_told(self.session, person, self.today)
        return self.spent[person] < MOST_INTERRUPTS

    def interrupted(self, person: str, row: AlertRow) -> None:
        """One interruption less."""
        self.spent[person] = self.spent.get(person, 0) + 1
        attention.note_interrupt(self.session, person, self.today, row.id, row.episode)


def desk(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> Desk:
    """Everything that is read before anything is told."""
    known = alerts.of_client(session, client.key, only_open=False)
    wishes, today = clients.quiet_of(session, client.key), local_day(now, client.timezone)
    return Desk(
        session=session,
        client=client,
        now=now,
        admins=tuple(admins),
        rows=tuple(row for row in known if _matters(row)),
        known=tuple(known),
        wishes=wishes,
        holidays=calendars.holidays_of(wishes.region, (today.year, (today + timedelta(days=7)).year)),
        planned=tuple(windows.planned(session, client.key, today)),
        muted_rules=frozenset((one.campaign_key, one.rule) for one in rules.everyone(session) if one.is_muted(now)),
        drawn={key: frozenset(ids) for key, ids in health.drawn_by_campaign(session, client.key).items()},
    )


def _matters(row: AlertRow) -> bool:
    return row.state.condition is not Condition.OK or row.told != Told()


def tell(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Write down everything that is to be said now of a client, but what waits for the digest."""
    found = desk(session, client, now, admins)
    wanted = [(row, found.situation(row)) for row in found.rows]
    decisions: list[Decision] = []
    fresh: list[tuple[AlertRow, Situation]] = []
    for row, situation in wanted:
        what = telling(situation, now)
        if what is Telling.INTERRUPT:
            fresh.append((row, situation))
        else:
            decisions += _keep(found, row, situation, what)
    for group in grouped(fresh):
        decisions += _interrupt(found, group)
    return decisions


def grouped(fresh: Iterable[tuple[AlertRow, Situation]]) -> list[list[tuple[AlertRow, Situation]]]:
    """What is to be told, most money at risk first; what has one cause in one message."""
    ordered = sorted(fresh, key=lambda pair: (-at_risk(pair[0].finding), pair[0].id))
    groups: dict[object, list[tuple[AlertRow, Situation]]] = {}
    for pair in ordered:
        row = pair[0]
        alike = row.trouble in SAME_CAUSE and row.subject.campaign
        groups.setdefault((row.trouble, row.finding.since) if alike else row.id, []).append(pair)
    return list(groups.values())


def at_risk(finding: Finding) -> int:
    """Micros of the client's currency."""
    return finding.numbers.at_risk.micros if finding.numbers.at_risk else 0


def _interrupt(found: Desk, group: list[tuple[AlertRow, Situation]]) -> list[Decision]:
    """One message for the group; where its person has had enough for today, it waits for the digest as it is."""
    joined = [(row, situation, old) for row, situation in group if (old := found.told_of(row))]
    if joined:
        rest = [pair for pair in group if pair[0].id not in {row.id for row, *_ in joined}]
        decisions = [one for row, situation, old in joined for one in _join(found, row, situation, old)]
        return [*decisions, *(_interrupt(found, rest) if rest else [])]
    head = group[0][0]
    person = found.person(head)
    if not found.may_interrupt(person):
        return []
    post = Post(found.session, found.client, [row for row, _ in group], found.now, found.admins)
    begun = post.begin()
    found.interrupted(person, head)
    name = f"{head.id}:{head.episode}" if len(group) > 1 else ""
    for row, situation in group:
        told = after(Telling.INTERRUPT, situation, found.now)
        alerts.tell(found.session, row.id, told, delivery_id=begun.delivery_id, group=name)
    return [begun]


def _join(found: Desk, row: AlertRow, situation: Situation, old: AlertRow) -> list[Decision]:
    """What explains an incident that was told already takes over its message, and is shown in the channel once."""
    name = old.group or f"{old.id}:{old.episode}"
    told = after(Telling.INTERRUPT, situation, found.now)
    alerts.tell(found.session, row.id, told, delivery_id=old.delivery_id, group=name)
    alerts.tell(found.session, old.id, old.told, group=name)
    fresh = desk(found.session, found.client, found.now, found.admins)
    mine = next(one for one in fresh.rows if one.id == row.id)
    post = _post(fresh, mine)
    return [*post.edit(f"join:{row.id}:{row.episode}"), *post.tell_worse(mine, str(found.today))]


def _keep(found: Desk, row: AlertRow, situation: Situation, what: Telling) -> list[Decision]:
    """What has a message is kept current in it; news goes to its thread."""
    if what is Telling.FORGET and row.told.tier is Tier.DIGEST:
        return []  # the next digest says that it resolved itself
    if what in {Telling.NOTHING, Telling.WAIT, Telling.DIGEST}:
        return _touched(found, row, situation) if row.stale else []
    decisions = _said(found, row, situation, what)
    told = after(what, situation, found.now)
    if what in {Telling.RESOLVE, Telling.FORGET}:
        alerts.tell(found.session, row.id, told, delivery_id=None, group="")
    else:
        alerts.tell(found.session, row.id, told)
    return decisions


def _said(found: Desk, row: AlertRow, situation: Situation, what: Telling) -> list[Decision]:
    if what is Telling.FORGET:
        return []
    post = _post(found, row)
    decisions = post.edit(revision(row, situation.step, what))
    for step in alerts.history(found.session, row.id, row.episode):
        if step.id > row.told.step:
            decisions += post.tell_thread(row, step)
    if what is Telling.WORSE:
        decisions += post.tell_worse(row, str(found.today))
    return decisions


def _touched(found: Desk, row: AlertRow, situation: Situation) -> list[Decision]:
    """Somebody pressed a button: the message shows who has it now."""
    decisions = (
        _post(found, row).edit(revision(row, situation.step, Telling.EDIT)) if row.told.tier is Tier.INTERRUPT else []
    )
    alerts.tell(found.session, row.id, situation.told)
    return decisions


def _post(found: Desk, row: AlertRow) -> Post:
    """The message with everything that stands in it, the one that it hangs on first."""
    together = [other for other in found.rows if row.group and other.group == row.group and other.id != row.id]
    both = [row, *together]
    follows = {
        one.id for one in both if any(mutes(other.trouble, one.trouble) for other in both if other.state.is_open)
    }
    rows = sorted(
        both, key=lambda one: (one.state.condition is Condition.OK, one.id in follows, -at_risk(one.finding), one.id)
    )
    return Post(found.session, found.client, rows, found.now, found.admins)
