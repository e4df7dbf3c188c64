"""What became of an attempt, written down; and whoever must act is told."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.destination import person as to_person
from domain.entities import Campaign
from domain.errors import NeedsOwner, Problem, Transient
from domain.words import Audience, Remedy
from notifiers.delivery import strangers
from notifiers.delivery.charge import InCharge, addressed, everyone_in_charge, in_charge, is_of_one, who_can_say
from notifiers.delivery.fitness import REMEDIES, Refusal, Unfit
from notifiers.delivery.kinds import NEED_SOMEBODY, Kind
from notifiers.delivery.notices import tell
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from notifiers.port import EverythingStops, Unsure
from storage import Session
from storage.directory import campaigns, channels, clients
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Delivery
from templates.message import Message
from templates.notices.about import About
from templates.notices.arrival import arrival_card

log = logging.getLogger(__name__)
PATIENCE = timedelta(days=2)
FEWEST_ATTEMPTS = 20
"""What passes is given up when it is older than that, by the business clock, and was tried so often all the same:
neither an outage nor a clock pushed forward loses a message. What a dead token or a limit kept back does not count."""
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 300.0
STOPPED_WAIT_S = 15.0


TRIES_OF_A_BUG = 3


class Broken(Problem):
    """Our own code failed before anything left. `detail` names the kind of error, for logs and records."""


@dataclass(frozen=True, slots=True)
class When:
    """Both clocks at one moment: the business instant that records carry, the machine's for the next attempt."""

    business: datetime
    machine: datetime


