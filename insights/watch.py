"""What is wrong with a client now: what is known is judged, and where its incidents stand is written down."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from domain.entities import Campaign, Client
from domain.incidents.finding import Finding, Verdict
from domain.money import MICRO
from domain.rules import judging, registry
from domain.rules.inputs import AccountEvidence, UnclaimedEvidence
from domain.rules.judging import Course, Judged
from domain.rules.usual import RULE, Baseline
from domain.window import local_day
from storage import Session
from storage.alerts import alerts
from storage.directory import campaigns
from storage.evidence import evaluations, gather
from storage.evidence.evaluations import Evaluation
from storage.evidence.gather import Shared

Attempt: TypeAlias = Callable[[str, Callable[[], Judged]], Judged]
"""How the campaign of that key is judged: an edge may keep its error from the others. It then says nothing, and its
incidents stay as they are."""


def plainly(_campaign: str, judge: Callable[[], Judged]) -> Judged:
    """Errors go to whoever asked."""
    return judge()


@dataclass(frozen=True, slots=True)
class Pass:
    """What there is to be said of a client at an instant, troubled or not."""

    common: Shared
    judged: Mapping[str, Judged]
    others: tuple[Finding, ...]

    @property
    def findings(self) -> Iterator[Finding]:
        """Of its campaigns, then of its accounts."""
        yield from (finding for one in self.judged.values() for finding in one.findings)
        yield from self.others


def watch(session: Session, client: Client, now: datetime, attempt: Attempt = plainly) -> None:
    """Judge everything of the client, and keep what the rules said and where their incidents stand.

    A client is judged for the first time when each of its accounts has answered or failed once.
    """
    found = look(session, client, now, attempt)
    if not found.common.usual and any(one.is_unheard for one in found.common.healths):
        return
    _keep(session, found)
    rows = {(row.subject.key, row.rule): row for row in alerts.of_client(session, client.key, only_open=False)}
    for move in judging.settle(found.common.outlook, rows, found.findings):
        alerts.record(session, move.finding, move.state, move.steps, now)


def look(session: Session, client: Client, now: datetime, attempt: Attempt = plainly) -> Pass:
    """What every rule says at this instant."""
    begun = [one for one in campaigns.of_client(session, client.key) if one.start <= local_day(now, client.timezone)]
    common = gather.shared(session, client, begun, now)
    judged = {one.key: attempt(one.key, partial(_judge, session, common, one)) for one in begun}
    usual = sum(one.spend_a_day for one in common.usual.values()) * MICRO
    seen: list[object] = [AccountEvidence(client, one, now) for one in common.healths]
    seen += [UnclaimedEvidence(client, one, now, usual) for one in gather.unclaimed(session, common)]
    return Pass(common, judged, tuple(finding for one in seen for finding in registry.findings(one)))


def _judge(session: Session, common: Shared, campaign: Campaign) -> Judged:
    """A campaign that cannot be judged takes nothing else with it: the rest of the transaction stands."""
    moment, wishes = common.moments[campaign.key], common.wishes.get(campaign.key, {})
    with session.begin_nested():
        return judging.judge(
            Course(
                moment,
                wishes,
                common.usual.get(campaign.key),
                partial(gather.morning, session, moment, wishes),
                common.today[campaign.key],
                tuple(common.listed.get(campaign.key, ())),
                common.silences.get(campaign.key),
                common.standing.get(campaign.key, frozenset()),
            )
        )


def close(session: Session, campaign: Campaign, now: datetime) -> None:
    """End the open incidents of a campaign that is about to be removed."""
    for row in alerts.open_alerts(session, campaign.key):
        for move in judging.close(row, now):
            alerts.record(session, move.finding, move.state, move.steps, now)


def _keep(session: Session, found: Pass) -> None:
    """This morning's answers for charts and for checking a back-test against them, what is usual, and what the rules
    said last."""
    now = found.common.now
    mornings = ((key, one) for key, one in found.judged.items() if one.usual is not None)
    kept = [each for key, one in mornings for each in _looks(key, one.daily, one.usual, now)]
    evaluations.save_looks(session, [*kept, *_said(found.common, found.findings)])


def _looks(key: str, daily: Iterable[Finding], usual: Baseline | None, now: datetime) -> Iterator[Evaluation]:
    for one in (each for each in daily if each.goal is not None):
        day = date.fromisoformat(one.look[:10])
        yield Evaluation(key, one.rule, day, now, one.signal, one.probability, one.numbers.value)
    if usual is not None:
        yield Evaluation(
            key, RULE, date.fromordinal(usual.look), now, Verdict.FINE, numbers=evaluations.USUAL.write(usual)
        )


def _said(common: Shared, found: Iterable[Finding]) -> Iterator[Evaluation]:
    """What the rules but the goals' say, for the list of them, where it has changed: mostly there is nothing to tell.

    What cannot be answered for now leaves the last answer as it is.
    """
    said: dict[str, dict[str, str]] = {}
    for one in (each for each in found if each.goal is None and each.subject.campaign):
        before = said.setdefault(one.subject.campaign, dict(common.said.get(one.subject.campaign, {})))
        if one.signal is not Verdict.NO_DATA:
            before[one.rule] = one.signal.value
    for key, rules in said.items():
        if rules != common.said.get(key):
            yield Evaluation(key, evaluations.SAID, evaluations.EVER, common.now, Verdict.FINE, numbers=rules)
