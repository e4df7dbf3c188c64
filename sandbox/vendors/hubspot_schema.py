"""The properties that the portals have, with their types; what is not listed here does not exist there."""

from sandbox.vendors.hubspot_errors import invalid
from sandbox.vendors.wire import Json
from sandbox.world import days
from sandbox.world.funnels import PIPELINES

TYPES = {"contacts": "contacts", "0-1": "contacts", "contact": "contacts", "deals": "deals", "0-3": "deals"}
MODIFIED = {"contacts": "lastmodifieddate", "deals": "hs_lastmodifieddate"}
DEFAULTS = {
    "contacts": ("createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"),
    "deals": (
        *("amount", "closedate", "createdate", "dealname", "dealstage"),
        *("hs_lastmodifieddate", "hs_object_id", "pipeline"),
    ),
}
STAGES = (
    ("subscriber", "Subscriber"),
    ("lead", "Lead"),
    ("marketingqualifiedlead", "Marketing Qualified Lead"),
    ("salesqualifiedlead", "Sales Qualified Lead"),
    ("opportunity", "Opportunity"),
    ("customer", "Customer"),
    ("evangelist", "Evangelist"),
    ("other", "Other"),
)
_SOURCES = (
    *("ORGANIC_SEARCH", "PAID_SEARCH", "PAID_SOCIAL", "SOCIAL_MEDIA", "EMAIL_MARKETING"),
    *("REFERRALS", "OTHER_CAMPAIGNS", "DIRECT_TRAFFIC", "OFFLINE", "AI_REFERRALS"),
)
_TEXTS = (
    *("email", "firstname", "lastname", "hubspot_owner_id", "hs_lead_status", "hs_object_source_label"),
    *("utm_campaign", "utm_source", "utm_medium", "hs_google_click_id", "hs_facebook_click_id"),
    *("hs_analytics_source_data_1", "hs_analytics_source_data_2", "hs_analytics_first_url"),
    *("hs_latest_source_data_1", "hs_latest_source_data_2"),
    *("hs_analytics_first_touch_converting_campaign", "hs_analytics_last_touch_converting_campaign"),
    *("first_conversion_event_name", "recent_conversion_event_name"),
)
_TIMES = (
    *("createdate", "lastmodifieddate", "hs_analytics_first_timestamp", "hs_latest_source_timestamp"),
    *("first_conversion_date", "recent_conversion_date", "hs_sa_first_engagement_date", "hs_first_outreach_date"),
    "notes_last_contacted",
    *(f"hs_v2_date_entered_{stage}" for stage, _ in STAGES),
    *(f"hs_lifecyclestage_{stage}_date" for stage, _ in STAGES),
)
_NUMBERS = ("hs_object_id", "num_conversion_events", "num_contacted_notes", "hs_time_to_first_engagement")
_CONTACTS = {
    **dict.fromkeys(_TEXTS, "string"),
    **dict.fromkeys(_TIMES, "datetime"),
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(("lifecyclestage", "hs_analytics_source", "hs_latest_source"), "enumeration"),
    "hs_calculated_form_submissions": "enumeration",
}
_DEALS = {
    **dict.fromkeys(("dealname", "deal_currency_code", "hubspot_owner_id"), "string"),
    **dict.fromkeys(("closedate", "createdate", "hs_lastmodifieddate"), "datetime"),
    **dict.fromkeys(("amount", "amount_in_home_currency", "hs_object_id"), "number"),
    **dict.fromkeys(("dealstage", "pipeline"), "enumeration"),
    **dict.fromkeys(("hs_is_closed", "hs_is_closed_won"), "bool"),
}


def object_type(name: str) -> str:
    """The object's plural name for a name or type id; HubSpotError for one that the portals do not have."""
    if name not in TYPES:
        raise invalid(f"Unable to infer object type from: {name}", "INVALID_OBJECT_TYPE")
    return TYPES[name]


def types(kind: str, portal: str) -> dict[str, str]:
    """Property name to its type."""
    if kind == "contacts":
        return _CONTACTS
    pipeline = PIPELINES[portal]
    stages = (*pipeline.open, pipeline.won, pipeline.lost)
    return {**_DEALS, **{f"hs_v2_date_entered_{stage}": "datetime" for stage, _, _ in stages}}


def described(kind: str, portal: str, name: str) -> Json:
    """The definition of one property, with its options where it is an enumeration."""
    value_type = types(kind, portal)[name]
    widget = {"datetime": "date", "number": "number", "enumeration": "select", "bool": "booleancheckbox"}
    options = [
        {"label": label, "value": value, "displayOrder": order, "hidden": False}
        for order, (value, label) in enumerate(_options(name, portal))
    ]
    return {
        "name": name,
        "label": name.replace("_", " ").capitalize(),
        "type": value_type,
        "fieldType": widget.get(value_type, "text"),
        "description": "",
        "groupName": "contactinformation" if kind == "contacts" else "dealinformation",
        "options": options,
        "hidden": False,
        "hubspotDefined": not name.startswith("utm_"),
    }


def _options(name: str, portal: str) -> list[tuple[str, str]]:
    pipeline = PIPELINES[portal]
    if name == "lifecyclestage":
        return list(STAGES)
    if name in ("hs_analytics_source", "hs_latest_source"):
        return [(source, source.replace("_", " ").title()) for source in _SOURCES]
    if name == "pipeline":
        return [(pipeline.pipeline, pipeline.label)]
    if name == "dealstage":
        return [(stage, label) for stage, label, _ in (*pipeline.open, pipeline.won, pipeline.lost)]
    return []


def pipeline(portal: str, made: int) -> Json:
    """The portal's only pipeline of deals, created at `made` (ms)."""
    stages = PIPELINES[portal]
    stamps = {"createdAt": days.iso_ms(made), "updatedAt": days.iso_ms(made), "archived": False}
    closed = (stages.won[0], stages.lost[0])
    return {
        "id": stages.pipeline,
        "label": stages.label,
        "displayOrder": 0,
        **stamps,
        "stages": [
            {
                "id": stage,
                "label": label,
                "displayOrder": order,
                "metadata": {"isClosed": str(stage in closed).lower(), "probability": probability},
                "writePermissions": "CRM_PERMISSIONS_ENFORCEMENT",
                **stamps,
            }
            for order, (stage, label, probability) in enumerate((*stages.open, stages.won, stages.lost))
        ],
    }
