"""What to look at first: by the kind of trouble, the KPI, and the link of the chain that moved."""

from collections.abc import Mapping

from markupsafe import Markup

from domain.incident import Incident
from domain.incidents.conditions import Condition
from domain.incidents.finding import Verdict
from templates import phrases
from templates.cards.headline import remedy
from templates.render import alert_words
from templates.words import words

_LINKS: Mapping[str, str] = {
    "cpm": "price",
    "ctr": "interest",
    "cvr": "conversion",
    "value": "return",
    "lead_to_mql": "quality",
    "mql_to_sql": "quality",
    "sql_to_customer": "return",
}
_KPIS: Mapping[str, str] = {
    "cpl": "cost",
    "cpa": "cost",
    "cost_per_download": "cost",
    "cpc": "price",
    "cpm": "price",
    "ctr": "interest",
    "cvr": "conversion",
    "cost_per_customer": "return",
    "lead_to_customer": "return",
    "roas": "return",
    "revenue": "return",
    "cost_per_mql": "quality",
    "cost_per_sql": "quality",
    "lead_to_mql": "quality",
    "mql_to_sql": "quality",
    "sql_to_customer": "return",
}
_STANDING = frozenset({Condition.PENDING, Condition.FIRING})
_WRONG = frozenset({Verdict.BREACH, Verdict.DOUBT})


def next_step(incident: Incident, locale: str) -> Markup | None:
    """One sentence while there is something to do; None otherwise."""
    finding = incident.finding
    if incident.state.condition not in _STANDING or finding.signal not in _WRONG:
        return None
    daily = finding.numbers.daily
    return alert_words(
        finding.trouble,
        "step",
        locale,
        link=_link(incident),
        reason=finding.because.value,
        source=phrases.source(words(locale), finding),
        todo=remedy(finding, locale)[1],
        daily=words(locale).money(daily) if daily else "",
    )


def _link(incident: Incident) -> str:
    """The link of the chain that a goal's sentence depends on."""
    finding = incident.finding
    if finding.numbers.seen is not None and not finding.numbers.seen and finding.numbers.spend:
        return "nothing"
    return _LINKS.get(incident.link) or _KPIS.get(finding.goal.kpi if finding.goal else "", "volume")
