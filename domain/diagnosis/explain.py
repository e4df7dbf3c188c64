"""Why a KPI moved between two periods: the links of its chain, the causes, or that there is none to name."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.diagnosis.chain import ALIKE, LINKS, Days, Link, chain, ratio
from domain.diagnosis.cross import Cross, Sums, widest
from domain.diagnosis.search import Suspect, against, suspects, tests, threshold
from domain.diagnosis.setting import DEFAULT, Setting
from domain.diagnosis.shares import share
from domain.errors import InvalidInput


class Why(StrEnum):
    """What the search comes to."""

    CAUSE = "cause"
    NO_CLEAR_CAUSE = "no_clear_cause"


@dataclass(frozen=True, slots=True)
class Cause:
    """An element that explains a share of the gap. `factor` is cvr, cpc, ctr, cpm, value or volume.

    `moved` is the logarithm of its move against the rest, `z` the same in standard errors: negative for a fall.
    `before` and `after` are the element's own factor; of volume, its part of the impressions.
    """

    dimension: str
    element: str
    factor: str
    moved: float
    share: float | None
    z: float
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The KPI in both periods (None where undefined), its chain, and the causes, the best first."""

    kpi: str
    before: float | None
    after: float | None
    links: tuple[Link, ...]
    verdict: Why
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    kpi: str
    looks: int
    days: Days
    setting: Setting


def explain(crosses: Sequence[Cross], kpi: str, setting: Setting = DEFAULT, days: Days = ALIKE) -> Explanation:
    """Compare two periods. Several crosses are several ways to cut the same sums; `days` are the lengths.

    InvalidInput for a KPI that has no chain.
    """
    if kpi not in LINKS:
        raise InvalidInput("explain_kpi", "kpi", kpi, ", ".join(LINKS))
    whole = widest(crosses)
    if whole is None:
        return Explanation(kpi, None, None, (), Why.NO_CLEAR_CAUSE, ())
    looks = sum(tests(one, kpi) for one in crosses)
    # Where nothing came before, no element can have moved; where nothing comes any more, it may be due to one.
    told = ratio(kpi, whole.before, days[0]) is not None and not whole.after.is_nothing
    causes = _causes(crosses, _Question(kpi, looks, days, setting)) if told else ()
    named = bool(causes) and _clear(causes[0], looks, setting)
    return Explanation(
        kpi,
        ratio(kpi, whole.before, days[0]),
        ratio(kpi, whole.after, days[1]),
        chain(kpi, whole.before, whole.after, days),
        Why.CAUSE if named else Why.NO_CLEAR_CAUSE,
        causes,
    )


def _causes(crosses: Sequence[Cross], asked: _Question) -> tuple[Cause, ...]:
    """The strongest of all, then what is left in the same cells without it."""
    best = [(one, cross) for cross in crosses for one in _named(cross, cross, asked)[:1]]
    if not best:
        return ()
    (first, part), cross = max(best, key=lambda pair: pair[0][0].score)
    found, left = [_cause(cross, first, part)], cross
    while len(found) < asked.setting.most:
        left = left.where(left.codes[first.place] != first.element)
        more = _named(left, cross, asked)
        if not more:
            break
        first, part = more[0]
        found.append(_cause(cross, first, part))
    return tuple(found)


def _named(left: Cross, whole: Cross, asked: _Question) -> list[tuple[Suspect, float | None]]:
    """Those worth a word, with their shares: two sigmas, whichever way the KPI went. What fell in one element is no
    less true where everything else improved; whether it is called the cause is another question."""
    found = [(one, share(whole, asked.kpi, one, asked.days)) for one in suspects(left, asked.kpi, asked.setting)]
    return [(one, part) for one, part in found if abs(one.z) >= asked.setting.least_z]


def _clear(cause: Cause, looks: int, setting: Setting) -> bool:
    """Whether it is the cause of the gap, or stands against it beyond doubt."""
    part = cause.share or 0.0
    least = threshold(looks, setting) if part > 0 else against(looks, setting)
    return abs(cause.z) >= least and abs(part) >= setting.least_share


def _cause(cross: Cross, suspect: Suspect, part: float | None) -> Cause:
    dimension, elements = cross.dimensions[suspect.place], cross.elements[suspect.place]
    inside = cross.where(cross.codes[suspect.place] == suspect.element)
    values = (_own(suspect.test, *pair) for pair in ((inside.before, cross.before), (inside.after, cross.after)))
    return Cause(dimension, elements[suspect.element], suspect.test, suspect.size, part, suspect.z, *values)


def _own(test: str, inside: Sums, whole: Sums) -> float | None:
    if test != "volume":
        return ratio(test, inside)
    shown = float(whole.impressions.sum())
    return float(inside.impressions.sum()) / shown if shown else None
