"""What is worth saying: level-triggered. What is to be said follows from where things stand and what was said already.

Nothing hangs on the moment of a step: an incident that fired at night, in a holiday, or while Slack was away is told
when people may be told, if it still stands then.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.incidents.conditions import BLIND, Condition, State
from domain.incidents.finding import Finding, Verdict
from domain.incidents.handling import WORSE_BY, Handling, gap, is_over, is_snoozed
from domain.incidents.rule_kinds import Tier

MOST_INTERRUPTS = 3
"""One person's attention: so many interrupts on one day of theirs, and one more for what is broken; what comes after
waits for the digest."""


@dataclass(frozen=True, slots=True)
class NotificationState:
    """What was said of the incident that is open. `step` is the last step that its thread has told, `shown` the last
    that its message shows, `gap` how far off it was then; `day` is the client's day of the last edit, `digest` that of
    the digest that named it, `level` the tier that it had there. `woken` tells the snooze whose end was said, `ended`
    the end that was told.
    """

    tier: Tier | None = None
    at: datetime | None = None
    step: int = 0
    gap: Decimal | None = None
    day: date | None = None
    digest: date | None = None
    asked: date | None = None
    level: Tier | None = None
    woken: datetime | None = None
    ended: datetime | None = None
    shown: int = 0


class NotifyAction(StrEnum):
    """What is to be done now."""

    INTERRUPT = "interrupt"
    EDIT = "edit"
    WORSE = "worse"
    WAKE = "wake"
    AGAIN = "again"
    RESOLVE = "resolve"
    DIGEST = "digest"
    WAIT = "wait"
    FORGET = "forget"
    NOTHING = "nothing"


class Held(StrEnum):
    """Why an interrupt is not told now."""

    QUIET = "quiet"
    PLANNED = "planned"
    MUTED = "muted"
    RULE_OFF = "rule_off"


@dataclass(frozen=True, slots=True)
class Situation:
    """One incident and all that bears on telling it. `step` is its last step, `held` why nobody may be interrupted.

    `is_due_again`: its rule is told again while nobody answers, and enough working days have passed. `asleep`: people
    are left alone, and so are threads. `is_old_news`: it began so long ago that it is none any more. `slept_through`:
    it is over, and people were left alone from its beginning to its end.
    """

    state: State
    handling: Handling
    finding: Finding
    told: NotificationState
    step: int
    today: date
    held: Held | None = None
    is_due_again: bool = False
    asleep: bool = False
    is_old_news: bool = False
    slept_through: bool = False


def notify_decision(situation: Situation, now: datetime) -> NotifyAction:
    """What to do about one incident now. What has a message is kept current in it, quietly; news goes to its thread."""
    state, told = situation.state, situation.told
    if told.tier is Tier.INTERRUPT:
        return _kept(situation, now)
    if state.condition is Condition.OK:
        return NotifyAction.FORGET if told.tier or missed(situation) else NotifyAction.NOTHING
    if state.condition is not Condition.FIRING or situation.held in {Held.MUTED, Held.RULE_OFF}:
        return NotifyAction.NOTHING
    if is_snoozed(situation.handling, situation.finding, now) or situation.finding.signal is not Verdict.BREACH:
        return NotifyAction.NOTHING  # put aside, or about to be over
    return _fresh(situation, now)


def _fresh(situation: Situation, now: datetime) -> NotifyAction:
    """What is to be said of an incident that has no message: at once, or in the morning, and in each once."""
    if situation.is_old_news:
        return NotifyAction.NOTHING
    state, told, held = situation.state, situation.told, situation.held
    named = told.digest is not None and not situation.is_due_again and not _is_woken(situation, now)
    if state.tier is Tier.INTERRUPT and held is not Held.PLANNED:
        if named and (told.level is Tier.INTERRUPT or situation.handling.is_answered):
            return NotifyAction.NOTHING
        return NotifyAction.WAIT if held is Held.QUIET else NotifyAction.INTERRUPT
    if state.tier is Tier.DIGEST and held is Held.PLANNED:
        return NotifyAction.NOTHING
    return NotifyAction.NOTHING if named else NotifyAction.DIGEST


def missed(situation: Situation) -> bool:
    """Whether it interrupted nobody while it lasted, for people were left alone: the next digest says that it was.
    What went untold for another reason, for it followed from what was told or was muted, ends untold."""
    state, told = situation.state, situation.told
    unsaid = state.ended is not None and told.ended != state.ended and told.tier is None
    alone = situation.slept_through and situation.held not in {Held.MUTED, Held.RULE_OFF}
    return state.condition is Condition.OK and unsaid and alone and state.tier is Tier.INTERRUPT


def _is_woken(situation: Situation, now: datetime) -> bool:
    """Whether a snooze has ended of which the end was not said."""
    handling = situation.handling
    return is_over(handling, situation.finding, now) and situation.told.woken != handling.at


def _kept(situation: Situation, now: datetime) -> NotifyAction:
    """The message of an incident that was told: edited at every step and once a day, and said to be worse once. Its
    thread waits while people sleep."""
    state, told = situation.state, situation.told
    unseen = situation.step > max(told.step, told.shown)
    if state.condition is Condition.OK:
        if situation.asleep:
            return NotifyAction.EDIT if unseen else NotifyAction.WAIT
        return NotifyAction.RESOLVE
    far = gap(situation.finding)
    free = situation.held is None and not is_snoozed(situation.handling, situation.finding, now)
    if state.condition is Condition.FIRING and free:
        if _is_woken(situation, now):
            return NotifyAction.WAKE
        if _is_worse(told.gap, far):
            return NotifyAction.WORSE
        if situation.is_due_again:
            return NotifyAction.AGAIN
    if unseen or (situation.step != told.step and not situation.asleep):
        return NotifyAction.EDIT
    return NotifyAction.EDIT if _has_fresh_numbers(situation) else NotifyAction.NOTHING


def _has_fresh_numbers(situation: Situation) -> bool:
    """Whether its message shows those of a day before, and today's look has others: a fresh date on old ones lies."""
    told, today = situation.told, situation.today
    behind = told.day is not None and told.day < today and situation.state.condition not in BLIND
    return behind and not situation.asleep and situation.finding.look[:10] >= today.isoformat()


def _is_worse(before: Decimal | None, now: Decimal | None) -> bool:
    return before is not None and now is not None and now - before >= WORSE_BY


def after(action: NotifyAction, situation: Situation, now: datetime) -> NotificationState:
    """What has been said, once that was done."""
    told, far, today = situation.told, gap(situation.finding), situation.today
    match action:
        case NotifyAction.INTERRUPT:
            return NotificationState(Tier.INTERRUPT, now, situation.step, far, today, woken=situation.handling.at)
        case NotifyAction.WORSE:
            return replace(told, step=situation.step, gap=far, day=today)
        case NotifyAction.AGAIN:
            return replace(told, at=now, step=situation.step, gap=far, day=today)
        case NotifyAction.WAKE:
            return replace(told, step=situation.step, gap=far, day=today, woken=situation.handling.at, asked=None)
        case NotifyAction.EDIT:
            step = told.step if situation.asleep else situation.step
            day = told.day if situation.asleep else today
            return replace(told, step=step, shown=situation.step, day=day)
        case NotifyAction.RESOLVE | NotifyAction.FORGET:
            return NotificationState(ended=situation.state.ended)
        case NotifyAction.DIGEST:
            level, woken = situation.state.tier, situation.handling.at
            tier = told.tier or Tier.DIGEST
            return replace(told, tier=tier, at=now, step=situation.step, digest=today, level=level, woken=woken)
        case _:
            return told
