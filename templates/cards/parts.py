"""The parts that cards share: title, verdict, KPI fields, pace bar, sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from domain.audience import Shown, is_share, shown
from domain.campaign_data import missing
from domain.comparing import Compared
from domain.entities import Campaign, results_of
from domain.incidents.finding import Finding
from domain.kpi import Direction, get, is_claimed
from domain.money import MICRO, Money
from domain.origin import Origin
from domain.paced import is_stopped, spent_far_above
from domain.pacing.pace import Pace, PaceVerdict
from domain.results import FORM, ResultKind
from domain.snapshot import Snapshot
from domain.standing import Headline, Line
from domain.uncounted import is_uncounted
from domain.words import Audience, Claim
from templates import mrkdwn, phrases, results
from templates.cards.ages import by_source, dated, internal_ages, joined_ages
from templates.cards.headline import headline
from templates.cards.standing import found
from templates.render import render
from templates.words import Words, words

CELLS = 20
NO_CHANGE = Decimal("0.005")
NAMED = Decimal("0.05")
"""A change smaller than this is called neither better nor worse."""
MOST_SURE = Decimal("0.99")
"""No more than this is ever said: a model that is sure is not a world that is."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is told what, when and in which words. `lasting`: read later than it is written, so no age holds. `compared`:
    its changes on the window before are told."""

    snapshot: Snapshot
    view: Audience
    locale: str
    now: datetime
    lasting: bool = False
    compared: bool = True

    @property
    def words(self) -> Words:
        """The words of the reader's locale."""
        return words(self.locale)

    @property
    def shown(self) -> Shown:
        """What the audience may see."""
        return shown(self.snapshot, self.view)


def title(scene: Scene) -> str:
    """`client · campaign · window`, plain."""
    snapshot = scene.snapshot
    return f"{snapshot.client.name} · {snapshot.campaign.name} · {scene.words.window(snapshot.window)}"


def verdict(scene: Scene) -> Markup:
    """The card's one sentence."""
    snapshot, seen = scene.snapshot, scene.shown
    first = next((line for line in seen.goals if line.early), seen.goals[0] if seen.goals else None)
    return render(
        "status/verdict",
        scene.locale,
        first=first,
        first_course=course(scene, first, told=seen.headline is Headline.REACHED),
        worst_course=course(scene, seen.worst),
        early=any(line.early for line in seen.goals),
        tally=phrases.tally(scene.words, seen),
        shown=seen,
        campaign=snapshot.campaign,
        worst=seen.worst,
        spend=phrases.spent(scene.words, snapshot, seen),
        result=snapshot.reading(snapshot.result_kpi) if snapshot.result_kpi in seen.kpis else None,
        pace=snapshot.pace,
        over=snapshot.pace.excess,
        unsaid=_unsaid(scene),
        uncounted=(lost := _uncounted(scene)),
        untold=scene.words.list([scene.words.kpi_inside(key) for key in lost]),
        by_name=Markup() if scene.view is Audience.INTERNAL or not seen.goals else _by_name(scene),
    )


def _unsaid(scene: Scene) -> str:
    """The goals, where money was spent and nobody has said yet what came of it; "" where nothing is known at all."""
    if scene.shown.headline is not Headline.NO_DATA or scene.snapshot.totals.spend is None:
        return ""
    return scene.words.list([scene.words.kpi_inside(line.reading.kpi) for line in scene.shown.goals])


MOST_GOALS = 3
"""Goals that the verdict of a client's card names."""


def _by_name(scene: Scene) -> Markup:
    """A client's verdict: each goal by its name, the missed first; of the budget only where it is shown always."""
    seen, snapshot = scene.shown, scene.snapshot
    goals = sorted(seen.goals, key=lambda line: (line.met is not False, line.met is None))
    return render(
        "status/goals",
        scene.locale,
        first=goals[0],
        others=goals[1:MOST_GOALS],
        more=len(goals[MOST_GOALS:]),
        said=course(scene, goals[0]),
        spend=phrases.spent(scene.words, snapshot, seen),
        budget=snapshot.pace if seen.budget and snapshot.pace.budget.micros else None,
        uncounted=_uncounted(scene),
    )


