"""`snooze`: put an open alert aside: `snooze [campaign] [rule] 1d|3d|report|worse|until Monday reason:"…"`."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.dates import until_in
from commands.handling import put, put_aside, snoozed
from commands.incidents import Found, may, picture
from commands.rulewords import rule_in
from commands.vocabulary import meanings
from domain.incidents.handling import Until
from domain.names import fold
from storage.alerts import alerts
from storage.directory import clients
from templates.cards.snooze import snooze_card

_UNTIL = {word: Until(end) for word, end in meanings(lambda one: one.until).items()}


def split(words: str) -> tuple[str, Until | None]:
    """The campaign and rule as typed, and until when; the day may stand anywhere."""
    kept, until = [], None
    for word in words.split():
        known = _UNTIL.get(fold(word).strip(".,;"))
        until = known or until
        kept += [] if known else [word]
    return " ".join(kept), until


def run(ctx: Context, args: Args) -> Reply:
    """Snooze the one open alert that is meant, else show those that are open, each with its menu."""
    named, until = split(args.words)
    today = ctx.today(ctx.clients[0]) if ctx.clients else ctx.now.date()
    rest, day = (named, None) if until else until_in(named, today)
    name, rule = rule_in(rest)
    more = " ".join(filter(None, (rule, until or (f"{day}" if day else ""))))
    chosen = choose(ctx, name, "snooze", more)
    if isinstance(chosen, Reply):
        return chosen
    refused = may(ctx, chosen.client, chosen.campaign)
    if refused:
        return refused
    clients.lock(ctx.session, chosen.client.key)  # whoever judges the same alerts ends first
    rows = [row for row in alerts.open_alerts(ctx.session, chosen.campaign.key) if row.state.is_open]
    meant = [Found(row, chosen.client, chosen.campaign) for row in rows if rule in {"", row.rule, row.trouble}]
    if (until is None and day is None) or len(meant) != 1:
        return Reply(snooze_card(ctx.speech, [picture(ctx, one) for one in meant], ctx.now), done=False)
    note = args.options.get("reason", "")
    ends = put_aside(ctx, meant[0], day, note) if day else snoozed(ctx, meant[0], until or "", note)
    return put(ctx, meant[0], ends)
