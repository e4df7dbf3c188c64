"""One incident of every kind of trouble, as they stand at different moments of their lives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from domain.diagnosis.chain import Link
from domain.diagnosis.explain import Cause
from domain.diagnosis.story import Step, Story
from domain.entities import Comparator
from domain.goals import parse
from domain.incident import Incident
from domain.incidents.conditions import BLIND, Condition, State
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handled, Handling, shown
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.money import Money
from domain.note import Note
from domain.track import Point, Track
from domain.window import Window
from tests import kinds
from tests.templates import world

BEGAN = date(2026, 11, 12)
SINCE = world.NOW - timedelta(days=1)
CAMPAIGN = Subject("acme", "acme-otono")
ACCOUNT = Subject("acme", account=3)


def eur(amount: int) -> Money:
    return Money.of(amount, "EUR")


def found(trouble: RuleKind, because: Reason, numbers: Numbers, **changes: object) -> Finding:
    """What a look found; sure, and since the twelfth."""
    base = Finding(
        subject=CAMPAIGN,
        trouble=trouble,
        signal=Verdict.BREACH,
        because=because,
        look="2026-11-16",
        tier=Tier.INTERRUPT,
        probability=0.97,
        since=BEGAN,
        numbers=numbers,
    )
    return replace(base, **changes)


def drift(goal: str, numbers: Numbers, result: str, **changes: object) -> Finding:
    """A goal that is missed. It asks for what dividing by it gives, less the twentieth that is still to come."""
    given = parse(goal)
    asked = numbers.expected
    if asked is not None and numbers.needed is None:  # a total asks for so much a day
        asked *= dec("0.95")
    return found(
        kinds.OFF_TARGET,
        Reason.MISSED,
        replace(numbers, expected=asked, target=given.target, first=BEGAN, last=date(2026, 11, 15), arrived=0.95),
        detail=given.kpi,
        goal=given,
        result=result,
        since_sure=0.82,
        **changes,
    )


def dec(number: str) -> Decimal:
    return Decimal(number)


def off_target() -> Finding:
    numbers = Numbers(
        dec("36.2"),
        None,
        dec("61"),
        dec("92.7"),
        dec("80"),
        eur(2318),
        eur(793),
        measured=dec("38.00"),
        awaited=dec("36.2"),
    )
    return drift("cpl < 25 EUR", numbers, "leads")


def without_results() -> Finding:
    numbers = Numbers(dec("9999"), None, dec("0"), dec("14.2"), dec("12"), eur(412), eur(412))
    return drift("cpa < 29 EUR", numbers, "conversions", probability=0.9993)


def roas() -> Finding:
    numbers = Numbers(
        dec("2.11"), None, dec("12440"), dec("17700"), dec("17000"), eur(5900), by_lead=True, measured=dec("2.11")
    )
    return drift("roas >= 3", numbers, "revenue", probability=0.84, tier=Tier.DIGEST)


def rate() -> Finding:
    numbers = Numbers(dec("0.0081"), None, dec("812"), dec("1003"), measured=dec("0.0081"), base=dec("100300"))
    return drift("ctr > 1%", numbers, "clicks", probability=0.64, tier=Tier.DIGEST)


def count() -> Finding:
    numbers = Numbers(
        dec("121"),
        None,
        dec("121"),
        dec("171"),
        needed=dec("9.42"),
        comes=dec("4.31"),
        least=dec("188"),
        most=dec("214"),
    )
    return drift("leads >= 300", numbers, "leads", probability=0.9)


def stopped() -> Finding:
    numbers = Numbers(seen=dec("0"), expected=dec("14.2"), spend=eur(412), at_risk=eur(412))
    both = {"counters": ("google_ads", "meta"), "result": "conversions", "probability": 0.9991}
    return found(kinds.CONVERSIONS_STOPPED, Reason.NO_RESULTS, numbers, **both)


def uncounted() -> Finding:
    """The platforms count none, and the CRM has leads."""
    numbers = replace(stopped().numbers, in_crm=dec("20"), at_risk=None)
    return replace(stopped(), because=Reason.NOT_COUNTED, numbers=numbers, source="hubspot")


def unspent() -> Finding:
    return found(
        kinds.SPEND_STOPPED,
        Reason.NO_SPEND,
        Numbers(plan=eur(155), usual=dec("155"), spend=eur(0)),
    )


def overspent() -> Finding:
    day = date(2026, 11, 16)
    numbers = Numbers(spend=eur(1120), plan=eur(300), at_risk=eur(820), first=day, last=day)
    return found(kinds.SPEND_ABOVE_PLAN, Reason.TOO_MUCH_SPEND, numbers, since=day)


def untracked() -> Finding:
    numbers = Numbers(seen=dec("0"), expected=dec("9"), spend=eur(388), at_risk=eur(388))
    changes = {"detail": "device=mobile", "result": "conversions"}
    return found(kinds.TRACKING_LOST, Reason.SEGMENT_SILENT, numbers, **changes)


def lost_leads() -> Finding:
    numbers = Numbers(seen=dec("0"), expected=dec("23"), usual=dec("19"), at_risk=eur(540))
    return found(kinds.LEADS_NOT_IN_CRM, Reason.CRM_SILENT, numbers, result="leads", source="hubspot")


def stale() -> Finding:
    changes = {"subject": ACCOUNT, "source": "meta", "name": "Acme ES", "probability": None}
    return found(kinds.STALE_DATA, Reason.DATA_OLD, Numbers(), **changes)


def disconnected() -> Finding:
    changes = {"subject": ACCOUNT, "source": "meta", "name": "Acme ES", "remedy": "reconnect_meta"}
    return found(kinds.SOURCE_DISCONNECTED, Reason.SOURCE_FAILED, Numbers(), probability=None, **changes)


def suspended() -> Finding:
    changes = {"subject": ACCOUNT, "source": "google_ads", "name": "Acme ES", "probability": None}
    return found(kinds.ACCOUNT_SUSPENDED, Reason.SUSPENDED, Numbers(), **changes)


def paused() -> Finding:
    numbers = Numbers(plan=eur(2300), last=date(2026, 11, 28))
    return found(kinds.PAUSED_WITH_BUDGET, Reason.PAUSED, numbers, probability=None)


def unclaimed() -> Finding:
    changes = {"subject": Subject("acme", account=3, entity="987"), "name": "Marca <test>", "source": "google_ads"}
    numbers = Numbers(spend=eur(320), at_risk=eur(320))
    return found(kinds.UNCLAIMED_SPENDING, Reason.UNCLAIMED, numbers, probability=None, **changes)


def off_pace() -> Finding:
    numbers = Numbers(
        target=dec("12000000000"),
        spend=eur(6240),
        plan=eur(7_350),
        projected=eur(9_130),
        low=eur(8_600),
        high=eur(9_700),
        daily=eur(199),
    )
    changes = {"probability": 0.93, "since": None, "tier": Tier.DIGEST}
    return found(kinds.OFF_PACE, Reason.BEHIND_PLAN, numbers, **changes)


def runs_out() -> Finding:
    numbers = Numbers(
        target=dec("4600000000"),
        spend=eur(4_700),
        plan=eur(4_600),
        projected=eur(6_911),
        low=eur(6_480),
        high=eur(7_320),
        at_risk=eur(2_311),
        last=world.WEEK.end + timedelta(days=9),
    )
    return found(kinds.BUDGET, Reason.SPENT, numbers, tier=Tier.INTERRUPT, probability=None)


def surprise() -> Finding:
    numbers = Numbers(value=dec("3.9"), usual=dec("1.6"))
    return found(kinds.SURPRISE, Reason.UNUSUAL, numbers, result="cpc", probability=0.91, tier=Tier.DIGEST)


FINDINGS: dict[str, Callable[[], Finding]] = {
    "off_target": off_target,
    "without_results": without_results,
    "roas": roas,
    "rate": rate,
    "count": count,
    "conversions_stopped": stopped,
    "spend_stopped": unspent,
    "spend_above_plan": overspent,
    "tracking_lost": untracked,
    "leads_not_in_crm": lost_leads,
    "stale_data": stale,
    "source_disconnected": disconnected,
    "account_suspended": suspended,
    "paused_with_budget": paused,
    "unclaimed_spending": unclaimed,
    "off_pace": off_pace,
    "budget": runs_out,
    "surprise": surprise,
}


def track(kpi: str = "cpl", n: int = 28) -> Track:
    """A cost that rises from the twelfth on, against a goal of 25."""
    first = world.WEEK.end - timedelta(days=n - 1)
    days = [first + timedelta(days=k) for k in range(n)]
    values = [
        Decimal(22 + k % 4) + (Decimal(4 * (day - BEGAN).days + 5) if day >= BEGAN else 0) for k, day in enumerate(days)
    ]
    points = tuple(Point(day, value) for day, value in zip(days, values, strict=True))
    return Track(kpi, "EUR", points, goal=Decimal(25), provisional=3)


def silence(n: int = 21) -> Track:
    """Conversions a day, and none from the twelfth on."""
    first = world.WEEK.end - timedelta(days=n - 1)
    days = [first + timedelta(days=k) for k in range(n)]
    points = tuple(
        Point(day, Decimal(0 if day >= BEGAN else 9 + k * 5 % 7), Decimal(6), Decimal(17)) for k, day in enumerate(days)
    )
    return Track("conversions", "EUR", points, days=1, provisional=2)


def of(
    finding: Finding, condition: Condition = Condition.FIRING, handling: Handling | None = None, **more: object
) -> Incident:
    """The incident in that condition, handled so."""
    held = handling or Handling()
    before = Condition.FIRING if condition in BLIND else None
    state = State(condition, SINCE, before, tier=finding.tier, fired_at=SINCE)
    campaign = world.CAMPAIGN if finding.subject.campaign else None
    base = Incident(
        client=world.CLIENT,
        finding=finding,
        state=state,
        handling=held,
        shown=shown(state, held, finding, world.NOW),
        alert_id=17,
        campaign=campaign,
        freshness=world.FRESH,
    )
    return replace(base, **more)


STORY = Story(
    kpi="cpl",
    currency="EUR",
    before=Window(date(2026, 10, 15), date(2026, 11, 11)),
    after=Window(BEGAN, date(2026, 11, 15)),
    value=(24.1, 38.4),
    links=(Link("cvr", 0.031, 0.020, 0.88), Link("cpm", 8.2, 8.5, 0.08)),
    causes=(
        Cause("device", "mobile", "cvr", -0.67, 0.71, -6.2, 0.031, 0.016),
        Cause("ad_group", "Implantes precio", "cpc", 0.4, 0.12, 3.4, 0.82, 1.22),
    ),
    clear=True,
    ruled_out=(),
    step=Step.PAGE,
    results="leads",
)
NOTES = (Note(date(2026, 11, 12), "Nueva página de destino", "U0MAYA"), Note(date(2026, 11, 11), "Fiesta local"))


def explained() -> Incident:
    return of(off_target(), story=STORY, notes=NOTES, track=track())


def fine(finding: Finding, because: Reason = Reason.MET) -> Finding:
    """The same, and all is well."""
    numbers = finding.numbers
    if finding.trouble == kinds.OFF_TARGET:
        down = finding.goal is not None and finding.goal.comparator is Comparator.LT
        target = numbers.target or Decimal(1)
        value, due = target * dec("0.96" if down else "1.04"), numbers.expected or Decimal(90)
        so_far = target * dec("1.02") if numbers.measured and because is Reason.MET else numbers.measured and value
        seen, rest = Decimal(round(due * dec("1.04"))), value if numbers.awaited is not None else None
        numbers = replace(numbers, value=value, measured=so_far, awaited=rest, seen=seen, at_risk=None)
        if numbers.least is not None:
            numbers = replace(numbers, value=seen, least=dec("296"), most=dec("331"))
    if finding.trouble == kinds.CONVERSIONS_STOPPED:
        numbers = replace(numbers, seen=Decimal(4), at_risk=None)
    if finding.trouble == kinds.OFF_PACE:
        numbers = replace(numbers, projected=eur(11_900))
    if finding.trouble == kinds.BUDGET:
        numbers = replace(numbers, spend=eur(2_100), projected=eur(4_560), low=eur(4_400))
    if finding.trouble == kinds.SPEND_ABOVE_PLAN:
        numbers = replace(numbers, spend=eur(240))
    return replace(finding, signal=Verdict.FINE, because=because, tier=None, probability=0.1, numbers=numbers)


def over(finding: Finding, because: Reason) -> Finding:
    """The same, ended without having been put right."""
    return replace(finding, signal=Verdict.OVER, because=because, tier=None, probability=None)


def led(finding: Finding, projected: int) -> Finding:
    """The same, well again and on course for so many euros."""
    return replace(fine(finding), numbers=replace(finding.numbers, projected=eur(projected)))


def blind(signal: Verdict, because: Reason) -> Finding:
    return replace(off_target(), signal=signal, because=because, numbers=Numbers(), probability=None, since=None)


def at(hours: int) -> datetime:
    return world.NOW + timedelta(hours=hours)


HANDLED = {
    "acknowledged": Handling(Handled.ACKNOWLEDGED, "U0JORDI", SINCE),
    "assigned": Handling(Handled.ASSIGNED, "U0MAYA", SINCE, "U0JORDI", note="Mírate la página, por favor"),
    "snoozed": Handling(Handled.SNOOZED, "U0JORDI", SINCE, until=at(72)),
    "snoozed_worse": Handling(Handled.SNOOZED, "U0JORDI", SINCE, worse_than=Decimal("0.8")),
}