def kpi_name(scene: Scene, line: Line) -> str:
    """The KPI's name, of leads with what counts as one where somebody has said it: `Leads (form + WhatsApp)`. Of a CRM
    its forms are named."""
    w, data, key = scene.words, scene.snapshot.data, line.reading.kpi
    told = results_of(data.campaign, data.client).of(ResultKind.LEAD)
    if key != "leads" or told is None:
        return w.kpi(key)
    by_crm, said = line.reading.claim is Claim.CRM, list[str]()
    for source in dict.fromkeys(fresh.source for fresh in data.freshness if fresh.source.is_crm is by_crm):
        some = told.of(source)
        if by_crm and not (some and all(one.startswith(FORM) for one in some)):
            return w.kpi(key)  # stages have no names that people know
        named = (results.of_crm(one, data.names) if by_crm else results.token(w, one, data.names) for one in some or ())
        said += [w.source(source)] if some is None else named
    label = " + ".join(dict.fromkeys(said))
    return f"{w.kpi(key)} ({label})" if label else w.kpi(key)


MOST_ASKED = 3
"""Kinds of results that a question names."""


def question(scene: Scene) -> Markup | None:
    """Whether what the platforms record counts, where nobody has said so, and which forms are not there: the agency's
    to answer."""
    data, w = scene.snapshot.data, scene.words
    if scene.view is not Audience.INTERNAL:
        return None
    key, said = mrkdwn.escape(data.campaign.key.replace("`", "'")), []
    if data.unanswered:
        many = w.list([results.recorded(w, one) for one in data.unanswered[:MOST_ASKED]])
        source = w.list(list(dict.fromkeys(w.source(one.source) for one in data.unanswered)))
        said.append(
            w.t(
                "{source} records {many} and none of it is counted: does it count? `/campaign results {key}`",
                source=source,
                many=many,
                key=key,
            )
        )
    if data.lost_forms:
        names = w.list([results.of_crm(one) for one in data.lost_forms[:MOST_ASKED]])
        said.append(
            w.t(
                "No CRM of this client has the form {names}: downloads are not counted. `/campaign results {key}`",
                names=names,
                key=key,
            )
        )
    return mrkdwn.join("\n", said) if said else None


def unheard(scene: Scene) -> list[Markup]:
    """A sentence for each platform that has not told of days that are over: what rests on them is incomplete."""
    w = scene.words
    return [
        w.t(
            "No data from {source} since {day}: spend, results and costs of these days are incomplete.",
            source=w.source(one.source),
            day=one.since,
        )
        for one in missing(scene.snapshot.data)
    ]


def standing(scene: Scene) -> Markup:
    """The same with what is incomplete of it, with the alert that is most urgent, where one is open, and how many more
    there are."""
    return mrkdwn.join("\n", [verdict(scene), *unheard(scene), *alarm(scene)])


def alarm(scene: Scene) -> list[Markup]:
    """The alert that is most urgent, where one is open, and how many more there are."""
    opened = scene.shown.open
    if not opened:
        return []
    alert = mrkdwn.join(" ", [mrkdwn.bold(f"{found(scene.words, opened[0])}:"), _alert(scene, opened[0])])
    return [alert, *([scene.words.tn("and {n} more", "and {n} more", len(opened) - 1)] if len(opened) > 1 else [])]


def _alert(scene: Scene, finding: Finding) -> Markup:
    return headline(finding, scene.locale, scene.snapshot.client.currency)


def course(scene: Scene, line: Line | None, *, told: bool = False) -> Markup:
    """How a total stands over the flight, within a sentence; nothing for other goals. `told`: the day on which it was
    reached is said already."""
    if line is None or line.course is None:
        return Markup()
    return render("status/course", scene.locale, told=told, **total(scene, line))


