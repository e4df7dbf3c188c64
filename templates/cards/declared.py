"""What is wrong with a vigia.yaml, and what applying it changes. Plain text for terminals."""

from collections.abc import Mapping
from typing import Any

from templates.catalogue import N_
from templates.words import Words

FAULTS: Mapping[str, str] = {
    "account_id": N_("“{given}” is no id of an account there"),
    "rounded_id": N_("“{given}” is an id that a spreadsheet has rounded"),
    "account_bound": N_("the account “{given}” already belongs to another client"),
    "account_twice": N_("the account “{given}” is declared twice"),
    "amount": N_("“{given}” is not an amount above zero"),
    "audience": N_("“{given}” is not an audience"),
    "campaign_of_other_client": N_("the campaign “{given}” belongs to another client than the channel"),
    "campaign_twice": N_("the campaign “{given}” is declared twice"),
    "channel_bound": N_("the channel “{given}” already belongs to another client; unbind it there first"),
    "channel_twice": N_("the channel “{given}” is declared twice; a channel belongs to exactly one client"),
    "choice": N_("“{given}” is not one of the words allowed here"),
    "client_changed": N_("the campaign already belongs to another client than “{given}”; a campaign cannot move"),
    "client_twice": N_("the client “{given}” is declared twice"),
    "clock": N_("“{given}” is not a time of day"),
    "comparator": N_("“{given}” does not say < or >"),
    "curve": N_("“{given}” is not a curve (even, weekday, front, back, or weights of your own by day or week)"),
    "curve_days": N_("{given} weights are neither one for each day nor one for each week of the campaign"),
    "crm_lead": N_("what makes a lead in “{given}” is the client's to say, for all its campaigns"),
    "crm_token": N_("“{given}” is nothing that a CRM counts as that"),
    "currency": N_("“{given}” is not a currency code of ISO 4217"),
    "date": N_("“{given}” is not a date"),
    "empty": N_("this must not be empty"),
    "empty_file": N_("the file declares nothing"),
    "end_before_start": N_("the end “{given}” is before the start"),
    "every": N_("“{given}” does not say when"),
    "goal": N_("“{given}” is not a goal"),
    "goal_currency": N_("the goal “{given}” does not say its currency"),
    "goal_twice": N_("there are two goals for “{given}”"),
    "goal_unit": N_("the unit of the goal “{given}” does not fit its KPI"),
    "hours": N_("“{given}” are not hours of quiet"),
    "key": N_("“{given}” is not a key: lower-case letters, digits and hyphens"),
    "key_twice": N_("the key “{given}” stands here twice"),
    "kpi": N_("“{given}” names no KPI that is known"),
    "list": N_("{given} stands where a list should"),
    "locale": N_("“{given}” is not a language of Vigía (es, ca, en, with a region if you like)"),
    "mapping": N_("{given} stands where keys and values should"),
    "missing": N_("“{given}” is missing"),
    "money": N_("“{given}” is not an amount with its currency"),
    "no_condition": N_("no condition is given, so nothing would match"),
    "number": N_("“{given}” is not a number"),
    "person_bot": N_("“{given}” is a bot; only a member of your own team can be in charge"),
    "person_deactivated": N_("“{given}” is deactivated in Slack; only a member of your own team can be in charge"),
    "person_guest": N_("“{given}” is a guest; only a member of your own team can be in charge"),
    "person_other_team": N_("“{given}” is of another team; only a member of your own team can be in charge"),
    "person_unknown": N_("Slack does not know “{given}”; only a member of your own team can be in charge"),
    "rate_published": N_("the European Central Bank publishes “{given}” every working day: it needs no rate by hand"),
    "region": N_("“{given}” is not a country, or a part of one, whose holidays are known"),
    "slack_channel": N_("“{given}” is not the id of a Slack channel"),
    "slack_team": N_("“{given}” is not the id of a Slack workspace"),
    "slack_user": N_("“{given}” is not the id of a Slack user"),
    "subscription_twice": N_("the subscription “{given}” is declared twice"),
    "text": N_("{given} stands where a text should"),
    "timezone": N_("“{given}” is not a time zone"),
    "token": N_("“{given}” is not what an action is called by there"),
    "unbound_channel": N_("the channel “{given}” belongs to no client"),
    "unknown_campaign": N_("there is no campaign “{given}”"),
    "unknown_client": N_("there is no client “{given}”"),
    "unknown_key": N_("the key “{given}” is not known here"),
    "yes_or_no": N_("“{given}” is neither true nor false"),
    "yaml": N_("this is not YAML: {given}"),
}
"""By storage's code."""

