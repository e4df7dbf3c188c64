"""How good the judging of goals is: thousands of accounts whose truth is known, through the steps of the live path."""

from collections.abc import Sequence
from dataclasses import replace

from tests.simulate.accounts_drawn import World, accounts
from tests.simulate.accounts_measure import (
    Figures,
    Outcome,
    figures,
    off_by,
    outcomes,
    peers,
    printed,
)
from tests.simulate.rows import Row

WORLD = World(trouble=0.35)
"""More trouble than there is, so that rates of both kinds are exact; shares are for one account-month in ten."""
UNLIKE = replace(WORLD, unlike=True)
"""Accounts of the kind that no setting was chosen on at first: half of them each have a spend that drifts by 3 % a day,
hardly a history, or a lag curve of another family."""
SHARES = (0.1, 0.05, 0.5)
NEAR, AFAR = 0.05, 0.15


def table(seeds: Sequence[int], quick: bool) -> list[Row]:
    """The rows of the table about interrupts, digests, events and probabilities."""
    number = 12 if quick else 3000
    found = outcomes(accounts(number, [*seeds, 0], WORLD), WORLD)
    told = outcomes(accounts(number // 2, [*seeds, 0], WORLD), WORLD, told=True)
    ours, bound = figures(found, WORLD.judged), figures(told, WORLD.judged)
    rows = [*_told(ours, bound, found), *_found(ours, bound, found, 0.68), *_printed(seeds, number // 2)]
    return [*rows, *_unlike(seeds, number)]


def _unlike(seeds: Sequence[int], number: int) -> list[Row]:
    """The same of accounts that are unlike those that settings were chosen on at first."""
    found = outcomes(accounts(number // 2, [*seeds, 2], UNLIKE), UNLIKE)
    told = outcomes(accounts(number // 4, [*seeds, 2], UNLIKE), UNLIKE, told=True)
    ours, bound = figures(found, UNLIKE.judged), figures(told, UNLIKE.judged)
    few = replace(UNLIKE, trouble=SHARES[0])
    rows = [
        *_told(ours, bound, found),
        *_found(ours, bound, found, 0.65),
        _of_printed(outcomes(accounts(number, [*seeds, 3], few), few), SHARES[0], NEAR),
    ]
    return [replace(row, what=f"other accounts: {row.what}") for row in rows]


def _told(ours: Figures, bound: Figures, found: Sequence[Outcome]) -> list[Row]:
    theirs = peers(found, WORLD.judged)
    false = f"{min(p[0] for p in theirs):.1f}–{max(p[0] for p in theirs):.1f}"
    shares = f"{_percent(min(p[1] for p in theirs))}–{_percent(max(p[1] for p in theirs))}"
    interrupts, digests = (ours.false_interrupts, bound.false_interrupts), (ours.false_digests, bound.false_digests)
    return [
        Row(
            "interrupts: false per healthy account-month",
            false,
            "≤ 0.03",
            f"{interrupts[0]:.3f}",
            f"{interrupts[1]:.3f}",
            interrupts[0] <= 0.03,
        ),
        Row(
            "interrupts: share that is right when one account-month in ten has trouble",
            shares,
            "≥ 70 %",
            _percent(ours.right),
            _percent(bound.right),
            ours.right >= 0.7,
        ),
        Row(
            "digest: false per healthy account-month",
            "–",
            "≤ 0.25",
            f"{digests[0]:.2f}",
            f"{digests[1]:.2f}",
            digests[0] <= 0.25,
        ),
    ]


def _found(ours: Figures, bound: Figures, found: Sequence[Outcome], later_aim: float) -> list[Row]:
    theirs = peers(found, WORLD.judged)
    soon, later = (f"{_percent(min(p[n] for p in theirs))}–{_percent(max(p[n] for p in theirs))}" for n in (2, 3))
    loud = "{} at " + f"{min(p[0] for p in theirs):.1f}–{max(p[0] for p in theirs):.1f} false"
    return [
        _share("events found within 3 days", loud.format(soon), 0.43, ours.soon, bound.soon),
        _share("events found within 7 days", loud.format(later), later_aim, ours.later, bound.later),
        _share("the same from 8 conversions a day", "–", 0.88, ours.later_big, bound.later_big),
    ]


def _share(what: str, theirs: str, aim: float, reached: float, bound: float) -> Row:
    return Row(what, theirs, f"≥ {_percent(aim)}", _percent(reached), _percent(bound), reached >= aim)


def _printed(seeds: Sequence[int], number: int) -> list[Row]:
    rows = []
    for place, share in enumerate(SHARES):
        world = replace(WORLD, trouble=share)
        found = outcomes(accounts(number, [*seeds, 1, place], world), world)
        rows.append(_of_printed(found, share, AFAR if place else NEAR))
    return rows


def _of_printed(found: Sequence[Outcome], share: float, aim: float) -> Row:
    alone = off_by(found, [one.probability for one in found])
    worst = off_by(found, printed(found))
    return Row(
        f"printed probability with {_percent(share)} of accounts in trouble: largest distance from the truth",
        f"{alone:.2f} without learning how common trouble is",
        f"≤ {aim:.2f}",
        f"{worst:.2f}",
        "–",
        worst <= aim,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
