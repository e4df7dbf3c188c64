"""The alert: one message per incident, edited in place, and one entry in its thread per change. Internal only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from markupsafe import Markup

from domain.alerts import NotifyReason
from domain.entities import Campaign, Client
from domain.facts import Freshness
from domain.kpi import CATALOGUE, Kpi, get
from domain.rules import Reason, Verdict
from domain.snapshot import Snapshot
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards.parts import age, joined
from templates.charts.results import results_chart
from templates.message import Block, Message
from templates.render import render
from templates.view import is_claimed
from templates.words import Words, words

_ALERTING = frozenset({NotifyReason.FIRED, NotifyReason.WORSENED, NotifyReason.DATA_BACK})
_SUM_NAMES = {"customers": "new_customers", "platform_leads": "leads", "platform_revenue": "revenue"}
_STEPS = {
    "cpl": "cost",
    "cpa": "cost",
    "cost_per_customer": "cost",
    "cpc": "price",
    "cpm": "price",
    "ctr": "interest",
    "cvr": "conversion",
    "lead_to_customer": "return",
    "roas": "return",
    "revenue": "return",
    "pace": "pace",
}


@dataclass(frozen=True, slots=True)
class Alert:
    """What an alert is about. `since` is when the goal was first missed; `snapshot` gives the chart."""

    campaign: Campaign
    client: Client
    verdict: Verdict
    reason: NotifyReason
    since: datetime | None
    freshness: tuple[Freshness, ...] = ()
    snapshot: Snapshot | None = None


def alert_card(alert: Alert, locale: str, now: datetime, *, buttons: Sequence[Block] = ()) -> Message:
    """The incident as it stands. The owner is mentioned only while there is something to do."""
    speech, said = words(locale), headline(alert, locale)
    title = f"{_status(alert, speech)} · {alert.client.name} · {alert.campaign.name}"
    facts = _facts(alert, speech, now)
    lead = [said, *_owner(alert, speech)]
    top = [
        blocks.header(title),
        blocks.section(mrkdwn.join("\n", [mrkdwn.bold(lead[0]), *lead[1:]])),
        blocks.fields([render("alert/field", locale, name=name, value=value) for name, value in facts]),
    ]
    step = [blocks.section(next_step(alert, locale))] if alert.reason in _ALERTING else []
    small = blocks.context(_sources(alert, speech, now))
    spoken = [mrkdwn.escape(f"{name}: {value}.") for name, value in facts]
    text = [said, mrkdwn.escape(f"{title}."), *spoken, *([next_step(alert, locale)] if step else [])]
    chart = results_chart(alert.snapshot, locale, Audience.INTERNAL) if alert.snapshot else None
    return Message(
        text=joined([*text, _sources(alert, speech, now)]),
        blocks=[*top, *step, small, *([blocks.actions(buttons)] if buttons else [])],
        chart=chart,
        chart_after=len(top) if chart else None,
    )


def thread_entry(alert: Alert, locale: str, now: datetime) -> Message:
    """One line of the incident's history, for its thread."""
    risk = alert.verdict.money_at_risk if alert.reason in _ALERTING else None
    said = render(
        "alert/entry",
        locale,
        now=now,
        timezone=alert.client.timezone,
        headline=headline(alert, locale),
        risk=words(locale).money(risk, cents=False) if risk else "",
    )
    return Message(joined([said]), [blocks.section(said)])


def headline(alert: Alert, locale: str) -> Markup:
    """The incident in one sentence."""
    speech, verdict = words(locale), alert.verdict
    reading = verdict.reading
    return render(
        "alert/headline",
        locale,
        reason=alert.reason.value,
        ended=verdict.reason is Reason.NOT_RUNNING,
        nothing=verdict.reason is Reason.NO_RESULTS,
        kpi=speech.kpi_inside(verdict.goal.kpi),
        value=speech.reading(reading) if reading else "–",
        target=speech.target(verdict.target),
        gap=speech.percent(verdict.gap, 0) if verdict.gap is not None else "–",
        spend=speech.money(verdict.money_at_risk) if verdict.money_at_risk else "–",
    )


def next_step(alert: Alert, locale: str) -> Markup:
    """What to look at first."""
    nothing = alert.verdict.reason is Reason.NO_RESULTS
    return render("alert/step", locale, kind="nothing" if nothing else _STEPS.get(alert.verdict.goal.kpi, "volume"))


def _status(alert: Alert, speech: Words) -> str:
    match alert.reason:
        case NotifyReason.RESOLVED:
            return speech.plain("Resolved")
        case NotifyReason.LOST_DATA:
            return speech.plain("Alert without data")
        case _:
            return speech.plain("Alert")


def _owner(alert: Alert, speech: Words) -> list[Markup]:
    if alert.campaign.owner is None or alert.reason not in _ALERTING:
        return []
    return [speech.t("{owner}, this one is yours.", owner=mrkdwn.mention(alert.campaign.owner))]


def _facts(alert: Alert, speech: Words, now: datetime) -> list[tuple[str, str]]:
    """Name and value of each fact, plain."""
    verdict = alert.verdict
    facts = [(speech.plain("Goal"), speech.goal(alert.verdict.target))]
    if alert.reason in _ALERTING and verdict.gap is not None:
        far = speech.plain("{gap} worse than the goal", gap=speech.percent(verdict.gap, 0))
        facts.append((speech.plain("How far off"), far))
    if alert.since:
        since = f"{speech.clock(alert.since, alert.client.timezone)} ({speech.ago(alert.since, now)})"
        facts.append((speech.plain("Off target since"), since))
    if alert.reason in _ALERTING and verdict.money_at_risk:
        facts.append((speech.plain("Money at risk"), speech.money(verdict.money_at_risk, cents=False)))
    return [*facts, (speech.plain("Data behind it"), _evidence(alert, speech))]


def _evidence(alert: Alert, speech: Words) -> str:
    """The window and the sums that the reading was made of."""
    reading, window = alert.verdict.reading, speech.window(alert.verdict.window)
    if reading is None or reading.numerator is None:
        return window
    kpi, currency = get(reading.kpi), alert.client.currency
    claim = f" ({speech.claim(reading.claim)})" if is_claimed(kpi) else ""
    sums = [(kpi.numerator, reading.numerator)]
    if reading.denominator is not None:
        sums.append((kpi.denominator, reading.denominator))
    parts = [f"{speech.kpi(name.key)} {speech.amount(name.unit, value, currency)}" for name, value in _named(sums)]
    return f"{' · '.join(parts)}{claim} · {window}"


def _named(sums: Sequence[tuple[str, Decimal]]) -> list[tuple[Kpi, Decimal]]:
    """The KPI behind each field of the totals; the plan's spend is no measurement."""
    known = [(_SUM_NAMES.get(field, field), value) for field, value in sums]
    return [(get(field), value) for field, value in known if field in CATALOGUE]


def _sources(alert: Alert, speech: Words, now: datetime) -> Markup:
    ages = "; ".join(age(speech, fresh, now) for fresh in alert.freshness) or speech.plain("no source yet")
    clock = speech.clock(now, alert.client.timezone)
    seen = speech.t("As of {clock} ({timezone})", clock=clock, timezone=alert.client.timezone)
    return mrkdwn.join(" · ", [seen, speech.t("Data: {sources}", sources=ages)])
