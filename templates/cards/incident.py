"""What the cards of alerts need to know of an incident."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.entities import Campaign, Client
from domain.facts import Freshness
from domain.incidents.conditions import State
from domain.incidents.finding import Finding
from domain.incidents.handling import Handling, Shown
from templates.charts.track import Track


@dataclass(frozen=True, slots=True)
class Note:
    """What was done or planned in the days in question. `actor` is a Slack id, or nobody's."""

    day: date
    text: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as it stands: what was found last, its condition, its handling, and what a message tells of them.

    `owner` is the person (a Slack id) who is called by name, if anybody is. `causes` are sentences, the likeliest
    first, `link` the link of the chain that moved most (`cpm`, `ctr`, `cvr`, `value`, …), `track` the chart's numbers.
    `members` are other incidents that share one cause with this one, the worst, which speaks for all of them.
    """

    client: Client
    finding: Finding
    state: State
    handling: Handling
    shown: Shown
    alert_id: int
    campaign: Campaign | None = None
    owner: str = ""
    freshness: tuple[Freshness, ...] = ()
    causes: tuple[Markup, ...] = ()
    link: str = ""
    notes: tuple[Note, ...] = ()
    track: Track | None = None
    members: tuple["Incident", ...] = ()

    @property
    def name(self) -> str:
        """What it is about, for people: the campaign, the account, the platform's own campaign; else the client."""
        return self.campaign.name if self.campaign else self.finding.name or self.client.name
