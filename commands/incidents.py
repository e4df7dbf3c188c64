"""The incident that a button means, if the person may act on it here; and saying in its thread what was done."""

from dataclasses import dataclass

from commands.context import Context, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Campaign, Client
from domain.incident import Incident
from domain.incidents.handling import Handling
from domain.words import Audience
from insights.incidents import brief, open_on
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from notifiers.incident import route
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.directory import campaigns, clients
from storage.facts import to_judge
from storage.messages import deliveries
from storage.messages.deliveries import GONE
from templates.cards.buttons import incident_of
from templates.cards.denied import internal_only
from templates.cards.handled import over_card
from templates.message import Message

MOST = 10**18


@dataclass(frozen=True, slots=True)
class Found:
    """An incident with its client, and its campaign where it is about one."""

    row: Alert
    client: Client
    campaign: Campaign | None

    @property
    def name(self) -> str:
        """What it is about, for people."""
        return self.campaign.name if self.campaign else self.row.finding.name or self.client.name

    @property
    def subject(self) -> str:
        """Its name in the audit log."""
        return subject(self.row.id)


def judge_anew(ctx: Context, client: Client) -> None:
    """What is judged was promised otherwise from now on: nothing that is open speaks of the old budget for long."""
    to_judge.mark(ctx.session, client.key, ctx.now)


def subject(alert_id: int) -> str:
    """The name of an incident in the audit log."""
    return f"alert:{alert_id}"


def find(ctx: Context, value: str) -> Found | Reply:
    """The incident whose id stands in a button's value; the refusal for those who may not act on it here."""
    number = incident_of(value)
    row = alerts.take(ctx.session, number) if number is not None and number < MOST else None
    if row is None:
        return refuse(ctx, None) if ctx.actor.is_external else Reply(over_card(ctx.speech, None), done=False)
    found = with_names(ctx, row)
    if isinstance(found, Reply):
        return found
    return refused(ctx, found) or found


def refused(ctx: Context, found: Found) -> Reply | None:
    """The refusal for those who may not act on it here: whoever it was given to may, whoever manages the client."""
    given = found.row.handling.assignee if found.row.handling.assignee == ctx.actor.user_id else None
    return may(ctx, found.client, found.campaign, given)


def with_names(ctx: Context, row: Alert) -> Found | Reply:
    """The incident with its client and campaign."""
    client = clients.get(ctx.session, row.subject.client)
    if client is None:
        return Reply(over_card(ctx.speech, None), done=False)
    campaign = campaigns.get(ctx.session, row.subject.campaign) if row.subject.campaign else None
    return Found(row, client, campaign)


def may(ctx: Context, client: Client, campaign: Campaign | None = None, given: str | None = None) -> Reply | None:
    """The refusal for those who may not change what belongs to the client here, or where its people read; else None.

    `given` is in charge of this one thing, whoever owns the campaign.
    """
    access = ctx.check(Action.CHANGE, client, given or (campaign.owner if campaign else None))
    if not access.allowed:
        return refuse(ctx, access.reason, client if client in ctx.clients else None)
    return Reply(internal_only(ctx.speech), done=False) if access.view is Audience.CLIENT else None


def open_of(ctx: Context, client: Client, campaign: Campaign) -> list[Incident]:
    """What is open of a campaign or of the accounts that it draws on; nothing for those who may not act on it."""
    return [] if may(ctx, client, campaign) else open_on(ctx.session, client, campaign, ctx.now)


def picture(ctx: Context, found: Found, handling: Handling | None = None) -> Incident:
    """The incident as its cards take it, with another handling if given. An answer calls nobody by name."""
    return brief(found.client, found.campaign, found.row, ctx.now, handling)


def thread(ctx: Context, found: Found, message: Message, deed: object) -> bool:
    """Say it in the incident's thread; False where it has no message. `deed` names what was done, once and for all."""
    root = deliveries.get(ctx.session, found.row.delivery_id) if found.row.delivery_id is not None else None
    if root is None or root.status in GONE:
        return False
    occasion = f"alert_done:{found.row.id}:{found.row.episode}:{deed}"
    entry = Notice(
        occasion, Kind.ALERT_HISTORY, found.client.key, root.to, Audience.INTERNAL, message, thread_of=root.id
    )
    return deliver(ctx.session, entry, ctx.now, ctx.admins).delivery_id is not None


def locale_of(ctx: Context, client: Client, campaign: Campaign | None) -> str:
    """The language in which incidents about it are told: the internal channel's, else that of whoever is in charge."""
    return route(ctx.session, campaign, client, ctx.admins)[1]