def total(scene: Scene, line: Line) -> dict[str, Any]:
    """The numbers of a total, as the reader's locale writes them."""
    w, led, goal = scene.words, line.course, line.goal
    if led is None or goal is None:
        return {}
    whole = {"so_far": led.so_far, "target": led.target, "low": led.low, "high": led.high}
    rounded = {
        **{name: value.quantize(Decimal(1)) for name, value in whole.items() if value is not None},
        **phrases.daily(led.needed, led.comes),
    }
    unit = get(line.reading.kpi).unit
    numbers = {name: w.amount(unit, value, goal.currency) for name, value in rounded.items()}
    return {"course": led, "time": w.percent(led.share_of_time, 0), **numbers}


def _uncounted(scene: Scene) -> dict[str, str]:
    """By KPI of the goals of which nothing can be told, for the platforms count no more: what the CRM has meanwhile."""
    data, sums, w = scene.snapshot.data, scene.snapshot.totals, scene.words
    lost = [
        line.reading.kpi
        for line in scene.shown.goals
        if is_uncounted(line.reading.kpi, sums, data.campaign, has_crm=data.has_crm)
    ]
    leads = phrases.counted(w, "leads", Decimal(sums.crm_leads or 0) / MICRO, "") if lost else ""
    return dict.fromkeys(lost, leads)


def kpi(scene: Scene, line: Line) -> Markup:
    """A KPI as a field of the card."""
    return _kpi("status/kpi", scene, line)


def spoken_kpi(scene: Scene, line: Line) -> Markup:
    """A KPI as a sentence for screen readers."""
    return _kpi("status/spoken", scene, line)


def _kpi(template: str, scene: Scene, line: Line) -> Markup:
    entry = get(line.reading.kpi)
    claim = scene.words.claim(line.reading.claim) if is_claimed(entry) else ""
    change = line.change or Decimal(0)
    return render(
        template,
        scene.locale,
        line=line,
        name=kpi_name(scene, line),
        claim=claim,
        share=is_share(line),
        **total(scene, line),
        change=_change(line, entry.direction) if scene.compared else "",
        apart=line.days.now if line.days and _is_apart(line.days, scene.snapshot.origin) else None,
        arrow="▲" if change > 0 else "▼",
        percent=scene.words.percent(abs(change), 0),
    )


def change_text(scene: Scene, line: Line) -> str:
    """The change on the window before, plain."""
    return mrkdwn.unescape(_kpi("status/change", scene, line)).strip()


def _is_apart(days: Compared, origin: Origin) -> bool:
    """Whether a change is made of fewer days than those of what is known when a day is over."""
    return origin.compared is not None and days.now != origin.compared.now


def _change(line: Line, direction: Direction) -> str:
    if line.change is None:
        return "none"
    if abs(line.change) < NO_CHANGE:
        return "same"
    if direction not in {Direction.UP, Direction.DOWN} or not line.holds or abs(line.change) < NAMED:
        return "neutral"
    return "better" if (line.change > 0) == (direction is Direction.UP) else "worse"


def bar(pace: Pace) -> str:
    """A text bar of the budget: filled as far as it is spent, `│` where the plan stands; empty before spend."""
    if not pace.budget.micros or pace.verdict in {PaceVerdict.NOT_STARTED, PaceVerdict.NO_DATA}:
        return ""
    filled = min(CELLS, round(CELLS * pace.share_spent))
    cells = ["█"] * filled + ["░"] * (CELLS - filled)
    cells.insert(min(CELLS, round(CELLS * pace.share_planned)), "│")
    return "".join(cells)


def pace_text(speech: Words, campaign: Campaign, pace: Pace, findings: Sequence[Finding], *, with_bar: bool) -> Markup:
    """The pace in sentences, with its bar on a line of its own where wanted. They know of the alerts that are open."""
    strays = pace.strays.micros
    away = speech.money(Money(abs(strays), pace.budget.currency), cents=False)
    return render(
        "status/pace",
        speech.locale_code,
        pace=pace,
        campaign=campaign,
        bar=mrkdwn.code(bar(pace)) if with_bar and bar(pace) else "",
        share=speech.percent(pace.share_spent, 0),
        time=speech.percent(pace.share_of_time, 0),
        planned=speech.percent(pace.share_planned, 0),
        chance=speech.percent(min(Decimal(round(100 * pace.probability)) / 100, MOST_SURE), 0),
        beyond=away if strays > 0 else "",
        short=away if strays < 0 else "",
        far=spent_far_above(findings),
        stopped=is_stopped(findings),
        held_at=speech.source(pace.held.source) if pace.held else "",
        left=speech.money(pace.held.left, cents=False) if pace.held else "",
        **{
            name: speech.money(amount, cents=False) if amount else ""
            for name, amount in (("projected", pace.projected), ("low", pace.low), ("high", pace.high))
        },
    )


