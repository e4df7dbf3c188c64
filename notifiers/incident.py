"""One incident and its message: begun in the right place, edited as things stand, told on in its thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.alerts import NotifyReason, State, Transition, why_notify
from domain.entities import Campaign, Client, Goal
from domain.rules import OVER, Kind, Reason, Verdict, is_old, last_reading
from domain.snapshot import CampaignData, build
from domain.window import local_day
from domain.words import Audience
from notifiers.owner import in_charge
from notifiers.pipeline import Decision, Notice, deliver
from storage import Session, alerts, channels, outbox
from storage.alerts import AlertRow
from storage.outbox import Delivery, Status
from templates.cards.alert import Alert, alert_card, thread_entry
from templates.message import Message

KIND = "alert"
HISTORY = "alert_history"
_GONE = frozenset({Status.FAILED, Status.SKIPPED})


@dataclass(frozen=True, slots=True)
class Judged:
    """One goal judged now, and where that leaves it. `step` is None when nothing moved; `flown` is the whole flight."""

    data: CampaignData
    goal: Goal
    verdict: Verdict
    state: State
    step: Transition | None
    changed: bool
    since: datetime | None
    flown: CampaignData

    @property
    def reason(self) -> NotifyReason:
        """What it is worth saying."""
        return why_notify(self.step, self.state) if self.step else NotifyReason.SILENT


@dataclass(frozen=True, slots=True)
class Incident:
    """A goal that was judged, with its row and the message that it has, if any."""

    session: Session
    judged: Judged
    row: AlertRow
    now: datetime
    admins: Sequence[str] = ()

    @property
    def steps(self) -> int:
        """How many steps have been taken: what is said once for each carries the number."""
        return len(alerts.history(self.session, self.row.id))

    @property
    def today(self) -> date:
        """The client's calendar day."""
        return local_day(self.now, self.judged.data.client.timezone)

    @property
    def last_day(self) -> date:
        """The client's calendar day of the last step."""
        taken = alerts.history(self.session, self.row.id)
        return local_day(taken[-1].transition.at, self.judged.data.client.timezone) if taken else self.today

    @property
    def root(self) -> Delivery | None:
        """The incident's message; None before it has one, and where that will never arrive."""
        found = outbox.get(self.session, self.row.delivery_id) if self.row.delivery_id is not None else None
        return None if found is None or found.status in _GONE else found

    @property
    def lacks_data(self) -> bool:
        """Whether there is nothing recent to stand on: a single failed poll leaves what was read before it."""
        verdict = self.judged.verdict
        if verdict.kind is not Kind.NO_DATA:
            return False
        failed = verdict.reason is Reason.SOURCE_FAILED
        return not failed or is_old(self.judged.data, self.now) or self._seen()[1].reading is None

    def said(self, occasion: str) -> bool:
        """Whether that was said before."""
        return outbox.by_occasion(self.session, occasion) is not None

    def say(self, reason: NotifyReason) -> list[Decision]:
        """News: the incident's first message, or its message edited and a line in its thread."""
        step = f"{self.row.id}:{self.steps}"
        if self.root is not None:
            return [*self.edit(f"alert_edit:{step}", reason), *self.tell_thread(reason)]
        if reason is NotifyReason.RESOLVED:
            return []
        address, locale = self._route()
        first = self._deliver(f"alert:{step}", KIND, address, alert_card(self._alert(reason), locale, self.now))
        alerts.set_message(self.session, self.row.id, first.delivery_id)
        return [first]

    def edit(self, occasion: str, reason: NotifyReason) -> list[Decision]:
        """The message as things stand, in its place and once per occasion; nothing where there is no message.

        An edit reaches nobody: Slack notifies of the names in a message only when it is new.
        """
        root = self.root
        if root is None or self.said(occasion):
            return []
        card = alert_card(self._alert(reason), self._route()[1], self.now)
        return [self._deliver(occasion, KIND, root.channel, card, edits=root.id)]

    def tell_thread(self, reason: NotifyReason) -> list[Decision]:
        """One line of history; nothing where there is no message."""
        root = self.root
        if root is None:
            return []
        entry = thread_entry(self._alert(reason), self._route()[1], self.now)
        occasion = f"alert_entry:{self.row.id}:{self.steps}"
        return [self._deliver(occasion, HISTORY, root.channel, entry, thread=root.id)]

    def _seen(self) -> tuple[CampaignData, Verdict]:
        """The data and the verdict to show: where nothing can be judged now, those of the last reading."""
        judged = self.judged
        over = judged.verdict.reason in OVER
        before = last_reading(judged.goal, judged.flown) if over or judged.verdict.kind is Kind.NO_DATA else None
        if before is None or before[1].reading is None:
            return judged.data, judged.verdict
        return before[0], (replace(before[1], reason=judged.verdict.reason) if over else before[1])

    def _alert(self, reason: NotifyReason) -> Alert:
        judged, (data, verdict) = self.judged, self._seen()
        campaign, client = judged.data.campaign, judged.data.client
        # The chart explains this goal and no other, whatever else the campaign misses.
        alone = replace(data, campaign=replace(campaign, goals=(judged.goal,)), freshness=judged.data.freshness)
        snapshot = build(alone, self.now, judged.goal.kpi)
        fresh, unread = judged.data.freshness, judged.verdict.failed
        return Alert(campaign, client, verdict, reason, judged.since, fresh, snapshot, unread)

    def _deliver(
        self,
        occasion: str,
        kind: str,
        address: str,
        message: Message,
        *,
        edits: int | None = None,
        thread: int | None = None,
    ) -> Decision:
        notice = Notice(
            occasion=occasion,
            kind=kind,
            client_key=self.judged.data.client.key,
            address=address,
            audience=Audience.INTERNAL,
            message=message,
            campaign=self.judged.data.campaign.key,
            edits=edits,
            thread_of=thread,
        )
        return deliver(self.session, notice, self.now, self.admins)

    def _route(self) -> tuple[str, str]:
        data = self.judged.data
        return route(self.session, data.campaign, data.client, self.admins)


def route(session: Session, campaign: Campaign, client: Client, admins: Sequence[str]) -> tuple[str, str]:
    """Address and language: the client's internal channel, else its owner directly; nowhere where there is neither."""
    internal = channels.internal_of(session, client.key)
    if internal:
        return internal.slack_id, internal.locale or client.locale
    person = in_charge(session, client.key, campaign, admins)
    return person.user or "", person.locale
