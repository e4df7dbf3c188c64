"""What would have been said of a client: what was known at each pass, judged again by the functions of the live judge.

No alert that was ever written is read: incidents begin from nothing, two weeks before the days that are asked about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from domain.entities import Client
from domain.incidents.finding import Finding
from domain.incidents.replay import Replay, Replayed, Spans, Taken
from domain.incidents.rule_kinds import mute_keys
from domain.rules import judging, registry
from domain.rules.inhibition import Sources
from domain.rules.inputs import Begun, CampaignEvidence, Moment, RuleOverride
from domain.rules.judging import Course, Judged, Key, Move, Outlook
from domain.rules.usual import Baseline
from domain.window import Window, local_day
from insights import gather
from insights.watch import others
from storage import Session
from storage.evidence import journal
from storage.evidence.journal import Declared, Sight

Wishes = Mapping[str, RuleOverride]
BEFORE = timedelta(days=14)
"""How long before the first day that is asked about incidents may have begun. What has lasted longer seems to begin
then."""


def backtest(
    session: Session, client: Client, days: Window, campaign: str = "", wishes: Mapping[str, Wishes] | None = None
) -> Replay:
    """What would have been said of the client on these days of its own; of one campaign and its accounts where named.

    `wishes` are by campaign and rule what people are taken to have set, instead of what they had. Days before the first
    pass that is kept are not there.
    """
    first, end = (_midnight(day, client) for day in (days.start - BEFORE, days.end + timedelta(days=1)))
    again, passes, taken = _Again(session, client, wishes or {}), 0, list[Taken]()
    for sight in journal.sights(session, client, first, end, [campaign] if campaign else []):
        steps = list(again.judge(_of(sight, campaign) if campaign else sight))
        if local_day(sight.at, client.timezone) in days:
            passes += 1
            taken += steps
    return Replay(days, journal.first(session, client.key), passes, tuple(taken), again.alerts.on(days))


@dataclass(slots=True)
class _Again:
    """A client while it is judged again: where its incidents stand, the alerts that they come to, and what was usual on
    the last mornings."""

    session: Session
    client: Client
    wishes: Mapping[str, Wishes]
    known: dict[Key, Replayed] = field(default_factory=dict)
    alerts: Spans = field(default_factory=Spans)
    usual: dict[str, Baseline] = field(default_factory=dict)

    def judge(self, sight: Sight) -> Iterator[Taken]:
        """One pass, and the steps that it takes."""
        usual = {key: one for key, one in self.usual.items() if self._is_recent(one, sight.at)}
        courses = {key: self._course(sight, key, usual.get(key)) for key in sight.declared}
        judged = {key: judging.judge(one) for key, one in courses.items()}
        self.usual |= {key: one.usual for key, one in judged.items() if one.usual is not None}
        found = list(self._found(sight, judged, usual))
        moments = {key: one.moment for key, one in courses.items()}
        claimed = frozenset((each.account, each.entity_id) for one in sight.declared.values() for each in one.listed)
        outlook = Outlook(sight.at, moments, {key: one.wishes for key, one in courses.items()}, claimed)
        moves = list(judging.settle(outlook, self.known, found))
        for move in moves:
            key = move.finding.subject.key, move.finding.rule
            self.known.setdefault(key, Replayed(move.finding)).move(move.finding, move.state, move.steps)
        sources, day = _sources(sight), local_day(sight.at, self.client.timezone)
        for move in moves:
            for taken in self._taken(sight, move, sources, courses):
                self.alerts.take(taken)
                yield taken
        for key in self.alerts.unheard():
            mine = self.known[key]
            if mine.is_telling and not self._cause(mine, sources, sight.at) and not _is_muted(mine.finding, courses):
                self.alerts.hear(key, mine.finding, day)

    def _is_recent(self, usual: Baseline, at: datetime) -> bool:
        today = local_day(at, self.client.timezone)
        return today - gather.LATELY <= date.fromordinal(usual.look) <= today

    def _found(self, sight: Sight, judged: Mapping[str, Judged], usual: Mapping[str, Baseline]) -> Iterator[Finding]:
        for one in judged.values():
            yield from one.findings
        for evidence in others(self.client, sight.at, sight.accounts, sight.unclaimed, usual):
            yield from registry.findings(evidence)

    def _course(self, sight: Sight, key: str, usual: Baseline | None) -> Course:
        declared, so_far = sight.declared[key], sight.so_far[key]
        accounts = tuple(one for one in sight.accounts if one.id in declared.draws_on)
        moment = Moment(declared.campaign, self.client, sight.at, accounts)
        wishes = self._wishes(declared)
        standing = {rule: one.finding for (_, rule), one in self._of(key) if one.state.is_open}
        has_morning = so_far.look >= moment.today.toordinal()
        return Course(
            moment,
            wishes,
            usual,
            partial(self._morning, moment, wishes) if has_morning else _none,
            so_far.today,
            declared.listed,
            so_far.silence,
            standing,
        )

    def _wishes(self, declared: Declared) -> Wishes:
        asked = self.wishes.get(declared.campaign.key)
        return {one.rule: one for one in declared.wishes} if asked is None else asked

    def _of(self, campaign: str) -> list[tuple[Key, Replayed]]:
        return [(key, one) for key, one in self.known.items() if one.finding.subject.campaign == campaign]

    def _morning(self, moment: Moment, wishes: Wishes) -> CampaignEvidence | None:
        mine = ((rule, one) for (_, rule), one in self._of(moment.campaign.key) if one.state.is_open)
        begun = {rule: Begun(one.bad, one.finding.since, one.finding.since_sure) for rule, one in mine}
        return gather.morning(self.session, moment, wishes, begun)

    def _taken(self, sight: Sight, move: Move, sources: Sources, courses: Mapping[str, Course]) -> Iterator[Taken]:
        if not move.steps:
            return
        finding, day = move.finding, local_day(sight.at, self.client.timezone)
        cause = self._cause(self.known[finding.subject.key, finding.rule], sources, sight.at)
        for step in move.steps:
            yield Taken(day, step, finding, cause, _is_muted(finding, courses))

    def _cause(self, mine: Replayed, sources: Sources, at: datetime) -> Finding | None:
        """What an incident follows from, if anything."""
        above = (one for one in self.known.values() if one is not mine)
        return next((one.finding for one in above if sources.explains(one, mine, at, self.client.timezone)), None)


def _midnight(day: date, client: Client) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(client.timezone))


def _of(sight: Sight, campaign: str) -> Sight:
    """What was known of one campaign, and of the accounts that it draws on."""
    drawn = sight.declared[campaign].draws_on if campaign in sight.declared else ()
    return replace(sight, accounts=tuple(one for one in sight.accounts if one.id in drawn), unclaimed=())


def _is_muted(finding: Finding, courses: Mapping[str, Course]) -> bool:
    """Whether somebody has asked for quiet about its rule."""
    course = courses.get(finding.subject.campaign)
    asked = [course.wishes.get(name) for name in mute_keys(finding.trouble, finding.detail)] if course else []
    return any(one is not None and one.muted for one in asked)


def _none() -> None:
    """No look had been possible yet."""


def _sources(sight: Sight) -> Sources:
    drawn = {key: frozenset(one.draws_on) for key, one in sight.declared.items()}
    return Sources(drawn, frozenset(one.id for one in sight.accounts if one.source.is_crm))
