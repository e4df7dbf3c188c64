"""What is watched of a campaign, what is open, and the rules that people set."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from domain.entities import Campaign
from domain.goals import spell
from domain.incident import Incident, urgency
from domain.incidents.finding import Verdict
from domain.rules.watched import Watch, Watched
from templates import blocks, mrkdwn, phrases
from templates.cards import buttons
from templates.cards.headline import said_of
from templates.cards.members import bullet, paragraphs, whose
from templates.cards.parts import joined
from templates.cards.standing import standing
from templates.catalogue import N_
from templates.message import Block, Message
from templates.words import Words, words

RULE_FORM = "vigia.alert.rule"
GOAL, RESULTS, DAYS, LOOSER = "goal", "results", "days", "looser"
"""Names of the form's fields; the element in each is called `value`."""
MOST_OPEN = 6
MOST_RULES = 20
MOST_WATCHES = 20
STEPS = 4
_MOST_REASON = 200
_MOST_NAME = 120


_SIGNALS: Mapping[Verdict, str] = {
    Verdict.FINE: N_("fine"),
    Verdict.DOUBT: N_("being watched"),
    Verdict.BREACH: N_("alert"),
    Verdict.TOO_FEW: N_("too few results"),
    Verdict.NO_DATA: N_("no data"),
    Verdict.STALE: N_("old data"),
    Verdict.ERROR: N_("source cannot be read"),
    Verdict.OVER: N_("not running"),
}
_CHANGED: Mapping[str, str] = {
    "added": N_("Done: {rule} of {name} is watched from now on."),
    "changed": N_("Done: {rule} of {name} was changed."),
    "removed": N_("Done: {rule} of {name} was removed."),
    "muted": N_("Done: {rule} of {name} is muted. It goes on being judged and recorded."),
    "unmuted": N_("Done: {rule} of {name} is no longer muted."),
}


def alerts_card(
    locale: str, watches: Sequence[Watch], open_now: Sequence[Incident], now: datetime, beyond: int = 0
) -> Message:
    """What is open, with buttons, then what is watched. One campaign: rule by rule; several: a line each.

    `beyond` campaigns are watched too, and only counted.
    """
    w = words(locale)
    title = _title(w, open_now)
    ranked = sorted(open_now, key=urgency, reverse=True)
    told = [_open(w, one, locale) for one in ranked[:MOST_OPEN]]
    body = [block for one, said in zip(ranked, told, strict=False) for block in _item(w, one, said)]
    more = len(ranked) - MOST_OPEN
    rest = [w.tn("and {n} more", "and {n} more", more)] if more > 0 else []
    below, spoken = _rules(w, watches[0]) if len(watches) == 1 else _watches(w, watches, beyond)
    zone = watches[0].client.timezone if watches else "UTC"
    small = w.t("As of {clock} ({timezone})", clock=w.clock(now, zone), timezone=zone)
    return Message(
        joined([mrkdwn.escape(f"{title}."), *told, *rest, *spoken, small]),
        [
            blocks.header(title),
            *body,
            *(blocks.context(part) for part in rest),
            *([blocks.divider()] if body and below else []),
            *below,
            blocks.context(small),
        ],
    )


def _title(w: Words, open_now: Sequence[Incident]) -> str:
    return w.plain_n("{n} open alert", "{n} open alerts", len(open_now)) if open_now else w.plain("No open alert")


def _open(w: Words, incident: Incident, locale: str) -> Markup:
    return mrkdwn.join("\n", [whose(incident), said_of(incident, locale), *standing(w, incident)])


def _item(w: Words, incident: Incident, said: Markup) -> list[Block]:
    number = incident.alert_id
    row = [
        buttons.acknowledge(w, number, style=None),
        buttons.snooze(w, number, incident.finding),
        *buttons.asking(w, number, incident.finding),
        buttons.log(w, number),
        *([buttons.numbers(w, number)] if incident.finding.subject.campaign else []),
    ]
    return [blocks.section(said), blocks.actions(row, buttons.row_name(number))]


def _rules(w: Words, watch: Watch) -> tuple[list[Block], list[Markup]]:
    """A line for each rule, with a button to mute it or no longer."""
    lead = w.t("Watched of {name}:", name=mrkdwn.bold(mrkdwn.fit(watch.name, _MOST_NAME)))
    lines = [rule_line(w, rule, watch.client.timezone) for rule in watch.rules[:MOST_RULES]]
    body = [
        blocks.section(line, _mute(w, watch, rule, n))
        for n, (rule, line) in enumerate(zip(watch.rules, lines, strict=False))
    ]
    return [blocks.section(lead), *body], [lead, *lines]


def _mute(w: Words, watch: Watch, rule: Watched, n: int) -> Block:
    value = buttons.rule_value(watch.campaign.key, rule.name)
    if rule.is_muted:
        return blocks.button(w.plain("Unmute"), f"{buttons.UNMUTE}.{n}", value)
    return blocks.button(w.plain("Mute"), f"{buttons.MUTE}.{n}", value)


def _watches(w: Words, watches: Sequence[Watch], beyond: int) -> tuple[list[Block], list[Markup]]:
    """A line for each campaign: how many rules, and how many of them muted."""
    if not watches:
        return [], []
    lines = [bullet(_watch(w, watch)) for watch in watches[:MOST_WATCHES]]
    more = len(watches) - len(lines) + beyond
    lines = [*lines, w.tn("and {n} more", "and {n} more", more)] if more > 0 else lines
    return [blocks.section(part) for part in paragraphs(lines)], lines


