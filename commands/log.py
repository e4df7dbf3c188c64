"""`log`: write down what was done about a campaign: `log [campaign] what was done on:2026-11-20 check:7d`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commands.campaigns import Chosen, by_key, choose, known
from commands.context import Args, Context, Reply
from commands.handling import answered
from commands.incidents import Found, find, locale_of, may, thread
from commands.parser import clean, scrub
from commands.refusals import refuse
from commands.vocabulary import pattern, words_for
from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.languages import PERIOD_OF
from domain.names import fold
from domain.note import Note
from domain.words import Audience
from insights.names import find as find_name
from storage.alerts import actions
from storage.alerts.actions import Action, Kind
from templates.cards.denied import internal_only
from templates.cards.errors import sentence
from templates.cards.log import (
    CHECK,
    CHECKS,
    DAY,
    OTHER,
    REASON,
    TEXT,
    WHAT,
    choice,
    choices,
    log_form,
    logged_card,
    no_change_card,
    no_change_form,
)
from templates.cards.thread import action_entry, no_change_entry

MOST_WORDS = 5
"""Words of a campaign's name that are looked for at the beginning of what was typed."""
MOST_TEXT = 1_000
OLDEST = timedelta(days=366)
_ALERT, _CAMPAIGN = "alert", "campaign"
_AFTER = re.compile(rf"(\d{{1,2}})\s?{pattern(words_for(lambda one: one.day))}?")


@dataclass(frozen=True, slots=True)
class About:
    """What an action is about: a campaign, an incident, or both."""

    client: Client
    campaign: Campaign | None
    incident: Found | None = None

    @property
    def name(self) -> str:
        """For people."""
        return self.incident.name if self.incident else self.campaign.name if self.campaign else self.client.name


def run(ctx: Context, args: Args) -> Reply:
    """Write it down, or open the form where nothing was said yet."""
    name, text = split(ctx, args.words)
    # What was typed is not repeated, for it may name somebody else: the choice opens the form.
    chosen = choose(ctx, name, "log")
    if isinstance(chosen, Reply):
        return chosen
    refused = _refused(ctx, chosen)
    if refused:
        return refused
    about = About(chosen.client, chosen.campaign)
    if not text and ctx.modal:
        return Reply(view=_form(ctx, about, f"{_CAMPAIGN}:{chosen.campaign.key}"))
    if not text:
        raise InvalidInput("log_text", "log", "", f"log {chosen.campaign.key} …")
    day = day_of(args.options.get("on", ""), ctx.today(chosen.client))
    return _write(ctx, about, text, day, args.options.get("check", ""))


def split(ctx: Context, words: str) -> tuple[str, str]:
    """The campaign, where what was typed begins with a whole word of its name or key, and the rest."""
    said, named = words.split(), [(it.campaign.key, it.campaign.name) for it in known(ctx)]
    own = {word for key, name in named for word in (fold(key), *fold(name).split())}
    begin = 0
    while begin < min(len(said), MOST_WORDS) and fold(said[begin]) in own:
        begin += 1
    for most in range(begin, 0, -1):
        found = find_name(" ".join(said[:most]), named)
        if found.key or found.candidates:
            return found.key or " ".join(said[:most]), " ".join(said[most:])
    return "", words


def _refused(ctx: Context, chosen: Chosen) -> Reply | None:
    if chosen.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    return may(ctx, chosen.client, chosen.campaign)


def day_of(typed: str, today: date) -> date:
    """The day meant; today where nothing is said. InvalidInput (code `day`) for none, one to come or one long ago."""
    word = fold(typed)
    if not word or PERIOD_OF.get(word) == "today":
        return today
    if PERIOD_OF.get(word) == "yesterday":
        return today - timedelta(days=1)
    try:
        day = date.fromisoformat(word)
    except ValueError:
        raise InvalidInput("day", "on", typed, f"on:{today}") from None
    if not today - OLDEST <= day <= today:
        raise InvalidInput("day", "on", typed, f"on:{today}")
    return day


def check_on(typed: str, day: date) -> date | None:
    """When to ask how it went: `7d`, `14d`; None for none. InvalidInput (code `check`) otherwise."""
    if typed in {"", CHECKS[-1]}:
        return None
    found = _AFTER.fullmatch(fold(typed))
    if found is None or int(found[1]) not in {7, 14}:
        raise InvalidInput("check", "check", typed, "check:7d")
    return day + timedelta(days=int(found[1]))


