"""`why`: which link of a campaign's chain moved, which element explains it, and what was done in these days."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.incidents import find
from domain import kpi as kpis
from domain.diagnosis.asking import Question
from domain.diagnosis.funnel import powers
from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.rules.registry import question
from domain.words import Audience
from insights.incidents import brief
from insights.notes import notes
from insights.reasons import reasons
from insights.why import answer, standing_question
from storage.alerts.alerts import Alert
from templates.cards.denied import internal_only
from templates.cards.reasons import reasons_card
from templates.cards.why import own_reason, why_card


def run(ctx: Context, args: Args) -> Reply:
    """The story of the KPI typed, else of what is open on the campaign, else of its first goal."""
    typed = args.options.get("kpi")
    asked = _typed(typed) if typed else None
    chosen = choose(ctx, args.words, "why", f"kpi:{typed}" if typed else "")
    if isinstance(chosen, Reply):
        return chosen
    if chosen.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    standing = standing_question(ctx.session, chosen.campaign, chosen.client, ctx.now, asked)
    if isinstance(standing, Alert):
        return _reasons(ctx, chosen.campaign, chosen.client, standing)
    return _answer(ctx, chosen.campaign, chosen.client, standing)


def of_alert(ctx: Context, value: str) -> Reply:
    """The story behind an alert's button."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    asked = question(found.row.finding)
    if found.campaign is None:
        return Reply(own_reason(ctx.speech), done=False)
    if asked is None:
        return _reasons(ctx, found.campaign, found.client, found.row)
    return _answer(ctx, found.campaign, found.client, asked)


def _reasons(ctx: Context, campaign: Campaign, client: Client, row: Alert) -> Reply:
    """What lies behind an alert that no KPI's chain explains."""
    today = ctx.today(client)
    done = notes(ctx.session, client, campaign, row.finding.since or today, today)
    told = reasons(ctx.session, client, campaign, row, ctx.now)
    return Reply(reasons_card(brief(client, campaign, row, ctx.now), told, done, ctx.speech, ctx.now))


def _typed(text: str) -> str:
    """The KPI's key; InvalidInput for one that has no chain."""
    key = kpis.get(text).key
    if powers(key) is None:
        raise InvalidInput("kpi", "kpi", text, ", ".join(one for one in kpis.CATALOGUE if powers(one)))
    return key


def _answer(ctx: Context, campaign: Campaign, client: Client, asked: Question) -> Reply:
    story = answer(ctx.session, campaign, client, asked, ctx.now)
    if isinstance(story, Alert):
        return _reasons(ctx, campaign, client, story)
    name = f"{client.name} · {campaign.name}"
    done = notes(ctx.session, client, campaign, story.after.start, ctx.today(client))
    return Reply(why_card(story, name, done, ctx.speech))
