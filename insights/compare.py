"""What stands beside: the same campaign or client before, or another campaign. The numbers are those of the cards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.audience import seen_kpis
from domain.breakdown import added
from domain.comparison import Aligned, Comparison, Side, aligned, before, is_of_months, is_rolling, year_before
from domain.entities import Campaign, Client
from domain.kpi import get
from domain.snapshot import Snapshot
from domain.window import Window, local_day
from domain.words import Audience
from insights.status import over, statuses
from storage import Session

Asked = tuple[Campaign, Client]
MOST_KPIS = 6


def beside(
    session: Session, pictures: Sequence[Snapshot], known: Sequence[Asked], now: datetime, view: Audience
) -> Comparison | None:
    """The pictures, which are of one client and the same days, beside what stands before them and the year before.

    `known` are the campaigns that count: all of the client's that may be seen, or the one. It has those KPIs alone that
    `view` may see of every campaign on any side, and is None where there is none.
    """
    window, counted = pictures[0].window, [one.campaign for one in pictures]
    rolling = is_rolling(window, local_day(now, pictures[0].client.timezone))
    just_before = window.previous() if rolling else before(window)
    sides = [_together(pictures, window)]
    for days in dict.fromkeys((just_before, year_before(window))):
        ran = [(one, client) for one, client in known if one.start <= days.end and one.end >= days.start]
        if not ran and days != just_before and (rolling or not is_of_months(window)):
            continue  # nobody asked about the year before
        counted += [one for one, _ in ran]
        text = f"{days.start}..{days.end}"
        sides.append(_together(statuses(session, ran, now, text), days) if ran else _nothing(pictures[0], days))
    return _compared(sides, pictures).among(frozenset.intersection(*(seen_kpis(one, view) for one in counted)))


def _together(pictures: Sequence[Snapshot], window: Window) -> Side:
    first = pictures[0]
    if all(one.campaign.start > window.end for one in pictures):
        return replace(_nothing(first, window), name=first.campaign.name if len(pictures) == 1 else first.client.name)
    own = first.campaign if len(pictures) == 1 else None
    totals = first.totals if own else added((one.totals for one in pictures), first.client.currency)
    return Side(own.name if own else first.client.name, first.client, window, totals, campaign=own)


def _nothing(like: Snapshot, window: Window) -> Side:
    return Side("", like.client, window, added((), like.client.currency), begun=False)


def _compared(sides: Sequence[Side], pictures: Sequence[Snapshot], how: Aligned | None = None) -> Comparison:
    told = [line.reading.kpi for one in pictures for line in one.lines if line.reading.kpi != "pace"]
    kpis = tuple(dict.fromkeys(("spend", *told)))[:MOST_KPIS]
    promised = [goal.kpi for one in pictures for goal in one.campaign.goals if not get(goal.kpi).additive]
    ratios = [key for key in (*promised, *kpis) if key in kpis and not get(key).additive]
    since = [one.origin.provisional_from for one in pictures if one.origin.provisional_from]
    return Comparison(tuple(sides), kpis, next(iter(ratios), kpis[-1]), how, min(since, default=None))


def two(session: Session, one: Asked, other: Asked, now: datetime, typed: Window | None) -> Comparison | None:
    """Two campaigns over the days typed; else over those of their flights so far that can be compared. None where one
    of them has not begun."""
    flown = [_flown(campaign, local_day(now, client.timezone)) for campaign, client in (one, other)]
    if typed is None and not all(flight.days for flight in flown):
        return None
    how: tuple[Window, Window, Aligned] = (typed, typed, Aligned.ASKED) if typed else aligned(*flown)
    pictures = [over(session, *asked, now, window) for asked, window in zip((one, other), how[:2], strict=True)]
    sides = [Side(p.campaign.name, p.client, p.window, p.totals, campaign=p.campaign) for p in pictures]
    return replace(_compared(sides, pictures, how[2]), pictures=tuple(pictures))


def _flown(campaign: Campaign, today: date) -> Window:
    """The days of its flight that are over."""
    return Window(campaign.start, min(campaign.end, today - timedelta(days=1)))