def _watch(w: Words, watch: Watch) -> Markup:
    name = mrkdwn.bold(mrkdwn.fit(watch.name, _MOST_NAME))
    muted = sum(rule.is_muted for rule in watch.rules)
    told = w.tn("{name}: {n} rule", "{name}: {n} rules", len(watch.rules), name=name)
    return mrkdwn.join(", ", [told, w.tn("{n} muted", "{n} muted", muted)]) if muted else told


def rule_line(w: Words, rule: Watched, timezone: str) -> Markup:
    """The rule in bold, whose it is, how it is set, and what it said last."""
    name = mrkdwn.bold(phrases.rule_name(w, rule.trouble, rule.detail, rule.goal))
    facts = [w.plain("own rule") if rule.is_own else w.plain("by default"), *_settings(w, rule)]
    muted = [mrkdwn.escape(_muted(w, rule, timezone))] if rule.is_muted else []
    return mrkdwn.join(" · ", [name, mrkdwn.escape(" · ".join([*facts, *_said(w, rule)])), *muted])


def _settings(w: Words, rule: Watched) -> list[str]:
    facts = []
    if rule.looser:
        facts.append(w.plain_n("{n} step looser", "{n} steps looser", rule.looser))
    if rule.min_results:
        facts.append(w.plain_n("from {n} result on", "from {n} results on", rule.min_results))
    if rule.for_days:
        facts.append(w.plain_n("if it lasts {n} day", "if it lasts {n} days", rule.for_days))
    return facts


def _said(w: Words, rule: Watched) -> list[str]:
    if rule.signal is None:
        return [w.plain("not judged yet")]
    if rule.signal is Verdict.FINE and rule.probability is None:
        return [w.plain("nothing found")]
    marked = _SIGNALS[rule.signal]
    said = w.plain(marked)
    if rule.signal is Verdict.TOO_FEW and rule.decidable:
        return [w.plain("{said} (enough from about {day} on)", said=said, day=rule.decidable)]
    if rule.probability is None or rule.signal not in {Verdict.FINE, Verdict.DOUBT, Verdict.BREACH}:
        return [said]
    return [w.plain("{said} (risk: {percent})", said=said, percent=phrases.chance(w, rule.probability))]


def _muted(w: Words, rule: Watched, timezone: str) -> str:
    said = w.plain("muted")
    if rule.muted_until:
        said = w.plain("muted until {clock}", clock=w.clock(rule.muted_until, timezone))
    reason = " ".join(rule.reason.split())[:_MOST_REASON]
    return f"{said} ({reason})" if reason else said


def rule_card(locale: str, watch: Watch, changed: Watched, what: str, now: datetime) -> Message:
    """A rule after a change: `what` is `added`, `changed`, `removed`, `muted` or `unmuted`."""
    w = words(locale)
    name = mrkdwn.bold(mrkdwn.fit(watch.name, _MOST_NAME))
    rule = phrases.rule_name(w, changed.trouble, changed.detail, changed.goal)
    marked = _CHANGED[what]
    lead = w.t(marked, rule=rule, name=name)
    if what == "removed":
        return Message(lead, [blocks.section(lead)])
    line = rule_line(w, changed, watch.client.timezone)
    edit = blocks.button(w.plain("Change the rule"), buttons.EDIT, buttons.rule_value(watch.campaign.key, changed.name))
    zone = watch.client.timezone
    small = w.t("As of {clock} ({timezone})", clock=w.clock(now, zone), timezone=zone)
    return Message(
        joined([lead, line, small]),
        [
            blocks.section(lead),
            blocks.section(line),
            blocks.context(small),
            blocks.actions([_mute(w, watch, changed, 0), edit]),
        ],
    )


def rule_form(locale: str, campaign: Campaign, rule: Watched, metadata: str) -> Block:
    """The modal: fields `goal`, `results`, `days` (typed) and `looser` (a choice), each with the element `value`.

    A rule without a goal has no field for one.
    """
    w = words(locale)
    looser = [blocks.option(_step(w, n), str(n)) for n in range(STEPS)]
    goal = [blocks.field(w.plain("Goal"), blocks.text_input("value", spell(rule.goal)), GOAL)] if rule.goal else []
    fields = [
        blocks.section(mrkdwn.bold(mrkdwn.fit(campaign.name, _MOST_NAME))),
        *goal,
        blocks.field(
            w.plain("Only from so many results on"),
            blocks.text_input("value", _typed(rule.min_results)),
            RESULTS,
            optional=True,
        ),
        blocks.field(
            w.plain("Only if it lasts so many days"),
            blocks.text_input("value", _typed(rule.for_days)),
            DAYS,
            optional=True,
        ),
        blocks.field(
            w.plain("How strict?"), blocks.radio("value", looser, looser[min(rule.looser, STEPS - 1)]), LOOSER
        ),
    ]
    return blocks.modal(
        w.plain("Change the rule"), fields, RULE_FORM, metadata, submit=w.plain("Save"), close=w.plain("Cancel")
    )


def _step(w: Words, n: int) -> str:
    return w.plain_n("{n} step looser", "{n} steps looser", n) if n else w.plain("As usual")


def _typed(number: int | None) -> str:
    return str(number) if number else ""
