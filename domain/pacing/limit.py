"""What the accounts themselves may still spend: where that ends first, a flight leads no further."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.money import Money
from domain.pacing.judgement import HIGH, TOLERANCE
from domain.pacing.pace import Held, Pace, PaceVerdict
from domain.words import Source

_RUNNING = frozenset({PaceVerdict.UNDER, PaceVerdict.ON, PaceVerdict.OVER})


@dataclass(frozen=True, slots=True)
class Limit:
    """What all accounts of a source that a campaign spends from may still spend, whatever for."""

    source: Source
    left: Money


def limited(found: Pace, limits: Sequence[Limit], shares: Mapping[Source, float], first: date) -> Pace:
    """The pace as far as the `limits` let it come, in the budget's currency. `shares` (0..1) is how the spend to come
    is divided among sources; `first` is the first day to come."""
    known = [(shares[one.source], one) for one in limits if shares.get(one.source, 0.0) > 0]
    if found.verdict not in _RUNNING or not found.ahead or found.high is None or found.low is None:
        return found
    rest = found.high.micros - found.spent.micros
    if not any(share * rest > one.left.micros for share, one in known):
        return found
    free, currency = max(0.0, 1.0 - sum(share for share, _ in known)), found.budget.currency

    def end(whole: Money) -> Money:
        rest = whole.micros - found.spent.micros
        come = rest * free + sum(min(share * rest, one.left.micros) for share, one in known)
        return Money(found.spent.micros + round(come), currency)

    ahead, held = _by_day(found.ahead, free, known, first)
    low, high = end(found.low), end(found.high)
    told = replace(
        found,
        projected=end(found.projected),
        low=None if low == high else low,  # where all of it will be spent in any case there is no range
        high=None if low == high else high,
        ahead=tuple(Money(one, currency) for one in ahead),
        held=held,
    )
    return _judged(told, high, None if free > 0 else found.spent.micros + sum(one.left.micros for _, one in known))


def _by_day(
    ahead: Sequence[Money], free: float, known: Sequence[tuple[float, Limit]], first: date
) -> tuple[list[int], Held | None]:
    """What each day to come costs then, and which limit is used up first."""
    left, held = [one.left.micros for _, one in known], None
    found = []
    for n, day in enumerate(ahead):
        spent = day.micros * free
        for at, (share, one) in enumerate(known):
            asked = day.micros * share
            if held is None and asked > left[at]:
                held = Held(one.source, one.left, first + timedelta(days=n))
            come = min(asked, float(left[at]))
            left[at] -= round(come)
            spent += come
        found.append(round(spent))
    return found, held


def _judged(told: Pace, high: Money, most: int | None) -> Pace:
    """With the verdict that is left; `most` is what the flight can cost at all, None where something is unlimited."""
    floor, roof = (told.budget.micros * (1 + one) for one in (-TOLERANCE, TOLERANCE))
    end, sure = (high.micros, HIGH) if most is None else (most, 1.0)
    under = max(told.under, sure) if end < floor else told.under
    over = min(told.over, 1.0 - sure) if end <= roof else told.over
    verdict = told.verdict
    if under > told.under:
        verdict = PaceVerdict.UNDER
    elif verdict is PaceVerdict.OVER and over < told.over:
        verdict = PaceVerdict.ON
    over = min(over, 1.0 - under)
    lands = most is None or most >= told.budget.micros
    return replace(
        told,
        verdict=verdict,
        under=under,
        over=over,
        probability={PaceVerdict.UNDER: under, PaceVerdict.OVER: over}.get(verdict, 1.0 - under - over),
        daily_to_land=told.daily_to_land if lands else None,
    )
