"""The cast that tests share: two clients, their channels, accounts and campaigns.

Acme (Spanish, euros, has a CRM) and Bosc (Catalan, Swiss francs on Google, no CRM) must never hear of each other.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from domain import destination
from domain.destination import Destination
from domain.entities import Campaign, Channel, Client, Comparator, Goal, Match, SourceAccount
from domain.facts import Contact, Deal, PerformanceRow, PlatformCampaign
from domain.money import Money
from domain.window import Window
from domain.words import Approval, Audience, Level, Objective, Source
from storage import Session
from storage.directory import accounts, campaigns, channels, clients
from storage.facts import fx, performance
from tests.written import written

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
WINDOW = Window(date(2026, 11, 9), date(2026, 11, 15))
ADMIN, MAYA, NIL, STRANGER = "U0ADMIN", "U0MAYA", "U0NIL", "U0STRANGER"
TEAM, ACME_TEAM = "T0AGENCY", "T0ACME"

ACME = Client("acme", "Clínica Acme", "es", "Europe/Madrid", "EUR", (MAYA,))
BOSC = Client("bosc", "Forn Bosc", "ca", "Europe/Madrid", "EUR", (NIL,))
ACME_INTERNAL = Channel("C0ACMEINT", "acme", Audience.INTERNAL)
ACME_CLIENT = Channel("C0ACME", "acme", Audience.CLIENT, (ACME_TEAM,), Approval.DRAFT)
BOSC_INTERNAL = Channel("C0BOSCINT", "bosc", Audience.INTERNAL)
BOSC_CLIENT = Channel("C0BOSC", "bosc", Audience.CLIENT, (), Approval.AUTO)

OTONO = Campaign(
    key="acme-otono",
    client_key="acme",
    name="Otoño leads",
    objective=Objective.LEADS,
    start=date(2026, 10, 1),
    end=date(2026, 12, 15),
    budget=Money.of(12_000, "EUR"),
    owner=MAYA,
    persona="Directora de clínica",
    hypothesis="La guía se descarga más desde Facebook",
    matches=(
        Match(Source.GOOGLE_ADS, campaign_ids=("111",)),
        Match(Source.META, name_contains="otono"),
        Match(Source.HUBSPOT, utm_campaign="otono-2026"),
    ),
    goals=(
        Goal("cpl", Comparator.LT, Decimal(25), "EUR"),
        Goal("leads", Comparator.GE, Decimal(300)),
        Goal("roas", Comparator.GE, Decimal(3)),
    ),
)
MARCA = replace(
    OTONO,
    key="acme-marca",
    name="Marca todo el año",
    objective=Objective.AWARENESS,
    matches=(Match(Source.GOOGLE_ADS, campaign_ids=("112",)),),
    goals=(),
)
TARDOR = Campaign(
    key="bosc-tardor",
    client_key="bosc",
    name="Tardor botiga",
    objective=Objective.SALES,
    start=date(2026, 11, 1),
    end=date(2026, 11, 30),
    budget=Money.of(3_000, "EUR"),
    owner=NIL,
    matches=(Match(Source.GOOGLE_ADS, name_contains="tardor"),),
    goals=(Goal("roas", Comparator.GE, Decimal(4)),),
)
UNCLAIMED = PlatformCampaign(
    "999", "Pruebas Navidad", "ENABLED", date(2026, 11, 1), date(2026, 12, 31), 50_000_000, "daily", "EUR"
)


def to(address: str) -> Destination:
    """The destination that an id of the cast means: people's begin with a U."""
    return destination.person(address) if address.startswith("U") else destination.channel(address)


@dataclass(frozen=True)
class Cast:
    """Our ids of the stored accounts."""

    acme_google: int
    acme_meta: int
    acme_hubspot: int
    bosc_google: int


def row(entity_id: str, day: date, spend: int = 10, **more: object) -> PerformanceRow:
    """A row of a campaign and day on mobile; `spend` in currency units."""
    plain = PerformanceRow(
        Level.CAMPAIGN,
        entity_id,
        day,
        "device",
        "mobile",
        "EUR",
        1_000,
        50,
        spend * 10**6,
        2_000_000,
        90_000_000,
        10**6,
    )
    return plain._replace(**more)


def contact(contact_id: str, day: date, utm: str = "otono-2026") -> Contact:
    """A contact that became a lead on a day."""
    at = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)
    return Contact(contact_id, utm, "PAID_SOCIAL", "lead", at, day, None, None, None, at)


def deal(deal_id: str, contacts: tuple[str, ...], won: date | None, amount: int = 500) -> Deal:
    """A deal, won on a day if one is given; `amount` in euros."""
    at = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)
    stage = "closedwon" if won else "appointmentscheduled"
    return Deal(deal_id, contacts, amount * 10**6, "EUR", stage, bool(won), bool(won), at, won, at)


def everybody(session: Session) -> Cast:
    """Store both clients with channels, accounts, platform campaigns and campaigns; no numbers yet."""
    return written(session, _everybody)


def _everybody(session: Session) -> Cast:
    for client in (ACME, BOSC):
        clients.save(session, client, ADMIN, NOW)
    for channel in (ACME_INTERNAL, ACME_CLIENT, BOSC_INTERNAL, BOSC_CLIENT):
        channels.bind(session, channel, ADMIN, NOW)

    def account(client: str, source: Source, account_id: str, currency: str) -> int:
        new = SourceAccount(client, source, account_id, currency=currency, timezone="Europe/Madrid")
        return accounts.save(session, new, ADMIN, NOW).id

    cast = Cast(
        account("acme", Source.GOOGLE_ADS, "1234567890", "EUR"),
        account("acme", Source.META, "act_1029384756", "EUR"),
        account("acme", Source.HUBSPOT, "424242", "EUR"),
        account("bosc", Source.GOOGLE_ADS, "9876543210", "CHF"),
    )
    google = [PlatformCampaign("111", "ES | Leads", "ENABLED"), PlatformCampaign("112", "Marca"), UNCLAIMED]
    performance.list_campaigns(session, cast.acme_google, google)
    performance.list_campaigns(session, cast.acme_meta, [PlatformCampaign("222", "OTOÑO – tráfico", "ACTIVE")])
    performance.list_campaigns(session, cast.bosc_google, [PlatformCampaign("333", "Tardor 2026")])
    for campaign in (OTONO, MARCA, TARDOR):
        campaigns.save(session, campaign, ADMIN, NOW)
    fx.save(session, "CHF", {TODAY - timedelta(days=n): Decimal("1.05") for n in range(120)})
    return cast


def numbers(session: Session, cast: Cast, days: int = 28) -> None:
    """Twenty-eight days of performance up to yesterday for every campaign that is not the CRM's."""
    past = [TODAY - timedelta(days=n) for n in range(1, days + 1)]
    acme = [row(entity, day) for day in past for entity in ("111", "112", "999")]
    performance.upsert(session, cast.acme_google, acme, NOW, TODAY - timedelta(days=3))
    performance.upsert(session, cast.acme_meta, [row("222", day, 20) for day in past], NOW, TODAY - timedelta(days=3))
    bosc = [row("333", day, 30, currency="CHF") for day in past]
    performance.upsert(session, cast.bosc_google, bosc, NOW, TODAY - timedelta(days=3))
