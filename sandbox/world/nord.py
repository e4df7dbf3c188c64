"""Nord Energía, the client to whom everything happens: each campaign has one trouble of its own, and recovers.

Before its trouble every campaign is well: it costs 80 to 85 % of what its goal allows, on 18 to 36 results a day.
Days count from the first day of the world's present; docs/sandbox.md has the same script as a table.
"""

from sandbox.world.catalogue import Campaign, Line, Scripted

GOOGLE, BATTERIES, RENTAL, META = "3456789012", "4567890123", "5678901234", "act_6758493021"
_FIRST, _LAST = -36, 24
_MAYA, _POL = "U0MAYA", "U0POL"

_PAGE_DOWN = Scripted("conversions_stopped", (6, 1), (8, 10))


def _one(
    number: int,
    key: str,
    name: str,
    owner: str,
    goals: tuple[str, ...],
    *script: Scripted,
    cost: float,
    a_day: float = 26,
    account: str = GOOGLE,
    objective: str = "leads",
    first: int = _FIRST,
    in_crm: bool = False,
    cpc: float = 0.8,
    ctr: float = 0.05,
    kind: str = "",
    order: float = 0.0,
) -> tuple[Campaign, Line]:
    """A declared campaign that spends its budget, and its platform campaign: `a_day` results at `cost` (EUR) each."""
    meta = account.startswith("act_")
    entity = f"120210000000000{number}" if meta else str(number)
    match: dict[str, dict[str, str | list[str]]] = {"meta" if meta else "google_ads": {"campaign_ids": [entity]}}
    if in_crm:
        match["hubspot"] = {"utm_campaign": key}
    budget = round(a_day * cost * (_LAST - first + 1) / 100) * 100
    campaign = Campaign(
        key=key, client="nord", name=name, owner=owner, objective=objective, first=first, last=_LAST, budget=budget,
        persona="", hypothesis="", utm=key, match=match, goals=goals,
    )  # fmt: skip
    line = Line(
        campaign=key, account=account, id=entity, name=name, first=_FIRST, last=_LAST, daily=campaign.daily_plan,
        cpc=cpc, ctr=ctr, cost_per_result=cost, kind=kind or ("OUTCOME_LEADS" if meta else "SEARCH"), utm=key,
        result="purchase" if order else "lead", order=order, in_crm=in_crm, chance=True, script=script,
    )  # fmt: skip
    return campaign, line


_ALL = (
    _one(311, "nord-solar", "Solar roofs", _MAYA, ("cpl < 24 EUR",),
         Scripted("off_target", (1, 0), (8, 0), 0.2, ("device", "mobile")), cost=19.4, a_day=24, in_crm=True),
    _one(312, "nord-heatpump", "Heat pumps", _POL, ("cpa < 20 EUR",),
         Scripted("cpc_rises", (2, 0), (7, 0), 2.0, ("ad_group", "Generic")), cost=16.5, a_day=32),
    _one(313, "nord-shop", "Online shop", _MAYA, ("roas >= 4",), Scripted("value_falls", (3, 0), (9, 0), 0.45),
         cost=8.5, a_day=15, account=META, objective="sales", in_crm=True, kind="OUTCOME_SALES", ctr=0.016, cpc=0.4,
         order=44.0),
    _one(314, "nord-brand", "Brand", _POL, ("ctr > 4%",), Scripted("ctr_falls", (2, 0), (8, 0), 0.35, ("ad", "Ad A")),
         cost=40, a_day=8, objective="traffic", ctr=0.047),
    _one(315, "nord-business", "Business audits", _MAYA, ("cost_per_mql < 48 EUR", "lead_to_mql > 45%"),
         Scripted("quality_falls", (1, 0), (8, 0), 0.4), cost=21.7, a_day=22, in_crm=True),
    _one(316, "nord-partners", "Installation partners", _POL, ("mql_to_sql > 50%",),
         Scripted("sales_stall", (3, 0), (9, 0), 0.4), cost=19, a_day=20, in_crm=True),
    _one(317, "nord-wallbox", "Wallboxes", _MAYA, ("cpa < 18 EUR",),
         Scripted("conversions_stopped", (2, 1), (4, 16)), cost=15.3, a_day=30),
    _one(318, "nord-air", "Air conditioning", _POL, ("cpa < 22 EUR",), Scripted("spend_stopped", (3, 0), (5, 12)),
         cost=18.7),
    _one(319, "nord-fair", "Energy fair", _MAYA, ("cpa < 15 EUR",), Scripted("spend_above_plan", (2, 0), (3, 12), 5.0),
         cost=12.7),
    _one(320, "nord-quote", "Quote form", _POL, ("cpa < 14 EUR",),
         Scripted("tracking_lost", (1, 0), (5, 12), None, ("device", "desktop")), cost=10.2, a_day=34),
    _one(321, "nord-callback", "Call me back", _MAYA, ("cpl < 22 EUR",), Scripted("leads_not_in_crm", (5, 9), (7, 12)),
         cost=17.8, a_day=18, in_crm=True),
    _one(322, "nord-tariff", "Green tariff", _POL, ("cpa < 16 EUR",), Scripted("paused_with_budget", (5, 15), (7, 10)),
         cost=13.6),
    _one(323, "nord-efficiency", "Efficiency grants", _MAYA, ("cpa < 20 EUR",), Scripted("off_pace", (1, 0), (8, 0)),
         Scripted("off_pace", (8, 0), (25, 0), 1.25), cost=16, a_day=30, first=-2),
    _one(324, "nord-news", "Newsletter", _POL, ("cpa < 9 EUR",), Scripted("surprise", (2, 11), (2, 15)), cost=7.6,
         a_day=36),
    _one(325, "nord-insurance", "Maintenance plans", _POL, ("cpa < 18 EUR",),
         Scripted("results_late", (2, 0), (6, 10), 0.8), cost=15.3),
    _one(326, "nord-north", "Offices north", _POL, ("cpa < 15 EUR",), _PAGE_DOWN, cost=12.7),
    _one(327, "nord-south", "Offices south", _POL, ("cpa < 15 EUR",), _PAGE_DOWN, cost=12.7, a_day=24),
    _one(328, "nord-coast", "Offices coast", _POL, ("cpa < 15 EUR",), _PAGE_DOWN, cost=12.7, a_day=28),
    _one(331, "nord-rental", "Rented roofs", _MAYA, ("cpa < 20 EUR",), cost=17, account=RENTAL),
    _one(332, "nord-social", "Social", _POL, ("cpa < 12 EUR",), cost=10.2, account=META, ctr=0.014, cpc=0.5),
    _one(341, "nord-battery", "Batteries", _MAYA, ("cpa < 25 EUR",), cost=21.2, a_day=20, account=BATTERIES),
)  # fmt: skip

CAMPAIGNS = tuple(campaign for campaign, _ in _ALL)
# Somebody tries something out on the third day and forgets to tell; it is paused four days later.
UNCLAIMED = Line(
    None, GOOGLE, "390", "Test Black Friday", 3, _LAST, daily=120.0, cpc=0.9, ctr=0.04, cost_per_result=30.0,
    kind="SEARCH", utm="nord-test", in_crm=False, chance=True,
    script=(Scripted("paused_with_budget", (7, 0), (25, 0)),),
)  # fmt: skip
LINES = (*(line for _, line in _ALL), UNCLAIMED)
