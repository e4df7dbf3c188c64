"""Reading clients, their channels and their accounts."""

from domain.words import Approval, Audience, Source
from storage.declare import values
from storage.declare.document import Entry, Kind, Named
from storage.declare.fields import Readers, choice_of, identity, listed, simple
from storage.declare.reading_results import results
from storage.declare.spots import Spot, choice
from storage.directory import calendars, quiet_hours

CLIENT: Readers = {
    "name": (values.name, "Clínica Acme"),
    "locale": (values.locale, "es_MX"),
    "timezone": (values.timezone, "Europe/Madrid"),
    "currency": (values.currency, "EUR"),
    "paused_until": (values.day, "2026-12-15"),
    "paused_because": (values.prose, "Están de vacaciones"),
}
CHANNEL: Readers = {
    "audience": (choice(Audience), "internal"),
    "approval": (choice(Approval), "draft"),
    "locale": (values.locale, "ca"),
}
QUIET: Readers = {
    "hours": (quiet_hours.hours, '"20:00-08:00"'),
    "weekends": (quiet_hours.yes_or_no, "true"),
    "holidays": (calendars.region, calendars.EXAMPLE),
    "digest": (quiet_hours.clock, '"08:30"'),
}
SHOWN = ("budget",)


def clients(section: Spot, _: list[Entry]) -> list[Entry]:
    """The clients of a file, each followed by its channels and accounts."""
    entries: list[Entry] = []
    for spot in section.items("[{key: acme, name: Clínica Acme}]"):
        found = spot.mapping(
            ("key", *CLIENT, "managers", "show", "quiet", "results", "channels", "accounts"), "key: acme"
        )
        key = identity(spot, found, "key", values.key, "acme")
        if key is None:
            continue
        fields = simple(found, CLIENT)
        fields |= listed(found, "managers", values.slack_user, "U0MAYA")
        fields |= listed(found, "show", choice_of(SHOWN), "budget")
        if "quiet" in found:
            fields |= _quiet(found["quiet"])
        if "results" in found:
            currency = fields["currency"].value if "currency" in fields else None
            fields |= results(found["results"], currency, of_client=True)
        lists = frozenset(found) & {"quiet", "results", "channels", "accounts"}
        entries.append(Entry(Kind.CLIENT, key, (key,), spot.line, spot.path, fields, lists))
        if "channels" in found:
            entries += _channels(found["channels"], key)
        if "accounts" in found:
            entries += _accounts(found["accounts"], key)
    return entries


def _quiet(section: Spot) -> dict[str, Named]:
    found = section.mapping(QUIET, 'hours: "20:00-08:00"')
    return {f"quiet.{name}": wish for name, wish in simple(found, QUIET).items()}


def _channels(section: Spot, client: str) -> list[Entry]:
    entries: list[Entry] = []
    for spot in section.items("[{slack: C0ACME, audience: client}]"):
        found = spot.mapping(("slack", *CHANNEL, "teams"), "slack: C0ACME")
        slack_id = identity(spot, found, "slack", values.slack_channel, "C0ACME")
        if slack_id is None:
            continue
        fields = {"client": Named(client, spot.line, spot.path), **simple(found, CHANNEL)}
        fields |= listed(found, "teams", values.slack_team, "T0ACME")
        entries.append(Entry(Kind.CHANNEL, slack_id, (slack_id,), spot.line, spot.path, fields))
    return entries


def _accounts(section: Spot, client: str) -> list[Entry]:
    entries: list[Entry] = []
    known = section.desk.sources
    options = sorted({name for about in known.values() for name in about.options})
    for spot in section.items("[{source: meta, id: act_1029384756}]"):
        found = spot.mapping(("source", "id", "credential", *options), "source: meta")
        source = identity(spot, found, "source", choice(Source), "meta")
        if source is None:
            continue
        about = known.get(source)
        read, example = (about.account_id, about.account_example) if about else (values.text, '"1234567890"')
        account_id = identity(spot, found, "id", read, example)
        if account_id is None:
            continue
        allowed = about.options if about else ()
        for name in set(options) & set(found) - set(allowed):
            found[name].fault("unknown_key", name, "credential")
        fields = {"client": Named(client, spot.line, spot.path), **simple(found, {"credential": (values.text, "")})}
        fields |= {f"options.{k}": v for k, v in simple(found, dict.fromkeys(allowed, (values.text, ""))).items()}
        entries.append(
            Entry(Kind.ACCOUNT, f"{source}:{account_id}", (source, account_id), spot.line, spot.path, fields)
        )
    return entries
