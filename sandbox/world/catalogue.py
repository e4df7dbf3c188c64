"""Who is in the world: clients, accounts, what the agency declares, and the campaigns the platforms run for it.

Days are offsets from the first day of the world's present (0), so that every date is current whenever it is built.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

HISTORY_DAYS = 120
FUTURE_DAYS = 75
USD_PER_EUR = 1.12


@dataclass(frozen=True, slots=True)
class Scripted:
    """A trouble of the script: from and until as (day of the world's present, hour); no size means the usual one."""

    kind: str
    begin: tuple[int, int]
    end: tuple[int, int]
    size: float | None = None
    segment: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Account:
    """A source account of a client; `currency` is what its money is in."""

    client: str
    source: str
    id: str
    name: str
    currency: str = "EUR"
    options: Mapping[str, str] = field(default_factory=dict)
    script: tuple[Scripted, ...] = ()


@dataclass(frozen=True, slots=True)
class Client:
    """A client of the agency with its channels, as (Slack id, audience, allowed team, approval), and the region whose
    holidays it keeps."""

    key: str
    name: str
    locale: str
    managers: tuple[str, ...]
    channels: tuple[tuple[str, str, str, str], ...]
    region: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the agency declares: flight as day offsets, budget in EUR, goals, and how its parts are recognised."""

    key: str
    client: str
    name: str
    owner: str
    objective: str
    first: int
    last: int
    budget: int
    persona: str
    hypothesis: str
    utm: str
    match: Mapping[str, Mapping[str, str | list[str]]]
    goals: tuple[str, ...]
    pace: float = 1.0
    trouble: str = "on target"

    @property
    def daily_plan(self) -> float:
        """EUR a day when the budget is spread evenly over the flight."""
        return self.budget / (self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One campaign inside a platform: what it spends (EUR a day), what a click and a result cost (EUR).

    With `chance` counts of results scatter by themselves; `in_crm` says whether its results reach the CRM.
    """

    campaign: str | None
    account: str
    id: str
    name: str
    first: int
    last: int
    daily: float
    cpc: float
    ctr: float
    cost_per_result: float
    kind: str
    utm: str
    result: str = "lead"
    order: float = 0.0
    form_share: float = 0.0
    video_share: float = 0.0
    trouble: str = ""
    chance: bool = False
    in_crm: bool = True
    script: tuple[Scripted, ...] = ()


# Two portals need two keys, so each account names its own.
_HUBSPOT = {"utm_property": "utm_campaign"}
ACCOUNTS = (
    Account("acme", "google_ads", "1234567890", "Clínica Acme"),
    Account("acme", "meta", "act_1029384756", "Clínica Acme"),
    Account("acme", "hubspot", "424242", "clinica-acme.example.com", options=_HUBSPOT | {"credential": "acme"}),
    Account("forn", "google_ads", "2345678901", "Forn Solé"),
    Account("forn", "meta", "act_5647382910", "Forn Solé", currency="USD"),
    Account("forn", "hubspot", "535353", "fornsole.example.org", options=_HUBSPOT | {"credential": "forn"}),
    Account("nord", "google_ads", "3456789012", "Nord Energía"),
    # Each of these three has a trouble of its own, which strikes whatever runs in it.
    Account("nord", "google_ads", "4567890123", "Nord Baterías",
            script=(Scripted("account_suspended", (2, 10), (4, 12)),)),
    Account("nord", "google_ads", "5678901234", "Nord Alquiler", script=(Scripted("stale_data", (2, 9), (5, 8)),)),
    Account("nord", "meta", "act_6758493021", "Nord Energía", options={"credential": "nord"},
            script=(Scripted("source_disconnected", (1, 10), (2, 16)),)),
    Account("nord", "hubspot", "646464", "nordenergia.example.net", options=_HUBSPOT | {"credential": "nord"}),
    # Nobody has declared these: whoever sets a client up in Slack finds them among what the credentials open.
    Account("luz", "google_ads", "6789012345", "Óptica Luz"),
    Account("luz", "meta", "act_7869504132", "Óptica Luz"),
)  # fmt: skip

CLIENTS = (
    Client(
        "acme",
        "Clínica Acme",
        "es",
        ("U0MAYA",),
        (("C0ACMEINT", "internal", "", ""), ("C0ACME", "client", "T0ACME", "draft")),
        "ES",
    ),
    Client(
        "forn",
        "Forn Solé",
        "ca",
        ("U0MAYA", "U0POL"),
        (("C0FORNINT", "internal", "", ""), ("C0FORN", "client", "T0FORN", "auto")),
        "ES-CT",
    ),
    Client(
        "nord",
        "Nord Energía",
        "en",
        ("U0MAYA", "U0POL"),
        (("C0NORDINT", "internal", "", ""), ("C0NORD", "client", "T0NORD", "draft")),
        "ES",
    ),
)

SUBSCRIPTIONS = (
    ("C0ACME", "mon 09:00", ("acme-otono",)),
    ("C0FORN", "mon 09:00", ("forn-nadal", "forn-botiga")),
    ("C0ACMEINT", "daily 08:30", ("acme-otono", "acme-blanqueamiento", "acme-implantes")),
)


def account(account_id: str) -> Account:
    """The account with that id; KeyError when the world has none."""
    for candidate in ACCOUNTS:
        if candidate.id == account_id:
            return candidate
    raise KeyError(account_id)
