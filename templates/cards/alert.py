"""The alert: one message per incident, edited in place, and one entry in its thread per change. Internal only.

The message stands for weeks: it carries days and times, never ages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from markupsafe import Markup

from domain.alerts import NotifyReason
from domain.entities import Campaign, Client
from domain.facts import Freshness
from domain.kpi import CATALOGUE, Kpi, get
from domain.rules import Kind, Reason, Verdict
from domain.snapshot import Snapshot
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards.parts import dated, joined
from templates.charts.results import results_chart
from templates.message import Block, Message
from templates.render import render
from templates.view import is_claimed
from templates.words import Words, words

_ALERTING = frozenset({NotifyReason.FIRED, NotifyReason.WORSENED, NotifyReason.DATA_BACK, NotifyReason.REFRESHED})
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
    """What an alert is about. `since` is when the goal was first missed; `snapshot` gives the chart.

    `unread` are the sources whose last poll failed, so that `verdict` is from before; empty while all answer.
    """

    campaign: Campaign
    client: Client
    verdict: Verdict
    reason: NotifyReason
    since: datetime | None
    freshness: tuple[Freshness, ...] = ()
    snapshot: Snapshot | None = None
    unread: tuple[Freshness, ...] = ()


def alert_card(alert: Alert, locale: str, now: datetime, *, buttons: Sequence[Block] = ()) -> Message:
    """The incident as it stands. The owner is mentioned only while there is something to do."""
    alert = _standing(alert)
    speech, said = words(locale), headline(alert, locale)
    title = f"{_status(alert, speech)} · {alert.client.name} · {alert.campaign.name}"
    facts, failed = _facts(alert, speech), _failed(alert, speech)
    top = [
        blocks.header(title),
        blocks.section(mrkdwn.join("\n", [mrkdwn.bold(said), *failed, *_owner(alert, speech)])),
        blocks.fields([render("alert/field", locale, name=name, value=value) for name, value in facts]),
    ]
    steps = [next_step(alert, locale)] if _is_off(alert) else []
    small = _sources(alert, speech, now)
    spoken = [mrkdwn.escape(f"{name}: {value}.") for name, value in facts]
    chart = results_chart(alert.snapshot, locale, Audience.INTERNAL) if alert.snapshot else None
    last = [blocks.context(small), *([blocks.actions(buttons)] if buttons else [])]
    return Message(
        text=joined([said, *failed, mrkdwn.escape(f"{title}."), *spoken, *steps, small]),
        blocks=[*top, *(blocks.section(step) for step in steps), *last],
        chart=chart,
        chart_after=len(top) if chart else None,
    )


def _standing(alert: Alert) -> Alert:
    """That the data is back is news for the thread; the message itself says how things stand."""
    return replace(alert, reason=NotifyReason.REFRESHED) if alert.reason is NotifyReason.DATA_BACK else alert


def _is_off(alert: Alert) -> bool:
    """Whether there is something to do."""
    return alert.reason in _ALERTING and alert.verdict.kind is not Kind.OK


def _failed(alert: Alert, speech: Words) -> list[Markup]:
    """That the last reading failed: of which source, and since when there is nothing new."""
    if not alert.unread:
        return []
    zone = alert.client.timezone
    parts = [
        speech.t("{source}, nothing new since {clock}", source=name, clock=speech.clock(then, zone))
        if (then := fresh.last_success)
        else speech.t("{source} has never answered", source=name)
        for fresh in alert.unread
        for name in (speech.source(fresh.source),)
    ]
    return [speech.t("The last reading failed: {sources}.", sources=mrkdwn.join("; ", parts))]


def thread_entry(alert: Alert, locale: str, now: datetime) -> Message:
    """One line of the incident's history, for its thread."""
    risk = alert.verdict.money_at_risk if _is_off(alert) else None
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
        kind=verdict.kind.value,
        near=verdict.reason is Reason.WITHIN_TOLERANCE,
        removed=verdict.reason is Reason.NO_GOAL,
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
    if alert.campaign.owner is None or not _is_off(alert):
        return []
    return [speech.t("{owner}, this one is yours.", owner=mrkdwn.mention(alert.campaign.owner))]


def _facts(alert: Alert, speech: Words) -> list[tuple[str, str]]:
    """Name and value of each fact, plain."""
    verdict, open_still = alert.verdict, alert.reason is not NotifyReason.RESOLVED
    facts = [(speech.plain("Goal"), speech.goal(alert.verdict.target))]
    if open_still and verdict.gap is not None:
        far = speech.plain("{gap} worse than the goal", gap=speech.percent(verdict.gap, 0))
        facts.append((speech.plain("How far off"), far))
    if alert.since:
        zone = alert.client.timezone
        facts.append((speech.plain("Off target since"), f"{speech.clock(alert.since, zone)} ({zone})"))
    if open_still and verdict.money_at_risk:
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
    parts = [f"{speech.kpi(name.key)} {speech.measured(name.key, value, currency)}" for name, value in _named(sums)]
    return f"{' · '.join(parts)}{claim} · {window}"


def _named(sums: Sequence[tuple[str, Decimal]]) -> list[tuple[Kpi, Decimal]]:
    """The KPI behind each field of the totals; the plan's spend is no measurement."""
    known = [(_SUM_NAMES.get(field, field), value) for field, value in sums]
    return [(get(field), value) for field, value in known if field in CATALOGUE]


def _sources(alert: Alert, speech: Words, now: datetime) -> Markup:
    zone = alert.client.timezone
    heard = "; ".join(dated(speech, fresh, zone) for fresh in alert.freshness) or speech.plain("no source yet")
    seen = speech.t("As of {clock} ({timezone})", clock=speech.clock(now, zone), timezone=zone)
    return mrkdwn.join(" · ", [seen, speech.t("Data: {sources}", sources=heard)])
