"""`alert window`: days in which the unusual is expected: `alert window 20 nov..30 nov reason:"Black Friday"`."""

from datetime import date

from commands.campaigns import Chosen, choose, known
from commands.context import Args, Context, Reply
from commands.dates import span_in
from commands.drafts import MOST_ID_DIGITS
from commands.incidents import may
from commands.refusals import refuse
from domain.entities import Client
from domain.incidents.quiet import Planned
from storage.alerts import windows
from storage.directory import clients
from templates.cards.windows import planned_card, windows_card

MOST_REASON = 200


def run(ctx: Context, args: Args) -> Reply:
    """Plan a window, of a campaign or of all the client's; without days, show what is planned."""
    words, days = span_in(args.words, ctx.today(ctx.clients[0]))
    chosen = choose(ctx, words, "alert window", _again(days, args)) if words else None
    if isinstance(chosen, Reply):
        return chosen
    client = chosen.client if chosen else _client(ctx)
    if client is None:
        asked = choose(ctx, "", "alert window", _again(days, args))
        return asked if isinstance(asked, Reply) else _show(ctx, asked.client)
    refused = may(ctx, client, chosen.campaign if chosen else None)
    if refused:
        return refused
    return _plan(ctx, client, chosen, days, args) if days else _show(ctx, client)


def _plan(ctx: Context, client: Client, chosen: Chosen | None, days: tuple[date, date], args: Args) -> Reply:
    reason = args.options.get("reason", "")[:MOST_REASON]
    window = Planned(*days, reason, chosen.campaign.key if chosen else "")
    windows.plan(ctx.session, client.key, window, ctx.actor.user_id, ctx.now)
    return Reply(planned_card(ctx.speech, client, window, chosen.campaign.name if chosen else ""))


def _again(days: tuple[date, date] | None, args: Args) -> str:
    """The days and the reason, for a line that runs again."""
    reason = args.options.get("reason", "")
    span = f"{days[0]}..{days[1]}" if days else ""
    return " ".join(filter(None, (span, f'reason:"{reason}"' if reason else "")))


def _client(ctx: Context) -> Client | None:
    """The client whose channel this is, or the only one."""
    return ctx.clients[0] if len(ctx.clients) == 1 else None


def _show(ctx: Context, client: Client) -> Reply:
    booked = windows.of_client(ctx.session, client.key, ctx.today(client))
    names = {it.campaign.key: it.campaign.name for it in known(ctx)}
    return Reply(windows_card(ctx.speech, client, {one.id: one.planned for one in booked}, names))


def remove(ctx: Context, typed: str) -> Reply:
    """Let go of a window, and show what is left."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_ID_DIGITS else 0
    booked = windows.get(ctx.session, number)
    client = clients.get(ctx.session, booked.client_key) if booked else None
    if client is None:
        return refuse(ctx, None)
    refused = may(ctx, client)
    if refused:
        return refused
    windows.unplan(ctx.session, client.key, number, ctx.actor.user_id, ctx.now)
    return _show(ctx, client)
