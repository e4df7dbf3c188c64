"""After every poll: what is known becomes findings, findings move incidents, what is worth saying is written down."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from domain.entities import Campaign, Client
from domain.incidents.conditions import Condition, State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.money import MICRO
from domain.rules import registry as rules
from domain.rules.baseline import mark_of, usual_of
from domain.rules.inputs import AccountEvidence, Running, UnclaimedEvidence
from domain.rules.off_target import names
from domain.rules.usual import RULE, Baseline
from domain.window import local_day
from notifiers import alert_notifications
from notifiers.delivery.pipeline import Decision
from storage import Session
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.directory import campaigns, clients
from storage.evidence import evaluations, gather
from storage.evidence.evaluations import Evaluation
from storage.evidence.gather import Shared

_QUIET = frozenset({Verdict.FINE, Verdict.TOO_FEW, Verdict.OVER, Verdict.NO_DATA, Verdict.STALE, Verdict.ERROR})
"""Signals that begin nothing: where nothing is remembered of a rule, they leave no row."""


Attempt: TypeAlias = Callable[[str, Callable[[], list[Finding]]], list[Finding]]
"""How the campaign of that key is judged: an edge may keep its error from the others. It then says nothing, and its
incidents stay as they are."""


def _plainly(_campaign: str, judge: Callable[[], list[Finding]]) -> list[Finding]:
    return judge()


def run(
    session: Session,
    now: datetime,
    client_key: str | None = None,
    admins: Sequence[str] = (),
    attempt: Attempt = _plainly,
) -> list[Decision]:
    """Judge everything of the client (of everybody without one) and write down what is worth saying."""
    keys = [client_key] if client_key else [client.key for client in clients.everyone(session)]
    decisions: list[Decision] = []
    for client in (found for key in keys if (found := clients.get(session, key))):
        common, seen = findings(session, client, now, attempt)
        settle(session, common, seen)
        decisions += alert_notifications.tell(session, client, now, admins)
    return decisions


def findings(
    session: Session, client: Client, now: datetime, attempt: Attempt = _plainly
) -> tuple[Shared, list[Finding]]:
    """What there is to be said of a client at this instant, troubled or not; keeps the mornings' looks."""
    run = [one for one in campaigns.of_client(session, client.key) if one.start <= local_day(now, client.timezone)]
    common = gather.shared(session, client, run, now)
    found = [one for campaign in run for one in attempt(campaign.key, partial(_alone, session, common, campaign))]
    _keep_said(session, common, found)
    usual = sum(one.spend_a_day for one in common.usual.values()) * MICRO
    others = [
        *(AccountEvidence(client, one, now) for one in common.healths),
        *(UnclaimedEvidence(client, one, now, usual) for one in gather.unclaimed(session, common)),
    ]
    return common, [*found, *(finding for one in others for finding in rules.findings(one))]


def _alone(session: Session, common: Shared, campaign: Campaign) -> list[Finding]:
    """What is written down of a campaign that cannot be judged is taken back; the rest of the transaction stands."""
    with session.begin_nested():
        return _of_campaign(session, common, campaign)


def _of_campaign(session: Session, common: Shared, campaign: Campaign) -> list[Finding]:
    """A morning's look where there is a new one, or where goals and wishes have changed since; then the running day."""
    moment, wishes = common.moment(campaign), common.wishes.get(campaign.key, {})
    if not moment.is_running:
        return []
    usual, daily = common.usual.get(campaign.key), list[Finding]()
    about = mark_of(moment, wishes.values())
    if usual is None or usual.mark != about or usual.look < moment.today.toordinal():
        view = gather.morning(session, moment, wishes)
        if view is not None:
            usual, daily = usual_of(view, about), list(rules.findings(view))
            _keep_looks(session, campaign, usual, daily, common.now)
    if usual is None or usual.mark != about:
        return daily
    running = Running(
        campaign, common.client, common.now, moment.accounts, usual, common.today[campaign.key],
        tuple(common.listed.get(campaign.key, ())),
        common.silences.get(campaign.key),
        common.standing.get(campaign.key, frozenset()),
    )  # fmt: skip
    seen = rules.findings(running)
    return [*daily, *(seen if running.is_whole else filter(_tells, seen))]


def _tells(finding: Finding) -> bool:
    """What is known of a part, or by what was usual days ago, can show that something is wrong, never that all is
    well."""
    return finding.signal not in {Verdict.FINE, Verdict.DOUBT, Verdict.TOO_FEW, Verdict.NO_DATA}


def settle(session: Session, common: Shared, found: Iterable[Finding]) -> None:
    """Move every incident by its finding; what nothing was found of this time stays, is lost from sight, or is over."""
    client, now = common.client, common.now
    rows = {(row.subject.key, row.rule): row for row in alerts.of_client(session, client.key, only_open=False)}
    seen: set[tuple[str, str]] = set()
    for finding in found:
        key = finding.subject.key, finding.rule
        seen.add(key)
        _move(session, rows.get(key), finding, now)
    left = [row for key, row in rows.items() if key not in seen and row.state.condition is not Condition.OK]
    if left:
        run = {one.key: one for one in campaigns.of_client(session, client.key)}
        for row in left:
            after = _left(common, run.get(row.subject.campaign), row)
            if after is not None:
                _move(session, row, after, now)


