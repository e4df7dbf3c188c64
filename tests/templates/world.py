"""One small campaign in several kinds of trouble, built without any storage."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from domain.campaign_data import CampaignData
from domain.entities import Campaign, Client, Goal
from domain.facts import CrmDay, DaySums, Freshness
from domain.goals import parse
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money, Rates
from domain.paced import PaceAnswer
from domain.snapshot import Snapshot, build
from domain.window import Window
from domain.words import Objective, Remedy, Source
from tests import kinds

TODAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
WEEK = Window(date(2026, 11, 9), date(2026, 11, 15))
RATES = Rates({"USD": {date(2026, 10, 1): Decimal("0.90"), date(2026, 11, 13): Decimal("0.92")}})


def promises(*texts: str) -> tuple[Goal, ...]:
    """Goals as people write them."""
    return tuple(parse(text) for text in texts)


CLIENT = Client("acme", "Clínica Acme", "es", "Europe/Madrid", "EUR", ("U0MAYA",))
CAMPAIGN = Campaign(
    key="acme-otono",
    client_key="acme",
    name="Otoño leads",
    objective=Objective.LEADS,
    start=date(2026, 10, 1),
    end=date(2026, 12, 15),
    budget=Money.of(12_000, "EUR"),
    owner="U0MAYA",
    persona="Directora de clínica",
    hypothesis="Las directoras de clínica descargan más la guía desde Facebook que desde buscadores",
    goals=promises("cpl < 25 EUR", "leads >= 300", "ctr > 1%"),
)
_HOUR = timedelta(hours=1)
FRESH = (
    Freshness(Source.GOOGLE_ADS, "1234567890", NOW - 2 * _HOUR, date(2026, 11, 13)),
    Freshness(Source.META, "act_1", NOW - 3 * _HOUR, date(2026, 11, 14)),
    Freshness(Source.HUBSPOT, "424242", NOW - _HOUR),
)
STALE = (
    *FRESH[:1],
    Freshness(Source.META, "act_1", NOW - 40 * _HOUR, date(2026, 11, 14), "token expired", Remedy.RECONNECT_META),
)


def days(window: Window, *, worse_from: date, currency: str = "EUR") -> tuple[DaySums, ...]:
    """Steady days of two sources whose clicks convert less from `worse_from` on."""
    rows = []
    for n, day in enumerate(window):
        wave = 1 + (n % 5) * 3
        conversions = (3 if day < worse_from else 2) * 1_000_000
        spend = (95 + wave) * 1_000_000
        leads = conversions
        rows.append(DaySums(day, Source.GOOGLE_ADS, "EUR", 4000 + 40 * wave, 90 + wave, spend, conversions, 0, leads))
        rows.append(DaySums(day, Source.META, currency, 6000 + 70 * wave, 60 + wave, spend // 2, conversions, 0, leads))
    return tuple(rows)


def crm(window: Window, *, worse_from: date) -> tuple[CrmDay, ...]:
    """Leads of the CRM by day, fewer from `worse_from` on."""
    return tuple(
        CrmDay(day, "EUR", (7 + n % 3) if day < worse_from else 4 + n % 2, n % 2, (n % 2) * 900 * 10**6)
        for n, day in enumerate(window)
    )


def data(*, worse_from: date = date(2026, 11, 11), currency: str = "USD", **changes: object) -> CampaignData:
    """The campaign's data over the last week; `changes` replace fields."""
    flight = Window(CAMPAIGN.start, TODAY - timedelta(days=1))
    rows = days(flight, worse_from=worse_from, currency=currency)
    both = Window(WEEK.previous().start, WEEK.end)
    base = CampaignData(
        campaign=CAMPAIGN,
        client=CLIENT,
        window=WEEK,
        previous=WEEK.previous(),
        days=tuple(row for row in rows if row.day in both),
        crm=tuple(row for row in crm(flight, worse_from=worse_from) if row.day in both),
        has_crm=True,
        freshness=FRESH,
        rates=RATES,
        flight_days=rows,
        aged=tuple(row for row in rows if row.day in WEEK.previous()),
        flight_crm=crm(flight, worse_from=worse_from),
    )
    return replace(base, **changes)


def off_target() -> Snapshot:
    """CPL drifts over its goal."""
    return build(data(), NOW)


def on_target() -> Snapshot:
    """All goals are met, in one currency."""
    campaign = replace(CAMPAIGN, goals=promises("cpl < 40 EUR", "leads >= 200"))
    return build(data(worse_from=date(2027, 1, 1), currency="EUR", campaign=campaign), NOW)


def off_pace(budget: int) -> Snapshot:
    """All goals are met, and yet the budget does not last, or is not used."""
    campaign = replace(CAMPAIGN, budget=Money.of(budget, "EUR"), goals=promises("cpl < 40 EUR", "leads >= 200"))
    return build(data(worse_from=date(2027, 1, 1), currency="EUR", campaign=campaign), NOW)


