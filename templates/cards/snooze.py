"""What can be snoozed, where several alerts are open."""

from collections.abc import Sequence
from datetime import datetime

from domain.incident import Incident
from templates import blocks, mrkdwn
from templates.cards import buttons
from templates.cards.headline import said_of
from templates.cards.members import whose
from templates.cards.parts import joined
from templates.cards.say import say
from templates.cards.standing import standing
from templates.message import Message
from templates.words import words

MOST = 10


def snooze_card(locale: str, incidents: Sequence[Incident], now: datetime) -> Message:
    """The open alerts, each with its menu; a sentence where there is none."""
    w = words(locale)
    if not incidents:
        return say(w.t("No alert is open, so there is nothing to snooze."))
    ranked = sorted(incidents, key=lambda one: one.finding.numbers.risk, reverse=True)
    lead = w.t("Which one, and until when? Open on {clock}:", clock=w.clock(now, ranked[0].client.timezone))
    told = [mrkdwn.join("\n", [whose(one), said_of(one, locale), *standing(w, one)]) for one in ranked[:MOST]]
    more = len(ranked) - MOST
    rest = [w.tn("and {n} more", "and {n} more", more)] if more > 0 else []
    menus = [buttons.snooze(w, one.alert_id, one.finding) for one in ranked[:MOST]]
    body = [
        blocks.section(said, menu, buttons.row_name(one.alert_id))
        for one, said, menu in zip(ranked, told, menus, strict=False)
    ]
    return Message(
        joined([lead, *told, *rest]), [blocks.section(lead), *body, *(blocks.context(part) for part in rest)]
    )
