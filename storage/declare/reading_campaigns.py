"""Reading campaigns with their goals and matches, and subscriptions."""

from collections.abc import Mapping

import yaml

from domain.audience import for_clients
from domain.entities import Goal, Match
from domain.errors import InvalidInput
from domain.goals import parse as parse_goal
from domain.money import Money
from domain.pacing.curve import EXAMPLE, Curve
from domain.words import Objective, Origin, Source
from storage.declare import values
from storage.declare.document import Entry, Kind, Named
from storage.declare.fields import Readers, choice_of, identity, listed, simple
from storage.declare.reading_results import results
from storage.declare.spots import Spot, choice

CAMPAIGN: Readers = {
    "client": (values.key, "acme"),
    "name": (values.name, "Otoño leads"),
    "owner": (values.slack_user, "U0MAYA"),
    "objective": (choice(Objective), "leads"),
    "start": (values.day, "2026-10-01"),
    "end": (values.day, "2026-12-15"),
    "budget": (values.flight_budget, "12000 EUR"),
    "persona": (values.prose, "Directora de clínica"),
    "hypothesis": (values.prose, "Las guías se descargan más desde Facebook"),
    "hidden": (values.yes, "true"),
    "paused_until": (values.day, "2026-12-15"),
    "paused_because": (values.prose, "Están rediseñando la web"),
}
WHAT = ("status",)


def campaigns(section: Spot, before: list[Entry]) -> list[Entry]:
    """The campaigns of a file; `before` are the entries above, whose currencies serve goals without one."""
    currencies = {e.key: e.fields["currency"].value for e in before if "currency" in e.fields}
    entries: list[Entry] = []
    for spot in section.items("[{key: acme-otono, client: acme}]"):
        found = spot.mapping(("key", *CAMPAIGN, "client_kpis", "curve", "match", "goals", "results"), "key: acme-otono")
        key = identity(spot, found, "key", values.key, "acme-otono")
        if key is None:
            continue
        fields = simple(found, CAMPAIGN)
        start, end = fields.get("start"), fields.get("end")
        if start and end and end.value < start.value:
            spot.desk.fault(end.line, end.path, "end_before_start", str(end.value), str(start.value))
        fields |= listed(found, "client_kpis", for_clients, "leads")
        if "curve" in found:
            fields |= _curve(found["curve"])
        if "match" in found:
            fields |= _matches(found["match"])
        if "goals" in found:
            fields |= _goals(found["goals"], _currency(fields, currencies))
        if "results" in found:
            fields |= results(found["results"], _currency(fields, currencies))
        lists = frozenset(found) & {"match", "goals", "results"}
        entries.append(Entry(Kind.CAMPAIGN, key, (key,), spot.line, spot.path, fields, lists))
    return entries


def _currency(fields: Mapping[str, Named], currencies: Mapping[str, str]) -> str | None:
    if "budget" in fields:
        budget: Money = fields["budget"].value
        return budget.currency
    return currencies.get(fields["client"].value) if "client" in fields else None


def _curve(section: Spot) -> dict[str, Named]:
    """A curve by its name, or as a list of weights by day or by week."""
    if isinstance(section.node, yaml.SequenceNode):
        given = section.reads(_weight, "40")
        try:
            curve: Curve | None = Curve.own(given) if len(given) == len(section.node.value) else None
        except InvalidInput as bad:
            section.fault(bad.code, bad.given, "[40, 30, 20, 10]")
            return {}
    else:
        curve = section.read(Curve.parse, EXAMPLE)
    return {} if curve is None else {"curve": Named(curve, section.line, section.path)}


def _weight(text: str) -> float:
    try:
        return float(text.strip().removesuffix("%"))
    except ValueError:
        raise InvalidInput("number", "number", text, "40") from None


def _matches(section: Spot) -> dict[str, Named]:
    fields: dict[str, Named] = {}
    for source, spot in section.mapping([s.value for s in Source], "google_ads: {campaign_ids: ['111']}").items():
        found = spot.mapping(("campaign_ids", "name_contains", "utm_campaign"), "{name_contains: otono}")
        ids = found["campaign_ids"].reads(values.campaign_id, '"111"') if "campaign_ids" in found else ()
        name = found["name_contains"].read(values.text, "otono") if "name_contains" in found else ""
        utm = found["utm_campaign"].read(values.text, "otono-2026") if "utm_campaign" in found else ""
        match = Match(Source(source), ids, name or "", utm or "")
        if spot.is_empty:
            spot.fault("no_condition", example="{name_contains: otono}")
        fields[f"match.{source}"] = Named(match, spot.line, spot.path)
    return fields


def _goals(section: Spot, currency: str | None) -> dict[str, Named]:
    fields: dict[str, Named] = {}
    for spot in section.items('["cpl < 25 EUR"]'):
        goal = _goal(spot, currency)
        if goal is None:
            continue
        if f"goals.{goal.kpi}" in fields:
            spot.fault("goal_twice", goal.kpi)
        if goal.currency:
            spot.read(lambda _, code=goal.currency: values.currency(code), "cpl < 25 EUR")  # type: ignore[misc]
        fields[f"goals.{goal.kpi}"] = Named(goal, spot.line, spot.path)
    return fields


def _goal(spot: Spot, currency: str | None) -> Goal | None:
    """A goal as text, or as `{goal: "ctr > 2%", origin: industry}` where its number was not agreed."""
    if not isinstance(spot.node, yaml.MappingNode):
        return spot.read(lambda text: parse_goal(text, currency), "cpl < 25 EUR")
    found = spot.mapping(("goal", "origin"))
    origin = found["origin"].read(choice(Origin), "industry") if "origin" in found else Origin.AGREED
    if "goal" not in found or origin is None:
        identity(spot, found, "goal", values.text, '"cpl < 25 EUR"')
        return None
    return found["goal"].read(lambda text: parse_goal(text, currency, origin), "cpl < 25 EUR")


def subscriptions(section: Spot, _: list[Entry]) -> list[Entry]:
    """The subscriptions of a file."""
    entries: list[Entry] = []
    for spot in section.items('[{channel: C0ACME, what: status, every: "mon 09:00"}]'):
        found = spot.mapping(("channel", "what", "every", "campaigns"), "channel: C0ACME")
        channel = identity(spot, found, "channel", values.slack_channel, "C0ACME")
        what = identity(spot, found, "what", choice_of(WHAT), "status")
        if channel is None or what is None:
            continue
        fields = simple(found, {"every": (values.every, "mon 09:00")})
        fields |= listed(found, "campaigns", values.key, "acme-otono")
        keys = ",".join(sorted(set(fields["campaigns"].value))) if "campaigns" in fields else ""
        name = f"{channel}:{what}:{keys or '*'}"
        entries.append(Entry(Kind.SUBSCRIPTION, name, (channel, what, keys), spot.line, spot.path, fields))
    return entries
