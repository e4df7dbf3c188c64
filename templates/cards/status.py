"""The status card: one campaign, one window, one honest verdict."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from domain.incident import Incident, urgency
from domain.snapshot import Snapshot
from domain.window import Window
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.headline import said_of
from templates.cards.results import EDIT
from templates.cards.standing import status
from templates.charts import ChartSpec
from templates.charts.results import results_chart
from templates.message import Block, Message
from templates.render import render

SHARE = "vigia.status.share"
_MOST_HYPOTHESIS = 600
_MOST_OPEN = 3


def status_card(
    snapshot: Snapshot,
    view: Audience,
    locale: str,
    now: datetime,
    share: str | None = None,
    *,
    buttons: Sequence[Block] = (),
    chart: ChartSpec | None = None,
    open_now: Sequence[Incident] = (),
    notes: Sequence[str] = (),
    kpi: str = "",
    compared: bool = True,
    owner: str | None = None,
) -> Message:
    """The card. `share` is the value of a Share button; `buttons` follow it; `chart` replaces the results chart.

    `open_now` are the alerts that are open: the agency reads them below the verdict, which looks at numbers alone.
    `notes` are what was asked for besides, `kpi` the one that its chart is to show. `compared`: the changes on the
    window before are told. `owner`: who is in charge, where that is to be said.
    """
    scene = parts.Scene(snapshot, view, locale, now, compared=compared)
    verdict, pace, sources = parts.verdict(scene), _pace(scene), parts.sources(scene)
    asked = parts.question(scene)
    trouble = [*parts.unheard(scene), *_trouble(scene, open_now)]
    told = [blocks.section(mrkdwn.join("\n", trouble))] if trouble else []
    told += [blocks.section(asked, _choose(scene))] if asked else []
    top = [blocks.header(parts.title(scene)), blocks.section(mrkdwn.bold(verdict)), *told, *_fields(scene)]
    row = _row(scene, share, buttons)
    text = render(
        "status/text",
        locale,
        verdict=verdict,
        title=parts.title(scene),
        lines=[parts.spoken_kpi(scene, line) for line in scene.shown.lines],
        pace=parts.paced(scene, with_bar=False) if scene.shown.pace else "",
        sources=sources,
    )
    also = [mrkdwn.escape(note) for note in notes]
    flown = _flight(scene, owner)
    small = [blocks.context(sources), blocks.context(flown), *map(blocks.context, also), *_hypothesis(scene)]
    return Message(
        text=parts.joined([text, *trouble, *([asked] if asked else []), flown, *also]),
        blocks=[*top, *pace, *small, *([blocks.actions(row)] if row else [])],
        chart=chart or results_chart(snapshot, locale, view, kpi),
        chart_after=len(top) + len(pace),
    )


def _choose(scene: parts.Scene) -> Block:
    """The form in which somebody says what counts."""
    return blocks.button(scene.words.plain("Choose what counts"), EDIT, f"campaign:{scene.snapshot.campaign.key}")


def _trouble(scene: parts.Scene, open_now: Sequence[Incident]) -> list[Markup]:
    """A line for each open alert, what interrupts first, then what is broken; nothing for the client."""
    if scene.view is not Audience.INTERNAL:
        return []
    ranked = sorted(open_now, key=urgency, reverse=True)
    lines = [
        mrkdwn.join(" ", [mrkdwn.bold(f"{status(scene.words, one)}:"), said_of(one, scene.locale)])
        for one in ranked[:_MOST_OPEN]
    ]
    more = len(ranked) - _MOST_OPEN
    return [*lines, scene.words.tn("and {n} more", "and {n} more", more)] if more > 0 else lines


def _fields(scene: parts.Scene) -> list[Block]:
    lines = scene.shown.lines
    return [blocks.fields([parts.kpi(scene, line) for line in lines])] if lines else []


def _pace(scene: parts.Scene) -> list[Block]:
    if scene.shown.pace:
        return [blocks.section(parts.paced(scene, with_bar=True))]
    if scene.shown.budget:
        return [
            blocks.section(
                scene.words.t(
                    "Budget of the campaign: {budget}", budget=scene.words.agreed(scene.snapshot.campaign.budget)
                )
            )
        ]
    return []


def _flight(scene: parts.Scene, owner: str | None) -> Markup:
    """Its first and last day, and who is in charge of it."""
    campaign = scene.snapshot.campaign
    days = scene.words.window(Window(campaign.start, campaign.end))
    said = scene.words.t("The campaign runs {days}", days=days)
    if not owner:
        return said
    return mrkdwn.join(" · ", [said, scene.words.t("in charge: {person}", person=mrkdwn.mention(owner))])


def _hypothesis(scene: parts.Scene) -> list[Block]:
    campaign = scene.snapshot.campaign
    if scene.view is not Audience.INTERNAL or not campaign.hypothesis:
        return []
    said = mrkdwn.fit(campaign.hypothesis, _MOST_HYPOTHESIS)
    line: Markup = scene.words.t("Hypothesis: {hypothesis}", hypothesis=said)
    return [blocks.context(line)]


def _row(scene: parts.Scene, share: str | None, buttons: Sequence[Block]) -> list[Block]:
    speech = scene.words
    label, spoken = speech.plain("Share"), speech.plain("Share this status with the channel")
    return [*([blocks.button(label, SHARE, share, spoken=spoken)] if share else []), *buttons]
