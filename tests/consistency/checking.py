"""What is wrong with what people read: two values of one thing, a ratio not of its parts, a number out of nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from tests.consistency.said import Amount, Said
from tests.consistency.truth import CRM, FORMULAS, OF_CRM, PLATFORMS, Days, truth


def complaints(said: Iterable[Said], known: Mapping[str, Days]) -> Iterator[str]:
    """A sentence for each thing that is wrong, of what was read at one instant."""
    all_of_it = [(one, claim_of(one, known[one.campaign])) for one in said]
    yield from _two_values(all_of_it)
    for one, claim in all_of_it:
        yield from _parts(one)
        yield from _out_of_nowhere(one, claim, known[one.campaign])


def claim_of(one: Said, days: Days) -> str:
    """Whose word it is: as it is said, else the CRM's for what a CRM counts where there is one."""
    of_crm = not OF_CRM.isdisjoint(FORMULAS[one.kpi])
    return one.claim or (CRM if of_crm and days.has_crm else PLATFORMS)


def _two_values(said: Iterable[tuple[Said, str]]) -> Iterator[str]:
    groups: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    for one, claim in said:
        if one.past:
            continue
        groups[one.campaign, one.kpi, one.days, claim, one.by_lead].append(one)
    for group in groups.values():
        exact = min(group, key=lambda one: one.value.step)
        for one in group:
            if abs(one.value.value - exact.value.value) > (one.value.step + exact.value.step) / 2:
                yield f"two values: {told(exact)} / {told(one)}"


def _parts(one: Said) -> Iterator[str]:
    """Dividing gives it, as exactly as the two numbers are written."""
    if one.parts is None:
        return
    seen, base = one.parts
    above, below = (base, seen) if FORMULAS[one.kpi][0] == "spend" else (seen, base)
    low, high = _between(above, below, 1000 if FORMULAS[one.kpi][1] == "thousands" else 1)
    if not low - one.value.step / 2 <= one.value.value <= high + one.value.step / 2:
        yield f"not its parts: {told(one)}"


def _between(above: Amount, below: Amount, per: int) -> tuple[Fraction, Fraction]:
    least, most = below.value - below.step / 2, below.value + below.step / 2
    top = max(above.value - above.step / 2, Fraction())
    return per * top / most, per * (above.value + above.step / 2) / least if least > 0 else Fraction(10**12)


def _out_of_nowhere(one: Said, claim: str, days: Days) -> Iterator[str]:
    if one.by_lead or one.past:
        return
    exact = truth(days, one.kpi, claim, *one.days)
    if exact is not None and not one.value.fits(exact):
        yield f"not in the data, which say {float(exact):.4f}: {told(one)}"
    if one.parts is None or exact is None:
        return
    above, below = FORMULAS[one.kpi]
    names = (below, above) if above == "spend" else (above, below)
    for part, name in zip(one.parts, names, strict=True):
        number = days.sum("impressions" if name == "thousands" else name, claim, *one.days)
        if number is not None and not part.fits(number):
            yield f"{name} is not in the data, which say {float(number):.2f}: {told(one)}"


def told(one: Said) -> str:
    """Where it stands, of what, and how it reads."""
    start, end = one.days
    return f"{one.where}: {one.campaign}, {start} to {end}: “{one.text}”"
