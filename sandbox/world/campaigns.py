"""The campaigns that the agency declares, and the lines the platforms run for them: six here, Nord Energía's beside."""

from sandbox.world import nord
from sandbox.world.catalogue import FUTURE_DAYS, HISTORY_DAYS, Campaign, Line

_OTONO = Campaign(
    key="acme-otono",
    client="acme",
    name="Otoño leads",
    owner="U0MAYA",
    objective="leads",
    first=-46,
    last=29,
    budget=12_000,
    persona="Directora de clínica",
    hypothesis="Las directoras de clínica descargan más la guía desde Facebook que desde buscadores",
    utm="otono-2026",
    match={
        "google_ads": {"campaign_ids": ["111"]},
        "meta": {"name_contains": "otono"},
        "hubspot": {"utm_campaign": "otono-2026"},
    },
    goals=("cpl < 25 EUR", "leads >= 300", "roas >= 3"),
    pace=0.99,
    trouble="cpl drifts",
)
_BLANQUEAMIENTO = Campaign(
    key="acme-blanqueamiento",
    client="acme",
    name="Blanqueamiento dental",
    owner="U0MAYA",
    objective="leads",
    first=-60,
    last=29,
    budget=6_300,
    persona="Mujer de 25 a 45 años que vive cerca",
    hypothesis="Un precio cerrado en el anuncio trae menos clics y más citas",
    utm="blanqueamiento-2026",
    match={
        "google_ads": {"campaign_ids": ["112"]},
        "meta": {"name_contains": "blanqueamiento"},
        "hubspot": {"utm_campaign": "blanqueamiento-2026"},
    },
    goals=("cpl < 24 EUR", "leads >= 240"),
)
_IMPLANTES = Campaign(
    key="acme-implantes",
    client="acme",
    name="Implantes",
    owner="U0MAYA",
    objective="leads",
    first=-75,
    last=44,
    budget=21_600,
    persona="Persona de más de 55 años que compara clínicas",
    hypothesis="Quien busca implantes decide por la financiación, no por el precio",
    utm="implantes-2026",
    match={
        "google_ads": {"campaign_ids": ["113"]},
        "meta": {"name_contains": "implantes"},
        "hubspot": {"utm_campaign": "implantes-2026"},
    },
    goals=("cpa < 50 EUR", "cpl < 50 EUR"),
    trouble="tracking breaks",
)
_NADAL = Campaign(
    key="forn-nadal",
    client="forn",
    name="Nadal 2026",
    owner="U0POL",
    objective="leads",
    first=-20,
    last=25,
    budget=4_600,
    persona="Responsable de compres d'una empresa petita",
    hypothesis="Les empreses encarreguen els lots abans del pont de desembre si veuen el preu per persona",
    utm="nadal-2026",
    match={
        "google_ads": {"campaign_ids": ["211"]},
        "meta": {"name_contains": "nadal"},
        "hubspot": {"utm_campaign": "nadal-2026"},
    },
    goals=("cpl < 22 EUR", "leads >= 180"),
    pace=1.5,
    trouble="overspends",
)
_BOTIGA = Campaign(
    key="forn-botiga",
    client="forn",
    name="Botiga en línia",
    owner="U0MAYA",
    objective="sales",
    first=-40,
    last=50,
    budget=9_100,
    persona="Veïna del barri que compra pa per a tota la setmana",
    hypothesis="La subscripció setmanal es ven millor a qui ja ha comprat una vegada",
    utm="botiga-online",
    match={
        "google_ads": {"campaign_ids": ["212"]},
        "meta": {"name_contains": "botiga"},
        "hubspot": {"utm_campaign": "botiga-online"},
    },
    goals=("roas >= 3.5", "cpa < 12 EUR"),
    pace=0.5,
    trouble="underspends",
)
_OBRADOR = Campaign(
    key="forn-obrador",
    client="forn",
    name="Nou obrador",
    owner="U0POL",
    objective="leads",
    first=-2,
    last=42,
    budget=2_700,
    persona="Famílies que viuen a menys de quinze minuts del nou obrador",
    hypothesis="Convidar a veure com es fa el pa omple més que un descompte",
    utm="nou-obrador",
    match={"meta": {"name_contains": "obrador"}, "hubspot": {"utm_campaign": "nou-obrador"}},
    goals=("cpl < 20 EUR", "leads >= 100"),
    trouble="just started",
)

CAMPAIGNS = (_OTONO, _BLANQUEAMIENTO, _IMPLANTES, _NADAL, _BOTIGA, _OBRADOR, *nord.CAMPAIGNS)


def _line(campaign: Campaign, share: float, first: int | None = None, **rest: object) -> Line:
    """A line of the campaign that takes that share of what the campaign really spends."""
    begins = campaign.first if first is None else first
    values: dict[str, object] = {"campaign": campaign.key, "utm": campaign.utm, "trouble": campaign.trouble, **rest}
    daily = campaign.daily_plan * campaign.pace * share
    return Line(first=begins, last=campaign.last, daily=daily, **values)  # type: ignore[arg-type]


