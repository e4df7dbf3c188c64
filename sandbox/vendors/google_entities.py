"""Google's customers, campaigns, ad groups and ads: the values of their fields at an instant."""

from datetime import date, timedelta

from sandbox.vendors.wire import Json
from sandbox.world import World, days
from sandbox.world.catalogue import Account
from sandbox.world.cells import AdLine
from sandbox.world.elements import Ad
from sandbox.world.troubles import lasting


def customer(owner: Account, *, suspended: bool) -> Json:
    """The customer's own fields."""
    return {
        "customer.resource_name": f"customers/{owner.id}",
        "customer.id": owner.id,
        "customer.descriptive_name": owner.name,
        "customer.currency_code": owner.currency,
        "customer.time_zone": str(days.ZONE),
        "customer.manager": False,
        "customer.status": _status(suspended=suspended),
    }


def client(owner: Account, *, suspended: bool) -> Json:
    """The customer as a leaf of its own tree."""
    return {
        "customer_client.resource_name": f"customers/{owner.id}/customerClients/{owner.id}",
        "customer_client.id": owner.id,
        "customer_client.client_customer": f"customers/{owner.id}",
        "customer_client.level": "0",
        "customer_client.manager": False,
        "customer_client.time_zone": str(days.ZONE),
        "customer_client.status": _status(suspended=suspended),
        "customer_client.descriptive_name": owner.name,
        "customer_client.currency_code": owner.currency,
    }


def _status(*, suspended: bool) -> str:
    return "SUSPENDED" if suspended else "ENABLED"


def campaign(world: World, line: AdLine, now: int) -> Json:
    """A campaign with its budget."""
    spec = line.spec
    begin, end = (world.anchor + timedelta(days=offset) for offset in (spec.first, spec.last))
    status, primary, serving = _state(line, end, now)
    root, budget = f"customers/{spec.account}", f"9{spec.id}"
    return {
        "campaign.resource_name": f"{root}/campaigns/{spec.id}",
        "campaign.id": spec.id,
        "campaign.name": spec.name,
        "campaign.status": status,
        "campaign.primary_status": primary,
        "campaign.serving_status": serving,
        "campaign.advertising_channel_type": spec.kind,
        "campaign.start_date_time": f"{begin} 00:00:00",
        "campaign.end_date_time": f"{end} 23:59:59",
        "campaign.campaign_budget": f"{root}/campaignBudgets/{budget}",
        "campaign_budget.resource_name": f"{root}/campaignBudgets/{budget}",
        "campaign_budget.id": budget,
        "campaign_budget.amount_micros": str(round(spec.daily * 1.15) * 1_000_000),
        "campaign_budget.period": "DAILY",
        "campaign_budget.explicitly_shared": False,
        "campaign_budget.reference_count": "1",
    }


def _state(line: AdLine, end: date, now: int) -> tuple[str, str, str]:
    """Status, primary status and serving status of a campaign."""
    if lasting(line.troubles, "removed", now):
        return "REMOVED", "REMOVED", "NONE"
    if lasting(line.troubles, "paused_with_budget", now):
        return "PAUSED", "PAUSED", "NONE"
    if days.local_date(days.from_ms(now)) > end:
        return "ENABLED", "ENDED", "ENDED"
    if lasting(line.troubles, "account_suspended", now):
        return "ENABLED", "NOT_ELIGIBLE", "SUSPENDED"
    return "ENABLED", "ELIGIBLE", "SERVING"


def ad_group(line: AdLine, ad: Ad) -> Json:
    """The ad group of an ad."""
    root = f"customers/{line.spec.account}"
    return {
        "ad_group.resource_name": f"{root}/adGroups/{ad.group_id}",
        "ad_group.id": ad.group_id,
        "ad_group.name": ad.group_name,
        "ad_group.status": "ENABLED",
        "ad_group.primary_status": "ELIGIBLE",
        "ad_group.type": "SEARCH_STANDARD",
        "ad_group.campaign": f"{root}/campaigns/{line.spec.id}",
    }


def ad_group_ad(line: AdLine, ad: Ad) -> Json:
    """An ad in its ad group. Responsive search ads have no name at Google; these were given one."""
    root = f"customers/{line.spec.account}"
    return {
        **ad_group(line, ad),
        "ad_group_ad.resource_name": f"{root}/adGroupAds/{ad.group_id}~{ad.id}",
        "ad_group_ad.status": "ENABLED",
        "ad_group_ad.primary_status": "ELIGIBLE",
        "ad_group_ad.ad_group": f"{root}/adGroups/{ad.group_id}",
        "ad_group_ad.ad.resource_name": f"{root}/ads/{ad.id}",
        "ad_group_ad.ad.id": ad.id,
        "ad_group_ad.ad.name": ad.name,
        "ad_group_ad.ad.type": "RESPONSIVE_SEARCH_AD",
    }
