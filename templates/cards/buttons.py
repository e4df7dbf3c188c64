"""The buttons of incidents. Their value is the incident's id; elements that carry none stand in a block named by it."""

from collections.abc import Mapping

from domain.incidents.conditions import State
from domain.incidents.finding import Finding
from domain.incidents.handling import Until, gap
from templates import blocks
from templates.catalogue import N_
from templates.message import Block
from templates.words import Words

ACK = "vigia.alert.ack"
SNOOZE = "vigia.alert.snooze"
WHY = "vigia.alert.why"
LOG = "vigia.alert.log"
ASSIGN = "vigia.alert.assign"
NOT_USEFUL = "vigia.alert.not_useful"
NUMBERS = "vigia.alert.numbers"
LOOSER = "vigia.alert.looser"
KEEP = "vigia.alert.keep"
NO_CHANGE = "vigia.alert.nochange"
ENABLE = "vigia.alert.enable"
MUTE = "vigia.alert.mute"
UNMUTE = "vigia.alert.unmute"
EDIT = "vigia.alert.edit"
ADOPT = "vigia.alert.adopt"
IGNORE = "vigia.alert.ignore"
WORKED = "vigia.check.worked"
DID_NOT = "vigia.check.not"
LATER = "vigia.check.later"
_ROW = "alert"
UNTIL: Mapping[Until, str] = {
    Until.DAY: N_("1 day"),
    Until.THREE_DAYS: N_("3 days"),
    Until.REPORT: N_("Until the next report"),
    Until.WORSE: N_("Until it is 20% worse"),
}
"""The choices of the snooze menu."""


def row_name(alert_id: int, row: str = "do") -> str:
    """The `block_id` of an incident's row of buttons."""
    return f"{_ROW}:{alert_id}:{row}"


def incident_of(value: str) -> int | None:
    """The incident's id in a button's value (`17`), an option's (`17:3d`) or a row's name; None where there is none."""
    first, _, rest = value.partition(":")
    digits = rest.partition(":")[0] if first == _ROW else first
    return int(digits) if digits.isascii() and digits.isdigit() else None


def extra_of(value: str) -> str:
    """What follows the id in a value: `3d` of `17:3d`."""
    return value.partition(":")[2]


def rule_value(campaign_key: str, name: str) -> str:
    """What the buttons of a rule carry: the campaign's key and the rule."""
    return f"{campaign_key} {name}"


def snooze(w: Words, alert_id: int, finding: Finding) -> Block:
    """The snooze menu; "until worse" only where there is a goal to be further from."""
    can_worsen = gap(finding) is not None
    choices = ((one, marked) for one, marked in UNTIL.items() if can_worsen or one is not Until.WORSE)
    options = [blocks.option(w.plain(marked), f"{alert_id}:{one}") for one, marked in choices]
    return blocks.select(SNOOZE, options, w.plain("Snooze"))


def acknowledge(w: Words, alert_id: int, style: str | None = "primary") -> Block:
    """Says that one has seen it and looks after it."""
    return blocks.button(w.plain("Acknowledge"), ACK, str(alert_id), style=style)


def why(w: Words, alert_id: int) -> Block:
    """Asks for the causes."""
    return blocks.button(w.plain("Why?"), WHY, str(alert_id))


def asking(w: Words, alert_id: int, finding: Finding) -> list[Block]:
    """Asks for the causes, where there can be any: an account's trouble is its own."""
    return [why(w, alert_id)] if finding.subject.campaign else []


def belonging(w: Words, alert_id: int, finding: Finding) -> list[Block]:
    """What spends and is nobody's becomes somebody's, or is left aside for good."""
    if not finding.subject.entity:  # what a campaign has claimed is that campaign's
        return []
    return [
        blocks.button(w.plain("Adopt"), ADOPT, str(alert_id), spoken=finding.name),
        blocks.button(w.plain("Ignore"), IGNORE, str(alert_id), spoken=finding.name),
    ]


def log(w: Words, alert_id: int) -> Block:
    """Opens the form for what was done."""
    return blocks.button(w.plain("Log an action"), LOG, str(alert_id))


def no_change(w: Words, alert_id: int) -> Block:
    """Opens the form that asks why nothing is to be changed."""
    return blocks.button(w.plain("Change nothing"), NO_CHANGE, str(alert_id))


def assign(w: Words) -> Block:
    """A choice of people; the id stands in the row's name."""
    return blocks.users_select(ASSIGN, w.plain("Assign to…"))


def numbers(w: Words, alert_id: int) -> Block:
    """Asks for the numbers behind it."""
    return blocks.button(w.plain("Show the numbers"), NUMBERS, str(alert_id))


def not_useful(w: Words, alert_id: int) -> Block:
    """Says that it was not worth telling."""
    return blocks.button(w.plain("Not useful"), NOT_USEFUL, str(alert_id))


def rows(w: Words, alert_id: int, finding: Finding, state: State, *, taken: bool = False) -> list[Block]:
    """The two rows of an open incident's message; of one that is over, what is still worth saying.

    Once somebody has `taken` it on, there is nothing left to acknowledge.
    """
    if not state.is_open:
        return [blocks.actions([log(w, alert_id), not_useful(w, alert_id)], row_name(alert_id))]
    seen = [] if taken else [acknowledge(w, alert_id)]
    first = [*seen, *belonging(w, alert_id, finding), snooze(w, alert_id, finding)]
    first += [*asking(w, alert_id, finding), log(w, alert_id)]
    table = [numbers(w, alert_id)] if finding.subject.campaign else []
    second = [assign(w), *table, not_useful(w, alert_id)]
    return [blocks.actions(first, row_name(alert_id)), blocks.actions(second, row_name(alert_id, "more"))]
