"""What can go wrong in the world: each trouble multiplies what happens while it lasts, and nothing before or after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Effect:
    """Factors on what the platform runs: amounts, the results that clicks turn into, and what each is worth."""

    impressions: float = 1.0
    clicks: float = 1.0
    cost: float = 1.0
    results: float = 1.0
    value: float = 1.0


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of trouble: its usual size, and whether it strikes a whole account or the campaign at the CRM's side."""

    name: str
    size: float
    meaning: str
    account: bool = False


_KINDS = (
    Kind("off_target", 0.5, "share of the usual clicks that still turn into results"),
    Kind("cpc_rises", 2.0, "how many times dearer a click gets, at the same spend"),
    Kind("ctr_falls", 0.5, "share of the usual click rate that is left, at the same clicks"),
    Kind("value_falls", 0.5, "share of an order's usual value that is left"),
    Kind("conversions_stopped", 0.0, "share of the results that are left"),
    Kind("spend_stopped", 0.0, "share of the delivery that is left, though all is enabled"),
    Kind("paused_with_budget", 0.0, "as spend_stopped, and the platform says paused"),
    Kind("removed", 0.0, "as spend_stopped, and the lists no longer name the campaign"),
    Kind("spend_above_plan", 3.0, "how many times the usual spend"),
    Kind("off_pace", 0.6, "how many times the usual spend"),
    Kind("tracking_lost", 0.0, "share of the results that the platform still counts; the CRM gets them all"),
    Kind("results_late", 1.0, "share of the results that the platform counts only when it is over"),
    Kind("leads_not_in_crm", 0.0, "share of the leads that still reach the CRM"),
    Kind("quality_falls", 0.4, "share of the usual leads that become marketing qualified"),
    Kind("sales_stall", 0.4, "share of the usual qualified leads that sales accepts"),
    Kind("surprise", 4.0, "how many times dearer a click gets, for some hours"),
    Kind("stale_data", 0.0, "the account answers and tells nothing new", account=True),
    Kind("source_disconnected", 0.0, "the account's token is refused", account=True),
    Kind("account_suspended", 0.0, "the platform suspends the account: nothing runs", account=True),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})


@dataclass(frozen=True, slots=True)
class Trouble:
    """A trouble that lasts from `begin` to before `end` (ms), of a size, on one element of one dimension or on all.

    `segment` is (dimension, element): device, ad_group, ad or network, and the beginning of the element's name.
    """

    kind: str
    begin: int
    end: int
    size: float
    segment: tuple[str, str] = ("", "")

    def lasts(self, at: int) -> bool:
        """Whether the instant (ms) lies within it."""
        return self.begin <= at < self.end

    def strikes(self, *names: tuple[str, str]) -> bool:
        """Whether it is about the element that goes by one of these (dimension, name) pairs."""
        element = self.segment[1].lower()
        return any(self.segment[0] == dimension and name.lower().startswith(element) for dimension, name in names)

    def about(self, *dimensions: str) -> bool:
        """Whether it strikes an element of one of these dimensions only."""
        return self.segment[0] in dimensions

    @property
    def effect(self) -> Effect:
        """What it multiplies while it lasts."""
        return _effect(self.kind, self.size)


def _effect(kind: str, size: float) -> Effect:
    if kind in ("off_target", "conversions_stopped"):
        return Effect(results=size)
    if kind in ("cpc_rises", "surprise"):
        return Effect(impressions=1 / size, clicks=1 / size, results=1 / size)
    if kind == "ctr_falls":
        return Effect(impressions=1 / size)
    if kind == "value_falls":
        return Effect(value=size)
    if kind in ("spend_stopped", "paused_with_budget", "removed", "spend_above_plan", "off_pace", "account_suspended"):
        return Effect(size, size, size, size)
    return Effect()


def lasting(troubles: Iterable[Trouble], kind: str, at: int) -> Trouble | None:
    """The trouble of that kind that lasts at the instant (ms), if there is one."""
    return next((one for one in troubles if one.kind == kind and one.lasts(at)), None)
