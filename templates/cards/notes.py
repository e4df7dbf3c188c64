"""What was done or planned, in a line each."""

from markupsafe import Markup

from domain.note import Note
from templates import mrkdwn
from templates.words import Words

_MOST = 200


def note_line(w: Words, note: Note) -> Markup:
    """`• 12 Nov: landing page changed`. It names nobody: a name would call that person."""
    return w.t("• {day}: {text}", day=note.day, text=mrkdwn.fit(" ".join(note.text.split()), _MOST))
