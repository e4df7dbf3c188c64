"""How often the true cause stands first, and how often none is named where there is none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.diagnosis.cross import Cross
from domain.diagnosis.explain import Why, explain
from domain.diagnosis.setting import DEFAULT, Setting
from tests.simulate.causes_accounts import Account, Shape, draw
from tests.simulate.rows import Row

Floats = npt.NDArray[np.float64]
Answer = tuple[str, str] | None
KINDS = ("cvr", "cpc", "volume", None)
NAMES = {"cvr": "a fall in CVR", "cpc": "a rise in CPC", "volume": "a shift of volume"}
LARGE, SMALL = Shape(daily=(40.0, 200.0)), Shape(daily=(10.0, 40.0))
ROUGH = Shape(daily=(40.0, 200.0), clumps=(1.0, 2.5), wobble=(0.02, 0.15), reach=(0.08, 0.7))
"""What accounts may do that were not drawn for choosing settings: wider clumps and wobbles, small elements hit."""
FOUND, NONE = 0.90, 0.95
QUIET = 3
"""Accounts hit by nothing for each that is hit in a way: one in twenty of 400 is known to a fifth only."""
SURE = 1e9
"""The weight of knowing."""


@dataclass(frozen=True)
class Score:
    """Shares of accounts: the true element first in the list, and a cause named."""

    first: float
    named: float


def told(account: Account) -> Setting:
    """The setting of one who knows how much the account's conversions clump and its prices and volumes wobble."""
    both = 2**0.5 * account.wobble
    return Setting(weight=SURE, clump=account.clump, price=0.6 * both, volume=both, rate=0.3 * both)


def measure(
    seeds: Sequence[int], shape: Shape, numbers: Mapping[str | None, int]
) -> dict[str | None, dict[str, Score]]:
    """Per kind of trouble (None: nothing was hit), in so many accounts, the scores of our rule, of the same told the
    noise, and of peers."""
    rules: dict[str, Callable[[Account], tuple[Answer, bool]]] = {
        "ours": lambda account: _ours(account, DEFAULT),
        "told": lambda account: _ours(account, told(account)),
        "adtributor": lambda account: _always(adtributor(account.cross)),
        "largest": lambda account: _always(largest(account.cross)),
    }
    found: dict[str | None, dict[str, Score]] = {}
    for kind, number in numbers.items():
        accounts = list(_accounts(seeds, shape, kind, number))
        found[kind] = {name: _score(accounts, rule) for name, rule in rules.items()}
    return found


def _accounts(seeds: Sequence[int], shape: Shape, kind: str | None, number: int) -> Iterator[Account]:
    for one in range(number):
        yield draw(np.random.default_rng([*seeds, KINDS.index(kind), one]), kind, shape)


def _score(accounts: Sequence[Account], rule: Callable[[Account], tuple[Answer, bool]]) -> Score:
    answers = [rule(account) for account in accounts]
    right = [a[0] == (one.dimension, one.element) for a, one in zip(answers, accounts, strict=True)]
    return Score(float(np.mean(right)), float(np.mean([named for _, named in answers])))


def _ours(account: Account, setting: Setting) -> tuple[Answer, bool]:
    found = explain([account.cross], "cpa", setting)
    first = (found.causes[0].dimension, found.causes[0].element) if found.causes else None
    return first, found.verdict is Why.CAUSE


def _always(answer: Answer) -> tuple[Answer, bool]:
    return answer, answer is not None


def largest(cross: Cross) -> Answer:
    """Peers: the element with the most spend beyond what its results were worth at the old CPA."""
    old = cross.before.spend.sum() / max(cross.before.conversions.sum(), 1.0)
    beyond = cross.after.spend - cross.after.conversions * old
    each = [
        (float(amount), name, element)
        for place, (name, elements) in enumerate(zip(cross.dimensions, cross.elements, strict=True))
        for element, amount in zip(elements, cross.added(place, beyond), strict=True)
    ]
    _, name, element = max(each)
    return name, element


