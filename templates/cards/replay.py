"""The words of a client's back-test at the command line: a line an alert, and what could be judged again."""

from collections.abc import Mapping
from decimal import Decimal

from domain.entities import Campaign, Client
from domain.incidents.finding import Finding, Reason
from domain.incidents.replay import Replay, Span
from domain.incidents.rule_kinds import Tier
from templates.phrases import rule_name
from templates.words import Words


def titles(w: Words) -> list[str]:
    """Heads of the table of alerts."""
    return [
        w.plain("Day"),
        w.plain("About"),
        w.plain("What"),
        w.plain("Tier"),
        w.plain("Since"),
        w.plain("Over on"),
        w.plain("Probability"),
        w.plain("Remarks"),
    ]


def row(w: Words, one: Span, campaigns: Mapping[str, Campaign]) -> list[str]:
    """One alert as a line of the table."""
    finding = one.finding
    return [
        one.begun.isoformat(),
        _about(finding, campaigns),
        rule_name(w, finding.trouble, finding.detail, finding.goal),
        w.plain("at once") if one.tier is Tier.INTERRUPT else w.plain("in the digest"),
        finding.since.isoformat() if finding.since else "",
        one.over.isoformat() if one.over else w.plain("still open"),
        "" if finding.probability is None else w.percent(Decimal(str(round(finding.probability, 2)))),
        "; ".join(_remarks(w, one)),
    ]


def _about(finding: Finding, campaigns: Mapping[str, Campaign]) -> str:
    """The campaign's name, or the account's."""
    known = campaigns.get(finding.subject.campaign)
    return known.name if known else finding.name or finding.subject.key


def _remarks(w: Words, one: Span) -> list[str]:
    said = []
    if one.explained_by:
        cause = one.explained_by
        said.append(w.plain("follows from: {rule}", rule=rule_name(w, cause.trouble, cause.detail, cause.goal)))
    if one.muted:
        said.append(w.plain("muted"))
    if one.ends is Reason.LATE_RESULTS:
        said.append(w.plain("results arrived late"))
    return said


def summary(w: Words, found: Replay, client: Client) -> str:
    """From which day on what was known is kept, how often was judged, and how much would have been said."""
    first = found.first(client.timezone)
    if first is None:
        return w.plain(
            "Nothing is kept yet of what was known of {client}: it begins with the next poll.", client=client.name
        )
    told = sum(one.is_told for one in found.alerts)
    return w.plain_n(
        "{client}, {first} to {last}, judged {n} time. Alerts told: {told}; not told, for they follow from another or "
        "are muted: {more}.",
        "{client}, {first} to {last}, judged {n} times. Alerts told: {told}; not told, for they follow from another or "
        "are muted: {more}.",
        found.passes,
        client=client.name,
        first=first,
        last=found.days.end,
        told=told,
        more=len(found.alerts) - told,
    )
