"""What a morning's look leaves for the hours until the next: how the campaign usually does, as plain numbers."""

from dataclasses import dataclass

from domain.arrival import USUAL, Arrival
from domain.incidents.finding import Verdict

RULE = "usual"
"""The name under which it is kept."""
BEFORE = 28
"""Days before a trouble by which what is usual of a CRM is told."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Days are ordinals (0: none), `rate` results per currency unit of spend, `a_day` results a day, money in micros
    of the client's currency.

    `mark` tells the goals, wishes and flight that it was made for. `stop` is the signal of results that stopped, with
    its probability and tier; `seen`, `due` and `spend` are those of the days since `since`, 0 while all is well.
    `chance` is that of a silence of spend as long as the present one, which began on `silent`. `arrives` is by age in
    days the share (0..1) of a day's results that has come, `unsure` the relative variance of that.
    `came` are the platforms' results of the four weeks before the look, day by day, `crm` what a CRM received of all
    that is judged (empty where none speaks): a trouble may be older than four weeks; -1: not known.
    """

    look: int
    mark: str
    results: str
    rate: float = 0.0
    a_day: float = 0.0
    dispersion: float = 1.25
    stop: str = Verdict.NO_DATA.value
    stop_tier: str = ""
    stopped: float = 0.0
    since: int = 0
    seen: float = 0.0
    due: float = 0.0
    spend: float = 0.0
    arrived: float = 1.0
    silence: str = Verdict.NO_DATA.value
    silence_tier: str = ""
    silent: int = 0
    never_silent: bool = False
    spend_a_day: float = 0.0
    ceiling: int = 0
    yesterday: int = 0
    planned: int = 0
    planned_before: int = 0  # for the day before the look, of which `yesterday` is the cost
    unspent: int = 0
    budget: int = 0
    came: tuple[float, ...] = ()
    crm: tuple[float, ...] = ()
    arrives: tuple[float, ...] = ()
    unsure: tuple[float, ...] = ()

    @property
    def arrival(self) -> Arrival:
        """How its results arrive; as usual, where nothing has been learnt."""
        return Arrival(self.arrives, self.unsure, self.dispersion) if self.arrives else USUAL

    def day_after_last(self) -> int:
        """The first day after the newest with a result, as the platforms count by the look; 0 where none had one."""
        some = [at for at, count in enumerate(self.came) if count > 0]
        return self.look - len(self.came) + some[-1] + 1 if some else 0

    def in_crm(self, first: int) -> tuple[float, float] | None:
        """What the CRM received from that day on, and what it usually does in as many days, as in the four weeks before
        it; None where it does not say. What is usual is not known of a trouble older than all that is kept: 0."""
        kept = self.look - len(self.crm)
        days = [(kept + at, count) for at, count in enumerate(self.crm) if count >= 0]
        since = [count for day, count in days if day >= first]
        before = [count for day, count in days if first - BEFORE <= day < first]
        if not since or (not before and first > kept):
            return None
        return sum(since), sum(before) / max(1, len(before)) * len(since)
