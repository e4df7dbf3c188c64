"""Reading what is judged: a client's accounts, everything known of a campaign on a morning, and the hours since."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from domain.campaign_data import CampaignData, Scope, crm_heard
from domain.entities import Campaign, Client, downloads_of, forms_of_downloads
from domain.evidence import Today
from domain.incidents.finding import Finding, Verdict
from domain.kpi import total
from domain.money import Rates
from domain.rules import judging
from domain.rules.inputs import Begun, CampaignEvidence, Health, Listed, Moment, RuleOverride, Silence, heard_on
from domain.rules.usual import RULE, Baseline
from domain.snapshot import pace_of
from domain.window import Window, local_day
from storage import Session
from storage.alerts import alerts, rules
from storage.alerts.alerts import Step
from storage.alerts.rules import RuleSetting
from storage.directory import accounts
from storage.evidence import evaluations, evidence
from storage.facts import figures, fx, health, silences, sync
from storage.facts.devices import devices
from storage.facts.figures import Drawn

HISTORY = timedelta(days=120)
"""How far back a campaign is judged from."""
LATELY = timedelta(days=7)
"""How old what is usual may be, until there is a new look."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a client's campaigns share, read once: accounts and which campaign draws on which, wishes, today's sums.

    `standing` is by campaign and rule what was found last of the incidents that are open, `said` what was said last.
    `zones` are those of the accounts.
    """

    client: Client
    now: datetime
    healths: tuple[Health, ...]
    drawn: Mapping[str, set[int]]
    listed: Mapping[str, list[Listed]]
    wishes: Mapping[str, dict[str, RuleOverride]]
    usual: Mapping[str, Baseline]
    today: Mapping[str, Today]
    silences: Mapping[str, Silence]
    standing: Mapping[str, dict[str, Finding]]
    rates: Rates
    said: Mapping[str, Mapping[str, str]]
    moments: Mapping[str, Moment]
    zones: frozenset[str] = frozenset()

    @property
    def outlook(self) -> judging.Outlook:
        """What an incident needs of which nothing was found."""
        claimed = frozenset((one.account, one.entity_id) for some in self.listed.values() for one in some)
        return judging.Outlook(self.now, self.moments, self.wishes, claimed)


def shared(session: Session, client: Client, campaigns: Sequence[Campaign], now: datetime) -> Shared:
    """A handful of queries, however many campaigns there are."""
    day = local_day(now, client.timezone)
    wishes: dict[str, dict[str, RuleOverride]] = {}
    keys = {one.key for one in campaigns}
    for one in rules.of_clients(session, [client.key]).get(client.key, ()):
        if one.campaign_key in keys:
            wishes.setdefault(one.campaign_key, {})[one.rule] = wish(one, now)
    polled, listed = accounts.of_client(session, client.key), health.claimed(session, client.key)
    drawn = {key: {one.account for one in some} for key, some in listed.items()}
    if any(one.source.is_crm for one in polled):
        for key, crms in health.crms_by_campaign(session, [client.key]).items():
            drawn.setdefault(key, set()).update(crms)
    flown = {number for one in campaigns if _flies(one, day) for number in drawn.get(one.key, ())}
    found = health.of_client(session, client.key)
    healths = tuple(replace(one, is_on=one.is_on and one.id in flown) for one in found)
    rates = _rates(session, client, {one.currency for one in polled if one.currency}, day)
    kept = evaluations.newest_numbers(
        session, keys, {RULE: Window(day - LATELY, day), evaluations.SAID: Window(evaluations.EVER, evaluations.EVER)}
    )
    return Shared(
        client,
        now,
        healths,
        drawn,
        listed,
        wishes,
        {key: usual for key, plain in kept[RULE].items() if (usual := evaluations.USUAL.read_whole(plain))},
        today_of(session, client, campaigns, healths, drawn, day),
        silences.of_client(session, client.key, client.currency, rates, now),
        _standing(session, client),
        rates,
        kept[evaluations.SAID],
        {one.key: _moment(client, one, now, healths, drawn) for one in campaigns},
        frozenset(one.timezone for one in polled),
    )


def _moment(
    client: Client, campaign: Campaign, now: datetime, healths: Sequence[Health], drawn: Mapping[str, set[int]]
) -> Moment:
    """The campaign with the accounts that it draws on."""
    mine = drawn.get(campaign.key, set())
    return Moment(campaign, client, now, tuple(one for one in healths if one.id in mine))


def moment(session: Session, client: Client, campaign: Campaign, now: datetime) -> Moment:
    """One campaign with the accounts that it draws on, and no more."""
    drawn = health.drawn_by_campaign(session, [client.key]).get(campaign.key, set())
    known = tuple(one for one in health.of_client(session, client.key) if one.id in drawn)
    return Moment(campaign, client, now, known)


def _flies(campaign: Campaign, day: date) -> bool:
    """Whether the day is one of its own; it is looked at one more, when its last is known."""
    return campaign.start <= day <= campaign.end


def _standing(session: Session, client: Client) -> dict[str, dict[str, Finding]]:
    found: dict[str, dict[str, Finding]] = {}
    for row in alerts.of_client(session, client.key):
        if row.subject.campaign and row.state.is_open:
            found.setdefault(row.subject.campaign, {})[row.rule] = row.finding
    return found


def _rates(session: Session, client: Client, currencies: set[str], day: date) -> Rates:
    units = currencies - {client.currency}
    return fx.rates(session, {*units, client.currency}, day - timedelta(days=7)) if units else Rates({})


def unclaimed(session: Session, common: Shared) -> list[Listed]:
    """What belongs to nobody, its spend in the client's currency where there is a rate."""
    client, day = common.client, local_day(common.now, common.client.timezone)
    return [_converted(one, client.currency, common.rates, day) for one in health.unclaimed(session, client.key, day)]


