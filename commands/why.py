"""`why`: which link of a campaign's chain moved, which element explains it, and what was done in these days."""

from dataclasses import replace
from datetime import date, timedelta

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.incidents import find
from domain import kpi as kpis
from domain.diagnosis.asking import Question
from domain.diagnosis.funnel import powers
from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.rules.registry import question
from domain.words import Audience, Objective
from insights.why import why
from storage.alerts import actions, alerts, windows
from templates.cards.denied import internal_only
from templates.cards.incident import Note
from templates.cards.why import own_reason, why_card

BEFORE = timedelta(days=7)
"""How long before the change something that was done may have to do with it."""
USUAL = {Objective.LEADS: "cpl", Objective.SALES: "roas", Objective.TRAFFIC: "cpc", Objective.AWARENESS: "cpm"}


def run(ctx: Context, args: Args) -> Reply:
    """The story of the KPI typed, else of what is open on the campaign, else of its first goal."""
    typed = args.options.get("kpi")
    asked = _typed(typed) if typed else None
    chosen = choose(ctx, args.words, "why", f"kpi:{typed}" if typed else "")
    if isinstance(chosen, Reply):
        return chosen
    if chosen.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    return _answer(ctx, chosen.campaign, chosen.client, _question(ctx, chosen.campaign, asked))


def of_alert(ctx: Context, value: str) -> Reply:
    """The story behind an alert's button."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    asked = question(found.row.finding)
    if found.campaign is None or asked is None:
        return Reply(own_reason(ctx.speech), done=False)
    kpi = asked.kpi or _usual(found.campaign)
    return _answer(ctx, found.campaign, found.client, replace(asked, kpi=kpi))


def _typed(text: str) -> str:
    """The KPI's key; InvalidInput for one that has no chain."""
    key = kpis.get(text).key
    if powers(key) is None:
        raise InvalidInput("kpi", "kpi", text, ", ".join(one for one in kpis.CATALOGUE if powers(one)))
    return key


def _question(ctx: Context, campaign: Campaign, asked: str | None) -> Question:
    """What is open about a goal says which KPI and since when."""
    for row in alerts.open_alerts(ctx.session, campaign.key):
        standing = question(row.finding)
        if standing and row.finding.goal and asked in {None, standing.kpi}:
            return standing
    return Question(asked or _usual(campaign))


def _usual(campaign: Campaign) -> str:
    """Its first goal, else what it is for."""
    promised = (goal.kpi for goal in campaign.goals if powers(goal.kpi))
    return next(promised, USUAL[campaign.objective])


def _answer(ctx: Context, campaign: Campaign, client: Client, asked: Question) -> Reply:
    today = ctx.today(client)
    story = why(ctx.session, campaign, client, asked.kpi, today, asked.since, asked.arrived)
    name = f"{client.name} · {campaign.name}"
    return Reply(why_card(story, name, _notes(ctx, campaign, client, story.after.start), ctx.speech))


def _notes(ctx: Context, campaign: Campaign, client: Client, since: date) -> list[Note]:
    """Actions and planned windows from a week before the change on."""
    first, today = since - BEFORE, ctx.today(client)
    done = [Note(one.day, one.text) for one in actions.of_campaign(ctx.session, campaign.key, first)]
    planned = [
        Note(one.first, one.reason)
        for one in windows.planned(ctx.session, client.key, first)
        if one.first <= today and one.campaign in {"", campaign.key} and one.reason
    ]
    return sorted((*done, *planned), key=lambda note: note.day)