def paced(scene: Scene, *, with_bar: bool) -> Markup:
    """The same for the campaign of a card."""
    snapshot = scene.snapshot
    return pace_text(scene.words, snapshot.campaign, snapshot.pace, snapshot.open, with_bar=with_bar)


def sources(scene: Scene, lines: Sequence[Line] | None = None, *, claimed: bool | None = None) -> Markup:
    """Sources and their age, currency, what is provisional; whose the numbers are and what they are compared with.

    The last two only where the lines shown (default: the scene's) have such numbers and changes, or as `claimed`.
    """
    told = scene.shown.lines if lines is None else lines
    claims = any(is_claimed(get(line.reading.kpi)) for line in told) if claimed is None else claimed
    compared = [line.days for line in told if line.change is not None and line.days is not None and scene.compared]
    return small_print(scene.words, _origin(scene), ages(scene), scene.now, claimed=claims, compared=compared)


def _origin(scene: Scene) -> Origin:
    """Where the numbers come from. How the agency's amounts became the client's own currency is nothing to the client,
    unless its goals or the budget that it sees are in another one."""
    origin, campaign = scene.snapshot.origin, scene.snapshot.campaign
    agreed = {goal.currency for goal in campaign.goals if goal.currency}
    if scene.shown.budget:
        agreed.add(campaign.budget.currency)
    foreign = agreed - {scene.snapshot.client.currency}
    return origin if scene.view is Audience.INTERNAL or foreign else replace(origin, fx=())


def small_print(
    speech: Words, origin: Origin, told: str, now: datetime, *, claimed: bool = False, compared: Sequence[Compared] = ()
) -> Markup:
    """As of when, `told` of the sources, currency and rates; whose word the numbers are, and what changes compare."""
    return render(
        "status/sources",
        speech.locale_code,
        origin=origin,
        client=origin.client,
        now=now,
        claim=(Claim.CRM if origin.has_crm else Claim.PLATFORM).value,
        sources=told,
        claimed=claimed,
        alike=[one for one in compared if not _is_apart(one, origin)],
        aged=any(one.aged for one in compared),
        apart=next((one for one in compared if _is_apart(one, origin)), None),
    )


def ages(scene: Scene) -> str:
    """Each source with the age of its data, or its date where the message lasts; the client hears of no failures."""
    speech, zone = scene.words, scene.snapshot.client.timezone
    reported = scene.snapshot.origin.freshness
    if scene.view is Audience.INTERNAL:
        if not scene.lasting:
            return internal_ages(speech, scene.snapshot.origin, scene.now)
        return joined_ages(speech, [dated(speech, fresh, zone) for fresh in by_source(reported)])
    oldest: dict[str, datetime] = {}
    for fresh in reported:
        if fresh.last_success:
            name = speech.source(fresh.source)
            oldest[name] = min(oldest.get(name, fresh.last_success), fresh.last_success)
    parts = [
        f"{name} {speech.clock(then, zone) if scene.lasting else speech.ago(then, scene.now)}"
        for name, then in oldest.items()
    ]
    missing = any(fresh.last_success is None for fresh in reported) or not reported
    return "; ".join([*parts, *([speech.plain("some data has yet to arrive")] if missing else [])])


def joined(parts: list[Markup]) -> Markup:
    """Sentences on one line: line breaks become spaces, and the marks of a quote go."""
    lines = (line.removeprefix(">") for part in parts for line in str(part).split("\n"))
    return mrkdwn.raw(" ".join(line for line in lines if line))
