"""Not useful? How often that was said, and what a looser rule would have meant."""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from domain.incident import Incident
from templates import blocks, mrkdwn, phrases
from templates.cards import buttons
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words


@dataclass(frozen=True, slots=True)
class Looser:
    """One step looser over the last `days` days: alerts as it is (`now`) and as it would be (`then`).

    Of these, `later` would have come later. `tolerance` is how far off, in percent of the goal, is let pass then.
    """

    now: int
    then: int
    later: int = 0
    days: int = 60
    tolerance: int = 20

    @property
    def changes(self) -> bool:
        """Whether anything would have been told later, or not at all."""
        return self.then < self.now or self.later > 0


def feedback_card(locale: str, incident: Incident, times: int, looser: Looser | None) -> Message:
    """Thanks, the count for this rule and campaign, and the offer with its two buttons."""
    w = words(locale)
    rule = _rule(w, incident)
    said = w.tn(
        "Noted: “{rule}” was not useful here ({n} time so far).",
        "Noted: “{rule}” was not useful here ({n} times so far).",
        times,
        rule=rule,
    )
    if looser is None:
        return say(said)
    offer = [_choice(w, incident, looser)] if looser.changes else []
    return say(mrkdwn.join("\n", [said, *_meant(w, looser)]), *offer)


def _meant(w: Words, looser: Looser) -> list[Markup]:
    """What it would have meant; nothing, at times, and then it says so and is not offered."""
    if not looser.changes:
        return [
            w.tn(
                "A looser setting would have changed nothing in the last {n} day.",
                "A looser setting would have changed nothing in the last {n} days.",
                looser.days,
            )
        ]
    tolerance = w.percent(Decimal(looser.tolerance) / 100, 0)
    days = w.plain_n("{n} day", "{n} days", looser.days)
    told = w.tn(
        "If up to {tolerance} off were let pass, there would have been {n} alert instead of {now} in the last {days}.",
        "If up to {tolerance} off were let pass, there would have been {n} alerts instead of {now} in the last {days}.",
        looser.then,
        tolerance=tolerance,
        now=looser.now,
        days=days,
    )
    late = w.tn("{n} of them would have come later.", "{n} of them would have come later.", looser.later)
    return [told, late] if looser.later else [told]


def _choice(w: Words, incident: Incident, looser: Looser) -> Block:
    number = incident.alert_id
    value = f"{number}:{looser.tolerance}"
    row = [
        blocks.button(w.plain("Make it looser"), buttons.LOOSER, value),
        blocks.button(w.plain("Keep it as it is"), buttons.KEEP, str(number)),
    ]
    return blocks.actions(row, buttons.row_name(number, "looser"))


def noted(locale: str) -> Markup:
    """That somebody found it of no use."""
    return words(locale).t("Noted as not useful.")


def looser_card(locale: str, incident: Incident, tolerance: int) -> Message:
    """The rule is looser from now on."""
    w = words(locale)
    far = w.percent(Decimal(tolerance) / 100, 0)
    return say(w.t("Done: “{rule}” lets pass up to {tolerance} from now on.", rule=_rule(w, incident), tolerance=far))


def kept_card(locale: str, incident: Incident) -> Message:
    """The rule stays as it is."""
    w = words(locale)
    return say(w.t("“{rule}” stays as it is.", rule=_rule(w, incident)))


def _rule(w: Words, incident: Incident) -> str:
    finding = incident.finding
    return phrases.rule_name(w, finding.trouble, finding.detail, phrases.goal_of(finding))
