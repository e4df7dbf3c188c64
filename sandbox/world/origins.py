"""Where a contact came from, in the CRM's own properties: sources of the first and last touch, UTMs, click ids."""

import random
import uuid

from sandbox.world import days
from sandbox.world.catalogue import Line

_SAME_TOUCH = 0.86
_SEARCHES = ("cerca de mí", "precio", "opiniones", "a domicili", "financiación")
_NO_ADS = (("ORGANIC_SEARCH", "Unknown keywords (SSL)"), ("DIRECT_TRAFFIC", "www.example.com/"))


def touches(line: Line | None, at: int, token: str, rng: random.Random) -> dict[str, str]:
    """The properties of origin of a contact that arrived at that instant through the line (None: without ads)."""
    first = at - round(rng.uniform(0.01, 3.0) * days.DAY_MS)
    event = {
        "hs_analytics_first_timestamp": days.iso_ms(first),
        "hs_latest_source_timestamp": days.iso_ms(at),
        "first_conversion_date": days.iso_ms(at),
        "recent_conversion_date": days.iso_ms(at),
        "num_conversion_events": "1",
        "hs_object_source_label": "FORM",
    }
    if line is None:
        return _sent({**event, **_without_ads(rng)}, at)
    social = line.account.startswith("act_")
    source = "PAID_SOCIAL" if social else "PAID_SEARCH"
    detail = ("Facebook", line.utm) if social else (line.utm, rng.choice(_SEARCHES))
    first_source = source if rng.random() < _SAME_TOUCH else "ORGANIC_SEARCH"
    same = first_source == source
    told = {
        **event,
        **_click(line, social=social, token=token),
        "hs_analytics_source": first_source,
        "hs_analytics_source_data_1": detail[0] if same else _NO_ADS[0][1],
        **({"hs_analytics_source_data_2": detail[1]} if same else {}),
        "hs_latest_source": source,
        "hs_latest_source_data_1": detail[0],
        "hs_latest_source_data_2": detail[1],
    }
    return _sent(told, at)


def form_id(name: str) -> str:
    """The id of the form of that name."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://forms.example.com/{name}"))


def _sent(told: dict[str, str], at: int) -> dict[str, str]:
    """With the form that was sent."""
    return {**told, "hs_calculated_form_submissions": f"{form_id(told['first_conversion_event_name'])}::{at}"}


def _click(line: Line, *, social: bool, token: str) -> dict[str, str]:
    medium, parameter = ("paid_social", "fbclid") if social else ("cpc", "gclid")
    utm_source = "facebook" if social else "google"
    query = f"utm_source={utm_source}&utm_medium={medium}&utm_campaign={line.utm}&{parameter}={token[:24]}"
    event = "Formulari de comanda" if line.result == "purchase" else f"Formulario: {line.utm}"
    return {
        "utm_campaign": line.utm,
        "utm_source": utm_source,
        "utm_medium": medium,
        "hs_facebook_click_id" if social else "hs_google_click_id": token[:24],
        "hs_analytics_first_url": f"https://www.example.com/{line.utm}?{query}",
        "hs_analytics_first_touch_converting_campaign": line.utm,
        "hs_analytics_last_touch_converting_campaign": line.utm,
        "first_conversion_event_name": event,
        "recent_conversion_event_name": event,
    }


def _without_ads(rng: random.Random) -> dict[str, str]:
    source, detail = rng.choice(_NO_ADS)
    return {
        "hs_analytics_source": source,
        "hs_analytics_source_data_1": detail,
        "hs_latest_source": source,
        "hs_latest_source_data_1": detail,
        "hs_analytics_first_url": "https://www.example.com/",
        "first_conversion_event_name": "Formulario de contacto",
        "recent_conversion_event_name": "Formulario de contacto",
    }
