"""What the platforms no longer count while it goes on: nothing that rests on their count can be told then."""

from domain.entities import Campaign
from domain.kpi import Totals, get
from domain.words import Claim, Objective


def is_uncounted(kpi: str, totals: Totals, campaign: Campaign, *, has_crm: bool) -> bool:
    """Whether the KPI rests on what the platforms count and they have counted nothing, while the CRM has leads of the
    same days: the counting is broken, and not the campaign."""
    row = get(kpi)
    counted = row.denominator if row.numerator == "spend" else row.numerator
    theirs = counted == "leads" and totals.leads_claim is Claim.PLATFORM
    told = totals.conversions == 0 and (counted == "conversions" or (theirs and totals.leads == 0))
    return told and has_crm and campaign.objective is Objective.LEADS and bool(totals.crm_leads)
