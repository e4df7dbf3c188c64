"""The message in which a person finds their drafts: those that come together stand together, and it follows what
becomes of each.

Which drafts a message shows stands beside its words, in itself and in each edit that added one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from domain.destination import person
from domain.entities import is_paused
from domain.window import local_day
from domain.words import Audience
from insights.troubles import about
from notifiers.delivery.charge import InCharge, addressed, may_read
from notifiers.delivery.kinds import Kind
from storage import Session
from storage.db import audit
from storage.directory import campaigns, channels, clients
from storage.messages import deliveries, outbox
from storage.messages.deliveries import GONE, Delivery, Status
from templates import mrkdwn
from templates.cards.drafts import draft_known, draft_settled
from templates.cards.headline import headline
from templates.message import Message
from templates.notices.draft import doubts, draft_card, draft_replaced
from templates.notices.drafts import MOST, Decided, DraftRow, drafts_card
from templates.notices.sections import finding, subjects

TOGETHER = timedelta(minutes=15)
"""Drafts that come within that time of the first stand in one message."""
FRESH_FOR = timedelta(hours=24)
"""How long a draft may wait before it is asked whether it is still meant."""
SHOWN = "drafts"
"""Where a message's payload names the drafts that it shows."""
PRAISES = "praises"
"""Where a draft's payload names what it says good things of: pairs of a campaign and a KPI (empty: the campaign)."""
TELLS = "tells"
"""Where a draft's payload names the campaigns that it speaks of."""
_DECIDED = {"draft.approved": Decided.APPROVED, "draft.skipped": Decided.SKIPPED}


def ask(session: Session, draft: Delivery, whom: InCharge, now: datetime, admins: Sequence[str]) -> None:
    """Show a new draft to whoever may decide on it: in the message of those that came just before, else in one of its
    own."""
    open_card = _open_card(session, whom.user or "", now)
    if open_card is not None:
        _write(session, open_card, [*shown_by(session, open_card), draft.id], now, admins)
        return
    message = _message(session, [draft], whom.locale, now)
    of = {name: draft.payload[name] for name in ("campaign", "several") if name in draft.payload}
    payload = {**message.to_json(), **of, SHOWN: [draft.id]}
    outbox.intend(
        session,
        f"draft:{draft.occasion}",
        person(whom.user or ""),
        Kind.DRAFT,
        payload,
        at=now,
        client_key=draft.client_key,
    )


def refresh(session: Session, draft: Delivery, now: datetime, admins: Sequence[str]) -> None:
    """Let the message that shows a draft say what has become of it."""
    card = card_of(session, draft)
    if card is not None:
        _write(session, card, shown_by(session, card) or [draft.id], now, admins)


def card_of(session: Session, draft: Delivery) -> Delivery | None:
    """The message that shows a draft."""
    own = deliveries.by_occasion(session, f"draft:{draft.occasion}")
    if own is not None:
        return own
    cards = deliveries.of_kind(session, Kind.DRAFT, draft.created_at - TOGETHER, draft.created_at)
    return next((card for card in reversed(cards) if draft.id in shown_by(session, card)), None)


def shown_by(session: Session, card: Delivery) -> list[int]:
    """The ids of the drafts that a message shows; none where it is no such message."""
    said = deliveries.versions(session, card.id)
    return list(dict.fromkeys(int(one) for version in said for one in version.get(SHOWN, ())))


def now_shown(session: Session, card: Delivery, now: datetime, admins: Sequence[str]) -> Message:
    """What the message says by now."""
    return _said(session, card, shown_by(session, card), now, admins)[0]


def doubts_of(session: Session, draft: Delivery, locale: str, now: datetime) -> list[Markup]:
    """What speaks against sending a draft, a sentence each: what is open of what it praises, that its client or its
    campaign is to be sent nothing now, that another one tells the same, that it is of more than a day ago."""
    client = clients.get(session, draft.client_key) if draft.client_key else None
    zone = client.timezone if client else "UTC"
    old = local_day(draft.created_at, zone) if now - draft.created_at > FRESH_FOR else None
    campaign = None if draft.payload.get("several") else campaigns.get(session, str(draft.payload.get("campaign", "")))
    resting = [one.paused_until for one in (client, campaign) if one and is_paused(one, local_day(now, zone))]
    rest = max((day for day in resting if day), default=None)
    return doubts(_warnings(session, draft, locale, now), old, locale, rest, _told_twice(session, draft))


def has_moved(session: Session, draft: Delivery) -> bool:
    """Whether the channel that it is for is not its client's any more."""
    bound = channels.get(session, draft.to.address)
    return draft.client_key is not None and (bound is None or bound.client_key != draft.client_key)


def _told_twice(session: Session, draft: Delivery) -> list[str]:
    """The names of campaigns of which another draft for the channel, that came with it, tells too or has told."""
    mine = set(draft.payload.get(TELLS, ()))
    if not mine:
        return []
    since, until = draft.created_at - TOGETHER, draft.created_at + TOGETHER
    near = deliveries.of_kind(session, Kind.STATUS, since, until, draft.to.address)
    others = [one for one in near if one.id != draft.id and one.to == draft.to and one.status not in GONE]
    both = sorted(mine & {key for one in others for key in one.payload.get(TELLS, ())})
    return [found.name for key in both if (found := campaigns.get(session, key))]


