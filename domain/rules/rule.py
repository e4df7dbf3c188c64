"""What a rule is: one kind of trouble that is watched for, with everything that the house must know of it.

A rule is a module of this folder that ends in its `RULE`, a line of `registry.py`, and its words in
`templates/alerts/<kind>/`. Nothing else in the house knows one kind from another: it asks the rule.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from domain.diagnosis.asking import Question
from domain.incidents.finding import Finding
from domain.incidents.rule_kinds import RuleKind
from domain.rules.inputs import CampaignEvidence, Running
from domain.words import Claim

E = TypeVar("E")
LOOKS = 2
"""How many looks in a row must be fine before an incident is over: a drift is judged once a day and may flicker; what
was broken and works again needs one look to see it and one to be sure."""


class Nature(StrEnum):
    """What sort of trouble it is: what follows from what is mostly told by sorts."""

    SIGHT = "sight"  # what cannot be seen
    DELIVERY = "delivery"  # money does not flow
    SPEND = "spend"  # too much of it flows
    RESULTS = "results"  # nothing comes of it
    DRIFT = "drift"  # too little comes of it, or too slowly
    UNCLAIMED = "unclaimed"  # nobody's


class Chart(StrEnum):
    """What its alert draws. RESULTS are whatever the finding counts, COUNTED the same as the platforms alone count it,
    KPI is the goal's day by day, of a sum as estimated each morning; SPEND beside its usual range, PLANNED beside the
    plan."""

    NONE = "none"
    KPI = "kpi"
    RESULTS = "results"
    COUNTED = "counted"
    SPEND = "spend"
    PLANNED = "planned"
    SPEND_TODAY = "spend_today"

    @property
    def is_of_money(self) -> bool:
        """Whether it draws what was spent."""
        return self in {Chart.SPEND, Chart.PLANNED, Chart.SPEND_TODAY}


def never(_one: Finding, _other: Finding) -> bool:
    """Two incidents of it have a cause each."""
    return False


def broke_together(one: Finding, other: Finding) -> bool:
    """Two campaigns of a client that broke alike on the same day, give or take one, have one cause more likely than
    two."""
    return days_apart(one, other) <= 1


def days_apart(one: Finding, other: Finding) -> float:
    """Days between their beginnings; 0 where neither has one, infinity where one has none."""
    if one.since and other.since:
        return abs((one.since - other.since).days)
    return 0 if one.since is other.since else float("inf")


def own_reason(_finding: Finding) -> Question | None:
    """There is nothing to ask: the trouble is its own reason."""
    return None


def nothing_new(_running: Running) -> Iterable[Finding]:
    """There is nothing to say of it until the next morning."""
    return ()


def nobody_counts(_detail: str, _claim: Claim | None) -> bool:
    """No CRM is needed for it."""
    return False


@dataclass(frozen=True, slots=True)
class Rule(Generic[E]):
    """One kind of trouble. `evaluate` answers for all its subjects in a piece of evidence, fine or not.

    `evidence` says when it is asked: CampaignEvidence once a morning, Running at every poll, AccountEvidence and
    UnclaimedEvidence at every pass.
    """

    kind: RuleKind
    evidence: type[E]
    evaluate: Callable[[E], Iterable[Finding]]
    nature: Nature
    meanwhile: Callable[[Running], Iterable[Finding]] = nothing_new
    """Of what a morning's look judges, that which cannot wait for the next: it is said so, or nothing is."""
    inhibits: frozenset[str] = frozenset()
    """Natures and kinds that follow from it, and are not told while it stands."""
    alike: Callable[[Finding, Finding], bool] = never
    """Whether two incidents of it, both of campaigns of one client, have one cause more likely than two."""
    looks_until_over: int = LOOKS
    explained_by: Callable[[Finding], Question | None] = own_reason
    """The KPI whose chain explains a finding."""
    chart: Chart = Chart.NONE
    done: tuple[str, ...] = ()
    """What is commonly done about it: codes of `templates.cards.log`."""
    needs_crm: Callable[[str, Claim | None], bool] = nobody_counts
    """Whether, of that detail, a CRM counts what it judges; and by whose claim, where there are several."""
    of_goals: bool = False
    """Asked for each goal; the others are watched on every campaign by themselves."""
    of_the_whole: bool = False
    """Judged on all accounts of a campaign together, and blind with one of them."""
    leaves_bad_days: bool = True
    """Whether its days stay in the numbers once it is over; those that could not be seen are read afterwards."""
    of_the_end: bool = False
    """Of where the flight ends, not of its days: a cause that is over left it as it is, and no longer speaks for it."""
    hides_in_digest: bool = True
    """Whether others follow from it also where it is only worth a line in the digest."""
    since_moves: bool = False
    """Its beginning is an estimate that is refined, or that of a window."""
    settles_after: timedelta = timedelta(0)
    """Until so long after midnight, the hour at which an account answers bears on what it finds, though the numbers be
    the same."""
    news_for: timedelta | None = None
    """How long after its beginning somebody may hear of it for the first time; None: as long as it lasts."""
    told_again: int = 0
    """Every so many working days its message is told again while nobody answers; 0: once."""

    @property
    def is_by_day(self) -> bool:
        """Judged by the morning's look, and dated by the day on which it began."""
        return self.evidence is CampaignEvidence

    @property
    def is_of_campaigns(self) -> bool:
        """About a campaign, not an account."""
        return self.evidence is CampaignEvidence or self.evidence is Running

    def explains(self, other: "Rule[object]") -> bool:
        """Whether `other` follows from it."""
        return not self.inhibits.isdisjoint({other.kind, other.nature})