_ACME_G, _ACME_M, _FORN_G, _FORN_M = "1234567890", "act_1029384756", "2345678901", "act_5647382910"
_LUZ_G, _LUZ_M = "6789012345", "act_7869504132"

LINES = (
    _line(_OTONO, 0.38, account=_ACME_G, id="111", name="Otoño | Search | Directoras de clínica", kind="SEARCH",
          cpc=1.15, ctr=0.052, cost_per_result=19.5),
    _line(_OTONO, 0.44, account=_ACME_M, id="120210000000000111", name="otono_2026 | guía | prospecting",
          kind="OUTCOME_LEADS", cpc=0.62, ctr=0.0125, cost_per_result=17.6, form_share=0.6, video_share=0.5),
    _line(_OTONO, 0.18, account=_ACME_M, id="120210000000000114", name="otono_2026 | guía | retargeting",
          kind="OUTCOME_LEADS", cpc=0.55, ctr=0.0190, cost_per_result=16.4, form_share=0.4),
    _line(_BLANQUEAMIENTO, 0.6, -HISTORY_DAYS, account=_ACME_G, id="112", name="Blanqueamiento | Search",
          kind="SEARCH", cpc=0.95, ctr=0.061, cost_per_result=18.0),
    _line(_BLANQUEAMIENTO, 0.4, -HISTORY_DAYS, account=_ACME_M, id="120210000000000112",
          name="blanqueamiento | formulario", kind="OUTCOME_LEADS", cpc=0.48, ctr=0.0150, cost_per_result=16.5,
          form_share=1.0),
    _line(_IMPLANTES, 0.7, -HISTORY_DAYS, account=_ACME_G, id="113", name="Implantes | Search | Financiación",
          kind="SEARCH", cpc=2.10, ctr=0.048, cost_per_result=35.0),
    _line(_IMPLANTES, 0.3, account=_ACME_M, id="120210000000000113", name="implantes | web", kind="OUTCOME_LEADS",
          cpc=0.85, ctr=0.0110, cost_per_result=33.0, video_share=0.4),
    Line(None, _ACME_G, "199", "Urgencias dentales", -50, FUTURE_DAYS, daily=26.0, cpc=1.60, ctr=0.070,
         cost_per_result=29.0, kind="SEARCH", utm="urgencias-dentales"),
    _line(_NADAL, 0.55, account=_FORN_G, id="211", name="Nadal 2026 | Lots d'empresa", kind="SEARCH", cpc=0.90,
          ctr=0.057, cost_per_result=14.5),
    _line(_NADAL, 0.45, account=_FORN_M, id="120210000000000211", name="nadal_2026 | lots", kind="OUTCOME_LEADS",
          cpc=0.52, ctr=0.0140, cost_per_result=13.5, form_share=0.5, video_share=0.6),
    _line(_BOTIGA, 0.6, -100, account=_FORN_G, id="212", name="Botiga en línia | Shopping", kind="PERFORMANCE_MAX",
          cpc=0.38, ctr=0.013, cost_per_result=6.4, result="purchase", order=34.0),
    _line(_BOTIGA, 0.4, -100, account=_FORN_M, id="120210000000000212", name="botiga_online | catàleg",
          kind="OUTCOME_SALES", cpc=0.41, ctr=0.0160, cost_per_result=6.8, result="purchase", order=36.0),
    _line(_OBRADOR, 1.0, account=_FORN_M, id="120210000000000213", name="nou_obrador | portes obertes",
          kind="OUTCOME_LEADS", cpc=0.44, ctr=0.0170, cost_per_result=13.0, form_share=0.7, video_share=0.7),
    Line(None, _LUZ_G, "511", "Gafas progresivas | Search", -64, FUTURE_DAYS, daily=48.0, cpc=0.95, ctr=0.064,
         cost_per_result=16.0, kind="SEARCH", utm="progresivas", in_crm=False),
    Line(None, _LUZ_G, "512", "Revisión de la vista | Search", -40, 38, daily=31.0, cpc=0.70, ctr=0.071,
         cost_per_result=9.5, kind="SEARCH", utm="revision", in_crm=False),
    Line(None, _LUZ_M, "120210000000000511", "progresivas | formulario", -52, FUTURE_DAYS, daily=36.0, cpc=0.46,
         ctr=0.0150, cost_per_result=13.0, kind="OUTCOME_LEADS", utm="progresivas", form_share=1.0, in_crm=False),
    Line(None, _LUZ_M, "120210000000000512", "vuelta_al_cole | lentillas", -96, -30, daily=28.0, cpc=0.52,
         ctr=0.0130, cost_per_result=15.0, kind="OUTCOME_LEADS", utm="lentillas", form_share=1.0, in_crm=False),
    *nord.LINES,
)  # fmt: skip


def campaign(key: str) -> Campaign:
    """The declared campaign with that key; KeyError when there is none."""
    for candidate in CAMPAIGNS:
        if candidate.key == key:
            return candidate
    raise KeyError(key)
