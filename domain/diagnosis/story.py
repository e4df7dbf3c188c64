"""Why a campaign's KPI moved, as it is told: its links, the causes, what was ruled out, and where to look first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf, log

from domain.diagnosis.chain import Days, Link
from domain.diagnosis.cross import Cross
from domain.diagnosis.explain import Cause, Explanation, Why, explain
from domain.diagnosis.funnel import SEARCHED, WON, Sums, funnel
from domain.kpi import Direction, get
from domain.window import Window
from domain.words import Claim

STEADY = 0.05
"""A link that moved by less than a twentieth, or explains less than a tenth of the gap, did not move."""
MINOR = 0.1
MOST_OF = 0.5
USUAL_SPEND = 0.25
"""Spend per day within a quarter of what it was is called as before."""
ENOUGH = 5.0
"""An element from which so many results were due, and some came, still counts them."""


_LINKS = {"cpc": ("cpm", "ctr")}


class Ruled(StrEnum):
    """What was looked at and is not the reason."""

    PRICE = "price"
    CLICKS = "clicks"
    RATE = "rate"
    TRACKING = "tracking"
    SPEND = "spend"


class Step(StrEnum):
    """Where to look first, by pattern."""

    TRACKING = "tracking"
    CREATIVE = "creative"
    PAGE = "page"
    AUCTION = "auction"
    CLICK_RATE = "click_rate"
    MIX = "mix"
    VALUE = "value"
    QUALITY = "quality"
    DELIVERY = "delivery"
    KEEP = "keep"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Story:
    """A KPI over two windows. `value` pairs are before and after in the KPI's unit, None where undefined.

    `results` is the KPI that counts its results: conversions or leads. `claimed`: the CRM counts the results,
    while the causes rest on what the platforms count. `arrived` is the share of the later days' results that should be
    known by now: links and causes, unlike `value`, allow for the rest; `awaited` is what the later value comes to then,
    where that is worth a word. `claim` is whose word the KPI is, where there are several, and `counted` what its links
    count: conversions or leads. `near` is what stands out most where no cause is clear, which may be chance.
    """

    kpi: str
    currency: str
    before: Window
    after: Window
    value: tuple[float | None, float | None]
    links: tuple[Link, ...]
    causes: tuple[Cause, ...]
    clear: bool
    ruled_out: tuple[Ruled, ...]
    step: Step
    results: str
    claimed: bool = False
    arrived: float = 1.0
    claim: Claim | None = None
    counted: str = ""
    awaited: float | None = None
    near: Cause | None = None

    @property
    def beyond(self) -> bool:
        """Whether it happened after the lead, where platforms see nothing."""
        return self.moved is not None and self.moved.factor in WON

    @property
    def moved(self) -> Link | None:
        """The link that explains most, if any explains a tenth."""
        first = self.links[0] if self.links else None
        return first if first and (first.share or 0.0) >= MINOR else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a story is to be about."""

    kpi: str
    currency: str
    before: Window
    after: Window
    results: str
    claimed: bool


def tell(
    asked: Asked,
    value: tuple[float | None, float | None],
    sums: tuple[Sums, Sums],
    cuts: Sequence[Cross],
    awaited: float | None = None,
) -> Story:
    """The story of two windows; `cuts` are the platforms' numbers of both, `awaited` the later value once all is in."""
    days = (float(asked.before.days), float(asked.after.days))
    links = funnel(asked.kpi, *sums, days)
    searched = SEARCHED.get(asked.kpi)
    found = explain(cuts, searched, days=days) if searched and cuts else None
    causes = _told(found, links)
    story = Story(
        asked.kpi,
        asked.currency,
        asked.before,
        asked.after,
        value,
        links,
        causes,
        bool(causes),
        _ruled_out(links, sums, days, cuts),
        Step.WATCH,
        asked.results,
        asked.claimed,
        awaited=awaited,
        near=None if causes else _near(found, links),
    )
    return replace(story, step=_step(story))


def _told(found: Explanation | None, links: Sequence[Link]) -> tuple[Cause, ...]:
    """The causes that push the KPI the way it went, if the first of them is clear and its link moved."""
    moved = {link.factor: link.share or 0.0 for link in links}
    if found is None or found.verdict is not Why.CAUSE or (links and links[0].factor in WON):
        return ()
    first, *more = found.causes
    if _behind(first, moved) < MINOR:
        return ()
    return (first, *(one for one in more if (one.share or 0.0) >= MINOR and _behind(one, moved) >= MINOR))


