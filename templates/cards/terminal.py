"""The status of campaigns as plain text for terminals: the same facts and sentences as the card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.entities import Campaign
from domain.facts import PlatformCampaign
from domain.kpi import get, is_claimed
from domain.money import Money
from domain.snapshot import Snapshot
from domain.standing import Line
from domain.window import Window
from domain.words import Audience, Source
from templates import mrkdwn
from templates.cards import parts
from templates.words import Words, words

Table = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Card:
    """Title, one-sentence verdict, a table with its titles first, and sentences below it."""

    title: str
    verdict: str
    table: Table
    below: list[str]


def card(snapshot: Snapshot, locale: str, now: datetime) -> Card:
    """One campaign, as the agency sees it."""
    scene = parts.Scene(snapshot, Audience.INTERNAL, locale, now)
    w = scene.words
    titles = (w.plain("KPI"), w.plain("Value"), w.plain("Goal"), w.plain("Change"))
    rows = [_row(w, scene, line) for line in scene.shown.lines]
    bar = parts.bar(snapshot.pace)
    pace = [*([bar] if bar else []), *_plain(parts.paced(scene, with_bar=False))]
    asked = parts.question(scene)
    return Card(
        title=parts.title(scene),
        verdict=verdict(snapshot, locale, now),
        table=[titles, *rows] if rows else [],
        below=[*(_plain(asked) if asked else []), *pace, "", *_plain(parts.sources(scene))],
    )


def _row(w: Words, scene: parts.Scene, line: Line) -> tuple[str, ...]:
    reading = line.reading
    name = parts.kpi_name(scene, line)
    if is_claimed(get(reading.kpi)):
        claim = w.claim(reading.claim)
        name = f"{name[:-1]}; {claim})" if name.endswith(")") else f"{name} ({claim})"
    value = w.reading(reading) if reading.value is not None else f"{w.reading(reading)} ({w.why(reading.why)})"
    sign = {True: "✓ ", False: "✗ ", None: ""}[line.met]
    goal = sign + (parts.course(scene, line) or w.target(line.goal)) if line.goal else ""
    return (name, value, goal, parts.change_text(scene, line))


def verdict(snapshot: Snapshot, locale: str, now: datetime) -> str:
    """The one sentence."""
    return mrkdwn.unescape(parts.verdict(parts.Scene(snapshot, Audience.INTERNAL, locale, now)))


def _plain(text: str) -> list[str]:
    return [line.strip() for line in mrkdwn.unescape(text).splitlines() if line.strip()]


def rows(snapshots: Sequence[Snapshot], locale: str, now: datetime) -> Table:
    """One line a campaign: key, client and name, verdict."""
    return [(s.campaign.key, f"{s.client.name} · {s.campaign.name}", verdict(s, locale, now)) for s in snapshots]


def nothing(locale: str) -> str:
    """There is no campaign at all."""
    return words(locale).plain(
        "There are no campaigns yet. Import a file (vigia import FILE --client KEY) or apply a vigia.yaml."
    )


def which(locale: str, names: Sequence[str]) -> str:
    """Several campaigns fit what was typed."""
    return words(locale).plain("Several campaigns fit. Name one of them: {names}", names=", ".join(names))


def unknown(locale: str, given: str, nearest: str | None, names: Sequence[str]) -> str:
    """No campaign fits."""
    w = words(locale)
    if nearest:
        return w.plain("I know no campaign “{given}”. Did you mean {nearest}?", given=given, nearest=nearest)
    return w.plain("I know no campaign “{given}”. There are: {names}", given=given, names=", ".join(names))


def unknown_client(locale: str, given: str, names: Sequence[str]) -> str:
    """No client has that key."""
    w = words(locale)
    return w.plain("I know no client “{given}”. There are: {names}", given=given, names=", ".join(names) or "–")


def nothing_asked(locale: str) -> str:
    """A sentence asks nothing that can be answered."""
    return words(locale).plain("That asks nothing of me.")


def claimed(locale: str) -> str:
    """Nothing waits to be adopted."""
    return words(locale).plain("Every campaign found on the platforms belongs to somebody already.")


def unclaimed(locale: str, given: str, names: Sequence[str]) -> str:
    """None that could be adopted has that name; `names` of those that can be."""
    w = words(locale)
    return w.plain(
        "No campaign that belongs to nobody is called “{given}”. There are: {names}",
        given=given,
        names=", ".join(names),
    )


def waiting(locale: str, rows: Sequence[tuple[PlatformCampaign, Source, Window, Money]]) -> Table:
    """Those that nobody claims, with their titles first: id, name, source, and what adopting takes over."""
    w = words(locale)
    titles = (w.plain("Id"), w.plain("Campaign"), w.plain("Source"), w.plain("Dates"), w.plain("Budget"))
    return [
        titles,
        *(
            (one.entity_id, one.name, w.source(source), _days(w, days), _budget(w, one, money))
            for one, source, days, money in rows
        ),
    ]


def _days(w: Words, days: Window) -> str:
    return f"{w.full_day(days.start)} – {w.full_day(days.end)}"


def _budget(w: Words, found: PlatformCampaign, budget: Money) -> str:
    if found.shared_budget:
        return w.plain("– (shared with others)")
    return w.money(budget) if budget.micros else "–"


def adopted(locale: str, campaign: Campaign) -> str:
    """It has a home now, under this key."""
    if not campaign.budget.micros:
        return words(locale).plain(
            "Adopted as {key}: {campaign}, {start} to {end}. The platform names no budget that is its own: "
            "give it one in vigia.yaml.",
            key=campaign.key,
            campaign=campaign.name,
            start=words(locale).full_day(campaign.start),
            end=words(locale).full_day(campaign.end),
        )
    return words(locale).plain(
        "Adopted as {key}: {campaign}, {start} to {end}, budget {budget}.",
        key=campaign.key,
        campaign=campaign.name,
        start=words(locale).full_day(campaign.start),
        end=words(locale).full_day(campaign.end),
        budget=campaign.budget,
    )


def drawn(locale: str, file: str) -> str:
    """Where the chart is."""
    return words(locale).plain("The chart is in {file}.", file=file)


def undrawn(locale: str) -> str:
    """There is no chart."""
    return words(locale).plain("There is nothing to draw for these days.")
