"""The App Home of one person: what needs them, their campaigns, quick actions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from commands.campaigns import Chosen, known
from commands.context import Context
from commands.drafts import doubts
from commands.incidents import Found, picture
from commands.listing import asked
from domain.entities import Campaign, is_paused
from domain.incident import Incident, urgency
from domain.incidents.conditions import Condition
from domain.incidents.handling import Handling, Shown
from insights.overview import overview
from insights.set_up import set_up
from insights.troubles import leading
from insights.upcoming import upcoming
from notifiers.delivery.charge import who_can_say
from notifiers.delivery.unknown import unknown_note
from storage.alerts import actions
from storage.directory import channels, clients
from storage.messages import deliveries
from storage.messages.deliveries import Delivery
from templates import mrkdwn
from templates.cards.home import MOST, CheckNote, DraftNote, home_card, outsider_home
from templates.cards.pause import Subject
from templates.cards.unknown import UnknownNote
from templates.message import Block, Message
from templates.notices.draft import SEEN
from templates.notices.sections import finding


def home(ctx: Context) -> Block:
    """The view; outsiders find that they are not authorised."""
    if ctx.actor.is_external:
        return outsider_home(_outsiders_locale(ctx))
    some = known(ctx)
    running = [it for it in some if it.campaign.end >= ctx.today(it.client)]
    found = overview(ctx.session, asked(running), ctx.now, MOST)
    names = {it.campaign.key: it.campaign for it in some}
    return home_card(
        ctx.speech,
        ctx.now,
        _open(ctx, names),
        _checks(ctx, names),
        _drafts(ctx),
        found,
        _unknown(ctx),
        coming=upcoming(ctx.session, [(it.campaign, it.client) for it in running], ctx.now),
        set_up=set_up(ctx.session, ctx.clients, [it.campaign for it in running], ctx.now)
        if ctx.actor.is_admin
        else None,
        paused=_paused(ctx, running),
    )


def _paused(ctx: Context, some: Sequence[Chosen]) -> list[Subject]:
    """Of what one's clients are sent no updates: of a client at all, or of some campaigns."""
    of_all = [Subject(client) for client in ctx.clients if is_paused(client, ctx.today(client))]
    return of_all + [Subject(it.client, it.campaign) for it in some if is_paused(it.campaign, ctx.today(it.client))]


def _outsiders_locale(ctx: Context) -> str:
    """The language of the channel where the person's organisation reads, else the person's own."""
    for channel in channels.everyone(ctx.session):
        if ctx.actor.team_id in channel.teams:
            client = clients.get(ctx.session, channel.client_key)
            return channel.locale or (client.locale if client else ctx.locale)
    return ctx.locale


def _open(ctx: Context, names: Mapping[str, Campaign]) -> list[Incident]:
    """What is open of one's own clients and not put aside, what interrupts first."""
    by_key = {client.key: client for client in ctx.clients}
    found = [
        picture(ctx, Found(row, by_key[row.subject.client], names.get(row.subject.campaign)))
        for row in leading(ctx.session, ctx.clients, ctx.now)
        if row.state.condition is Condition.FIRING and _is_mine(ctx, row.handling)
    ]
    awake = [one for one in found if one.shown is not Shown.SNOOZED]
    return sorted(awake, key=urgency, reverse=True)


def _is_mine(ctx: Context, handling: Handling) -> bool:
    """Whether nobody has it yet, or it is this person who has it."""
    return not handling.is_answered or ctx.actor.user_id == (handling.assignee or handling.by)


def _checks(ctx: Context, names: Mapping[str, Campaign]) -> list[CheckNote]:
    """What was asked about and waits for an answer, and what is due to be asked; client by client."""
    places = {client.key: (at, client) for at, client in enumerate(ctx.clients)}
    asked_before = actions.unanswered_checks(ctx.session)
    due = actions.due_checks(ctx.session, max(map(ctx.today, ctx.clients), default=date.min))
    mine = [one for one in (*asked_before, *due) if one.client_key in places]
    found = []
    for one in sorted(mine, key=lambda one: places[one.client_key][0]):
        client, campaign = places[one.client_key][1], names.get(one.campaign_key)
        if one in asked_before or (one.check_on and one.check_on <= ctx.today(client)):
            name = f"{client.name} · {campaign.name}" if campaign else client.name
            found.append(CheckNote(name, one.text, one.day, str(one.id)))
    return found


def _unknown(ctx: Context) -> list[UnknownNote]:
    """What may or may not have arrived for more than an hour, where this person can say."""
    mine = {client.key: client.timezone for client in ctx.clients if ctx.manages(client)}
    lost = deliveries.unknown(ctx.session, ctx.now - deliveries.DOUBTFUL)
    return [unknown_note(one, mine.get(one.client_key or "", "UTC")) for one in lost if _can_say(ctx, one, mine)]


def _can_say(ctx: Context, lost: Delivery, mine: Collection[str]) -> bool:
    """Of what goes into a client's channel its managers, of a channel of nobody the admins, else its one reader."""
    if lost.to.is_person:
        return ctx.actor.user_id == who_can_say(ctx.session, lost, ctx.admins).user
    return lost.client_key in mine if lost.client_key else ctx.actor.is_admin


def _drafts(ctx: Context) -> list[DraftNote]:
    """What waits for one's word: of a channel that was another client's, only what is of the one it is now."""
    waiting = [one for one in deliveries.all_held(ctx.session) if one.error is None]
    if not waiting:
        return []
    mine = {client.key for client in ctx.clients if ctx.manages(client)}
    bound = {channel.slack_id: channel.client_key for channel in channels.everyone(ctx.session)}
    meant = [one for one in waiting if one.client_key in mine and bound.get(one.to.address) == one.client_key]
    return [_note(ctx, one, is_told=n < MOST) for n, one in enumerate(meant)]


def _note(ctx: Context, draft: Delivery, *, is_told: bool) -> DraftNote:
    """What speaks against it is asked of those alone that are shown: it is a handful of questions each."""
    against = tuple(doubts(ctx, draft)) if is_told else ()
    value = f"{draft.id}:{SEEN}" if against else str(draft.id)
    said = str(mrkdwn.escape(finding(Message.from_json(draft.payload))))
    return DraftNote(draft.to.address, draft.created_at, value, said, against)
