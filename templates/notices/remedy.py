"""What only a person can mend: one message with what is wrong and what to do."""

from domain.words import Remedy
from templates import blocks, mrkdwn
from templates.message import Message
from templates.notices.about import About, called
from templates.render import render


def remedy_notice(remedy: Remedy, about: About, locale: str) -> Message:
    """The notice: what is wrong in bold, what to do, and that it will not be repeated."""
    wrong, todo = render(
        f"notices/remedies/{remedy.value}", locale, what=called(about, locale), given=mrkdwn.code(about.given)
    ).split("\n", 1)
    small = render("notices/once", locale)
    wrong, todo = mrkdwn.raw(wrong[:1].upper() + wrong[1:]), mrkdwn.raw(todo.strip())
    return Message(
        mrkdwn.join(" ", [wrong, todo]),
        [blocks.section(mrkdwn.join("\n", [mrkdwn.bold(wrong), todo])), blocks.context(small)],
    )
