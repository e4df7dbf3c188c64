"""Not useful: counted per rule, with an offer to look less closely and what that would have meant."""

from dataclasses import replace

from commands import digests
from commands.campaigns import Chosen
from commands.context import Context, Reply
from commands.incidents import Found, find, picture
from commands.rulebook import goal_of, setting_of
from commands.trying import DAYS, attempt
from domain.rules.inputs import RuleOverride
from domain.rules.off_target import tolerance
from domain.track import Fired
from domain.words import Audience
from storage.alerts import actions, rules
from storage.alerts.rules import RuleSetting
from templates.cards import buttons
from templates.cards.feedback import Looser, feedback_card, kept_card, looser_card, noted

MOST_LOOSER = 5


def not_useful(ctx: Context, value: str) -> Reply:
    """Count it; where its rule can be looser, say what that would have meant."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    times = actions.not_useful(ctx.session, found.row, ctx.actor.user_id, ctx.now)
    digests.settle(
        ctx, found.row, noted, buttons.NOT_USEFUL, deed=f"{found.row.episode}:{ctx.actor.user_id}", mark="useless"
    )
    return Reply(feedback_card(ctx.speech, picture(ctx, found), times, _offer(ctx, found)))


def looser(ctx: Context, value: str) -> Reply:
    """One step looser from now on."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    setting = _setting(ctx, found)
    if setting is None:
        return Reply(kept_card(ctx.speech, picture(ctx, found)), done=False)
    changed = replace(setting, looser=min(MOST_LOOSER, setting.looser + 1))
    rules.save(ctx.session, changed, ctx.now)
    return Reply(looser_card(ctx.speech, picture(ctx, found), _percent(changed)))


def keep(ctx: Context, value: str) -> Reply:
    """The rule stays as it is."""
    found = find(ctx, value)
    return found if isinstance(found, Reply) else Reply(kept_card(ctx.speech, picture(ctx, found)))


def _setting(ctx: Context, found: Found) -> RuleSetting | None:
    """What is set for its rule; None where no tolerance decides."""
    if found.campaign is None or found.row.finding.goal is None:
        return None
    return setting_of(ctx, found.campaign.key, found.row.rule)


def _percent(setting: RuleSetting) -> int:
    """How far off the goal is let pass, in percent of it."""
    return round(tolerance(RuleOverride(setting.rule, looser=setting.looser)) * 100)


def _offer(ctx: Context, found: Found) -> Looser | None:
    setting = _setting(ctx, found)
    if setting is None or found.campaign is None or setting.looser >= MOST_LOOSER:
        return None
    chosen = Chosen(found.campaign, found.client, Audience.INTERNAL)
    goal = goal_of(chosen, setting, found.row.detail)
    wider = replace(setting, looser=setting.looser + 1)
    as_is = attempt(ctx, chosen, goal, setting) if goal else None
    then = attempt(ctx, chosen, goal, wider) if goal else None
    if as_is is None or then is None:
        return None
    now, after = as_is.fired(), then.fired()
    return Looser(len(now), len(after), _later(now, after), DAYS, _percent(wider))


def _later(now: tuple[Fired, ...], after: tuple[Fired, ...]) -> int:
    """How many of those that would still be told would be told later: each is one that began meanwhile."""
    begun = [(one.at, one.over) for one in now]
    return sum(any(at < one.at and (over is None or one.at <= over) for at, over in begun) for one in after)
