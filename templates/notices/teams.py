"""An organisation has joined a channel and nobody has confirmed it: nothing is said there until somebody does."""

from collections.abc import Sequence

from templates import blocks, mrkdwn
from templates.message import Block, Message
from templates.render import render
from templates.words import words

CONFIRM = "vigia.teams.confirm"


def teams_card(channel: str, teams: Sequence[str], locale: str, *, internal: bool, nameable: bool = True) -> Message:
    """The warning. The button's value is `channel:team,team`; in an internal channel there is nothing to confirm.

    `nameable` is False where Slack did not say which organisation it is: there is nothing to confirm either.
    """
    w = words(locale)
    named = mrkdwn.join(", ", [mrkdwn.code(team) for team in teams])
    said = render(
        "notices/teams", locale, channel=mrkdwn.channel_link(channel), teams=named, internal=internal, nameable=nameable
    )
    row: list[Block] = []
    if nameable and not internal:
        value = f"{channel}:{','.join(teams)}"
        spoken = w.plain("Yes, these organisations may read what I post here")
        row = [blocks.actions([blocks.button(w.plain("Confirm"), CONFIRM, value, style="primary", spoken=spoken)])]
    return Message(said, [blocks.section(said), *row])
