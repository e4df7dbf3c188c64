"""The cases of the gallery: few and many days, zeros, gaps, long names, tiny and huge numbers. Always the same."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from domain.campaign_data import CampaignData
from domain.facts import CrmDay, DaySums
from domain.money import MICRO, Money
from domain.paced import PaceAnswer
from domain.snapshot import Snapshot, build
from domain.window import Window
from domain.words import Audience, Objective, Source
from templates.charts import ChartSpec, compare_chart, pace_chart, results_chart
from templates.charts.native import cut
from templates.words import words
from tests.templates import test_alert_charts, test_charts, world

Case = Callable[[str], ChartSpec | None]
LONG = "Captación de pacientes de implantología e invisalign · Barcelona, Girona y Maresme · otoño-invierno 2026/27"


def scattered(
    n: int,
    *,
    spend: float = 160.0,
    leads: float = 7.0,
    window: Window | None = None,
    but: Callable[[date], bool] = lambda _: False,
    **changes: object,
) -> CampaignData:
    """So many days up to the world's, as life scatters them: weekends cost less, results come as they come. Nothing is
    known of the days of `but`."""
    told = window or Window.trailing(world.WEEK.end, n)
    both = Window(told.previous().start, told.end)
    lot = Random(n)
    rows, outcomes = list[DaySums](), list[CrmDay]()
    for day in both:
        cost = spend * (0.6 if day.weekday() >= 5 else 1.0) * lot.uniform(0.85, 1.15)
        came = sum(lot.random() < leads / 40 for _ in range(40))
        if not but(day):
            clicks = max(1, round(cost / 1.1))
            rows.append(
                DaySums(
                    day,
                    Source.GOOGLE_ADS,
                    "EUR",
                    clicks * 55,
                    clicks,
                    round(cost * MICRO),
                    came * MICRO,
                    0,
                    came * MICRO,
                )
            )
            outcomes.append(CrmDay(day, "EUR", came, came // 5, came // 5 * 640 * MICRO))
    campaign = replace(world.CAMPAIGN, start=both.start, end=told.end + timedelta(days=30))
    base = {"campaign": campaign, "window": told, "previous": told.previous(), "flight_days": tuple(rows)} | changes
    crm = tuple(outcomes)
    return world.data(days=tuple(rows), crm=crm, flight_crm=crm, aged=None, currency="EUR", **base)


def picture(data: CampaignData, **campaign: object) -> Snapshot:
    """The picture of some data, with changes to its campaign."""
    return build(replace(data, campaign=replace(data.campaign, **campaign)), world.NOW)


def drawn(made: Callable[[], Snapshot], view: Audience = Audience.INTERNAL) -> Case:
    """The chart of a status of that picture."""
    return lambda locale: results_chart(made(), locale, view)


def tiny() -> Snapshot:
    """Cents a day, and clicks that cost less than one."""
    data = scattered(14, spend=0.6, leads=0)
    rows = tuple(replace(row, clicks=40 + row.day.day, impressions=9_000) for row in data.days)
    goals, objective = world.promises("cpc < 0.02 EUR"), Objective.TRAFFIC
    return picture(replace(data, days=rows, flight_days=rows), goals=goals, objective=objective)


def huge() -> Snapshot:
    """Millions a day in a currency without a short sign."""
    data = scattered(28, spend=9_400_000, leads=9)
    client = replace(data.client, currency="COP", locale="es_CO")
    rows = tuple(replace(row, currency="COP") for row in data.days)
    crm = tuple(replace(row, currency="COP") for row in data.crm)
    told = replace(data, client=client, days=rows, flight_days=rows, crm=crm, flight_crm=crm)
    return picture(told, budget=Money.of(600_000_000, "COP"), goals=world.promises("cpl < 1100000 COP"))


def in_vain() -> Snapshot:
    """Money, and not one lead."""
    return build(replace(scattered(14, leads=0)), world.NOW)


def unspent() -> Snapshot:
    """Days that were asked about and cost nothing."""
    data = scattered(7)
    rows = tuple(replace(row, spend_micros=0, clicks=0, conversions_micros=0, leads_micros=0) for row in data.days)
    return build(replace(data, days=rows, flight_days=rows, crm=(), flight_crm=()), world.NOW)


def today() -> Snapshot:
    """Up to a day that is not over."""
    window = Window(world.WEEK.start, world.TODAY)
    return build(scattered(8, window=window), world.NOW)


def uneven(budget: int, days: int = 45, **campaign: object) -> PaceAnswer:
    """A budget of which some days are spent, as unevenly as life is."""
    data = scattered(days)
    start = Window.trailing(world.WEEK.end, days).start
    rows = tuple(row for row in data.days if row.day >= start)
    own = {"start": start, "end": start + timedelta(days=89), "budget": Money.of(budget, "EUR")} | campaign
    return world.paced(picture(replace(data, flight_days=rows), **own))


def paced(made: Callable[[], PaceAnswer]) -> Case:
    """The chart of that pace."""
    return lambda locale: pace_chart(made(), locale)


def beside(kpi: str, made: Callable[[], list[Snapshot]]) -> Case:
    """The pictures side by side, under the numbers of their cards."""

    def case(locale: str) -> ChartSpec | None:
        w, some = words(locale), made()
        told = [f"{w.reading(one.reading(kpi))} ({cut(one.campaign.name, 22)})" for one in some]
        return compare_chart(some, kpi, f"{w.kpi(kpi)}: {w.list(told)}", locale)

    return case


def named(name: str, data: CampaignData, **campaign: object) -> Snapshot:
    """The picture of a campaign by that name."""
    return picture(data, name=name, **campaign)


def _plain(source: Mapping[str, Case], *names: str) -> dict[str, Case]:
    return {name: source[name] for name in names}


SECTIONS: dict[str, dict[str, Case]] = {
    "Status and chart": {
        **_plain(test_charts.CHARTS, "results_off_target", "results_on_target", "results_eventful"),
        "results_month": drawn(lambda: build(scattered(35), world.NOW)),
        "results_year": drawn(lambda: build(scattered(365), world.NOW)),
        "results_two_days": drawn(lambda: build(scattered(2), world.NOW)),
        "results_today": drawn(today),
        "results_total": drawn(lambda: picture(scattered(28), goals=world.promises("leads >= 900"))),
        "results_no_goals": drawn(lambda: picture(scattered(14), goals=())),
        "results_sales": drawn(
            lambda: picture(scattered(28), objective=Objective.SALES, goals=world.promises("roas >= 3")),
            Audience.CLIENT,
        ),
        "results_rate": drawn(lambda: picture(scattered(14), goals=world.promises("ctr > 2%"))),
        "results_gaps": drawn(lambda: build(scattered(21, but=lambda day: day.day in {2, 3, 9}), world.NOW)),
        "results_in_vain": drawn(in_vain),
        "results_unspent": drawn(unspent),
        "results_long_name": drawn(lambda: named(LONG, scattered(28))),
        "results_tiny": drawn(tiny),
        "results_huge": drawn(huge),
    },
    "Pace": {
        "pace_on": paced(lambda: uneven(12_700)),
        "pace_over": paced(lambda: uneven(9_000)),
        "pace_under": paced(lambda: uneven(24_000)),
        "pace_early": paced(lambda: uneven(12_700, 8)),
        "pace_year": paced(lambda: uneven(52_000, 120, end=date(2027, 6, 30))),
        "pace_long_name": paced(lambda: uneven(12_700, name=LONG)),
        **_plain(test_charts.CHARTS, "pace_ended", "pace_pesos"),
    },
    "Side by side": {
        "compare_pair": beside(
            "cpl", lambda: [named("Otoño", scattered(28)), named("Implantes", scattered(28, leads=4))]
        ),
        "compare_three": beside(
            "leads",
            lambda: [
                named("Otoño", scattered(28)),
                named("Implantes", scattered(28, leads=4)),
                named(LONG, scattered(28, leads=11)),
            ],
        ),
        "compare_by_day": beside(
            "cpl",
            lambda: [
                named("Otoño", scattered(14)),
                named("Verano", scattered(14, leads=6, window=Window(date(2026, 7, 1), date(2026, 7, 14)))),
            ],
        ),
    },
    "Alerts": _plain(
        test_alert_charts.CHARTS,
        "alert_level",
        "alert_met",
        "alert_rate",
        "alert_return",
        "alert_silence",
        "alert_spend",
    ),
    "A rule tried on the past": _plain(test_alert_charts.CHARTS, "backtest", "backtest_calm", "backtest_long"),
}
"""By section and name: what is drawn in three languages, and looked at."""
CASES: dict[str, Case] = {name: case for section in SECTIONS.values() for name, case in section.items()}
