"""A month that a client has read of says something else by now."""

from domain.late import Moved
from templates import blocks, mrkdwn
from templates.message import Message
from templates.render import render
from templates.words import words


def late_notice(moved: Moved, locale: str) -> Message:
    """What has changed in bold, from what to what, and why."""
    w = words(locale)
    what, numbers, why = render(
        "notices/late",
        locale,
        campaign=moved.campaign.name,
        days=w.window(moved.days),
        kpi=w.kpi(moved.kpi),
        before=w.count(moved.before),
        now=w.count(moved.now),
        change=("+" if moved.change > 0 else "") + w.percent(moved.change, 0),
    ).splitlines()
    said = [mrkdwn.raw(line) for line in (what, numbers, why)]
    return Message(
        mrkdwn.join(" ", said[:2]),
        [blocks.section(mrkdwn.join("\n", [mrkdwn.bold(said[0]), said[1]])), blocks.context(said[2])],
    )
