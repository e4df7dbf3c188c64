"""Updates to a client that are paused: of a campaign, or of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.entities import Campaign, Client
from templates import blocks, mrkdwn
from templates.cards.edit import EDIT
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words

_MOST_NAME, _MOST_REASON = 150, 300


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose updates: of a campaign of the client, or all that it is sent."""

    client: Client
    campaign: Campaign | None = None

    @classmethod
    def of(cls, client: Client, one: Client | Campaign) -> "Subject":
        """Of the client or one of its campaigns, as it stands now."""
        return cls(client, one) if isinstance(one, Campaign) else cls(one)

    @property
    def until(self) -> date | None:
        """The day on which updates go on."""
        return (self.campaign or self.client).paused_until

    @property
    def why(self) -> str:
        """The agency's reason."""
        return (self.campaign or self.client).paused_because

    @property
    def key(self) -> str:
        """What commands call it."""
        return (self.campaign or self.client).key


def name(subject: Subject) -> Markup:
    """What is paused, in bold."""
    if subject.campaign is None:
        return mrkdwn.bold(mrkdwn.fit(subject.client.name, _MOST_NAME))
    return mrkdwn.bold(mrkdwn.fit(f"{subject.client.name} · {subject.campaign.name}", _MOST_NAME))


def paused_card(locale: str, subject: Subject) -> Message:
    """What the pause means, with its reason and the way back."""
    w, until = words(locale), subject.until
    if until is None:
        raise ValueError("it is not paused")
    lines = [
        w.t("Paused: the updates of {name} to the client, until {day}.", name=name(subject), day=w.named_day(until)),
        *reason(w, subject),
        w.t("Until then I send and draft none; on that day they go on, and I tell whoever is in charge."),
    ]
    small = w.t("Status still answers, and the campaigns themselves go on: I touch nothing on the platforms.")
    again = blocks.button(w.plain("Let them go on"), "vigia.run.resume", f"resume {subject.key}")
    return say(mrkdwn.join("\n", lines), blocks.context(small), blocks.actions([again]))


def reason(w: Words, subject: Subject) -> list[Markup]:
    """The reason, for the agency's own people."""
    return [w.t("Reason: {reason}", reason=mrkdwn.fit(subject.why, _MOST_REASON))] if subject.why else []


def needs_day_card(locale: str, subject: Subject) -> Message:
    """Until when? Nothing was paused."""
    w = words(locale)
    example = mrkdwn.code(w.plain("pause {key} until 15 dec because the site is being redone", key=subject.key))
    text = w.t("Until which day? It has to be one to come, within a year. For example: {example}", example=example)
    return say(text)


def resumed_card(locale: str, ended: Sequence[Subject], still: Subject | None) -> Message:
    """What goes on; `still`: the client as a whole is paused."""
    w = words(locale)
    names = w.list([str(name(one)) for one in ended])
    lines = [w.t("The updates of {names} go to the client again.", names=mrkdwn.raw(names))] if ended else []
    lines = lines or [w.t("No updates were paused there.")]
    if still is not None and still.until is not None:
        day = w.named_day(still.until)
        lines.append(w.t("All updates of {name} are paused until {day}, though.", name=name(still), day=day))
    return say(mrkdwn.join("\n", lines))


def over_notice(locale: str, subject: Subject) -> Message:
    """To whoever is in charge, on the day on which updates go on."""
    w = words(locale)
    lead = w.t("The pause is over: updates of {name} go to the client again from today.", name=name(subject))
    tip = w.t(
        "To go on with the pause: {example}",
        example=mrkdwn.code(w.plain("/campaign pause {key} 2 weeks", key=subject.key)),
    )
    edit = [blocks.actions([blocks.button(w.plain("Edit"), EDIT, subject.campaign.key)])] if subject.campaign else []
    return say(mrkdwn.join("\n", [lead, *reason(w, subject)]), blocks.context(tip), *edit)


MOST = 10
"""Pauses that Home names."""


def paused_blocks(w: Words, some: Sequence[Subject]) -> list[Block]:
    """On Home: of what clients are sent no updates, until when and why."""
    if not some:
        return []
    lines = [line for one in some[:MOST] for line in paused_note(w, one, internal=True)]
    return [blocks.section(mrkdwn.join("\n", [mrkdwn.bold(w.t("Updates to clients that are paused")), *lines]))]


def paused_note(w: Words, subject: Subject, *, internal: bool) -> list[Markup]:
    """That what is sent to the client is paused; why, only where no client reads."""
    if subject.until is None:
        return []
    said = w.t("Paused until {day}: {name}.", day=w.named_day(subject.until), name=name(subject))
    return [mrkdwn.join(" ", [said, *(reason(w, subject) if internal else [])])]