def _converted(listed: Listed, currency: str, rates: Rates, day: date) -> Listed:
    lately, whole = (
        rates.convert(amount, listed.currency or currency, currency, day)
        for amount in (listed.spend_micros, listed.whole_micros)
    )
    if lately is None or whole is None:
        return listed
    return replace(listed, spend_micros=lately, whole_micros=whole, currency=currency)


def morning(
    session: Session,
    moment: Moment,
    wishes: Mapping[str, RuleOverride],
    begun: Mapping[str, Begun] | None = None,
    looks: Callable[[Window], list[datetime]] | None = None,
) -> CampaignEvidence | None:
    """Everything known of a campaign at its newest look; None before it had one today.

    `looks` are its looks on some days, where whoever asks has them at hand.

    `begun`: what is asked about lies in the past, where that was how each open incident had begun. All of it is then as
    it stood at the moment, but for exchange rates, what the CRM says of its contacts, and what is claimed.
    """
    campaign, client, today = moment.campaign, moment.client, moment.today
    days = Window(today - HISTORY, today - timedelta(days=1))
    looks = looks or partial(evidence.looks, session, client.key, campaign_key=campaign.key)
    if not any(look <= moment.now for look in looks(Window(today, today))):
        return None
    seen = [look for look in looks(Window(days.start + timedelta(days=1), today)) if look <= moment.now]
    then = None if begun is None else _known_until(moment)
    used, at = (None, None) if then is None else _stood(session, campaign, then)
    data = _flight(session, moment, used, at)
    has_crm = data.has_crm and crm_heard(data) is not None
    return CampaignEvidence(
        campaign=campaign,
        client=client,
        now=moment.now,
        accounts=moment.accounts,
        triangle=evidence.triangle(session, campaign.key, days, seen, downloads_of(campaign, client)),
        cohorts=evidence.crm_triangle(session, campaign.key, days, seen, forms_of_downloads(campaign, client))
        if has_crm and seen
        else None,
        segments=devices(session, campaign.key, days, client.currency, data.rates, at),
        hours=evidence.hours(session, campaign.key, moment.now - evidence.HOURS_BACK, moment.now, then),
        pace=pace_of(data, today),
        rates=data.rates,
        wishes=wishes,
        begun=begun_of(session, campaign) if begun is None else begun,
        flown=data,
    )


def _known_until(moment: Moment) -> datetime:
    """Up to when it was known what accounts had said: an answer may come while the client is being judged."""
    return max([moment.now, *(one.last_success for one in moment.accounts if one.last_success)])


