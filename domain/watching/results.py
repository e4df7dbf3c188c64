"""Results that do not arrive where they should: none from one segment, none in the CRM. Judged on complete days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from domain.evidence import Grid, Segment
from domain.incidents.finding import Because, Finding, Numbers, Signal
from domain.incidents.troubles import Trouble
from domain.judging.verdicts import SO_FEW
from domain.money import MICRO
from domain.watching.parts import (
    DAYS,
    YESTERDAY,
    blank,
    decimal,
    how_loud,
    is_blind,
    money,
    morning,
    since_day,
    so_few,
    stop_chance,
)
from domain.watching.view import CampaignView


def tracking_lost(view: CampaignView, results: str) -> Iterator[Finding]:
    """One segment's results vanish while its clicks go on and the others' results come as usual."""
    looked = {segment.element: _silent(view, segment, results) for segment in view.segments}
    alone = [name for name, (chance, *_) in looked.items() if chance < SO_FEW]
    others = sum(seen for name, (_, seen, _, _) in looked.items() if name not in alone)
    due = sum(usual for name, (_, _, usual, _) in looked.items() if name not in alone)
    healthy = due > 0 and others >= due / 2
    for segment in view.segments:
        chance, seen, usual, since = looked[segment.element]
        detail = f"{segment.dimension}={segment.element}"
        found = blank(view, Trouble.TRACKING_LOST, morning(view), detail)
        if is_blind(found):
            yield found
            continue
        lost = chance < SO_FEW and healthy and len(alone) == 1
        spend = since_day(view, segment.spend_micros, since)
        numbers = Numbers(
            seen=decimal(seen), expected=decimal(usual), usual=decimal(usual), spend=money(spend, view),
            at_risk=money(spend, view), first=since, last=view.today - YESTERDAY,
        )  # fmt: skip
        signal, p = Signal.BREACH if lost else Signal.FINE, stop_chance(chance)
        yield replace(
            found,
            signal=signal,
            because=Because.SEGMENT_SILENT if lost else Because.MET,
            tier=how_loud(p) if lost else None,
            since=since if lost else None,
            probability=round(p, 4) if lost else None,
            result=results,
            numbers=numbers,
        )


def _silent(view: CampaignView, segment: Segment, results: str) -> tuple[float, float, float, date]:
    """Chance of so few, results seen, results usual by now, and the first silent day, over the days since the last
    result of the segment. The usual rate is that of the four weeks before; a fifth of the results may yet arrive."""
    grid = segment.leads_micros if results == "leads" else segment.conversions_micros
    came, clicks = np.nan_to_num(grid) / MICRO, np.nan_to_num(segment.clicks)
    some = np.flatnonzero(came > 0)
    if not some.size or some[-1] == came.size - 1:
        return 1.0, float(came[-7:].sum()), _rate(came, clicks, came.size) * float(clicks[-7:].sum()), view.today
    begin = int(some[-1]) + 1
    due = _rate(came, clicks, begin) * float(clicks[begin:].sum()) * _ARRIVED
    return so_few(0.0, due, _SCATTER), 0.0, due, segment.days[begin]


_ARRIVED, _SCATTER = 0.6, 1.5


def _rate(came: Grid, clicks: Grid, end: int) -> float:
    first = max(0, end - DAYS)
    base = float(clicks[first:end].sum())
    return float(came[first:end].sum()) / base if base else 0.0


def not_in_crm(view: CampaignView) -> Finding:
    """The platforms count leads and the CRM receives none: over the days since the CRM's last one."""
    found = blank(view, Trouble.LEADS_NOT_IN_CRM, morning(view))
    if view.cohorts is None or not view.cohorts.looks:
        return replace(found, signal=Signal.OVER, because=Because.NOT_RUNNING) if not view.is_running else found
    if is_blind(found):
        return found
    theirs = np.nan_to_num(view.triangle.leads_micros[-1]) / MICRO
    ours = np.nan_to_num(view.cohorts.leads[-1])
    some = np.flatnonzero(ours > 0)
    begin = int(some[-1]) + 1 if some.size else ours.size
    first = max(0, begin - DAYS)
    claimed = float(theirs[first:begin].sum())
    share = min(1.0, float(ours[first:begin].sum()) / claimed) if claimed else 0.0
    seen = float(theirs[begin:].sum())
    chance = so_few(0.0, seen * share, 1.0)
    lost, p = begin < ours.size and seen >= 1 and chance < SO_FEW, stop_chance(chance)
    since = view.cohorts.days[begin] if begin < ours.size else None
    spend = since_day(view, view.triangle.spend_micros[-1], since) if since else 0.0
    return replace(
        found,
        signal=Signal.BREACH if lost else Signal.FINE,
        because=Because.CRM_SILENT if lost else Because.MET,
        tier=how_loud(p) if lost else None,
        since=since if lost else None,
        probability=round(p, 4) if lost else None,
        result="leads",
        numbers=Numbers(
            seen=Decimal(0), expected=decimal(seen), usual=decimal(seen * share), spend=money(spend, view),
            at_risk=money(spend, view), first=since, last=view.today - YESTERDAY,
        ),
    )  # fmt: skip
