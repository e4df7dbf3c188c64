"""What an account has not told that answers and says nothing new."""

from collections.abc import Collection
from dataclasses import replace

from domain.campaign_data import CampaignData
from domain.incidents.finding import Finding, Reason
from domain.incidents.rule_kinds import Tier


def with_still(data: CampaignData, findings: Collection[Finding]) -> CampaignData:
    """The data with the days from which on its accounts stand still, as alerts say that are open; the same data where
    none does. An account that may be at rest, which interrupts nobody, hides nothing."""
    since = {
        one.cause: one.since
        for one in findings
        if one.because is Reason.DATA_OLD and one.tier is Tier.INTERRUPT and one.subject.account
    }
    if not since:
        return data
    told = (replace(one, still_since=since.get(f"{one.source}:{one.account_id}")) for one in data.freshness)
    return replace(data, freshness=tuple(told))
