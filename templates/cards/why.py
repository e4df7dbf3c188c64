"""Why a KPI moved: its links, the elements behind them, what was ruled out, and where to look first. Internal."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from domain.diagnosis.chain import Link
from domain.diagnosis.explain import Cause
from domain.diagnosis.funnel import WON
from domain.diagnosis.story import MINOR, Ruled, Step, Story
from domain.kpi import CATALOGUE, Unit, get
from domain.note import Note
from domain.words import Claim, Source
from templates import blocks, limits, mrkdwn, phrases
from templates.cards import explained
from templates.cards.notes import note_line
from templates.cards.say import say
from templates.catalogue import N_
from templates.message import Message
from templates.words import DASH, Words, words

MOST_CAUSES = 3
MOST_LINKS = 3
MOST_NOTES = 5
WHOLE = 0.995
_RULED: Mapping[Ruled, str] = {
    Ruled.PRICE: N_("the price of impressions"),
    Ruled.CLICKS: N_("the click rate"),
    Ruled.RATE: N_("the conversion rate"),
    Ruled.TRACKING: N_("the tracking (results still come from everywhere)"),
    Ruled.SPEND: N_("the spend"),
}
_STEPS: Mapping[Step, str] = {
    Step.TRACKING: N_("Try the landing page and the form on a phone, and check that conversions are still counted."),
    Step.CREATIVE: N_("Compare its ads and audience with those of the others, and change what brings clicks only."),
    Step.PAGE: N_("Go through the page and the form just there: a fall in one place only is seldom the offer."),
    Step.AUCTION: N_("Look at bids, competition and audience: what a click or a view costs is decided there."),
    Step.CLICK_RATE: N_(
        "Compare ads and audiences: the ones with many impressions and few clicks are the first to change."
    ),
    Step.MIX: N_("Check whether that shift of budget was meant; if not, move it back."),
    Step.VALUE: N_(
        "Check whether deals are still open in the CRM before moving budget: revenue comes later than spend."
    ),
    Step.QUALITY: N_(
        "Look at the last leads with the sales team: "
        "a change of audience or form often brings more leads and worse ones."
    ),
    Step.DELIVERY: N_(
        "Check that the campaigns deliver and that the budget suffices: `/campaign pace` shows where it leads."
    ),
    Step.KEEP: N_("Nothing that has to be changed: it stands no worse than before."),
    Step.WATCH: N_("Nothing stands out enough to act on: better wait for more results than change at random."),
}


def why_card(story: Story, name: str, notes: Sequence[Note], locale: str) -> Message:
    """The whole story of a campaign: `name` is what people call it. `notes` are what was done in these days."""
    w = words(locale)
    parts = [_headline(w, story)]
    if _is_comparable(story):
        parts += [_list(w.t("Where along the way"), _links(w, story)), _list(w.t("Why"), _causes(w, story))]
        parts += [out for out in (_ruled_out(w, story),) if out]
    if notes:
        parts.append(_list(w.t("What was done in these days"), [note_line(w, note) for note in notes[:MOST_NOTES]]))
    marked = _STEPS[story.step]
    parts.append(mrkdwn.join("\n", [mrkdwn.bold(w.t("Next step")), w.t(marked)]))
    small = _small(w, story)
    text = mrkdwn.join(" ", [mrkdwn.escape(f"{name}:"), *parts[:1]])
    head = blocks.header(w.plain("Why? {name}", name=name))
    return Message(text, [head, *(blocks.section(part) for part in parts if part), blocks.context(small)])


def own_reason(locale: str) -> Message:
    """For alerts that are not about a campaign's results."""
    w = words(locale)
    return say(w.t("There is no chain of numbers behind this alert: what it says is all there is to it."))


def cause_lines(story: Story, locale: str) -> tuple[Markup, ...]:
    """One to three sentences for an alert; none where nothing that moved explains anything."""
    w = words(locale)
    if story.clear:
        return tuple(cause_line(w, story, cause) for cause in story.causes[:MOST_CAUSES])
    link = story.moved
    if link is None:
        return ()
    said = link_line(w, story, link)
    return (said if story.beyond or story.near else w.t("{link}; alike everywhere", link=said),)


def cause_line(w: Words, story: Story, cause: Cause) -> Markup:
    """`mobile (device): conversion rate 4.3 % → 2.2 %, 81 % of the change`."""
    if cause.factor == "volume":
        return w.t(
            "{element}: {before} → {after} of the impressions, {part}",
            element=_element(w, cause),
            before=_share(w, cause.before),
            after=_share(w, cause.after),
            part=_part(w, cause.share),
        )
    return w.t(
        "{element}: {factor} {before} → {after}, {part}",
        element=_element(w, cause),
        factor=_factor(w, cause.factor, story.results, Claim.PLATFORM if story.claim else None),
        before=_amount(w, story, cause.factor, cause.before),
        after=_amount(w, story, cause.factor, cause.after),
        part=_part(w, cause.share),
    )


def link_line(w: Words, story: Story, link: Link) -> Markup:
    """`conversion rate 4.1 % → 2.6 %, 92 % of the change`."""
    return w.t(
        "{factor} {before} → {after}, {part}",
        factor=_link_name(w, story, link.factor),
        before=_amount(w, story, link.factor, link.before),
        after=_amount(w, story, link.factor, link.after),
        part=_part(w, link.share),
    )


