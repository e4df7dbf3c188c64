"""Why a KPI moved, from what is stored: every cut of the platforms, both currencies, and the CRM's steps."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.diagnosis.asking import Question
from domain.diagnosis.slices import METRICS, Slice, crosses
from domain.diagnosis.story import Ruled, Step, Story
from domain.entities import Campaign
from domain.facts import PerformanceRow, PlatformElement
from domain.incidents.finding import Reason
from domain.money import MICRO, Rates
from domain.window import Window
from domain.words import Level
from insights import why as asking
from storage import Session
from storage.alerts.alerts import Alert
from storage.directory.matching import resolve as resolve_matches
from storage.facts import crm, fx, performance, sync
from storage.facts.listing import list_elements
from storage.facts.segments import segments
from tests import casting, kinds
from tests.casting import ACME, BOSC, NOW, OTONO, TARDOR, TODAY, Cast, contact, row
from tests.storage.test_alerts import DEAR, looked

SINCE = TODAY - timedelta(days=7)
PAST = [TODAY - timedelta(days=n) for n in range(1, 36)]
BEFORE, AFTER = Window(SINCE - timedelta(days=28), SINCE - timedelta(days=1)), Window(SINCE, TODAY - timedelta(days=1))


@pytest.fixture
def cast(db: Session) -> Cast:
    return casting.everybody(db)


def leads(entity: str, day: date, number: int, **more: object) -> PerformanceRow:
    return row(entity, day, 40, impressions=5_000, clicks=200, leads_micros=number * MICRO, **more)


def weak_on_mobile(db: Session, cast: Cast) -> None:
    """Google brings half the leads on mobile since a week; its ad groups share that, Meta is as before."""
    google = []
    for day in PAST:
        mobile = 5 if day in AFTER else 12
        google += [leads("111", day, mobile), leads("111", day, 12, element="desktop")]
        google += [
            leads("111", day, n, breakdown="network", element=at) for at, n in (("search", mobile), ("content", 12))
        ]
        google += [leads("111", day, mobile, breakdown="hour", element="09")]
        plain = {"level": Level.AD_GROUP, "breakdown": "", "element": ""}
        google += [leads("71", day, (mobile + 12) // 2, **plain), leads("72", day, (mobile + 13) // 2, **plain)]
    groups = [PlatformElement(Level.AD_GROUP, key, "111", name) for key, name in (("71", "Exacta"), ("72", "Amplia"))]
    list_elements(db, cast.acme_google, groups)
    performance.upsert(db, cast.acme_google, google, NOW)
    meta = [leads("222", day, 12, element=at) for day in PAST for at in ("mobile", "desktop")]
    performance.upsert(db, cast.acme_meta, meta, NOW)


WITHOUT_CRM = replace(OTONO, matches=tuple(one for one in OTONO.matches if not one.source.is_crm))


def why(db: Session, kpi: str = "cpl", campaign: Campaign = WITHOUT_CRM, **more: float) -> Story:
    return asking.why(db, campaign, ACME, kpi, TODAY, SINCE, **more)


def test_every_cut_of_the_platforms_is_read_but_hours(db: Session, cast: Cast) -> None:
    weak_on_mobile(db, cast)
    found = segments(db, OTONO.key, BEFORE, AFTER, "EUR", Rates({}))
    assert {(one.platform, one.dimension, one.element) for one in found} == {
        ("google_ads", "device", "mobile"),
        ("google_ads", "device", "desktop"),
        ("google_ads", "network", "search"),
        ("google_ads", "network", "content"),
        ("google_ads", "ad_group", "Exacta"),
        ("google_ads", "ad_group", "Amplia"),
        ("meta", "device", "mobile"),
        ("meta", "device", "desktop"),
    }
    mobile = next(one for one in found if (one.platform, one.element) == ("google_ads", "mobile"))
    assert mobile.campaign == "ES | Leads"
    assert dict(zip(METRICS, mobile.after, strict=True)) | {"conversions": 0, "revenue": 0} == {
        "impressions": 35_000,
        "clicks": 1_400,
        "spend": 280,
        "conversions": 0,
        "leads": 35,
        "revenue": 0,
    }
    assert mobile.before[4] == 28 * 12


def test_names_that_two_entities_bear_are_told_apart(db: Session, cast: Cast) -> None:
    weak_on_mobile(db, cast)
    twins = [PlatformElement(Level.AD_GROUP, key, "111", "Exacta") for key in ("71", "72")]
    list_elements(db, cast.acme_google, twins)
    found = segments(db, OTONO.key, BEFORE, AFTER, "EUR", Rates({}))
    assert {one.element for one in found if one.dimension == "ad_group"} == {"Exacta (71)", "Exacta (72)"}


def test_money_is_in_the_client_s_currency_and_unknown_without_a_rate(db: Session, cast: Cast) -> None:
    casting.numbers(db, cast, days=35)
    rates = fx.rates(db, {"CHF"}, BEFORE.start)
    (known,) = segments(db, TARDOR.key, BEFORE, AFTER, BOSC.currency, rates)
    (unknown,) = segments(db, TARDOR.key, BEFORE, AFTER, BOSC.currency, Rates({}))
    spent = 30 * 7 * (Decimal("1.05") if BOSC.currency == "EUR" else 1)
    assert known.after[2] == pytest.approx(float(spent))
    assert BOSC.currency == "CHF" or unknown.after[2] != unknown.after[2]
    assert known.after[:2] == unknown.after[:2] == (7_000, 350)


def test_the_story_names_the_link_and_what_lies_behind_it(db: Session, cast: Cast) -> None:
    weak_on_mobile(db, cast)
    told = why(db)
    assert told.value == (pytest.approx(160 / 48), pytest.approx(160 / 41))
    assert (told.moved and told.moved.factor, told.results, told.claimed) == ("cvr", "leads", False)
    assert told.clear
    assert told.causes[0].factor == "cvr"
    assert {Ruled.TRACKING, Ruled.SPEND} <= set(told.ruled_out)
    assert told.step in {Step.PAGE, Step.CREATIVE}
    assert (told.before, told.after) == (BEFORE, AFTER)


def test_late_results_are_added_before_anybody_is_blamed(db: Session, cast: Cast) -> None:
    days = [row("111", day, 40, clicks=200, leads_micros=(6 if day in AFTER else 12) * MICRO) for day in PAST]
    performance.upsert(db, cast.acme_google, days, NOW)
    told = why(db, arrived=0.5)
    assert told.value == (pytest.approx(40 / 12), pytest.approx(40 / 6))
    assert (told.moved, told.clear, told.step, told.arrived) == (None, False, Step.WATCH, 0.5)
    assert told.awaited == pytest.approx(40 / 12)
    assert (why(db, "cpc", arrived=0.5).arrived, why(db, "cpc", arrived=0.5).awaited) == (1.0, None)


def test_a_crm_that_has_not_answered_yet_has_no_story(db: Session, cast: Cast) -> None:
    weak_on_mobile(db, cast)
    told = why(db, campaign=OTONO)
    assert (told.value, told.moved) == ((None, None), None)


def test_the_crm_s_own_steps_are_links_of_the_chain(db: Session, cast: Cast) -> None:
    weak_on_mobile(db, cast)
    run = sync.begin(db, cast.acme_hubspot, NOW, Window(PAST[-1], TODAY))
    people = [
        replace(contact(f"{day}-{n}", day), mql_day=day if n < (1 if day in AFTER else 3) else None)
        for day in PAST
        for n in range(4)
    ]
    crm.upsert_contacts(db, cast.acme_hubspot, people)
    sync.succeed(db, run, NOW, len(people))
    resolve_matches(db, ACME.key)
    told = why(db, "cost_per_mql", OTONO)
    assert told.claimed
    assert [(link.factor, round(link.share or 0, 2)) for link in told.links][:1] == [("lead_to_mql", 1.0)]
    assert (told.links[0].before, told.links[0].after) == (0.75, 0.25)
    assert (told.step, told.value) == (Step.QUALITY, (pytest.approx(160 / 3), pytest.approx(160)))


@pytest.mark.parametrize(
    ("because", "kpis"),
    [(Reason.CRM_SILENT, ("cpl", "cost_per_mql", "roas")), (Reason.NOT_COUNTED, ("cpa", "cvr"))],
)
def test_what_rests_on_a_broken_count_is_answered_by_the_alert_that_says_so(
    db: Session, cast: Cast, because: Reason, kpis: tuple[str, ...]
) -> None:
    """Of leads that did not reach the CRM their cost was answered with a link of the chain, and with a remedy."""
    weak_on_mobile(db, cast)
    row = looked(db, replace(DEAR, trouble=kinds.LEADS_NOT_IN_CRM, because=because, detail="", goal=None))
    for kpi in ("cpl", "cost_per_mql", "roas", "cpa", "cvr", "cpc", "ctr"):
        told = asking.answer(db, OTONO, ACME, Question(kpi, SINCE), NOW)
        assert (told if isinstance(told, Alert) else None) == (row if kpi in kpis else None), kpi


def test_a_campaign_without_numbers_has_nothing_to_tell(db: Session, cast: Cast) -> None:
    told = why(db)
    assert (told.value, told.causes, told.ruled_out, told.step) == ((None, None), (), (), Step.WATCH)


def test_slices_of_two_breakdowns_are_one_spend() -> None:
    nothing = (0.0,) * len(METRICS)
    some = (100.0, 10.0, 5.0, 1.0, 1.0, 0.0)
    cuts = [
        Slice("meta", "c", "device", "mobile", some, some),
        Slice("meta", "c", "device", "desktop", some, nothing),
        Slice("meta", "c", "age", "18-24", some, some),
        Slice("meta", "c", "age", "25-34", some, nothing),
        Slice("csv", "d", "", "", some, some),
    ]
    base, age, device = crosses(cuts, "leads")
    assert [one.dimensions for one in (base, age, device)] == [("platform", "campaign"), ("age",), ("device",)]
    assert [one.before.spend.sum() for one in (base, age, device)] == [15, 10, 10]
    whole, age = crosses(cuts[:-1], "leads")
    assert (whole.dimensions, whole.before.spend.sum()) == (("platform", "campaign", "device"), 10)