def _left(common: Shared, campaign: Campaign | None, row: Alert) -> Finding | None:
    """What becomes of an incident of which this pass has found nothing: mostly, that it waits for its next look."""
    name = common.now.isoformat()
    if row.subject.campaign:
        moment = common.moment(campaign) if campaign else None
        if moment is None or campaign is None or not moment.is_running:
            return replace(row.finding, signal=Verdict.OVER, because=Reason.NOT_RUNNING, look=name)
        wishes = common.wishes.get(campaign.key, {})
        if row.finding.goal is not None and row.rule not in names(campaign, wishes):
            return replace(row.finding, signal=Verdict.OVER, because=Reason.NO_GOAL, look=name)
        lost = rules.unseen(moment, row.trouble, row.detail)
        return replace(row.finding, signal=lost[0], because=lost[1], look=name) if lost else None
    return replace(row.finding, signal=Verdict.OVER, because=Reason.NOT_RUNNING, look=name)


def _keep_looks(session: Session, campaign: Campaign, usual: Baseline, daily: Iterable[Finding], now: datetime) -> None:
    """This morning's answers for charts and for checking a back-test against them; and what is usual."""
    goals = (one for one in daily if one.goal is not None)
    kept = [
        Evaluation(
            campaign.key,
            one.rule,
            date.fromisoformat(one.look[:10]),
            now,
            one.signal,
            one.probability,
            one.numbers.value,
        )
        for one in goals
    ]
    morning = date.fromordinal(usual.look)
    evaluations.save_looks(
        session, [*kept, Evaluation(campaign.key, RULE, morning, now, Verdict.FINE, numbers=usual.to_json())]
    )


def _keep_said(session: Session, common: Shared, found: Iterable[Finding]) -> None:
    """What the rules but the goals' say, for the list of them, where it has changed: mostly there is nothing to tell.

    What cannot be answered for now leaves the last answer as it is.
    """
    said: dict[str, dict[str, str]] = {}
    for one in (each for each in found if each.goal is None):
        before = said.setdefault(one.subject.campaign, dict(common.said.get(one.subject.campaign, {})))
        if one.signal is not Verdict.NO_DATA:
            before[one.rule] = one.signal.value
    news = {key: rules for key, rules in said.items() if rules != common.said.get(key)}
    evaluations.save_looks(
        session,
        [
            Evaluation(key, evaluations.SAID, evaluations.EVER, common.now, Verdict.FINE, numbers=one)
            for key, one in news.items()
        ],
    )


def close(session: Session, campaign: Campaign, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """End the open incidents of a campaign that is about to be removed: afterwards nobody could."""
    client = clients.get(session, campaign.client_key)
    if client is None:
        return []
    for row in alerts.open_alerts(session, campaign.key):
        _move(session, row, replace(row.finding, signal=Verdict.OVER, because=Reason.NOT_RUNNING), now)
    return alert_notifications.tell(session, client, now, admins)


def _move(session: Session, row: Alert | None, finding: Finding, now: datetime) -> None:
    if row is None and finding.signal in _QUIET and finding.numbers.decidable is None:
        return
    if row is not None and finding.look == row.state.look and finding.signal is not Verdict.OVER:
        return  # A look that takes no part leaves no words either.
    looks = rules.of_kind(finding.trouble).looks_until_over
    state, steps = advance(row.state if row else State(), finding, now, looks)
    if row is not None and not steps and state == row.state and _keeps(row, finding):
        return
    alerts.record(session, _as_told(row, finding), state, steps, now)


def _keeps(row: Alert, finding: Finding) -> bool:
    """Whether the finding adds nothing: the row is quiet, or the finding is the one it has.

    Of a quiet rule only the day is kept on which a verdict will be possible.
    """
    if row.state.condition is Condition.OK:
        return finding.numbers.decidable == row.finding.numbers.decidable
    return replace(finding, look=row.finding.look) == row.finding


def _as_told(row: Alert | None, finding: Finding) -> Finding:
    """A finding that sees nothing keeps the numbers of the last that did, and one of a trouble that eases its date."""
    if row is None:
        return finding
    if finding.signal in {Verdict.NO_DATA, Verdict.STALE, Verdict.ERROR, Verdict.OVER} and row.state.is_open:
        return replace(row.finding, signal=finding.signal, because=finding.because, look=finding.look)
    before = row.finding.since
    if row.state.is_open and finding.since is None:
        return replace(finding, since=before, since_sure=row.finding.since_sure)
    if row.state.is_open and before and finding.since and not rules.of_kind(finding.trouble).since_moves:
        return replace(finding, since=min(before, finding.since))
    return finding