def _headline(w: Words, story: Story) -> Markup:
    """What moved, from where to where, since when."""
    old, new = story.value
    if not _is_comparable(story):
        return w.t(
            "{kpi} cannot be compared yet: in one of the two periods it has no value.",
            kpi=w.kpi(story.kpi),
        )
    said = w.t(
        "{kpi}: {before} before, {after} since {day}",
        kpi=_claimed(w, _kpi_name(w, story.kpi), story.claim),
        before=_amount(w, story, story.kpi, old),
        after=_amount(w, story, story.kpi, new),
        day=w.named_day(story.after.start),
    )
    more = []
    if story.awaited is not None:
        more.append(w.t("Once the rest is in: about {value}.", value=_amount(w, story, story.kpi, story.awaited)))
    if any(link.factor in WON for link in story.links):  # what an alert calls by the same name is of these days' leads
        more.append(w.t("Here each step counts on its own day, not on the day of its lead."))
    return mrkdwn.join(" ", [mrkdwn.raw(f"{said}."), *more]) if more else said


def _is_comparable(story: Story) -> bool:
    """A cost of nothing that came has no value, but it is clear enough what became of it."""
    old, new = story.value
    return bool(story.links) and old is not None and (new is not None or story.moved is not None)


def _kpi_name(w: Words, kpi: str) -> str:
    return w.plain("{kpi} a day", kpi=w.kpi(kpi)) if get(kpi).additive else w.kpi(kpi)


def _links(w: Words, story: Story) -> list[Markup]:
    told = [link for link in story.links if abs(link.share or 0.0) >= MINOR][:MOST_LINKS]
    return [link_line(w, story, link) for link in told] or [w.t("No link of the chain moved.")]


def _causes(w: Words, story: Story) -> list[Markup]:
    if story.clear:
        return [cause_line(w, story, cause) for cause in story.causes[:MOST_CAUSES]]
    if story.beyond:
        return [w.t("It happened after the lead, in the CRM: platforms do not tell what becomes of leads.")]
    if story.near:
        said = cause_line(w, story, story.near)
        return [w.t("No clear cause; what stands out most, though it may be chance: {cause}", cause=said)]
    return [w.t("No clear cause: no platform, device, ad group or ad moved otherwise than the rest, beyond chance.")]


def _ruled_out(w: Words, story: Story) -> Markup | None:
    if not story.ruled_out:
        return None
    named = [w.plain(marked) for marked in (_RULED[one] for one in story.ruled_out)]
    return w.t("What it is not: {list}.", list=w.list(named))


def _list(title: Markup, lines: Sequence[Markup]) -> Markup:
    dotted = [line if line.startswith("•") else mrkdwn.join(" ", [mrkdwn.raw("•"), line]) for line in lines]
    return mrkdwn.join("\n", [mrkdwn.bold(title), *dotted])


def compared(w: Words, story: Story) -> Markup:
    """The two windows that are compared."""
    return w.t("{after} against {before}.", after=w.days(story.after), before=w.days(story.before))


def _small(w: Words, story: Story) -> Markup:
    """What was compared with what, and whose word it is."""
    told = [compared(w, story)]
    if story.awaited is not None:
        part = phrases.share(w, story.arrived)
        told.append(
            w.t(
                "About {percent} of the results since should have arrived: what moved, and why, allows for the rest.",
                percent=part,
            )
        )
    if story.claimed and story.clear:
        told.append(w.t("The causes rest on what the platforms count: the CRM does not tell results by device or ad."))
    return mrkdwn.join(" ", told)


def _element(w: Words, cause: Cause) -> str:
    if cause.dimension == "platform" and cause.element in set(Source):
        return Source(cause.element).label
    dimension, element = (limits.cut(one, phrases.MOST_NAME) for one in (cause.dimension, cause.element))
    kind, _, named = phrases.segment(w, f"{dimension}={element}").partition(": ")
    return f"{named} ({kind})" if named else kind


def _link_name(w: Words, story: Story, factor: str) -> str:
    if factor == "volume":
        return w.plain("impressions a day")
    return _factor(w, factor, story.counted, story.claim)


def _factor(w: Words, factor: str, counted: str, claim: Claim | None) -> str:
    """The link's name. What comes of clicks is called by what is counted, and by whom where there are several: the
    conversion rate of a card is the platforms'."""
    if factor != "cvr":
        return explained.factor(w, factor)
    if counted == "downloads":
        return w.plain("downloads per click")
    return _claimed(w, w.plain("leads per click") if counted == "leads" else explained.factor(w, factor), claim)


def _claimed(w: Words, name: str, claim: Claim | None) -> str:
    return f"{name} · {w.claim(claim)}" if claim else name


def _part(w: Words, share: float | None) -> str:
    """How much of the change it is."""
    if share is None or share < 0:
        return w.plain("against the change")
    return (
        w.plain("all of the change")
        if share >= WHOLE
        else w.plain("{share} of the change", share=phrases.share(w, share))
    )


def _share(w: Words, part: float | None) -> str:
    return DASH if part is None else phrases.share(w, part)


def _amount(w: Words, story: Story, factor: str, value: float | None) -> str:
    if value is None:
        return DASH
    exact = Decimal(str(value))
    if factor == "value":
        return w.currency(exact, story.currency)
    if factor in CATALOGUE and get(factor).additive and get(factor).unit is Unit.COUNT:
        return w.count(exact)
    if factor in CATALOGUE:
        return w.measured(factor, exact, story.currency)
    return w.amount(Unit.COUNT, exact, None)
