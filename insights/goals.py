"""What the goals of many campaigns come to, kept until an account has answered again or what they rest on changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.snapshot import CampaignData, Headline, Line, Scope, goals_of, headline_of
from insights.kept import Kept, Made, lasts
from storage import Session
from storage.facts import figures

SHORT = 31
"""Windows of up to so many days are read together, longer ones apart from them: what is read is from first to last."""
MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign's verdict and its goals over a window."""

    headline: Headline
    goals: tuple[Line, ...]


_KEPT: Kept[Standing] = Kept(MOST_KEPT)


def standings(session: Session, asked: Sequence[Scope]) -> list[Standing]:
    """What each campaign's goals come to over its window, in the order given."""
    drawn = figures.drawn(session, [one.campaign for one in asked])

    def make(places: list[int]) -> Made[Standing]:
        data = {one.campaign.key: one for one in _read(session, [asked[n] for n in places], drawn)}
        return {n: _standing(data[asked[n].campaign.key], asked[n], drawn[asked[n].campaign.key]) for n in places}

    return _KEPT.of(session, [(one, drawn[one.campaign.key]) for one in asked], make)


def _standing(data: CampaignData, one: Scope, drawn: figures.Drawn) -> tuple[Standing, bool]:
    goals = goals_of(data)
    return Standing(headline_of(data, goals, one.today), goals), lasts(data, drawn)


def _read(session: Session, asked: Sequence[Scope], drawn: Mapping[str, figures.Drawn]) -> Iterable[CampaignData]:
    """Sums of the windows alone, but where a goal about the pace needs the flight."""
    paced = [one for one in asked if any(goal.kpi == "pace" for goal in one.campaign.goals)]
    rest = [one for one in asked if one not in paced] if paced else list(asked)
    for some in ([one for one in rest if (one.window.days <= SHORT) is short] for short in (True, False)):
        yield from figures.within(session, some, drawn)
    yield from figures.facts(session, paced, drawn)
