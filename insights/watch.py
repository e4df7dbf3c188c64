"""What is wrong with a client now: what is known is judged, and where its incidents stand is written down."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from domain.entities import Campaign, Client
from domain.incidents.conditions import Condition
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Subject
from domain.money import MICRO
from domain.rules import judging, lasting, registry
from domain.rules.inputs import (
    AccountEvidence,
    CampaignEvidence,
    Health,
    Listed,
    Moment,
    RuleOverride,
    UnclaimedEvidence,
)
from domain.rules.judging import Course, Judged, Move
from domain.rules.usual import RULE, Baseline
from domain.window import Window, local_day
from insights import gather
from insights.gather import Shared
from insights.unchanged import marks
from storage import Session
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.directory import campaigns
from storage.evidence import evaluations, evidence, journal, validity
from storage.evidence.evaluations import Evaluation
from storage.evidence.evidence import Answered
from storage.evidence.journal import Declared, Sight, SoFar
from storage.evidence.validity import Validity

Attempt: TypeAlias = Callable[[str], AbstractContextManager[object]]
"""Within what the campaign of that key is judged: an edge may keep its error from the others. It then says nothing,
and its incidents stay as they are."""


def watch(session: Session, client: Client, now: datetime, attempt: Attempt = nullcontext) -> bool:
    """Judge everything of the client, and keep what the rules said and where their incidents stand. Whether any of them
    is to be told anew: it took a step, or is open and has other numbers.

    A client is judged for the first time when each of its accounts has answered or failed once.
    """
    owned = campaigns.of_client(session, client.key)
    mark = marks(session, [client], now, owned)[client.key]  # before anything else: what changes meanwhile is seen next
    begun = [one for one in owned if one.start <= local_day(now, client.timezone)]
    common = gather.shared(session, client, begun, now)
    if not common.usual and any(one.is_unheard for one in common.healths):
        return False
    rows = {(row.subject.key, row.rule): row for row in alerts.of_client(session, client.key, only_open=False)}
    # What neither spends nor has an incident begins nothing: nobody asks about it.
    standing = {subject for (subject, _), row in rows.items() if row.state.condition is not Condition.OK}
    free = [one for one in gather.unclaimed(session, common) if one.spend_micros or _subject(client, one) in standing]
    judged: dict[str, Judged] = {}
    answered = evidence.Answered(session, client.key)
    courses = {one.key: _course(session, common, one, answered) for one in begun}
    for campaign, course in courses.items():
        # A campaign that cannot be judged takes nothing else with it: the rest of the transaction stands.
        with attempt(campaign):
            judged[campaign] = judging.judge(course)
    found = [finding for one in judged.values() for finding in one.findings]
    found += [
        each for one in others(client, now, common.healths, free, common.usual) for each in registry.findings(one)
    ]
    _keep(session, common, judged, found)
    journal.keep(session, client.key, _sight(common, free, judged))
    states, stepped, news = {key: row.state for key, row in rows.items()}, False, False
    for move in judging.settle(common.outlook, rows, found):
        key = move.finding.subject.key, move.finding.rule
        if key in rows and not move.steps:
            alerts.renew(session, rows[key].id, move.finding, move.state, now)
        else:
            alerts.record(session, move.finding, move.state, move.steps, now)
        states[key], stepped = move.state, stepped or bool(move.steps)
        news = news or stepped or _has_news(rows.get(key), move)
    # What is spent beside the campaigns is weighed by what was usual before this pass.
    weighed = not (free and any(one.usual for one in judged.values()))
    settled = all(key in judged and lasting.is_settled(one, judged[key]) for key, one in courses.items())
    lasts = weighed and settled and not stepped and lasting.is_at_rest(states, found, now)
    until = lasting.until(client, now, common.healths, common.zones)
    validity.keep(session, client.key, Validity(mark, until) if lasts else None)
    return news


def _has_news(row: Alert | None, move: Move) -> bool:
    """Whether what is open has other numbers than it had."""
    is_open = move.state.condition is not Condition.OK
    return is_open and (row is None or replace(move.finding, look=row.finding.look) != row.finding)


def _subject(client: Client, free: Listed) -> str:
    return Subject(client.key, account=free.account, entity=free.entity_id).key


def others(
    client: Client, now: datetime, accounts: Iterable[Health], free: Iterable[Listed], usual: Mapping[str, Baseline]
) -> list[object]:
    """What is known of the client's accounts, and of what nobody claims there."""
    spends = sum(one.spend_a_day for one in usual.values()) * MICRO
    return [
        *(AccountEvidence(client, one, now) for one in accounts),
        *(UnclaimedEvidence(client, one, now, spends) for one in free),
    ]


def _sight(common: Shared, free: Sequence[Listed], judged: Mapping[str, Judged]) -> Sight:
    """All that was known of what runs, and by which morning each campaign was judged."""
    running = {key: one for key, one in common.moments.items() if one.is_running}
    declared = {
        key: Declared(
            one.campaign,
            tuple(common.wishes.get(key, {}).values()),
            tuple(sorted(common.drawn.get(key, ()))),
            tuple(common.listed.get(key, ())),
        )
        for key, one in running.items()
    }
    mornings = {**common.usual, **{key: one.usual for key, one in judged.items() if one.usual}}
    so_far = {
        key: SoFar(common.today[key], common.silences.get(key), mornings[key].look if key in mornings else 0)
        for key in running
    }
    return Sight(common.now, common.healths, declared, so_far, tuple(free))


def _course(session: Session, common: Shared, campaign: Campaign, answered: Answered) -> Course:
    key, wishes = campaign.key, common.wishes.get(campaign.key, {})
    looks = partial(answered.looks, some=common.drawn.get(key, set()))
    return Course(
        common.moments[key],
        wishes,
        common.usual.get(key),
        partial(_morning, session, common.moments[key], wishes, looks),
        common.today[key],
        tuple(common.listed.get(key, ())),
        common.silences.get(key),
        common.standing.get(key, {}),
    )


def _morning(
    session: Session,
    moment: Moment,
    wishes: Mapping[str, RuleOverride],
    looks: Callable[[Window], list[datetime]],
) -> CampaignEvidence | None:
    """What a morning's look reads. A question that the database refuses ends no more than itself."""
    with session.begin_nested():
        return gather.morning(session, moment, wishes, looks=looks)


def close(session: Session, campaign: Campaign, now: datetime) -> None:
    """End the open incidents of a campaign that is about to be removed."""
    for row in alerts.open_alerts(session, campaign.key):
        end(session, row, now)


def end(session: Session, row: Alert, now: datetime, because: Reason = Reason.NOT_RUNNING) -> None:
    """End an incident for that reason; its message is told so at the next pass."""
    for move in judging.close(row, now, because):
        alerts.record(session, move.finding, move.state, move.steps, now)


def _keep(session: Session, common: Shared, judged: Mapping[str, Judged], found: Iterable[Finding]) -> None:
    """This morning's answers for charts and for checking a back-test against them, what is usual, and what the rules
    said last."""
    mornings = ((key, one) for key, one in judged.items() if one.usual is not None)
    kept = [each for key, one in mornings for each in _looks(key, one.daily, one.usual, common.now)]
    evaluations.save_looks(session, [*kept, *_said(common, found)])


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
