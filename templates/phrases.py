"""Turns of phrase that the cards of alerts share: how sure, how many of what, which segment, whose source."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from domain.audience import Shown
from domain.entities import Goal
from domain.incidents.finding import Finding
from domain.incidents.rule_kinds import RuleKind
from domain.kpi import CATALOGUE, Unit, get
from domain.snapshot import Snapshot
from domain.words import Source
from templates import mrkdwn
from templates.catalogue import N_
from templates.render import alert_words
from templates.words import Words, words

_SCALE: tuple[tuple[float, str], ...] = (
    (0.95, N_("Almost certain")),
    (0.80, N_("Very likely")),
    (0.60, N_("Likely")),
    (0.40, N_("Quite possible")),
)
_MOST_SURE = 0.995
_WHOLE_FROM = 10
_TENTH = Decimal("0.1")
MOST_NAME = 80
_DIMENSIONS: Mapping[str, str] = {
    "device": N_("device"),
    "device_platform": N_("device"),
    "platform": N_("platform"),
    "placement": N_("placement"),
    "publisher_platform": N_("placement"),
    "network": N_("network"),
    "ad_network_type": N_("network"),
    "campaign": N_("platform campaign"),
    "ad_group": N_("ad group"),
    "ad": N_("ad"),
    "hour": N_("hour"),
}
_ELEMENTS: Mapping[str, str] = {
    "mobile": N_("mobile"),
    "mobile_app": N_("mobile app"),
    "mobile_web": N_("mobile web"),
    "desktop": N_("desktop"),
    "tablet": N_("tablet"),
    "connected_tv": N_("connected TV"),
    "search": N_("search"),
    "search_partners": N_("search partners"),
    "content": N_("display"),
}


def likelihood(w: Words, probability: float) -> str:
    """A probability in words."""
    marked = next((phrase for least, phrase in _SCALE if probability >= least), N_("Possible"))
    return w.plain(marked)


def chance(w: Words, probability: float) -> str:
    """A probability as a number; never a hundred per cent."""
    if probability >= _MOST_SURE:
        return w.plain("over {percent}", percent=w.percent(Decimal("0.99"), 0))
    return w.percent(Decimal(str(probability)), 0)


def sure(w: Words, probability: float) -> str:
    """A probability in words and as a number: `Almost certain (97 %)`."""
    return f"{likelihood(w, probability)} ({chance(w, probability)})"


def share(w: Words, part: float) -> str:
    """A share as a whole percentage."""
    return w.percent(Decimal(str(part)), 0)


def about(w: Words, kpi: str, value: Decimal, currency: str, *, whole: bool = True) -> str:
    """How many, without what; `whole`: an estimate, which knows neither cents nor decimals from ten on."""
    if _unit(kpi) is Unit.MONEY:
        return w.currency(value, currency, cents=False if whole else None)
    if not whole:
        return w.count(round(value, 1))
    return w.count(value.to_integral_value(ROUND_HALF_UP) if abs(value) >= _WHOLE_FROM else round(value, 1))


def counted(w: Words, kpi: str, value: Decimal, currency: str, *, whole: bool = True) -> str:
    """How many of what: `61 leads`, `1 conversion`, `12,300 € of revenue`. `kpi` counts them."""
    text = about(w, kpi, value, currency, whole=whole)
    n = 1 if value == 1 else 2
    match kpi:
        case "leads":
            return w.plain_n("{count} lead", "{count} leads", n, count=text)
        case "conversions":
            return w.plain_n("{count} conversion", "{count} conversions", n, count=text)
        case "downloads":
            return w.plain_n("{count} download", "{count} downloads", n, count=text)
        case "clicks":
            return w.plain_n("{count} click", "{count} clicks", n, count=text)
        case "new_customers":
            return w.plain_n("{count} customer", "{count} customers", n, count=text)
        case "impressions":
            return w.plain_n("{count} impression", "{count} impressions", n, count=text)
        case "mqls":
            return w.plain_n("{count} MQL", "{count} MQLs", n, count=text)
        case "sqls":
            return w.plain_n("{count} SQL", "{count} SQLs", n, count=text)
        case "revenue":
            return w.plain("{money} of revenue", money=text)
        case _:
            return f"{text} {things(w, kpi)}".strip()


def things(w: Words, kpi: str) -> str:
    """What is counted, as a plural inside a sentence."""
    return w.kpi_inside(kpi) if kpi else w.plain("results")


def _unit(kpi: str) -> Unit:
    return CATALOGUE[kpi].unit if kpi in CATALOGUE else Unit.COUNT


def currency_of(finding: Finding) -> str:
    """The currency of a finding's amounts; empty where it has none."""
    numbers, goal = finding.numbers, finding.goal
    amounts = (numbers.spend, numbers.at_risk, numbers.plan, numbers.projected)
    return next((money.currency for money in amounts if money), (goal.currency if goal else "") or "")


