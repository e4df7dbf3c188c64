"""Rules of one's own, and what is set for those that stand by themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from commands import target
from commands.campaigns import Chosen, by_key, choose
from commands.context import Args, Context, Reply
from commands.incidents import may
from commands.parser import clean, scrub
from commands.refusals import refuse
from commands.rulebook import named, setting_of
from commands.rulewords import rule_in
from commands.trials import offer
from commands.vocabulary import pattern, words_for
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.goals import EXAMPLE
from domain.incidents.rule_kinds import mute_keys
from domain.names import fold
from domain.rules import off_target
from domain.rules.registry import parts
from domain.rules.series import is_judgeable
from insights.rulebook import outline, rule_named
from storage.alerts import rules
from storage.alerts.rules import RuleSetting
from templates.cards import buttons
from templates.cards.alerts import rule_card, rule_form
from templates.cards.errors import sentence

GOAL, RESULTS, DAYS, LOOSER = "goal", "results", "days", "looser"
MOST_RESULTS, MOST_DAYS, MOST_LOOSER = 10_000, 28, 5
_WEEK = words_for(lambda one: one.week)
_LASTING = re.compile(rf"(?:^|\s)(\d{{1,3}})\s?({pattern((*words_for(lambda one: one.day), *_WEEK))})(?=$|\s)")
_NUMBER = re.compile(r"(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rule that is meant, of which campaign, and what was set for it so far."""

    chosen: Chosen
    name: str
    setting: RuleSetting


def add(ctx: Context, args: Args) -> Reply:
    """Try a rule on the past and offer to enable it: `add otoño cpl<30€ for:2d min:20`."""
    found = _typed(ctx, args, "alert add")
    if isinstance(found, Reply):
        return found
    chosen, goal = found
    changed = _limits(setting_of(ctx, chosen.campaign.key, off_target.named(goal.kpi)), args.options)
    return offer(ctx, chosen, goal, changed)


def edit(ctx: Context, args: Args) -> Reply:
    """Change a rule at once where it is said how, else open its form."""
    typed = target.split(args.words)
    if typed.goals:
        found = _typed(ctx, args, "alert edit")
        if isinstance(found, Reply):
            return found
        chosen, goal = found
        changed = _limits(setting_of(ctx, chosen.campaign.key, off_target.named(goal.kpi)), args.options)
        return save(ctx, chosen, replace(changed, goal=goal), "changed")
    wanted = _wanted(ctx, args, "alert edit")
    if isinstance(wanted, Reply):
        return wanted
    if args.options:
        return save(ctx, wanted.chosen, _limits(wanted.setting, args.options), "changed")
    if not ctx.modal:
        raise InvalidInput("goal", "goal", "", EXAMPLE)
    return Reply(view=form(ctx, wanted.chosen, wanted.name))


def remove(ctx: Context, args: Args) -> Reply:
    """Back to the default: a rule of one's own goes, a change is forgotten."""
    wanted = _wanted(ctx, args, "alert remove")
    if isinstance(wanted, Reply):
        return wanted
    before = rule_named(ctx.session, wanted.chosen.client, wanted.chosen.campaign, ctx.now, wanted.name)
    gone = rules.remove(ctx.session, wanted.chosen.campaign.key, wanted.name, ctx.actor.user_id, ctx.now)
    card = rule_card(
        ctx.speech,
        outline(ctx.session, wanted.chosen.client, wanted.chosen.campaign, ctx.now),
        before,
        "removed",
        ctx.now,
    )
    return Reply(card, done=gone)


def mute(ctx: Context, args: Args) -> Reply:
    """Silence a rule, for good or for some days: `mute otoño cpl 3d reason:"…"`. It goes on being judged."""
    lasting = _LASTING.search(fold(args.words))
    words = _without(args.words, lasting)
    more = f"{_length(lasting).days}d" if lasting else ""
    wanted = _wanted(ctx, Args(words, args.options), "alert mute", more)
    if isinstance(wanted, Reply):
        return wanted
    until = ctx.now + _length(lasting) if lasting else None
    return _mute(ctx, wanted, until, args.options.get("reason", ""))