def _stood(session: Session, campaign: Campaign, then: datetime) -> tuple[Drawn, dict[int, datetime]]:
    """What the campaign draws on, as old as it was at that instant, and by account up to when it was known what it had
    said: what a poll that still ran had fetched was known to nobody."""
    (drawn,) = figures.drawn(session, [campaign]).values()
    numbers = [number for number, _ in drawn.readings]
    heard = sync.heard(session, numbers, then)
    ages = [
        one if one.account_id.startswith(accounts.IMPORT_PREFIX) else replace(one, last_success=heard.get(number))
        for one, number in zip(drawn.accounts, numbers, strict=True)
    ]
    return replace(drawn, accounts=tuple(ages)), dict.fromkeys(numbers, then) | heard


def _flight(session: Session, moment: Moment, used: Drawn | None, at: Mapping[int, datetime] | None) -> CampaignData:
    """The flight so far; with `used` and `at` as it stood then."""
    campaign, client, yesterday = moment.campaign, moment.client, moment.today - timedelta(days=1)
    flown = Window(campaign.start, min(yesterday, campaign.end))
    scope = Scope(campaign, client, flown if flown.days else Window(moment.today, moment.today), moment.today)
    (data,) = figures.facts(session, [scope], {campaign.key: used} if used else None, at)
    return data


def newest(session: Session, client: Client, campaign: Campaign, now: datetime) -> CampaignEvidence | None:
    """Everything known of a campaign at its newest look up to `now`; None before the first."""
    today = local_day(now, client.timezone)
    seen = evidence.looks(session, client.key, Window(today - HISTORY, today), campaign.key)
    last = max((look for look in seen if look <= now), default=None)
    return morning(session, Moment(campaign, client, last, ()), {}) if last else None


def today_of(
    session: Session,
    client: Client,
    campaigns: Sequence[Campaign],
    healths: Sequence[Health],
    drawn: Mapping[str, set[int]],
    day: date,
) -> dict[str, Today]:
    """By campaign the day that is not over, in the client's currency; None in what is not known of all of it."""
    rows = figures.day_sums_by_campaign(session, client.key, Window(day, day))
    units = {row.currency for sums in rows.values() for row in sums} - {client.currency}
    rates = fx.rates(session, {*units, client.currency}, day - timedelta(days=7)) if units else Rates({})
    found = {}
    for campaign in campaigns:
        mine = rows.get(campaign.key, ())
        sums = total(mine, (), rates, client.currency, has_crm=False)
        heard = heard_on(day, (one for one in healths if one.id in drawn.get(campaign.key, ())), client.timezone)
        found[campaign.key] = Today(
            day=day,
            currency=client.currency,
            as_of=heard,
            spend_micros=sums.spend if mine else 0,
            impressions=sums.impressions,
            clicks=sums.clicks,
            conversions_micros=sums.conversions if mine else 0,
            value_micros=sums.platform_revenue,
            leads_micros=sums.platform_leads if mine else 0,
        )
    return found


def wish(setting: RuleSetting, now: datetime) -> RuleOverride:
    """What somebody set for a rule, as judging takes it."""
    return RuleOverride(
        setting.rule,
        setting.goal,
        setting.looser,
        setting.min_results or 0,
        setting.for_days or 0,
        muted=setting.is_muted(now),
    )


def begun_of(session: Session, campaign: Campaign) -> dict[str, Begun]:
    """By rule of an open incident, how it began."""
    rows = [row for row in alerts.open_alerts(session, campaign.key) if row.state.is_open]
    steps = {row.id: alerts.history(session, row.id, row.episode) for row in rows}
    return {
        row.rule: Begun(_first_bad(steps[row.id]), row.finding.since, row.finding.since_sure)
        for row in rows
        if steps[row.id]
    }


def _first_bad(taken: list[Step]) -> int:
    """The look of the first step that was a breach; a look's name begins with its day."""
    looks_ = [step.finding.look[:10] for step in taken if step.finding.signal is Verdict.BREACH]
    return date.fromisoformat(looks_[0]).toordinal() if looks_ else 0
