"""Reading what is judged: a client's accounts, and everything known of one campaign at an instant."""

from datetime import date, datetime, timedelta

import numpy as np

from domain.entities import Campaign, Client
from domain.evidence import Cohorts, Today, Triangle
from domain.incidents.finding import Signal
from domain.kpi import total
from domain.money import Rates
from domain.snapshot import build
from domain.watching.view import CampaignView, Health, Listed, Wish
from domain.window import Window, local_day
from storage import Session, alerts, evidence, figures, health, rules
from storage.alerts import Step
from storage.devices import devices
from storage.rules import RuleSetting

HISTORY = timedelta(days=120)
"""How far back a campaign is judged from."""
STILL_JUDGED = timedelta(days=1)
HOURS = timedelta(days=28)
"""How far back hours are compared."""


def healths(session: Session, client: Client) -> list[Health]:
    """The client's accounts as they answer."""
    return health.of_client(session, client.key)


def unclaimed(session: Session, client: Client, now: datetime) -> list[Listed]:
    """What spends and belongs to nobody."""
    return health.unclaimed(session, client.key, local_day(now, client.timezone))


def of_campaign(
    session: Session, client: Client, campaign: Campaign, known: list[Health], now: datetime
) -> CampaignView | None:
    """Everything known of a campaign at `now`; None for one that has not begun or ended more than a day ago."""
    today = local_day(now, client.timezone)
    if not campaign.start <= today <= campaign.end + STILL_JUDGED:
        return None
    days = Window(today - HISTORY, today - timedelta(days=1))
    looks = [look for look in evidence.looks(session, client.key, days_of_looks(days), campaign.key) if look <= now]
    drawn = health.drawn_by_campaign(session, client.key).get(campaign.key, set())
    mine = tuple(one for one in known if one.id in drawn)
    flown = Window(campaign.start, min(today - timedelta(days=1), campaign.end))
    data = figures.campaign_data(session, campaign, client, flown if flown.days else Window(today, today), today)
    return CampaignView(
        campaign=campaign,
        client=client,
        now=now,
        accounts=mine,
        listed=tuple(health.claimed(session, campaign.key)),
        triangle=evidence.triangle(session, campaign.key, days, looks) if looks else unread(client.currency),
        cohorts=_cohorts(session, campaign, days, looks, data.has_crm),
        segments=devices(session, campaign.key, days, client.currency, data.rates),
        today_so_far=today_of(session, campaign, client, mine, today, data.rates),
        hours=None,
        pace=build(data, now).pace,
        rates=data.rates,
        wishes={one.rule: wish(one, now) for one in rules.of_campaign(session, campaign.key)},
        bad=last_bad(session, campaign),
    )


def today_of(
    session: Session, campaign: Campaign, client: Client, accounts: tuple[Health, ...], today: date, rates: Rates
) -> Today:
    """The day that is not over, in the client's currency; None in what is not known of all of it."""
    rows = figures.day_sums(session, campaign.key, Window(today, today))
    sums = total(rows, (), rates, client.currency, has_crm=False)
    answers = [one.last_success for one in accounts if not one.source.is_crm]
    heard = [at for at in answers if at is not None and local_day(at, client.timezone) == today]
    return Today(
        day=today,
        currency=client.currency,
        as_of=min(heard) if heard and len(heard) == len(answers) else None,
        spend_micros=sums.spend if rows else 0,
        impressions=sums.impressions,
        clicks=sums.clicks,
        conversions_micros=sums.conversions if rows else 0,
        value_micros=sums.platform_revenue,
        leads_micros=sums.platform_leads if rows else 0,
    )


def unread(currency: str) -> Triangle:
    """Nothing is known of any day yet."""
    none = np.zeros((0, 0))
    return Triangle((), (), currency, none, none, none, none, none, none, none.astype(np.bool_))


def days_of_looks(days: Window) -> Window:
    """Looks are taken on the mornings after the days that they speak of."""
    return Window(days.start + timedelta(days=1), days.end + timedelta(days=1))


def wish(setting: RuleSetting, now: datetime) -> Wish:
    """What somebody set for a rule, as judging takes it."""
    return Wish(
        setting.rule,
        setting.goal,
        setting.looser,
        setting.min_results or 0,
        setting.for_days or 0,
        muted=setting.is_muted(now),
    )


def _cohorts(
    session: Session,
    campaign: Campaign,
    days: Window,
    looks: list[datetime],
    has_crm: bool,  # noqa: FBT001 - a fact
) -> Cohorts | None:
    return evidence.crm_triangle(session, campaign.key, days, looks) if has_crm and looks else None


def last_bad(session: Session, campaign: Campaign) -> dict[str, int]:
    """By rule of an open incident, the last look that was bad."""
    rows = [row for row in alerts.open_alerts(session, campaign.key) if row.state.is_open]
    steps = {row.rule: alerts.history(session, row.id, row.episode) for row in rows}
    return {rule: _bad(taken) for rule, taken in steps.items() if taken}


def _bad(taken: list[Step]) -> int:
    """The look of the last step that was a breach; a look's name begins with its day."""
    looks = [str(step.facts["look"])[:10] for step in taken if step.facts.get("signal") == Signal.BREACH]
    return date.fromisoformat(looks[-1]).toordinal() if looks else 0
