"""Whether what an update to a client calls better or worse is still so when all results are in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from domain import arrival
from domain.campaign_data import CampaignData
from domain.detection import lag
from domain.detection.known import Known
from domain.detection.setting import DEFAULT
from domain.entities import Campaign, Client
from domain.facts import DaySums, Freshness
from domain.goal_lines import current, line_of, sides_of
from domain.money import MICRO, Money, Rates
from domain.window import Window
from domain.words import Objective, Source
from templates.cards.parts import NAMED
from tests.simulate.accounts_drawn import START, World, accounts
from tests.simulate.rows import Row

UPDATES = 500
WORLD = World(history=70, judged=50, trouble=0.5, last_event=40)
"""Half of the accounts change for the worse in the days before the update; the others by chance alone."""
WEEK = 7
LOOKS_BACK = 30
"""Days for which the platform may restate what it said."""
LARGE = 0.2
_DAY = timedelta(days=1)
_CLIENT = Client("one", "One", "en", "UTC", "EUR")


@dataclass(frozen=True)
class Change:
    """One change of an update: as it was printed, whether it was called better or worse, as it would have been called
    without regard to age, and what it came to."""

    printed: float
    named: bool
    plain: float
    final: float


def changes(count: int, seeds: Sequence[int]) -> Iterator[Change]:
    """Those of so many updates: conversions, cost and rate of each."""
    rng = np.random.default_rng([*seeds, 1])
    for one in accounts(count, [*seeds, 0], WORLD):
        look = START + WORLD.history + int(rng.integers(WEEK, 20))
        data, final = _data(one.known, look), _final(one.known, look)
        sums, sides = current(data), sides_of(data)
        plain = line_of("conversions", _unaged(data), sums, sides_of(_unaged(data))).change
        for key in ("conversions", "cpa", "cvr"):
            line = line_of(key, data, sums, sides)
            last = line_of(key, final, current(final), sides_of(final)).change
            if line.change is not None and last is not None and plain is not None:
                was = line_of(key, _unaged(data), sums, sides_of(_unaged(data))).change
                told = line.holds and abs(line.change) >= NAMED
                yield Change(float(line.change), told, float(was or 0), float(last))


def _data(known: Known, look: int) -> CampaignData:
    """What the update of a morning knows."""
    seen, day = known.until(look), date.fromordinal(look)
    window = Window.trailing(day - _DAY, WEEK)
    learnt = arrival.of(lag.learn(seen, DEFAULT))
    fresh = Freshness(Source.GOOGLE_ADS, "1", _morning(day), day - LOOKS_BACK * _DAY)
    rows, before = _rows(known, look), _rows(known, look - WEEK)
    campaign = Campaign(
        "one", "one", "One", Objective.LEADS, date.fromordinal(START), day + LOOKS_BACK * _DAY, Money.of(1, "EUR")
    )
    return CampaignData(
        campaign, _CLIENT, window, window.previous(), _within(rows, window, window.previous()), (), has_crm=False,
        freshness=(fresh,), rates=Rates({}), aged=_within(before, window.previous()), arrival=learnt,
    )  # fmt: skip


def _final(known: Known, look: int) -> CampaignData:
    """The same days when all is in, and nothing is restated any more."""
    data, rows = _data(known, look), _rows(known, int(known.looks[-1]))
    fresh = Freshness(Source.GOOGLE_ADS, "1", _morning(date.fromordinal(look)))
    return _with(data, _within(rows, data.window, data.previous), fresh)


def _unaged(data: CampaignData) -> CampaignData:
    """As if what is known of the week before were as young."""
    return _with(data, data.days, Freshness(Source.GOOGLE_ADS, "1", data.freshness[0].last_success))


def _with(data: CampaignData, rows: tuple[DaySums, ...], fresh: Freshness) -> CampaignData:
    return CampaignData(
        data.campaign, data.client, data.window, data.previous, rows, (), has_crm=False, freshness=(fresh,),
        rates=data.rates,
    )  # fmt: skip


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def _rows(known: Known, look: int) -> list[DaySums]:
    """What the platform says on that morning; a click for each 50 cents."""
    row = int(np.searchsorted(known.looks, look))
    told = zip(known.days.tolist(), known.results[row].tolist(), known.effort[row].tolist(), strict=True)
    return [
        DaySums(
            date.fromordinal(day), Source.GOOGLE_ADS, "EUR", 1000, int(2 * cost), round(cost * MICRO),
            round(came * MICRO), 0, 0,
        )
        for day, came, cost in told
        if came == came  # noqa: PLR0124 - nan: not known yet
    ]  # fmt: skip


def _within(rows: Sequence[DaySums], *windows: Window) -> tuple[DaySums, ...]:
    return tuple(row for row in rows if any(row.day in window for window in windows))


def table(seeds: Sequence[int], quick: bool) -> list[Row]:
    """The two rows about changes that updates name."""
    found = list(changes(40 if quick else UPDATES, seeds))
    named = [one for one in found if one.named]
    large = [one for one in found if abs(one.final) > LARGE]
    plainly = [one for one in found if abs(one.plain) >= NAMED]
    right = _share([one.printed * one.final > 0 for one in named])
    usual = _share([one.plain * one.final > 0 for one in plainly])
    told = _share([one.named and one.printed * one.final > 0 for one in large])
    return [
        Row(
            f"{UPDATES} updates to clients: changes called better or worse that are, when all is in",
            f"{usual:.0%}".replace("%", " %"), "≥ 95 %", f"{right:.1%}".replace("%", " %"), "–", right >= 0.95,
        ),
        Row(
            "– of the changes that come to more than 20 %, so many are named",
            "–", "≥ 60 %", f"{told:.1%}".replace("%", " %"), "–", told >= 0.6,
        ),
    ]  # fmt: skip


def _share(those: Sequence[bool]) -> float:
    return sum(those) / len(those) if those else 0.0