def unmute(ctx: Context, args: Args) -> Reply:
    """Let it speak again."""
    wanted = _wanted(ctx, args, "alert unmute")
    return wanted if isinstance(wanted, Reply) else _unmute(ctx, wanted)


def _mute(ctx: Context, wanted: Wanted, until: datetime | None, reason: str) -> Reply:
    changed = replace(wanted.setting, muted=True, muted_until=until, reason=reason)
    return save(ctx, wanted.chosen, changed, "muted")


def _unmute(ctx: Context, wanted: Wanted) -> Reply:
    """A segment that was muted with all of its kind speaks again with all of them."""
    for name in mute_keys(*parts(wanted.name)) - {wanted.name}:
        kind = setting_of(ctx, wanted.chosen.campaign.key, name)
        if kind.is_muted(ctx.now):
            rules.save(ctx.session, _speaking(kind), ctx.now)
    return save(ctx, wanted.chosen, _speaking(wanted.setting), "unmuted")


def _speaking(setting: RuleSetting) -> RuleSetting:
    return replace(setting, muted=False, muted_until=None, reason="")


def save(ctx: Context, chosen: Chosen, setting: RuleSetting, what: str) -> Reply:
    """Keep it, and show the rule as it is now."""
    rules.save(ctx.session, setting, ctx.now)
    asked = (ctx.session, chosen.client, chosen.campaign, ctx.now)
    return Reply(rule_card(ctx.speech, outline(*asked), rule_named(*asked, setting.rule), what, ctx.now))


def press(ctx: Context, typed: str, *, silent: bool) -> Reply:
    """The buttons that mute a rule and let it speak again."""
    wanted = _pressed(ctx, typed)
    if isinstance(wanted, Reply):
        return wanted
    return _mute(ctx, wanted, None, "") if silent else _unmute(ctx, wanted)


def open_form(ctx: Context, typed: str) -> Reply:
    """The form of a rule."""
    wanted = _pressed(ctx, typed)
    return wanted if isinstance(wanted, Reply) else Reply(view=form(ctx, wanted.chosen, wanted.name))


def form(ctx: Context, chosen: Chosen, name: str) -> dict[str, Any]:
    """The modal."""
    one = rule_named(ctx.session, chosen.client, chosen.campaign, ctx.now, name)
    return rule_form(ctx.speech, chosen.campaign, one, buttons.rule_value(chosen.campaign.key, name))


def enable(ctx: Context, typed: str) -> Reply:
    """Turn on what was tried: the value is `key rule;cpl < 30 EUR;days;results`."""
    first, goal, days, results = (*typed.split(";"), "", "", "")[:4]
    wanted = _pressed(ctx, first, new=True)
    if isinstance(wanted, Reply):
        return wanted
    [read] = target.read(ctx, wanted.chosen.client, goal)
    if off_target.named(read.kpi) != wanted.name:
        raise InvalidInput("goal", "goal", goal, EXAMPLE)
    limits = {key: typed for key, typed in (("for", days), ("min", results)) if typed}
    return save(ctx, wanted.chosen, replace(_limits(wanted.setting, limits), goal=read), "added")


def hand_in(ctx: Context, metadata: str, values: Mapping[str, Any]) -> Reply:
    """The form, filled in. What is wrong goes to its field."""
    wanted = _pressed(ctx, clean(metadata))
    if isinstance(wanted, Reply):
        return wanted
    given = {name: scrub(str(values.get(name) or "")).strip() for name in (GOAL, RESULTS, DAYS, LOOSER)}
    field = GOAL
    try:
        goal = _goal(ctx, wanted, given[GOAL])
        field = RESULTS
        results = _whole(given[RESULTS], "min", MOST_RESULTS)
        field = DAYS
        days = _whole(given[DAYS], "for", MOST_DAYS)
    except InvalidInput as error:
        return Reply(errors={field: sentence(ctx.words, error)}, done=False)
    looser = min(MOST_LOOSER, int(given[LOOSER])) if given[LOOSER].isdecimal() else 0
    changed = replace(wanted.setting, goal=goal, min_results=results, for_days=days, looser=looser)
    return save(ctx, wanted.chosen, changed, "changed")


