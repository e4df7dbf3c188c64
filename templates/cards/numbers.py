"""The numbers behind an alert, day by day."""

from datetime import datetime

from domain.day_by_day import DayByDay, DayNumbers
from domain.incident import Incident
from domain.window import Window
from templates import blocks, mrkdwn, phrases
from templates.cards.headline import said_of
from templates.cards.members import whose
from templates.cards.parts import joined
from templates.cards.tabular import table
from templates.message import Message
from templates.words import DASH, Words, words

MOST = 21
"""The newest days that are shown."""


def numbers_card(locale: str, incident: Incident, numbers: DayByDay, now: datetime) -> Message:
    """The table of the newest days, dated by the look whose numbers they are."""
    w, zone = words(locale), incident.client.timezone
    said = [whose(incident), said_of(incident, locale)]
    shown = numbers.days[-MOST:]
    dated = w.t("As of {clock} ({timezone})", clock=w.clock(numbers.as_of or now, zone), timezone=zone)
    judged = any(row.expected is not None for row in shown)
    legend = w.t(
        "“Asked” is what the goal asks for by now, “arrived” the share of a day's results that should be there."
    )
    small = mrkdwn.join(" · ", [*([legend] if judged else []), dated])
    cells = [_titles(w, incident, numbers), *(_cells(w, incident.client.currency, row, numbers) for row in shown)]
    cells = _without_blanks([*cells, *_window(w, incident, numbers)])
    if not shown:
        nothing = w.t("There are no numbers yet.")
        return Message(joined([*said, nothing]), [blocks.section(mrkdwn.join("\n", [*said, nothing]))])
    spoken = [mrkdwn.escape(", ".join(filter(None, line)) + ".") for line in cells]
    return Message(
        joined([*said, *spoken, small]),
        [blocks.section(mrkdwn.join("\n", said)), blocks.section(table(cells)), blocks.context(small)],
    )


def _titles(w: Words, incident: Incident, numbers: DayByDay) -> list[str]:
    counted = w.kpi(numbers.counted) if numbers.counted else w.plain("Results")
    spent = w.kpi(numbers.effort)
    if "=" in incident.finding.detail:
        spent, counted = (f"{one} ({phrases.segment(w, incident.finding.detail)})" for one in (spent, counted))
    ratio = w.kpi(numbers.ratio) if numbers.ratio else ""
    return [w.plain("Day"), spent, counted, ratio, w.plain("Asked"), w.plain("Arrived"), w.plain("Probability")]


def _cells(w: Words, currency: str, row: DayNumbers, numbers: DayByDay) -> list[str]:
    effort, result = numbers.effort, numbers.counted
    return [
        w.day(row.day),
        DASH if row.effort is None else phrases.about(w, effort, row.effort, currency),
        DASH if row.seen is None else phrases.about(w, result, row.seen, currency),
        DASH if row.value is None else w.measured(numbers.ratio, row.value, currency),
        DASH if row.expected is None else phrases.about(w, result, row.expected, currency),
        DASH if row.arrived is None else phrases.share(w, min(1.0, row.arrived)),
        DASH if row.probability is None else phrases.chance(w, row.probability),
    ]


def _without_blanks(cells: list[list[str]]) -> list[list[str]]:
    """Only the columns that say something on any day."""
    said = [n for n in range(len(cells[0])) if any(line[n] not in ("", DASH) for line in cells[1:])]
    return [[line[n] for n in said] for line in cells] if said else cells


def _window(w: Words, incident: Incident, numbers: DayByDay) -> list[list[str]]:
    """What the days come to of which the alert speaks; nothing where one of them is not known."""
    first, last = incident.finding.numbers.first, incident.finding.numbers.last
    if first is None or last is None or first >= last:  # one day is its own sum
        return []
    mine = [row for row in numbers.days if first <= row.day <= last]
    spent, came = ([getattr(row, name) for row in mine] for name in ("effort", "seen"))
    if len(mine) < Window(first, last).days or None in spent or None in came:
        return []
    currency = incident.client.currency
    sums = (
        phrases.about(w, key, sum(some), currency, whole=False)
        for key, some in ((numbers.effort, spent), (numbers.counted, came))
    )
    ratio = numbers.quotient(sum(spent), sum(came))
    made = "" if ratio is None else w.measured(numbers.ratio, ratio, currency)
    return [[w.plain("Since {day}", day=first), *sums, made, "", "", ""]]
