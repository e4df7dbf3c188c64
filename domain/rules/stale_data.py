"""An account that says nothing, or nothing new."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from domain.entities import Client
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.rules.inputs import STILL, AccountEvidence, Health
from domain.rules.of_account import ACTIVE, HIDES, day_of, finding
from domain.rules.rule import Nature, Rule
from domain.window import local_day

KIND = RuleKind("stale_data")


def stale(seen: AccountEvidence) -> Iterator[Finding]:
    """No answer for longer than a day, or answers that stand still: no newer day, and not one late conversion."""
    account, client = seen.account, seen.client
    mute = account.is_old(seen.now) and account.remedy is None and account.last_success is not None
    still = not account.source.is_crm and _stands_still(seen)
    signal, because = (Verdict.BREACH, Reason.DATA_OLD) if mute or still else (Verdict.FINE, Reason.MET)
    if account.status not in ACTIVE or account.remedy is not None:
        signal, because = Verdict.NO_DATA, Reason.SOURCE_FAILED
    since = None
    if signal is Verdict.BREACH:
        since = _untold(account, client) if still else day_of(account.last_success, client)
    found = finding(seen, KIND, signal, because, since)
    rested = signal is Verdict.BREACH and not mute and account.rests > 1
    yield replace(found, tier=Tier.DIGEST) if rested else found


def _untold(account: Health, client: Client) -> date | None:
    """The first day of which it has not told all: the newest that it tells of, where nothing came after its end."""
    if account.newest is None or account.changed is None:
        return None
    is_part = local_day(account.changed, client.timezone) <= account.newest
    return account.newest if is_part else account.newest + timedelta(days=1)


def _stands_still(seen: AccountEvidence) -> bool:
    """Something is enabled, and not a number has changed for a whole day, and longer than the account ever rests."""
    account = seen.account
    if account.newest is None or account.changed is None or not account.is_on:
        return False
    rested = (local_day(seen.now, seen.client.timezone) - account.newest).days
    return rested > account.rests and seen.now - account.changed >= STILL


RULE = Rule(
    kind=KIND,
    evidence=AccountEvidence,
    evaluate=stale,
    nature=Nature.SIGHT,
    inhibits=HIDES,
    done=("reported", "access"),
    leaves_bad_days=False,
    hides_in_digest=False,  # an account that answers and rests now and then hides nothing
)