def _open_card(session: Session, user: str, now: datetime) -> Delivery | None:
    """The person's message to which one more draft may be added: where all is decided nobody would look again."""
    cards = deliveries.of_kind(session, Kind.DRAFT, now - TOGETHER)
    mine = [card for card in cards if card.to.is_person and card.to.address == user and card.status not in GONE]
    return next((card for card in reversed(mine) if _has_room(session, card)), None)


def _has_room(session: Session, card: Delivery) -> bool:
    shown = deliveries.many(session, shown_by(session, card))
    return len(shown) < MOST and any(draft.status is Status.HELD for draft in shown)


def _write(session: Session, card: Delivery, ids: Sequence[int], now: datetime, admins: Sequence[str]) -> None:
    """An edit of the message, named by what it says of each draft: what it says already is not said again."""
    message, told = _said(session, card, ids, now, admins)
    if not told:
        return
    keys = list(dict.fromkeys(draft.client_key for draft in told if draft.client_key))
    state = "-".join(f"{draft.id}{_mark(draft)}" for draft in told)
    payload = {**message.to_json(), SHOWN: [draft.id for draft in told], "others": keys[1:]}
    outbox.intend(
        session,
        f"draft:{card.id}:{state}",
        card.to,
        Kind.DRAFT,
        payload,
        at=now,
        audience=Audience.INTERNAL,
        client_key=keys[0] if keys else None,
        edits=card.id,
    )


def _said(
    session: Session, card: Delivery, ids: Sequence[int], now: datetime, admins: Sequence[str]
) -> tuple[Message, list[Delivery]]:
    """The message of the drafts that its reader may read, and those drafts."""
    user = card.to.address
    told = [one for one in deliveries.many(session, list(ids)) if may_read(session, user, one, admins)]
    known = clients.get(session, told[0].client_key) if told and told[0].client_key else None
    return _message(session, told, addressed(session, user, known).locale, now), told


def _message(session: Session, drafts: Sequence[Delivery], locale: str, now: datetime) -> Message:
    rows = [_row(session, draft, locale, now) for draft in drafts]
    return _alone(drafts[0], rows[0], locale) if len(rows) == 1 else drafts_card(rows, locale)


def _alone(draft: Delivery, row: DraftRow, locale: str) -> Message:
    """A draft that came alone is shown as the client would see it; then what became of it."""
    match row.decided:
        case None:
            message = Message.from_json(draft.payload)
            return draft_card(draft.id, draft.to, message, locale, row.against)
        case Decided.REPLACED:
            return draft_replaced(draft.to, locale)
        case decided:
            skipped = decided is Decided.SKIPPED
            known = draft_settled(locale, draft.to.address, row.by, skipped=skipped) if row.by else None
            return known or draft_known(locale, skipped=skipped)


def _row(session: Session, draft: Delivery, locale: str, now: datetime) -> DraftRow:
    client = clients.get(session, draft.client_key) if draft.client_key else None
    decided, by = _outcome(session, draft)
    against = doubts_of(session, draft, locale, now) if decided is None else []
    message = Message.from_json(draft.payload)
    return DraftRow(
        draft.id,
        client.name if client else "",
        draft.to,
        finding(message),
        tuple(against),
        decided,
        by,
        str(draft.payload.get("edited_by", "")),
        decided is None and has_moved(session, draft),
        ", ".join(subjects(message)),
    )


def _outcome(session: Session, draft: Delivery) -> tuple[Decided | None, str]:
    """What became of it, and who decided that, as far as is known."""
    if draft.status is Status.HELD and draft.error is None:
        return None, ""
    if draft.error == deliveries.REPLACED:
        return Decided.REPLACED, ""
    if draft.status is Status.FAILED:
        return Decided.FAILED, ""
    said = [one for one in audit.about(session, [f"delivery:{draft.id}"], draft.created_at) if one.what in _DECIDED]
    by = said[-1].actor if said else ""
    return (Decided.SKIPPED if draft.status is Status.SKIPPED else Decided.APPROVED), by


def _mark(draft: Delivery) -> str:
    """One letter for what became of it, and how often it was worded anew."""
    edits = str(draft.payload.get("edits", "") or "")
    return (
        f"h{edits}"
        if draft.status is Status.HELD and draft.error is None
        else {"skipped": "s", "failed": "f"}.get(draft.status, "a")
    )


def _warnings(session: Session, draft: Delivery, locale: str, now: datetime) -> list[Markup]:
    """What is open of the campaigns that it praises, and of the accounts that they draw on; of one that it praises in
    part, what is open of those KPIs."""
    praised = {(campaign, kpi) for campaign, kpi in draft.payload.get(PRAISES, ())}
    client = clients.get(session, draft.client_key) if draft.client_key and praised else None
    if client is None:
        return []
    asked = [one for one in campaigns.of_client(session, client.key) if any(one.key == key for key, _ in praised)]
    said: dict[int, Markup] = {}
    names = {one.key: one.name for one in asked} if draft.payload.get("several") else {}
    for key, rows in about(session, [(one, client) for one in asked], now).items():
        for row in rows:
            goal = row.finding.goal
            if (key, "") in praised or (goal is not None and (key, goal.kpi) in praised):
                told = headline(row.finding, locale, client.currency)
                said[row.id] = mrkdwn.join(": ", [mrkdwn.bold(names[key]), told]) if key in names else told
    return list(said.values())