def goal_of(finding: Finding) -> Goal | None:
    """The goal; one in money as it is in the currency of the numbers."""
    goal, target, currency = finding.goal, finding.numbers.target, currency_of(finding)
    if goal is None or target is None or goal.currency in {None, currency} or get(goal.kpi).unit is not Unit.MONEY:
        return goal
    return Goal(goal.kpi, goal.comparator, round(target, 2), currency, goal.origin)


def segment(w: Words, detail: str) -> str:
    """A segment of `dimension=element`: `device: mobile`."""
    dimension, _, element = detail.partition("=")
    marked_dimension, marked = _DIMENSIONS.get(dimension), _ELEMENTS.get(element.lower())
    name = w.plain(marked) if marked else element
    return f"{w.plain(marked_dimension) if marked_dimension else dimension}: {name}" if element else dimension


def source(w: Words, finding: Finding) -> str:
    """The source's own name, with the account's where it is known: `Meta (Acme ES)`."""
    known = finding.source in set(Source)
    name = w.source(Source(finding.source)) if known else finding.source
    account = mrkdwn.unescape(mrkdwn.fit(finding.name, MOST_NAME))
    return f"{name} ({account})" if account and name else name or account


def trouble_name(w: Words, trouble: RuleKind) -> str:
    """The kind of trouble, as a title; its code where the rule is gone."""
    name = mrkdwn.unescape(alert_words(trouble, "name", w.locale_code))
    return name or trouble.replace("_", " ").capitalize()


def trouble_names(locale: str, trouble: RuleKind) -> tuple[str, ...]:
    """What people call it: its title, and what else they say."""
    also = mrkdwn.unescape(alert_words(trouble, "called", locale))
    return (trouble_name(words(locale), trouble), *(name.strip() for name in also.split(",") if name.strip()))


def rule_name(w: Words, trouble: RuleKind, detail: str = "", goal: Goal | None = None) -> str:
    """What is watched: the goal, or the kind of trouble and the segment or KPI."""
    if goal is not None:
        return w.goal(goal)
    if not detail:
        return trouble_name(w, trouble)
    told = segment(w, detail) if "=" in detail else w.kpi(detail)
    return f"{trouble_name(w, trouble)} ({told})"


def look_day(finding: Finding) -> date | None:
    """The day of the look; None for a look that is not named by its day."""
    try:
        return date.fromisoformat(finding.look[:10])
    except ValueError:
        return None


def daily(needed: Decimal | None, comes: Decimal | None) -> dict[str, Decimal]:
    """What a total needs a day and what comes, in tenths. What is needed is never rounded down: one lead in a month is
    not “0 a day”."""
    told = {"needed": (needed, ROUND_CEILING), "comes": (comes, ROUND_HALF_EVEN)}
    return {name: value.quantize(_TENTH, how) for name, (value, how) in told.items() if value is not None}


def spent(w: Words, snapshot: Snapshot, seen: Shown) -> str:
    """What was spent; "" where that is not the reader's to see."""
    return w.reading(snapshot.reading("spend")) if "spend" in seen.kpis else ""


def tally(w: Words, seen: Shown) -> str:
    """How many goals are met; they are on track where one of them is a total that has yet to come."""
    if seen.has_yet_to_come:
        return w.plain("{met} of {n} goals on track", met=seen.met, n=len(seen.goals))
    return w.plain("{met} of {n} goals met", met=seen.met, n=len(seen.goals))