SHOWN: Mapping[str, str] = {
    "a list": N_("a list"),
    "a block of keys": N_("a block of keys"),
    "nothing": N_("nothing"),
    "this": N_("this"),
}
"""What may stand where something else should."""

KINDS: Mapping[str, str] = {
    "rate": N_("rates"),
    "client": N_("client"),
    "channel": N_("channel"),
    "account": N_("account"),
    "campaign": N_("campaign"),
    "subscription": N_("subscription"),
}

VERBS: Mapping[str, str] = {
    "create": N_("create {kind} {key}"),
    "change": N_("change {kind} {key}"),
    "remove": N_("remove {kind} {key}"),
}


def fault(w: Words, file: str, line: int, key: str, code: str, given: str, example: str) -> str:
    """One fault: file, line and key, what is wrong, and a right example."""
    if given in SHOWN:
        marked_given = SHOWN[given]
        given = w.plain(marked_given)
    marked = FAULTS[code]
    said = w.plain(marked, given=given)
    where = w.plain("{file} line {line}", file=file, line=str(line)) + (f", {key}" if key else "")
    if example:
        return w.plain("{where}: {said}, for example {example}", where=where, said=said, example=example)
    return f"{where}: {said}"


def people_not_asked(w: Words, said: str) -> str:
    """Slack could not be asked about the people in charge."""
    return w.plain(
        "Slack could not be asked whether the people in charge are of your team ({said}): vigia doctor will.", said=said
    )


def kind(w: Words, word: str) -> str:
    """What a thing is."""
    marked = KINDS[word]
    return w.plain(marked)


def change(w: Words, verb: str, what: str, key: str, fields: list[str]) -> str:
    """One change of the plan; `fields` are spelt where something that exists changes."""
    marked = VERBS[verb]
    said = w.plain(marked, kind=kind(w, what), key=key)
    return f"{said} ({'; '.join(fields)})" if fields else said


def field(name: str, old: Any, new: Any) -> str:
    """A field before and after."""
    before, after = ("–" if value in (None, "", [], {}) else str(value) for value in (old, new))
    return f"{name}: {before} → {after}"


def unnamed(w: Words) -> str:
    """What the file says of a thing that it leaves out."""
    return w.plain("the file no longer names it")


def conflict(w: Words, file: str, line: int, what: str, key: str, said: str) -> str:
    """A field that somebody changed in Slack and that the file says otherwise."""
    where = w.plain("{file} line {line}", file=file, line=str(line))
    return w.plain(
        "{where}: {kind} {key} was last changed in Slack and stays: {said}",
        where=where,
        kind=kind(w, what),
        key=key,
        said=said,
    )


def written(w: Words, file: str, example: str) -> str:
    """The file was written, and how to see that it says what is."""
    return w.plain("{file} is written. To compare it with what is stored: {example}", file=file, example=example)


def differs(w: Words, name: str, slack: Any, file: Any) -> str:
    """A field as it stands in Slack, and as the file says it."""
    stored, said = ("–" if value in (None, "", [], {}) else str(value) for value in (slack, file))
    return w.plain("{field}: {slack} in Slack, {said} in the file", field=name, slack=stored, said=said)


def left_out(w: Words, what: str, key: str, name: str, value: Any) -> str:
    """What the file says nothing of: a whole thing, or a field that was changed in Slack."""
    if not name:
        return w.plain("not in the file: {kind} {key}", kind=kind(w, what), key=key)
    return w.plain(
        "not in the file: {kind} {key}, {field}: {value}", kind=kind(w, what), key=key, field=name, value=str(value)
    )


def how_to_write(w: Words, example: str) -> str:
    """How to have the file say what is."""
    return w.plain("To have the file say what is stored: {example} (its comments are lost).", example=example)


def summary(w: Words, changes: int, conflicts: int, *, dry_run: bool) -> str:
    """What it came to."""
    if dry_run:
        said = w.plain_n("{n} change would be made.", "{n} changes would be made.", n=changes)
    elif changes:
        said = w.plain_n("{n} change made.", "{n} changes made.", n=changes)
    else:
        said = w.plain("Nothing to change.")
    if conflicts:
        said += " " + w.plain_n(
            "{n} field stays as it is in Slack; --take file overrides it.",
            "{n} fields stay as they are in Slack; --take file overrides them.",
            n=conflicts,
        )
    return said
