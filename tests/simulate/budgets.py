"""How often a pace is called rightly on the fifth day, how far off its projection is, and what its range holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from domain.pacing.curve import USUAL, WEEK
from domain.pacing.judgement import PaceJudgement, PaceVerdict, judge_all, judged
from domain.pacing.outlook import outlook
from tests.simulate.budgets_flights import DAYS, Flights, Kind, flights
from tests.simulate.rows import Row

KNOWN = 4
"""Complete days on the morning of the fifth."""
BAND = 0.15
"""Peers: outside 85–115 % of an even plan."""
KINDS = {
    "the level of before goes on": (Kind(), Kind(drift=0.01), Kind(shape="normal"), Kind(shape="overdelivery")),
    "a level of its own": (Kind(before="own"), Kind(before="on plan"), Kind(before="own", drift=0.01)),
    "no history": (Kind(history=0), Kind(history=0, weekend=(0.8, 1.1)), Kind(history=0, shape="normal")),
}
MAIN = "the level of before goes on"
ANYWHERE = "budgets that may end anywhere"
UNSEEN = (
    Kind(),
    Kind(drift=0.01),
    Kind(drift=0.02),
    Kind(history=2),
    Kind(history=4, shape="normal"),
    Kind(before="own"),
    Kind(before="on plan"),
)
"""What accounts may do that were not drawn for choosing settings: spend that drifts, short histories, new levels."""


@dataclass(frozen=True)
class Score:
    """Shares of flights: flagged though healthy, not flagged (or on the wrong side) though off; the projection's
    median error, and how often the range held the end."""

    false: float
    missed: float
    error: float = float("nan")
    held: float = float("nan")


def measure(seeds: Sequence[int], kinds: Sequence[Kind], number: int, known: int = KNOWN) -> dict[str, Score]:
    """Our rule, the same told weekdays and noise, and peers' rule, on the same flights."""
    drawn = [
        flights(np.random.default_rng([*seeds, at, weekday]), number, kind, weekday)
        for at, kind in enumerate(kinds)
        for weekday in range(WEEK)
    ]
    ours = [judge_all(some.ledger(known), USUAL) for some in drawn]
    told = [_told(some, known) for some in drawn]
    return {"ours": _score(drawn, ours), "told": _score(drawn, told), "peers": _peers(drawn, known)}


def _told(some: Flights, known: int) -> list[PaceJudgement]:
    ledger = some.ledger(known)
    return judged(ledger, outlook(ledger, USUAL, (some.season, some.noise)))


def _score(drawn: Sequence[Flights], found: Sequence[Sequence[PaceJudgement]]) -> Score:
    share = np.concatenate([some.share for some in drawn])
    ends = np.concatenate([some.ends for some in drawn])
    each = [one for some in found for one in some]
    verdicts = np.array([one.verdict.value for one in each])
    wanted = np.where(share < 1.0, PaceVerdict.UNDER.value, PaceVerdict.OVER.value)
    healthy, off = (np.concatenate([getattr(some, name) for some in drawn]) for name in ("healthy", "off"))
    projected, low, high = (np.array([getattr(one, name) for one in each]) for name in ("projected", "low", "high"))
    return Score(
        false=float(np.mean(verdicts[healthy] != PaceVerdict.ON.value)),
        missed=float(np.mean((verdicts != wanted)[off])),
        error=float(np.median(np.abs(projected / ends - 1.0))),
        held=float(np.mean((low <= ends) & (ends <= high))),
    )


def _peers(drawn: Sequence[Flights], known: int) -> Score:
    share = np.concatenate([some.share for some in drawn])
    spent = np.concatenate([some.spend[:, -DAYS : -DAYS + known].sum(axis=1) / some.budgets for some in drawn])
    pace = spent / (known / DAYS)
    healthy, off = (np.concatenate([getattr(some, name) for some in drawn]) for name in ("healthy", "off"))
    right = np.where(share < 1.0, pace < 1.0 - BAND, pace > 1.0 + BAND)
    ends = np.concatenate([some.ends / some.budgets for some in drawn])
    return Score(
        false=float(np.mean(np.abs(pace[healthy] - 1.0) > BAND)),
        missed=float(np.mean(~right[off])),
        error=float(np.median(np.abs(pace / ends - 1.0))),
    )


def table(seeds: Sequence[int], quick: bool) -> list[Row]:
    """The rows on pace; the other kinds of flights stand beside the main one, for what they are."""
    number = 6 if quick else 400
    scores = {name: measure(seeds, kinds, number) for name, kinds in KINDS.items()}
    main = scores[MAIN]
    ours, told, peers = main["ours"], main["told"], main["peers"]
    unseen = measure([*seeds, 1], [replace(kind, anywhere=True) for kind in UNSEEN], number)
    rows = [
        _row("false flags", (peers.false, ours.false, told.false), "≤ 10 %", ok=ours.false <= 0.10),
        _row("misses", (peers.missed, ours.missed, told.missed), "≤ 8 %", ok=ours.missed <= 0.08),
        _row(
            "median error of the projection", (peers.error, ours.error, told.error), "≤ 5.5 %", ok=ours.error <= 0.055
        ),
        _row("the 80 % range holds the end", (None, ours.held, told.held), "75–85 %", ok=0.75 <= ours.held <= 0.85),
    ]
    rows += [_other(name, scores[name]) for name in KINDS if name != MAIN]
    return [*rows, *_anywhere(unseen)]


def _anywhere(scores: dict[str, Score]) -> list[Row]:
    """Budgets that may end anywhere, of accounts of all kinds: what the first rows are too kind to show."""
    ours, told, peers = scores["ours"], scores["told"], scores["peers"]
    rows = (
        ("of those that end within 5 %, flagged", "false", "≤ 10 %", 0.10),
        ("of those that end more than 15 % off, missed", "missed", "≤ 10 %", 0.10),
        ("median error of the projection", "error", "–", 1.0),
    )
    return [
        _row(
            f"{ANYWHERE}: {what}",
            (getattr(peers, name), getattr(ours, name), getattr(told, name)),
            aim,
            ok=getattr(ours, name) <= most,
        )
        for what, name, aim, most in rows
    ]


def _row(what: str, shares: tuple[float | None, float, float], aim: str, *, ok: bool) -> Row:
    peers, ours, told = shares
    usual = "–" if peers is None else f"{peers:.1%}"
    return Row(f"pace on the fifth day: {what}", usual, aim, f"{ours:.1%}", f"{told:.1%}", ok)


def _other(name: str, scores: dict[str, Score]) -> Row:
    def words(score: Score) -> str:
        parts = [score.false, score.missed, score.error, score.held]
        return " / ".join("–" if np.isnan(part) else f"{part:.1%}" for part in parts)

    what = f"pace on the fifth day, {name}: false flags / misses / error / range holds"
    return Row(what, words(scores["peers"]), "–", words(scores["ours"]), words(scores["told"]), ok=True)