def _goal(ctx: Context, wanted: Wanted, typed: str) -> Goal | None:
    """A number of its own where one is given that differs from what was agreed. InvalidInput for another KPI."""
    trouble, detail = parts(wanted.name)
    if trouble != off_target.KIND:
        return None
    promised = next((goal for goal in wanted.chosen.campaign.goals if goal.kpi == detail), None)
    if not typed:
        return None
    goals = target.read(ctx, wanted.chosen.client, typed)
    if len(goals) != 1 or goals[0].kpi != detail:
        raise InvalidInput("goal", "goal", typed, EXAMPLE)
    same = promised and (promised.comparator, promised.target) == (goals[0].comparator, goals[0].target)
    return None if same else goals[0]


def _typed(ctx: Context, args: Args, verb: str) -> tuple[Chosen, Goal] | Reply:
    """The campaign and the one goal typed."""
    typed = target.split(args.words)
    if not typed.goals:
        raise InvalidInput("goal", "goal", args.words, EXAMPLE)
    more = " ".join([typed.goals, *(f"{key}:{said}" for key, said in args.options.items())])
    chosen = choose(ctx, typed.name, verb, more)
    if isinstance(chosen, Reply):
        return chosen
    refused = may(ctx, chosen.client, chosen.campaign)
    if refused:
        return refused
    goals = target.read(ctx, chosen.client, typed.goals)
    if len(goals) != 1 or not is_judgeable(goals[0]):
        raise InvalidInput("goal", "goal", typed.goals, EXAMPLE)
    return chosen, goals[0]


def _wanted(ctx: Context, args: Args, verb: str, more: str = "") -> Wanted | Reply:
    """The campaign and the rule typed, which may stand in any order."""
    name, found = rule_in(args.words)
    if not found:
        raise InvalidInput("rule", "rule", args.words, "cpl")
    options = " ".join(f'{key}:"{said}"' for key, said in args.options.items())
    chosen = choose(ctx, name, verb, " ".join(filter(None, (found, more, options))))
    if isinstance(chosen, Reply):
        return chosen
    return may(ctx, chosen.client, chosen.campaign) or _meant(ctx, chosen, found)


def _pressed(ctx: Context, typed: str, *, new: bool = False) -> Wanted | Reply:
    """The campaign and the rule in a button's value, decided anew; `new`: nothing watches it yet."""
    key, name = named(typed)
    chosen = by_key(ctx, key)
    if chosen is None:
        return refuse(ctx, None)
    return may(ctx, chosen.client, chosen.campaign) or _meant(ctx, chosen, name, new=new)


def _meant(ctx: Context, chosen: Chosen, name: str, *, new: bool = False) -> Wanted:
    """InvalidInput (code `rule_unknown`) for a rule that is not there, unless it is to be `new`."""
    if not new:
        rule_named(ctx.session, chosen.client, chosen.campaign, ctx.now, name)
    return Wanted(chosen, name, setting_of(ctx, chosen.campaign.key, name))


def _limits(setting: RuleSetting, options: Mapping[str, str]) -> RuleSetting:
    """How long and on how many results it waits, where that is said."""
    if "for" in options:
        setting = replace(setting, for_days=_whole(options["for"], "for", MOST_DAYS))
    if "min" in options:
        setting = replace(setting, min_results=_whole(options["min"], "min", MOST_RESULTS))
    return setting


def _whole(typed: str, field: str, most: int) -> int | None:
    """The number at the beginning: `2d`, `20conv`; None for none. InvalidInput (code `count`) for what is no such."""
    if not typed:
        return None
    found = _NUMBER.match(typed)
    if found is None or int(found[1]) > most:
        raise InvalidInput("count", field, typed, f"{field}:2d" if field == "for" else f"{field}:20")
    return int(found[1]) or None


def _length(lasting: re.Match[str]) -> timedelta:
    return timedelta(days=int(lasting[1]) * (7 if lasting[2] in _WEEK else 1))


def _without(words: str, lasting: re.Match[str] | None) -> str:
    """The words without how long; folding may change a text's length, so that words are counted, not letters."""
    if lasting is None:
        return words
    gone = fold(lasting[0]).split()
    said = words.split()
    at = next(n for n in range(len(said)) if [fold(word) for word in said[n : n + len(gone)]] == gone)
    return " ".join([*said[:at], *said[at + len(gone) :]])
