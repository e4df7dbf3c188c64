"""The status update: every campaign of a channel in one message, on the channel's schedule."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from domain.audience import urgency
from domain.comparison import Comparison
from domain.snapshot import Snapshot
from domain.standing import Headline
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.compare import with_beside
from templates.charts.results import results_chart
from templates.message import Block, Message
from templates.render import render
from templates.words import words

MOST = 8
"""Campaigns told in full; the others are named, so that a phone is not flooded."""
_MOST_NAMES = 2_000
_MOST_NAME = 120
_BAD = frozenset({Headline.OFF_TARGET, Headline.MIXED, Headline.TROUBLED})


def update_message(
    snapshots: Sequence[Snapshot], view: Audience, locale: str, now: datetime, before: Comparison | None = None
) -> Message:
    """The update of one client's campaigns, those in trouble first, with the first one's chart.

    `before`: of a month, what stands beside it, in the place of changes on as many days just before.

    ValueError without a campaign or for two clients' campaigns.
    """
    if len({snapshot.client.key for snapshot in snapshots}) != 1:
        raise ValueError("an update tells of the campaigns of exactly one client")
    ranked = _ranked(snapshots, view)
    scenes = [parts.Scene(one, view, locale, now, lasting=True, compared=before is None) for one in ranked]
    greeting = _greeting(scenes)
    first, rest = _campaign(scenes[0]), [_campaign(scene) for scene in scenes[1:MOST]]
    top = [blocks.section(greeting), *first]
    others = [block for each in rest for block in (blocks.divider(), *each)] + _others(scenes[MOST:], locale)
    told = [line for scene in scenes[:MOST] for line in scene.shown.lines]
    sources = parts.sources(scenes[0], told)
    chart = results_chart(scenes[0].snapshot, locale, view)
    message = Message(
        text=parts.joined([greeting, *(_spoken(scene) for scene in scenes[:MOST]), sources]),
        blocks=[*top, *others, blocks.context(sources)],
        chart=chart,
        chart_after=len(top) if chart else None,
    )
    # Of several campaigns it is their sum, which stands before the first of them.
    return with_beside(message, locale, before, 1 if len(scenes) > 1 else None) if before else message


def _ranked(snapshots: Sequence[Snapshot], view: Audience) -> list[Snapshot]:
    """What needs most attention first; otherwise in the order given."""
    return sorted(snapshots, key=lambda snapshot: urgency(snapshot, view))


def _greeting(scenes: Sequence[parts.Scene]) -> Markup:
    scene = scenes[0]
    return render(
        "update/greeting",
        scene.locale,
        client_view=scene.view is Audience.CLIENT,
        n=len(scenes),
        client=scene.snapshot.client.name,
        window=scene.words.window(scene.snapshot.window),
    )


def _campaign(scene: parts.Scene) -> list[Block]:
    name = mrkdwn.fit(_name(scene), _MOST_NAME)
    lead = blocks.section(render("update/campaign", scene.locale, name=name, verdict=parts.standing(scene)))
    lines = scene.shown.lines
    fields = [blocks.fields([parts.kpi(scene, line) for line in lines])] if lines else []
    pace = [blocks.context(parts.paced(scene, with_bar=True))] if scene.shown.pace else _budget(scene)
    return [lead, *fields, *pace]


def _budget(scene: parts.Scene) -> list[Block]:
    if not scene.shown.budget:
        return []
    return [
        blocks.context(
            scene.words.t("Budget of the campaign: {budget}", budget=scene.words.agreed(scene.snapshot.campaign.budget))
        )
    ]


def _name(scene: parts.Scene) -> str:
    """The campaign, with its own window where it began inside the channel's."""
    return f"{scene.snapshot.campaign.name} · {scene.words.window(scene.snapshot.window)}"


def _spoken(scene: parts.Scene) -> Markup:
    told = [parts.spoken_kpi(scene, line) for line in scene.shown.lines]
    pace = [parts.paced(scene, with_bar=False)] if scene.shown.pace else []
    return parts.joined([mrkdwn.escape(f"{_name(scene)}:"), parts.standing(scene), *told, *pace])


def _others(scenes: Sequence[parts.Scene], locale: str) -> list[Block]:
    if not scenes:
        return []
    w, told = words(locale), []
    bad = [scene for scene in scenes if scene.shown.headline in _BAD]
    rest = [scene for scene in scenes if scene not in bad]
    if bad:
        told.append(w.tn("Also off target: {names}.", "Also off target: {names}.", len(bad), names=_names(bad)))
    if rest:
        told.append(
            w.tn("And {n} more campaign: {names}", "And {n} more campaigns: {names}", len(rest), names=_names(rest))
        )
    return [blocks.context(mrkdwn.join("\n", told))]


def _names(scenes: Sequence[parts.Scene]) -> Markup:
    return mrkdwn.fit(", ".join(scene.snapshot.campaign.name for scene in scenes), _MOST_NAMES)