def wait_s(attempts: int, retry_after: float | None) -> float:
    """Seconds until the next attempt: as Slack says, else doubling from one second to five minutes."""
    if retry_after is not None:
        return retry_after
    doubled = FIRST_WAIT_S * (1 << min(max(0, attempts - 1), 16))
    return min(LONGEST_WAIT_S, doubled)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The writing side of the sender. `admins` are told where a client names nobody."""

    admins: Sequence[str] = ()

    def refused(self, session: Session, delivery: Delivery, refusal: Refusal, when: When) -> None:
        """It may not go there now: held until the teams are confirmed, or failed, and its owner told once."""
        if refusal.why is Unfit.TEAMS:
            if outbox.hold(session, delivery.id, Unfit.TEAMS, attempt=delivery.attempts):
                channel = channels.get(session, delivery.to.address)
                if channel is not None:
                    strangers.ask(
                        session, channel, refusal.teams, when.business, self.admins, _campaign(session, delivery)
                    )
            return
        self._failed(session, delivery, refusal.why, REMEDIES[refusal.why], when)

    def unfit(self, session: Session, delivery: Delivery, why: Unfit, when: When) -> None:
        """Its person may not have it: the next in charge gets what somebody must read, the admins hear of outsiders."""
        if not self._asked_next(session, delivery):
            outbox.settle_failed(session, delivery.id, why, when.business, attempt=delivery.attempts)
        if why is Unfit.NOT_IN_CHARGE:
            return
        user = delivery.to.address
        told = [admin for admin in self.admins if admin != user]
        if not told:
            log.error("%s is in charge of a client, but %s; there is no other admin to tell", user, why)
        for admin in told:
            about = About(to=delivery.to)
            episode = deliveries.last_sent(session, user)
            person = addressed(session, admin, clients.get(session, delivery.client_key or ""))
            tell(session, person, Remedy.REPLACE_PERSON, about, when.business, episode=episode)

    def not_sent(self, session: Session, delivery: Delivery, problem: Problem, when: When) -> None:
        """It surely did not arrive: tried again later where that helps, otherwise failed and its owner told once."""
        match problem:
            case EverythingStops():
                if self._again(session, delivery, problem, STOPPED_WAIT_S, when, counts=False):
                    self._tell_of_workspace(session, delivery, problem.remedy, when)
            case Transient(reason="ratelimited", retry_after=float(told)):
                self._again(session, delivery, problem, told, when, counts=False)
            case Transient() | Unsure() if not _is_given_up(delivery, when):
                wanted = problem.retry_after if isinstance(problem, Transient) else None
                self._again(session, delivery, problem, wait_s(delivery.attempts, wanted), when)
            case Transient() | Unsure():
                log.error("delivery %d is given up after two days: %s", delivery.id, problem.detail)
                self._failed(session, delivery, GIVEN_UP, Remedy.REACH_SLACK, when)
            case Broken() if delivery.attempts < TRIES_OF_A_BUG:
                self._again(session, delivery, problem, wait_s(delivery.attempts, None), when)
            case NeedsOwner() if self._asked_next(session, delivery):
                log.warning("%s cannot be reached: %s", delivery.to.address, problem.detail)
            case NeedsOwner():
                self._failed(session, delivery, problem.detail, problem.remedy, when)
            case _:
                self._failed(session, delivery, problem.detail, Remedy.REPORT_BUG, when)

    def _again(
        self,
        session: Session,
        delivery: Delivery,
        problem: Problem,
        seconds: float,
        when: When,
        *,
        counts: bool = True,
    ) -> bool:
        later = when.machine + timedelta(seconds=seconds)
        told = problem.detail
        return outbox.retry(session, delivery.id, later, told, attempt=delivery.attempts, counts=counts)

    def _asked_next(self, session: Session, delivery: Delivery) -> bool:
        """Whether the next in charge gets what this person cannot; an edit or a reply stays with its message."""
        alone = delivery.edits is None and delivery.thread_of is None
        if not (delivery.to.is_person and alone and delivery.kind in NEED_SOMEBODY):
            return False
        # What speaks of several clients may be read by those alone who are in charge of all.
        key = delivery.client_key if is_of_one(delivery) else None
        client = clients.get(session, key) if key else None
        chain = everyone_in_charge(client, _campaign(session, delivery), self.admins)
        after = chain.index(delivery.to.address) + 1 if delivery.to.address in chain else 0
        if after >= len(chain):
            log.error("nobody in charge can be reached about delivery %d", delivery.id)
            return False
        return outbox.readdress(session, delivery.id, to_person(chain[after]), attempt=delivery.attempts)

    def _failed(self, session: Session, delivery: Delivery, error: str, remedy: Remedy, when: When) -> None:
        if outbox.settle_failed(session, delivery.id, error, when.business, attempt=delivery.attempts):
            self._tell(session, delivery, remedy, when)

    def ask(self, session: Session, delivery: Delivery, when: When) -> None:
        """Ask its owner whether what became unknown has arrived."""
        person = who_can_say(session, delivery, self.admins)
        if person.user is None:
            return
        card = arrival_card(delivery.id, delivery.to, delivery.payload["text"], person.locale)
        occasion = f"arrived:{delivery.id}:{delivery.attempts}"
        asked = Notice(
            occasion,
            Kind.ARRIVAL,
            delivery.client_key,
            to_person(person.user),
            Audience.INTERNAL,
            card,
            others=tuple(delivery.payload.get("others", ())),
        )
        deliver(session, asked, when.business)

    def _person(self, session: Session, delivery: Delivery) -> InCharge:
        """Who is asked about it. What is about several clients has no owner but the person it was written to."""
        if delivery.client_key is None and delivery.to.is_person:
            theirs = clients.managed_by(session, delivery.to.address)
            return addressed(session, delivery.to.address, theirs[0] if theirs else None)
        return in_charge(session, delivery.client_key, _campaign(session, delivery), self.admins)

    def _tell(self, session: Session, delivery: Delivery, remedy: Remedy, when: When) -> None:
        """About a channel. What cannot be said to a person directly is not told to that person directly again."""
        if delivery.to.is_person:
            return
        tell(
            session,
            self._person(session, delivery),
            remedy,
            About(to=delivery.to),
            when.business,
            episode=deliveries.last_sent(session, delivery.to.address),
            client_key=delivery.client_key,
        )

    def _tell_of_workspace(self, session: Session, delivery: Delivery, remedy: Remedy, when: When) -> None:
        """Written now, read when the token works again; the log and the readiness page say it at once."""
        episode = deliveries.last_sent(session)
        person = self._person(session, delivery)
        tell(session, person, remedy, About(), when.business, episode=episode, client_key=delivery.client_key)


def _campaign(session: Session, delivery: Delivery) -> Campaign | None:
    return campaigns.get(session, delivery.payload.get("campaign") or "")


def _is_given_up(delivery: Delivery, when: When) -> bool:
    if delivery.kind == Kind.ARRIVAL:
        return False  # a question about an outage outlives it
    return delivery.attempts >= FEWEST_ATTEMPTS and when.business - delivery.created_at > PATIENCE


GIVEN_UP = "given_up"
"""The code of what passed too late."""


def message_of(delivery: Delivery) -> Message:
    """The message that a delivery carries."""
    return Message.from_json(delivery.payload)
