"""Whether an entry fits what is stored and the entries before it: who exists, and who belongs to whom."""

from typing import Any

from domain.pacing.curve import WEEK
from storage.declare.document import Entry, Kind
from storage.declare.known import Known
from storage.declare.spots import Desk

REQUIRED = {
    Kind.RATE: {},
    Kind.CLIENT: {"name": "Clínica Acme"},
    Kind.CHANNEL: {"audience": "internal"},
    Kind.ACCOUNT: {},
    Kind.CAMPAIGN: {
        "client": "acme",
        "name": "Otoño leads",
        "objective": "leads",
        "start": "2026-10-01",
        "end": "2026-12-15",
        "budget": "12000 EUR",
    },
    Kind.SUBSCRIPTION: {"every": '"mon 09:00"'},
}


def check(desk: Desk, known: Known, entry: Entry, current: Any) -> None:
    """Note every fault of the entry; `current` is what is stored of it."""
    if current is None:
        for name, example in REQUIRED[entry.kind].items():
            if name not in entry.fields:
                desk.fault(entry.line, entry.path, "missing", name, f"{name}: {example}")
    match entry.kind:
        case Kind.CHANNEL | Kind.ACCOUNT:
            client = entry.fields["client"].value
            if (current and current.client_key != client) or known.is_taken(entry.kind, entry.identity):
                desk.fault(entry.line, entry.path, f"{entry.kind}_bound", entry.key)
        case Kind.CAMPAIGN:
            _campaign(desk, known, entry, current)
        case Kind.SUBSCRIPTION:
            _subscription(desk, known, entry)
        case Kind.CLIENT | Kind.RATE:
            pass


def _campaign(desk: Desk, known: Known, entry: Entry, current: Any) -> None:
    client = entry.fields.get("client")
    if client and known.get(Kind.CLIENT, client.value) is None:
        others = [key for (key,) in known.things[Kind.CLIENT]]
        desk.fault(client.line, client.path, "unknown_client", client.value, ", ".join(sorted(others)))
    elif client and current and client.value != current.client_key:
        desk.fault(client.line, client.path, "client_changed", client.value, current.client_key)
    start, end = entry.fields.get("start"), entry.fields.get("end")
    if current and bool(start) != bool(end):
        named = start or end
        first, last = (start.value if start else current.start), (end.value if end else current.end)
        if named and last < first:
            desk.fault(named.line, named.path, "end_before_start", str(last), str(first))
    _curve(desk, entry, current)


def _curve(desk: Desk, entry: Entry, current: Any) -> None:
    """A curve of one's own needs a weight for each day or each week of the flight as it is to be."""
    named = entry.fields.get("curve")
    first, last = (
        entry.fields[at].value if at in entry.fields else getattr(current, at, None) for at in ("start", "end")
    )
    if named and first and last and not named.value.fits((last - first).days + 1):
        days = (last - first).days + 1
        desk.fault(named.line, named.path, "curve_days", str(len(named.value.weights)), f"{-(-days // WEEK)} or {days}")


def _subscription(desk: Desk, known: Known, entry: Entry) -> None:
    channel = known.get(Kind.CHANNEL, entry.identity[0])
    if channel is None:
        desk.fault(entry.line, f"{entry.path}.channel", "unbound_channel", entry.identity[0])
    named = entry.fields.get("campaigns")
    for key in named.value if named else ():
        campaign = known.get(Kind.CAMPAIGN, key)
        if campaign is None:
            desk.fault(entry.line, f"{entry.path}.campaigns", "unknown_campaign", key)
        elif channel and campaign.client_key != channel.client_key:
            desk.fault(entry.line, f"{entry.path}.campaigns", "campaign_of_other_client", key)