def adtributor(cross: Cross) -> Answer:
    """Peers: Adtributor (Bhagwan and others 2014) for a ratio, with the usual 10 % and 67 %."""
    ranked = []
    scale = cross.after.spend.sum() / cross.before.spend.sum()
    for place, name in enumerate(cross.dimensions):
        parts = [
            (cross.added(place, was) * scale, cross.added(place, now))
            for was, now in (
                (cross.before.spend, cross.after.spend),
                (cross.before.conversions, cross.after.conversions),
            )
        ]
        power = _power(*parts[0], *parts[1])
        surprise = sum((_surprise(*one) for one in parts), np.zeros(power.size))
        chosen: list[int] = []
        for at in np.argsort(-surprise):
            if power[at] > 0.1:
                chosen.append(int(at))
            if power[chosen].sum() > 0.67:
                ranked.append((float(surprise[chosen].sum()), name, cross.elements[place][chosen[0]]))
                break
    return max(ranked)[1:] if ranked else None


def _power(was: Floats, now: Floats, was_under: Floats, now_under: Floats) -> Floats:
    """Each element's explanatory power for the ratio, as shares of the sum."""
    change = (now - was) * was_under.sum() - (now_under - was_under) * was.sum()
    power = change / (was_under.sum() * (was_under.sum() + now_under - was_under))
    return np.asarray(power / power.sum() if power.sum() else np.zeros_like(power))


def _surprise(was: Floats, now: Floats) -> Floats:
    """Half the Jensen-Shannon divergence that each element adds."""
    p, q = was / was.sum(), now / now.sum()
    mean = np.where(p + q > 0, (p + q) / 2, 1.0)
    own = [np.where(one > 0, one * np.log(np.where(one > 0, one, 1.0) / mean), 0.0) for one in (p, q)]
    return np.asarray((own[0] + own[1]) / 2)


def table(seeds: Sequence[int], quick: bool) -> list[Row]:
    """The rows of the table: three kinds of cause and none in large accounts, then the three in smaller ones."""
    number = 5 if quick else 400
    hit: dict[str | None, int] = dict.fromkeys(NAMES, number)
    large, rough = (measure(seeds, shape, {**hit, None: QUIET * number}) for shape in (LARGE, ROUGH))
    small = measure(seeds, SMALL, hit)
    rows = [_first(kind, large[kind], "40 to 200 conversions a day", FOUND) for kind in NAMES]
    rows.append(_quiet(large, ""))
    rows += [_first(kind, rough[kind], "the same on rougher accounts", FOUND) for kind in NAMES]
    rows.append(_quiet(rough, ", the same on rougher accounts"))
    rows += [_first(kind, small[kind], "10 to 40 conversions a day", 0.0) for kind in NAMES]
    return rows


def _quiet(scores: dict[str | None, dict[str, Score]], who: str) -> Row:
    quiet = {name: 1 - score.named for name, score in scores[None].items()}
    peers = sorted((quiet["adtributor"], quiet["largest"]))
    return Row(
        f"“no clear cause” where nothing was hit{who}",
        f"{_percent(peers[0])} to {_percent(peers[1])}",
        f"≥ {_percent(NONE)}",
        _percent(quiet["ours"]),
        _percent(quiet["told"]),
        ok=quiet["ours"] >= NONE,
    )


def _first(kind: str, scores: dict[str, Score], who: str, aim: float) -> Row:
    peers = sorted((scores["adtributor"].first, scores["largest"].first))
    return Row(
        f"root cause first in the list: {NAMES[kind]}, {who}",
        f"{_percent(peers[0])} to {_percent(peers[1])}",
        f"≥ {_percent(aim)}" if aim else "–",
        _percent(scores["ours"].first),
        _percent(scores["told"].first),
        ok=scores["ours"].first >= aim,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
