"""Why a KPI moved between two periods: the links of its chain, the causes, or that there is none to name."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.causes.chain import LINKS, Link, chain, ratio
from domain.causes.cross import Cross, widest
from domain.causes.search import Suspect, against, suspects, tests, threshold
from domain.causes.setting import DEFAULT, Setting
from domain.causes.shares import share
from domain.errors import InvalidInput


class Why(StrEnum):
    """What the search comes to."""

    CAUSE = "cause"
    NO_CLEAR_CAUSE = "no_clear_cause"


@dataclass(frozen=True, slots=True)
class Cause:
    """An element that explains a share of the gap. `factor` is cvr, cpc, ctr, cpm, value or volume.

    `moved` is the logarithm of its move against the rest, `z` the same in standard errors: negative for a fall.
    """

    dimension: str
    element: str
    factor: str
    moved: float
    share: float | None
    z: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The KPI in both periods (None where undefined), its chain, and the causes, the best first."""

    kpi: str
    before: float | None
    after: float | None
    links: tuple[Link, ...]
    verdict: Why
    causes: tuple[Cause, ...]


def explain(crosses: Sequence[Cross], kpi: str, setting: Setting = DEFAULT) -> Explanation:
    """Compare two periods. Several crosses are several ways to cut the same sums. InvalidInput for another KPI."""
    if kpi not in LINKS:
        raise InvalidInput("explain_kpi", "kpi", kpi, ", ".join(LINKS))
    whole = widest(crosses)
    if whole is None:
        return Explanation(kpi, None, None, (), Why.NO_CLEAR_CAUSE, ())
    looks = sum(tests(one, kpi) for one in crosses)
    causes = _causes(crosses, kpi, looks, setting)
    named = bool(causes) and _clear(causes[0], looks, setting)
    return Explanation(
        kpi,
        ratio(kpi, whole.before),
        ratio(kpi, whole.after),
        chain(kpi, whole.before, whole.after),
        Why.CAUSE if named else Why.NO_CLEAR_CAUSE,
        causes,
    )


def _causes(crosses: Sequence[Cross], kpi: str, looks: int, setting: Setting) -> tuple[Cause, ...]:
    """The strongest of all, then what is left in the same cells without it."""
    best = [(one, cross) for cross in crosses for one in _named(cross, cross, kpi, looks, setting)[:1]]
    if not best:
        return ()
    first, cross = max(best, key=lambda pair: pair[0].score)
    found, left = [_cause(cross, kpi, first)], cross
    while len(found) < setting.most:
        left = left.where(left.codes[first.place] != first.element)
        more = _named(left, cross, kpi, looks, setting)
        if not more:
            break
        first = more[0]
        found.append(_cause(cross, kpi, first))
    return tuple(found)


def _named(left: Cross, whole: Cross, kpi: str, looks: int, setting: Setting) -> list[Suspect]:
    """Those worth a word, of two standard errors and more, that pushed the KPI the way it went."""
    return [
        one
        for one in suspects(left, kpi, setting)
        if abs(one.z) >= (setting.least_z if (share(whole, kpi, one) or 0.0) > 0 else against(looks, setting))
    ]


def _clear(cause: Cause, looks: int, setting: Setting) -> bool:
    """Whether it is the cause of the gap, or stands against it beyond doubt."""
    part = cause.share or 0.0
    least = threshold(looks, setting) if part > 0 else against(looks, setting)
    return abs(cause.z) >= least and abs(part) >= setting.least_share


def _cause(cross: Cross, kpi: str, suspect: Suspect) -> Cause:
    return Cause(
        cross.dimensions[suspect.place],
        cross.elements[suspect.place][suspect.element],
        suspect.test,
        suspect.size,
        share(cross, kpi, suspect),
        suspect.z,
    )