def _near(found: Explanation | None, links: Sequence[Link]) -> Cause | None:
    """The element that stands out most, short of being a cause beyond doubt."""
    if found is None or not found.causes or (links and links[0].factor in WON):
        return None
    first, moved = found.causes[0], {link.factor: link.share or 0.0 for link in links}
    return first if (first.share or 0.0) >= MINOR and _behind(first, moved) >= MINOR else None


def _behind(cause: Cause, moved: Mapping[str, float]) -> float:
    """The share of the links that the cause moves; a shift of volume moves them all."""
    return (
        sum(moved.get(one, 0.0) for one in _LINKS.get(cause.factor, (cause.factor,)))
        if cause.factor != "volume"
        else 1.0
    )


def _ruled_out(links: Sequence[Link], sums: tuple[Sums, Sums], days: Days, cuts: Sequence[Cross]) -> tuple[Ruled, ...]:
    names = {"cpm": Ruled.PRICE, "ctr": Ruled.CLICKS, "cvr": Ruled.RATE}
    steady = [
        names[link.factor]
        for link in links
        if link.factor in names and len(links) > 1 and _is_steady(link) and abs(link.share or 0.0) < MINOR
    ]
    if cuts and _counts(cuts[0]):
        steady.append(Ruled.TRACKING)
    spent = [
        None if one.get("spend") is None else (one["spend"] or 0.0) / day for one, day in zip(sums, days, strict=True)
    ]
    if spent[0] and spent[1] and abs(log(spent[1] / spent[0])) < USUAL_SPEND:
        steady.append(Ruled.SPEND)
    return tuple(steady)


def _is_steady(link: Link) -> bool:
    if not link.before or not link.after:
        return False
    return abs(log(link.after / link.before)) < STEADY or abs(link.share or 0.0) < MINOR


def _counts(cross: Cross) -> bool:
    """Whether results still come from every element that should bring some."""
    rate = cross.before.conversions.sum() / max(cross.before.clicks.sum(), 1.0)
    due, came = cross.after.clicks * rate, cross.after.conversions
    each = [(cross.added(place, due), cross.added(place, came)) for place in range(len(cross.dimensions))]
    large = [(d, c) for dues, cames in each for d, c in zip(dues, cames, strict=True) if d >= ENOUGH]
    return bool(large) and all(c > 0 for _, c in large)


def _is_better(story: Story) -> bool:
    """Whether the KPI stands no worse than before: then nothing asks for a remedy."""
    return _worsened(story.kpi, *story.value) <= 0


def _is_as_before(story: Story) -> bool:
    """Whether it will stand less than a twentieth worse once all is in."""
    old, new = story.value
    return _worsened(story.kpi, old, new if story.awaited is None else story.awaited) < STEADY


def _worsened(kpi: str, old: float | None, new: float | None) -> float:
    """By what share the KPI became worse, negative for better; infinity where that cannot be told."""
    if old is None or new is None:
        return inf
    worse = (new - old) * (1 if get(kpi).direction is Direction.DOWN else -1)
    return worse / old if old else inf if worse > 0 else 0.0


def _step(story: Story) -> Step:
    if _is_better(story):
        return Step.KEEP
    if story.clear:
        return _of_cause(story.causes[0])
    link = story.moved
    if link is None or (link.share or 0.0) < MOST_OF or _is_as_before(story):
        return Step.WATCH
    everywhere = {
        "cvr": Step.TRACKING,
        "cpm": Step.AUCTION,
        "ctr": Step.CLICK_RATE,
        "value": Step.VALUE,
        "volume": Step.DELIVERY,
    }
    return everywhere.get(link.factor, Step.QUALITY)


def _of_cause(cause: Cause) -> Step:
    """A rate that fell in one campaign or ad points elsewhere than one that fell on one device."""
    match cause.factor:
        case "cvr":
            return Step.CREATIVE if cause.dimension in {"campaign", "ad_group", "ad"} else Step.PAGE
        case "cpc" | "cpm":
            return Step.AUCTION
        case "ctr":
            return Step.CLICK_RATE
        case "value":
            return Step.VALUE
        case _:
            return Step.MIX
