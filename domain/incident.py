"""An incident as it is told, and what several with one cause come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.diagnosis.story import Story
from domain.entities import Campaign, Client
from domain.facts import Freshness
from domain.incidents.conditions import State
from domain.incidents.finding import Finding
from domain.incidents.handling import Handling, Shown
from domain.incidents.rule_kinds import Tier
from domain.money import Money
from domain.note import Note
from domain.rules.registry import alike, inhibits, of_kind
from domain.rules.rule import Nature
from domain.track import Track


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as it stands: what was found last, its condition, its handling, and what a message tells of them.

    `owners` are the people (Slack ids) who are called by name, if anybody is. `story` is why a goal is missed, `track`
    the chart's numbers. `members` are other incidents that share one cause with this one, the worst, which speaks for
    all of them. `reminds_of` is the day on which it was told before, where it is told once more.
    """

    client: Client
    finding: Finding
    state: State
    handling: Handling
    shown: Shown
    alert_id: int
    campaign: Campaign | None = None
    owners: tuple[str, ...] = ()
    freshness: tuple[Freshness, ...] = ()
    story: Story | None = None
    notes: tuple[Note, ...] = ()
    track: Track | None = None
    members: tuple["Incident", ...] = ()
    reminds_of: date | None = None

    @property
    def name(self) -> str:
        """What it is about, for people: the campaign, the account, the platform's own campaign; else the client."""
        return self.campaign.name if self.campaign else self.finding.name or self.client.name

    @property
    def place_name(self) -> str:
        """The same with its client before it, unless that is its name."""
        return self.name if self.name == self.client.name else f"{self.client.name} · {self.name}"

    @property
    def link(self) -> str:
        """The link of the chain that moved most (`cpm`, `ctr`, `cvr`, `value`, …); "" where none did."""
        return self.story.moved.factor if self.story and self.story.moved else ""

    @property
    def place(self) -> object:
        """The campaign or account that it is on."""
        subject = self.finding.subject
        return (self.campaign.key if self.campaign else subject.campaign) or subject.key


def places(incident: Incident) -> int:
    """On how many campaigns (or accounts) a group's incidents are."""
    return len({one.place for one in (incident, *incident.members)})


def leading(incident: Incident) -> list[Incident]:
    """The incidents of a group, its head first, without what follows from another one on the same campaign."""
    together = [incident, *sorted(incident.members, key=lambda one: one.finding.numbers.risk, reverse=True)]
    return [one for one in together if not any(_explains(other, one) for other in together)]


def _explains(other: Incident, one: Incident) -> bool:
    stands = other.state.is_open or not one.state.is_open
    return stands and other.place == one.place and inhibits(other.finding.trouble, one.finding.trouble)


def by_cause(incidents: Sequence[Incident]) -> list[Incident]:
    """The same, in their order, where those of one campaign that have most probably one cause are one: the first of
    them, with the others as its members."""
    heads: list[Incident] = []
    for one in incidents:
        at = next((n for n, head in enumerate(heads) if _is_one_trouble(head, one)), None)
        if at is None:
            heads.append(one)
        else:
            heads[at] = replace(heads[at], members=(*heads[at].members, one))
    return heads


def apart(incidents: Iterable[Incident]) -> list[Incident]:
    """Every single one of them, the members after their heads."""
    return [each for one in incidents for each in (one, *one.members)]


def _is_one_trouble(one: Incident, other: Incident) -> bool:
    return one.place == other.place and alike(one.finding, other.finding)


def weight(finding: Finding) -> tuple[bool, float]:
    """What matters first: what is broken before what drifts, then by the money that is probably lost, in micros."""
    is_broken = of_kind(finding.trouble).nature not in {Nature.DRIFT, Nature.UNCLAIMED}
    sure = 1.0 if finding.probability is None else finding.probability
    return is_broken, sure * finding.numbers.risk


def urgency(incident: Incident) -> tuple[bool, bool, float]:
    """For ordering: what interrupts before what can wait, then by its weight: a suspended account risks no money."""
    return incident.state.tier is Tier.INTERRUPT, *weight(incident.finding)


def carriers(incidents: Iterable[Incident]) -> frozenset[int]:
    """The alerts whose money at risk adds up to that of all of them: on each campaign the one with most of it."""
    worst: dict[tuple[object, str], Incident] = {}
    for one in incidents:
        money = one.finding.numbers.at_risk
        if money and money.micros > 0:
            place = (one.place, money.currency)
            if place not in worst or worst[place].finding.numbers.risk < money.micros:
                worst[place] = one
    return frozenset(one.alert_id for one in worst.values())


def at_stake(incidents: Iterable[Incident]) -> list[Money]:
    """The money at risk of all of them, currency by currency.

    Two alerts on one campaign are about the same money: the larger counts.
    """
    known = list(incidents)
    counted = carriers(known)
    sums: dict[str, int] = {}
    for one in known:
        money = one.finding.numbers.at_risk
        if money and one.alert_id in counted:
            sums[money.currency] = sums.get(money.currency, 0) + money.micros
    return [Money(micros, currency) for currency, micros in sums.items()]
