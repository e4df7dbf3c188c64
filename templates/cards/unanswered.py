"""An interrupt that nobody has answered in three working days: asked about once."""

from datetime import datetime

from domain.incident import Incident
from templates import blocks, mrkdwn
from templates.cards import buttons
from templates.cards.headline import said_of
from templates.cards.members import whose
from templates.cards.parts import joined
from templates.message import Message
from templates.words import words


def unanswered_card(incident: Incident, locale: str, told: datetime) -> Message:
    """The question, to the person in charge; `told` is when people were told of it, however long before it began."""
    w, number = words(locale), incident.alert_id
    asked = w.t("Nobody has answered this alert for three working days. What is to be done?")
    zone = incident.client.timezone
    small = w.t("Told on {clock}. To change nothing is an answer too, with its reason.", clock=w.clock(told, zone))
    said = [whose(incident), said_of(incident, locale)]
    row = [
        *buttons.asking(w, number, incident.finding),
        buttons.log(w, number),
        buttons.no_change(w, number),
        buttons.assign(w),
    ]
    return Message(
        joined([asked, *said, small]),
        [
            blocks.section(mrkdwn.join("\n", [mrkdwn.bold(asked), *said])),
            blocks.context(small),
            blocks.actions(row, buttons.row_name(number)),
        ],
    )