def open_form(ctx: Context, value: str) -> Reply:
    """The form of an incident."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    return Reply(view=_form(ctx, _about(found), f"{_ALERT}:{found.row.id}"))


def open_no_change(ctx: Context, value: str) -> Reply:
    """The form that asks why nothing is to be changed."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    return Reply(view=no_change_form(ctx.speech, found.name, f"{_ALERT}:{found.row.id}"))


def _about(found: Found) -> About:
    return About(found.client, found.campaign, found)


def _form(ctx: Context, about: About, metadata: str) -> dict[str, Any]:
    trouble = about.incident.row.trouble if about.incident else None
    return log_form(ctx.speech, about.name, metadata, ctx.today(about.client), trouble)


def _meant(ctx: Context, metadata: str) -> About | Reply:
    """What the form was about, decided anew."""
    kind, _, name = clean(metadata).partition(":")
    if kind == _ALERT:
        found = find(ctx, name)
        return found if isinstance(found, Reply) else _about(found)
    chosen = by_key(ctx, name)
    if chosen is None:
        return refuse(ctx, None)
    return _refused(ctx, chosen) or About(chosen.client, chosen.campaign)


def hand_in(ctx: Context, metadata: str, values: Mapping[str, Any]) -> Reply:
    """The form, filled in. What is wrong goes to its field."""
    about = _meant(ctx, metadata)
    if isinstance(about, Reply):
        return about
    trouble = about.incident.row.trouble if about.incident else None
    what, typed = str(values.get(WHAT) or ""), scrub(str(values.get(TEXT) or "")).strip()
    if what not in choices(trouble):
        what = OTHER
    text = ": ".join(filter(None, ("" if what == OTHER else choice(_locale(ctx, about), what), typed)))
    if not text:
        return Reply(errors={TEXT: sentence(ctx.words, InvalidInput("log_text", TEXT, "", "…"))}, done=False)
    try:
        day = day_of(str(values.get(DAY) or ""), ctx.today(about.client))
        return _write(ctx, about, text, day, str(values.get(CHECK) or ""))
    except InvalidInput as error:
        field = {"day": DAY, "check": CHECK}.get(error.code, TEXT)
        return Reply(errors={field: sentence(ctx.words, error)}, done=False)


def hand_in_no_change(ctx: Context, metadata: str, values: Mapping[str, Any]) -> Reply:
    """The reason for changing nothing, which is an answer too."""
    about = _meant(ctx, metadata)
    if isinstance(about, Reply):
        return about
    reason = scrub(str(values.get(REASON) or "")).strip()
    if not reason:
        return Reply(errors={REASON: sentence(ctx.words, InvalidInput("reason", REASON, "", ""))}, done=False)
    kept = _keep(ctx, about, Kind.NO_CHANGE, reason, ctx.today(about.client), None)
    if about.incident:
        thread(ctx, about.incident, no_change_entry(_note(kept), _locale(ctx, about)), f"action:{kept.id}")
    return Reply(no_change_card(ctx.speech, about.name, kept.text))


def _locale(ctx: Context, about: About) -> str:
    return locale_of(ctx, about.client, about.campaign)


def _write(ctx: Context, about: About, text: str, day: date, check: str) -> Reply:
    kept = _keep(ctx, about, Kind.CHANGE, text, day, check_on(check, day))
    if about.incident:
        thread(ctx, about.incident, action_entry(_note(kept), _locale(ctx, about)), f"action:{kept.id}")
    return Reply(logged_card(ctx.speech, about.name, _note(kept), kept.check_on))


def _note(action: Action) -> Note:
    return Note(action.day, action.text, action.actor)


def _keep(ctx: Context, about: About, kind: Kind, text: str, day: date, check: date | None) -> Action:
    """Write it down; whoever does something about an incident that nobody has, has it."""
    incident = about.incident
    value = incident.row.finding.numbers.value if incident else None
    action = Action(
        client_key=about.client.key,
        campaign_key=about.campaign.key if about.campaign else "",
        at=ctx.now,
        day=day,
        actor=ctx.actor.user_id,
        kind=kind,
        text=text[:MOST_TEXT],
        alert_id=incident.row.id if incident else None,
        episode=incident.row.episode if incident else None,
        check_on=check,
        before={"kpi": incident.row.detail, "value": str(value)} if incident and value is not None else None,
    )
    if incident:
        answered(ctx, incident)
    return actions.log(ctx.session, action)
