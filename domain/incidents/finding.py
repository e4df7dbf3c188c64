"""What was found about one subject at one look: the signal, how sure, since when, and the numbers behind it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.entities import Goal
from domain.incidents.rule_kinds import RuleKind, Subject, Tier, rule
from domain.money import Money
from domain.words import Claim

EVEN = 0.5
"""A probability of one case in two."""


class Verdict(StrEnum):
    """What a look says. DOUBT is between fine and bad: it begins to be watched, but ends and tells nothing."""

    FINE = "fine"
    DOUBT = "doubt"
    BREACH = "breach"
    TOO_FEW = "too_few"
    NO_DATA = "no_data"
    STALE = "stale"
    ERROR = "error"
    OVER = "over"


class Reason(StrEnum):
    """Why it says so."""

    MET = "met"
    UNSURE = "unsure"
    MISSED = "missed"
    LATE_RESULTS = "late_results"
    NO_RESULTS = "no_results"
    NOT_COUNTED = "not_counted"
    NO_SPEND = "no_spend"
    TOO_MUCH_SPEND = "too_much_spend"
    SEGMENT_SILENT = "segment_silent"
    CRM_SILENT = "crm_silent"
    PAUSED = "paused"
    UNCLAIMED = "unclaimed"
    SUSPENDED = "suspended"
    BEHIND_PLAN = "behind_plan"
    AHEAD_OF_PLAN = "ahead_of_plan"
    SPENT = "spent"
    NEARLY_SPENT = "nearly_spent"
    UNUSUAL = "unusual"
    FEW_EVENTS = "few_events"
    EARLY = "early"
    NO_ROWS = "no_rows"
    UNDEFINED = "undefined"
    UNANSWERED = "unanswered"
    DATA_OLD = "data_old"
    SOURCE_FAILED = "source_failed"
    NOT_RUNNING = "not_running"
    ENDED = "ended"
    OFF = "off"
    CLAIMED = "claimed"
    IGNORED = "ignored"
    NO_GOAL = "no_goal"
    MUTED = "muted"


_BROKEN = {Reason.NOT_COUNTED: Claim.PLATFORM, Reason.CRM_SILENT: Claim.CRM}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a message shows. Counts are results (leads, conversions, …) or days; all amounts in the client's currency.

    `value` is the KPI as judged, with what is still to come, `measured` what has been received of it by now, `awaited`
    what that comes to once the rest is in (None where no more is to come), `target` the goal; `seen` and `expected` are
    results in the window `first..last`, or, `by_lead`, what the leads of these days have brought since; `usual` is what
    they would be at the account's own level, `base` what a rate is of (clicks, impressions, leads). `arrived` (0..1) is
    the share of the window's results that should have been reported by now. `decidable` is the day on which a small
    account can be judged. `in_crm` is how many leads a CRM has received since the trouble began, where it counts beside
    the platforms. Of a total, `needed` is what must come a day from now on and `comes` what comes a day now; it will
    end between `least` and `most` in four cases of five.
    """

    value: Decimal | None = None
    target: Decimal | None = None
    seen: Decimal | None = None
    expected: Decimal | None = None
    usual: Decimal | None = None
    spend: Money | None = None
    at_risk: Money | None = None
    plan: Money | None = None
    projected: Money | None = None
    low: Money | None = None
    high: Money | None = None
    daily: Money | None = None
    arrived: float | None = None
    first: date | None = None
    last: date | None = None
    decidable: date | None = None
    measured: Decimal | None = None
    by_lead: bool = False
    needed: Decimal | None = None
    comes: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    awaited: Decimal | None = None
    base: Decimal | None = None
    in_crm: Decimal | None = None

    @property
    def risk(self) -> int:
        """Micros at risk, for ordering; 0 where it is not known."""
        return self.at_risk.micros if self.at_risk else 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about one subject. `look` names the look: the same look again changes nothing.

    `detail` is the KPI, or the segment as `device=mobile`. `probability` is that of the trouble, `since` the day on
    which it began and `since_sure` how sure that is. `result` is the KPI that counts the results of `numbers`.
    `name` and `source` tell of subjects that are no campaign of ours; `remedy` is a code of `domain.words.Remedy`,
    `given` what somebody wrote that cannot be right. `claim` is whose word the KPI is, where there are several.
    `counters` are the sources whose counts it is about, `hour` the client's wall clock (`15:00`) at which
    it began, where its day had results before.
    """

    subject: Subject
    trouble: RuleKind
    signal: Verdict
    because: Reason
    look: str
    detail: str = ""
    tier: Tier | None = None
    probability: float | None = None
    since: date | None = None
    since_sure: float | None = None
    goal: Goal | None = None
    result: str = ""
    numbers: Numbers = field(default_factory=Numbers)
    cause: str = ""
    name: str = ""
    source: str = ""
    remedy: str = ""
    given: str = ""
    claim: Claim | None = None
    counters: tuple[str, ...] = ()
    hour: str = ""

    @property
    def breaks(self) -> Claim | None:
        """Whose count it says to lack what came: the platforms count no more, or what they count does not reach the
        CRM; None: nobody's."""
        return _BROKEN.get(self.because)

    @property
    def is_fading(self) -> bool:
        """Whether it is more probably over than not, though not surely enough to be called over."""
        return self.signal is Verdict.DOUBT and self.probability is not None and self.probability < EVEN

    @property
    def rule(self) -> str:
        """What is watched: one incident per subject and rule."""
        return rule(self.trouble, self.detail)
