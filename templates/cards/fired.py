"""An alert that there would have been, as a line."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.incidents.rule_kinds import Tier
from domain.track import Fired
from templates import phrases
from templates.cards.members import bullet
from templates.words import Words

MOST = 10


def listed(w: Words, fired: Sequence[tuple[str, Fired]]) -> list[Markup]:
    """The newest first, each with its name where it has one, and how many more there are beyond ten."""
    ranked = sorted(fired, key=lambda one: one[1].at, reverse=True)
    lines = [bullet(line(w, one, name)) for name, one in ranked[:MOST]]
    more = len(ranked) - MOST
    return [*lines, w.tn("and {n} more", "and {n} more", more)] if more > 0 else lines


def line(w: Words, one: Fired, name: str = "") -> Markup:
    """`12 Nov, at once: since 9 Nov · almost certain (97 %) · over on 20 Nov`."""
    how = w.plain("at once") if one.tier is Tier.INTERRUPT else w.plain("in the digest")
    facts = [w.plain("since {day}", day=one.since)] if one.since else []
    if one.probability is not None:
        facts.append(phrases.sure(w, one.probability))
    if one.over is None:
        facts.append(w.plain("still open"))
    elif one.is_late:
        facts.append(w.plain("over on {day}: results arrived late", day=one.over))
    else:
        facts.append(w.plain("over on {day}", day=one.over))
    if one.follows:
        facts.append(w.plain("follows from: {rule}", rule=one.follows))
    if one.muted:
        facts.append(w.plain("muted"))
    named = [name] if name else []
    return w.t("{day}, {how}: {facts}", day=one.at, how=how, facts=" · ".join([*named, *facts]))
