"""What the goals of many campaigns come to, kept until an account has answered again or what they rest on changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.campaign_data import CampaignData, Scope
from domain.goal_lines import current, goals_of, is_total
from domain.snapshot import headline_of
from domain.standing import Headline, Line
from insights.arrivals import with_arrivals
from insights.kept import Kept, Made, lasts
from storage import Session
from storage.facts import figures

SHORT = 31
"""Windows of up to so many days are read together, longer ones apart from them: what is read is from first to last."""
MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign's verdict, its goals over a window, and what was spent on them, in micros."""

    headline: Headline
    goals: tuple[Line, ...]
    spend: int


_KEPT: Kept[Standing] = Kept(MOST_KEPT)


def standings(session: Session, asked: Sequence[Scope]) -> list[Standing]:
    """What each campaign's goals come to over its window, in the order given."""
    drawn = figures.drawn(session, [one.campaign for one in asked])

    def make(places: list[int]) -> Made[Standing]:
        some = [asked[n] for n in places]
        data = {one.campaign.key: one for one in with_arrivals(session, some, _read(session, some, drawn))}
        return {n: _standing(data[asked[n].campaign.key], asked[n], drawn[asked[n].campaign.key]) for n in places}

    return _KEPT.of(session, [(one, drawn[one.campaign.key]) for one in asked], make)


def _standing(data: CampaignData, one: Scope, drawn: figures.Drawn) -> tuple[Standing, bool]:
    sums = current(data)
    goals = goals_of(data, sums)
    return Standing(headline_of(data, goals, one.today), goals, sums.spend or 0), lasts(data, drawn)


def _read(session: Session, asked: Sequence[Scope], drawn: Mapping[str, figures.Drawn]) -> Iterable[CampaignData]:
    """Sums of the windows alone, but where a goal about the pace, or a total, needs the flight."""
    parts: dict[str, list[Scope]] = {"short": [], "long": [], "total": [], "paced": []}
    for one in asked:
        parts[_part(one)].append(one)
    paced = parts.pop("paced")
    for some in parts.values():
        yield from figures.within(session, some, drawn)
    yield from figures.facts(session, paced, drawn)


def _part(one: Scope) -> str:
    if any(goal.kpi == "pace" for goal in one.campaign.goals):
        return "paced"
    if any(map(is_total, one.campaign.goals)):
        return "total"
    return "short" if one.window.days <= SHORT else "long"