def nothing_bought() -> Snapshot:
    """Money is spent, and not one conversion is counted, by anybody."""
    return _without_conversions(has_crm=False, crm=())


def uncounted() -> Snapshot:
    """The platforms count nothing any more, and leads go on reaching the CRM."""
    return _without_conversions()


def uncounted_in_part() -> Snapshot:
    """The same, of a campaign that is promised leads of the CRM too."""
    return _without_conversions("cpa < 50 EUR", "leads >= 20")


def _without_conversions(*goals: str, **changes: object) -> Snapshot:
    flight = Window(CAMPAIGN.start, TODAY - timedelta(days=1))
    rows = tuple(replace_day(row) for row in days(flight, worse_from=TODAY, currency="EUR"))
    campaign = replace(CAMPAIGN, goals=promises(*(goals or ("cpa < 50 EUR", "cpc < 5 EUR"))))
    seen = Window(WEEK.previous().start, WEEK.end)
    told = data(days=tuple(r for r in rows if r.day in seen), flight_days=rows, campaign=campaign, **changes)
    return build(told, NOW)


def replace_day(row: DaySums) -> DaySums:
    """The day without a conversion."""
    return replace(row, conversions_micros=0, leads_micros=0)


def only_platforms() -> Snapshot:
    """No CRM, one goal, a source that fails."""
    campaign = replace(CAMPAIGN, goals=promises("cpl < 25 EUR"), hypothesis="")
    return build(data(has_crm=False, crm=(), freshness=STALE, campaign=campaign, aged=None), NOW)


def no_goals() -> Snapshot:
    """Nothing was promised."""
    return build(data(campaign=replace(CAMPAIGN, goals=())), NOW)


def no_data() -> Snapshot:
    """Nothing was delivered for the window."""
    never = tuple(replace(fresh, last_success=None) for fresh in FRESH)
    return build(data(days=(), crm=(), flight_days=(), freshness=never), NOW)


def not_started() -> Snapshot:
    """It begins next month."""
    later = replace(CAMPAIGN, start=date(2026, 12, 1), end=date(2026, 12, 31))
    return build(data(days=(), crm=(), flight_days=(), freshness=(), campaign=later), NOW)


def ended() -> Snapshot:
    """It ended yesterday, under its budget, with a goal for pace and sales for its aim."""
    changes = {"end": WEEK.end, "objective": Objective.SALES, "goals": promises("roas >= 3", "pace >= 90%")}
    return build(data(currency="EUR", campaign=replace(CAMPAIGN, **changes)), NOW)


def longer(n: int) -> Snapshot:
    """The same trouble seen over `n` days."""
    window = Window.trailing(WEEK.end, n)
    both = Window(window.previous().start, window.end)
    rows, outcomes = days(both, worse_from=date(2026, 11, 11)), crm(both, worse_from=date(2026, 11, 11))
    return build(data(window=window, previous=window.previous(), days=rows, crm=outcomes), NOW)


def behind() -> Snapshot:
    """A total that will not be reached, beside one that is met."""
    return build(data(campaign=replace(CAMPAIGN, goals=promises("leads >= 900", "ctr > 1%"))), NOW)


def reached() -> Snapshot:
    """The only goal is a total, and the flight has it."""
    return build(data(campaign=replace(CAMPAIGN, goals=promises("leads >= 300"))), NOW)


def alarmed() -> Snapshot:
    """All goals are met, and an alert is open about one of them."""
    goal = parse("cpl < 40 EUR")
    numbers = Numbers(
        Decimal(52), goal.target, Decimal(10), Decimal(14), spend=Money.of(520, "EUR"), at_risk=Money.of(120, "EUR"),
        first=TODAY - timedelta(days=3), last=TODAY - timedelta(days=1), measured=Decimal(52),
    )  # fmt: skip
    found = Finding(
        Subject("acme", CAMPAIGN.key), kinds.OFF_TARGET, Verdict.BREACH, Reason.MISSED, TODAY.isoformat(), goal.kpi,
        Tier.INTERRUPT, 0.9, numbers.first, goal=goal, result="leads", numbers=numbers,
    )  # fmt: skip
    return replace(on_target(), open=(found,))


TROUBLES = {
    "behind": behind,
    "reached": reached,
    "alarmed": alarmed,
    "off_target": off_target,
    "on_target": on_target,
    "nothing_bought": nothing_bought,
    "uncounted": uncounted,
    "uncounted_in_part": uncounted_in_part,
    "over_pace": lambda: off_pace(4_000),
    "under_pace": lambda: off_pace(90_000),
    "only_platforms": only_platforms,
    "no_goals": no_goals,
    "no_data": no_data,
    "not_started": not_started,
    "ended": ended,
}


def paced(snapshot: Snapshot) -> PaceAnswer:
    """The pace of a picture, as `pace` answers."""
    return PaceAnswer(snapshot.campaign, snapshot.client, snapshot.pace, snapshot.origin)
