"""What is said of a file that somebody dropped: what it has in common with what is stored, or why it cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from domain.reconcile import Cause, Row
from domain.window import Window
from domain.words import Source
from templates import blocks, mrkdwn
from templates.cards.parts import joined
from templates.cards.reconcile import CAUSES, differing, ours, summary, theirs
from templates.cards.say import say
from templates.message import Message
from templates.words import Words, words

EXAMPLES = 3
"""Numbers that are named of each cause."""
MOST_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """A file and what it was compared with."""

    file: str
    client: str
    source: Source
    days: Window
    rows: Sequence[Row]


def compared_card(locale: str, told: Compared) -> Message:
    """The same in Slack: each cause with some of its numbers."""
    w = words(locale)
    where = f"{told.file} · {told.client} · {w.source(told.source)} · {w.window(told.days)}"
    count = summary(w, told.rows)[0]
    said = mrkdwn.join("\n", [mrkdwn.bold(where), mrkdwn.escape(count)])
    lines = [_cause(w, cause, told.rows) for cause in CAUSES if any(row.cause is cause for row in told.rows)]
    if any(row.cause is Cause.UNEXPLAINED for row in told.rows):
        lines.append(w.t("What is unexplained may be a mistake of ours: tell whoever looks after me, with the file."))
    more = [blocks.section(mrkdwn.join("\n", lines))] if lines else []
    return Message(joined([said, *lines]), [blocks.section(said), *more])


def _cause(w: Words, cause: Cause, rows: Sequence[Row]) -> Markup:
    mine = [row for row in rows if row.cause is cause]
    named = "; ".join(
        w.plain(
            "{kpi} of “{campaign}” on {day}: {theirs} in the file, {ours} here",
            kpi=w.kpi(row.measure),
            campaign=row.campaign,
            day=w.day(row.day),
            theirs=theirs(w, row),
            ours=ours(w, row),
        )
        for row in mine[:EXAMPLES]
    )
    more = len(mine) - EXAMPLES
    named += " " + w.plain_n("and {n} more", "and {n} more", n=more) if more > 0 else ""
    told = mrkdwn.bold(differing(w, len(mine), cause))
    return mrkdwn.join(" ", [mrkdwn.raw("•"), told, mrkdwn.escape(f"{named}.")])


def unreadable_card(locale: str, file: str, problems: Sequence[str]) -> Message:
    """What cannot be read of it; how a doubt is settled is said beside the file."""
    w = words(locale)
    lines = [
        w.t("I cannot read “{file}”:", file=file),
        *(mrkdwn.escape(f"• {one}") for one in problems[:MOST_PROBLEMS]),
    ]
    if len(problems) > MOST_PROBLEMS:
        more = len(problems) - MOST_PROBLEMS
        lines.append(mrkdwn.escape(w.plain_n("and {n} more", "and {n} more", n=more)))
    hint = w.t("Where it leaves something open, say it beside the file: `{example}`", example="decimal:comma dates:dmy")
    return say(mrkdwn.join("\n", [*lines, hint]))


def nobodys_card(locale: str, file: str) -> Message:
    """No account of a client of theirs lists its campaigns."""
    return say(words(locale).t("None of the accounts of your clients lists the campaigns of “{file}”.", file=file))


def no_scope_card(locale: str) -> Message:
    """Slack does not hand files over."""
    return say(
        words(locale).t("Slack does not let me read files: the app lacks `files:read`. `vigia doctor` says what to do.")
    )


def too_big_card(locale: str, file: str, megabytes: int) -> Message:
    """More than is read here."""
    return say(
        words(locale).t(
            "“{file}” is larger than {n} MB: export fewer days, or use `vigia reconcile`.", file=file, n=megabytes
        )
    )
