"""What is wrong with an account rather than with a campaign: disconnected, suspended, stale; and who spends unclaimed.

These are facts, not estimates: the vendor says so, or says nothing. Each stands for all the campaigns that read
through the account, whose own troubles follow from it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.entities import Client
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.money import Money
from domain.rules.inputs import Health, Listed
from domain.window import local_day

ACTIVE = frozenset({"", "active"})
STILL = timedelta(hours=20)
"""How long nothing may change in what an answering source says: it changes at every poll while anything runs. Where
an account rests now and then, nothing spends most often, which is no fault of the source: a line in the morning."""
WORTH_SAYING = 1_000_000
"""Micros: an unclaimed campaign that has spent less than one unit of its currency is somebody's test."""
YOUNG, LITTLE = 2, 0.01
"""Who has spent for fewer days than that, and less than that share of what the client usually spends in a day, may be
a test, or only beginning."""


def of_account(client: Client, account: Health, now: datetime) -> list[Finding]:
    """Everything that is watched on one account."""
    return [_disconnected(client, account, now), _suspended(client, account, now), _stale(client, account, now)]


def _finding(
    client: Client,
    account: Health,
    trouble: RuleKind,
    signal: Verdict,
    because: Reason,
    now: datetime,
    since: date | None,
) -> Finding:
    return Finding(
        subject=Subject(client.key, account=account.id),
        trouble=trouble,
        signal=signal,
        because=because,
        look=now.isoformat(),
        tier=Tier.INTERRUPT if signal is Verdict.BREACH else None,
        since=since,
        cause=account.label,
        name=account.name or account.account_id,
        source=account.source.value,
        remedy=account.remedy.value if account.remedy else "",
    )


def _day(moment: datetime | None, client: Client) -> date | None:
    return local_day(moment, client.timezone) if moment else None


def _disconnected(client: Client, account: Health, now: datetime) -> Finding:
    """Only what a person can mend: what passes by itself is told when it has lasted, as stale data."""
    broken = account.error is not None and account.remedy is not None
    signal, because = (Verdict.BREACH, Reason.SOURCE_FAILED) if broken else (Verdict.FINE, Reason.MET)
    since = _day(account.last_success, client) if broken else None
    return _finding(client, account, RuleKind.SOURCE_DISCONNECTED, signal, because, now, since)


def _suspended(client: Client, account: Health, now: datetime) -> Finding:
    bad = account.status not in ACTIVE
    signal, because = (Verdict.BREACH, Reason.SUSPENDED) if bad else (Verdict.FINE, Reason.MET)
    since = _day(account.status_since, client) if bad else None
    return _finding(client, account, RuleKind.ACCOUNT_SUSPENDED, signal, because, now, since)


def _stale(client: Client, account: Health, now: datetime) -> Finding:
    """No answer for longer than a day, or answers that stand still: no newer day, and not one late conversion."""
    mute = account.is_old(now) and account.remedy is None and account.last_success is not None
    still = not account.source.is_crm and _stands_still(client, account, now)
    signal, because = (Verdict.BREACH, Reason.DATA_OLD) if mute or still else (Verdict.FINE, Reason.MET)
    if account.status not in ACTIVE or account.remedy is not None:
        signal, because = Verdict.NO_DATA, Reason.SOURCE_FAILED
    since = None
    if signal is Verdict.BREACH:
        since = account.newest + timedelta(days=1) if still and account.newest else _day(account.last_success, client)
    found = _finding(client, account, RuleKind.STALE_DATA, signal, because, now, since)
    rested = signal is Verdict.BREACH and not mute and account.rests > 1
    return replace(found, tier=Tier.DIGEST) if rested else found


def _stands_still(client: Client, account: Health, now: datetime) -> bool:
    """Something is enabled, and not a number has changed for a whole day, and longer than the account ever rests."""
    if account.newest is None or account.changed is None or not account.is_on:
        return False
    rested = (local_day(now, client.timezone) - account.newest).days
    return rested > account.rests and now - account.changed >= STILL


def unclaimed(client: Client, listed: Iterable[Listed], now: datetime, usual: float = 0.0) -> list[Finding]:
    """Platform campaigns that spend and belong to no campaign of ours: nobody watches what they cost.

    One that spent before anybody looked can wait for the morning; one that begins to before our eyes cannot, once it
    is worth a word beside what the client's campaigns `usual`ly spend in a day (micros of its currency).
    """
    return [_unclaimed(client, one, now, usual * LITTLE) for one in listed]


def _unclaimed(client: Client, listed: Listed, now: datetime, little: float) -> Finding:
    spends = listed.spend_micros >= WORTH_SAYING
    spend = Money(listed.spend_micros, listed.currency)
    at_risk = spend if listed.currency == client.currency else None
    found = Finding(
        subject=Subject(client.key, account=listed.account, entity=listed.entity_id),
        trouble=RuleKind.UNCLAIMED_SPENDING,
        signal=Verdict.FINE,
        because=Reason.MET,
        look=now.isoformat(),
        name=listed.name,
        source=listed.source.value,
    )
    if not spends:
        return found
    found = replace(found, since=listed.since, numbers=Numbers(spend=spend, at_risk=at_risk))
    small = at_risk is not None and at_risk.micros < little
    if small and listed.since is not None and (local_day(now, client.timezone) - listed.since).days < YOUNG:
        return replace(found, signal=Verdict.DOUBT, because=Reason.UNSURE)
    tier = Tier.DIGEST if listed.before or small else Tier.INTERRUPT
    return replace(found, signal=Verdict.BREACH, because=Reason.UNCLAIMED, tier=tier)
