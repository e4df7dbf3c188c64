"""An incident in one sentence, with absolute numbers."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from markupsafe import Markup

from domain.incident import Incident
from domain.incidents.finding import Finding, Reason, Verdict
from domain.kpi import CATALOGUE, Unit, get
from domain.money import MICRO, Money
from domain.pacing.judgement import TOLERANCE
from domain.rules import off_target
from domain.rules.inputs import RuleOverride
from domain.words import Claim, Remedy, Source
from templates import limits, mrkdwn, phrases
from templates.render import alert_words, render
from templates.words import DASH, Words, words

_WRONG = frozenset({Verdict.BREACH, Verdict.DOUBT})
NEARLY = Decimal(str(round(off_target.tolerance(RuleOverride("")), 2)))
"""The share of a goal by which it may be missed before that counts."""


def said_of(incident: Incident, locale: str) -> Markup:
    """The incident in one sentence."""
    return headline(incident.finding, locale, incident.client.currency)


def in_short(incident: Incident, locale: str) -> Markup:
    """A goal that is missed beside another one: its KPI, what it comes to, and what was promised."""
    finding = incident.finding
    told, goal = _Told(finding, words(locale), phrases.currency_of(finding) or incident.client.currency), finding.goal
    value = told.measured(finding.numbers.measured)
    if goal is None or not value:
        return mrkdwn.escape(told.rule())
    target = told.w.target(phrases.goal_of(finding) or goal)
    return told.w.t("{kpi} {value} (goal {target})", kpi=told.inside(), value=value, target=target)


def headline(finding: Finding, locale: str, currency: str = "") -> Markup:
    """What was found, or what became of it. `currency` is the client's, of amounts that come without one."""
    told = _Told(finding, words(locale), phrases.currency_of(finding) or currency)
    if finding.signal in _WRONG:
        return alert_words(finding.trouble, "breach", locale, wrong=remedy(finding, locale)[0], **told.values())
    if finding.signal is Verdict.FINE:
        values = told.values()
        late = finding.because is Reason.LATE_RESULTS and (values["back"] or not values["value"])
        return alert_words(finding.trouble, "fine", locale, late=late, **values)
    day = finding.numbers.decidable
    return render(
        "alert/open",
        locale,
        signal=finding.signal.value,
        because=finding.because.value,
        decidable=told.w.day(day) if day else "",
        **told.values(),
    )


def remedy(finding: Finding, locale: str) -> tuple[Markup, Markup]:
    """What is wrong and what to do, where only a person can mend it; two empty texts otherwise."""
    if finding.remedy not in set(Remedy):
        return Markup(), Markup()
    what = phrases.source(words(locale), finding)
    given = mrkdwn.code(finding.given)
    wrong, todo = render(f"notices/remedies/{finding.remedy}", locale, what=what, given=given).split("\n", 1)
    return mrkdwn.raw(wrong[:1].upper() + wrong[1:]), mrkdwn.raw(todo.strip())


@dataclass(frozen=True, slots=True)
class _Told:
    """The pieces of the sentences, written as the reader's locale has them; "" for what is not known."""

    finding: Finding
    w: Words
    currency: str

    def values(self) -> dict[str, Any]:
        """What the templates fill in."""
        finding, numbers, w = self.finding, self.finding.numbers, self.w
        goal = phrases.goal_of(finding)
        return {
            "reason": finding.because.value,
            "rule": self.rule(),
            "kpi": self.named(),
            "inside": self.inside(),
            "goal": w.goal(goal) if goal else "",
            "target": w.target(goal) if goal else "",
            "value": self.measured(numbers.value if numbers.measured is None else numbers.measured),
            "by_lead": numbers.by_lead,
            "so_far": self.so_far(),
            "received": self.received(),
            "awaited": self.measured(numbers.awaited),
            "brought_back": self.brought_back(),
            "first": w.day(numbers.first) if numbers.first else DASH,
            "usual": self.measured(numbers.usual),
            "nothing": numbers.seen is not None and numbers.seen <= 0,
            "planned": goal is not None and get(goal.kpi).additive and numbers.seen is not None,
            "n": 1 if numbers.seen == 1 else 2,
            "seen": self.counted(numbers.seen),
            "asked": self.counted(self.rounded(numbers.expected)),
            "expected": self.about(numbers.expected),
            "claimed": self.counted(numbers.expected),
            "budget": self.budget(),
            "results": phrases.things(w, finding.result),
            **{name: self.money(getattr(numbers, name)) for name in ("spend", "plan", "projected", "low", "high")},
            "back": self.meets(numbers.value if numbers.measured is None else numbers.measured),
            "nearly": self.nearly(numbers.value if numbers.measured is None else numbers.measured),
            "reached": self.meets(numbers.seen),
            **self.total(),
            **self.beside(),
            **self.counters(),
            **self.places(),
            **self.days(),
        }

    def beside(self) -> dict[str, Any]:
        """How far what is spent and what is projected lie from the budget, and what is spent from the plan."""
        numbers, budget, forgiven = self.finding.numbers, self.limit(), Decimal(str(TOLERANCE))
        spent, led = (0 if one is None else one.micros for one in (numbers.spend, numbers.projected))
        return {
            "over": self.further(spent, budget),
            "under": self.further(budget, spent),
            "beyond": self.further(led, budget),
            "nearby": led <= budget * (1 + forgiven),
            "tolerance": self.w.percent(forgiven, 0),
            "above": bool(self.further(spent, numbers.plan.micros)) if numbers.plan else False,
        }

    def further(self, micros: int, than: int) -> str:
        """By how much it is more, in whole units; "" where it is not."""
        if not than or micros <= than:
            return ""
        return self.money(Money.of(round(Decimal(micros - than) / MICRO), self.currency))

    def places(self) -> dict[str, Any]:
        """Where it is: a segment, a source, a platform's campaign."""
        finding, w = self.finding, self.w
        known = Source(finding.source) if finding.source in set(Source) else None
        crm = known is not None and known.is_crm
        return {
            "segment": phrases.segment(w, finding.detail),
            "source": phrases.source(w, finding),
            "platform": w.source(known) if known else finding.source or DASH,
            "place": w.plain("in {source}", source=w.source(known)) if known and crm else w.plain("in the CRM"),
            "name": limits.cut(finding.name or finding.subject.entity, phrases.MOST_NAME),
        }

    def counters(self) -> dict[str, Any]:
        """Who counts, in how many, and what a CRM received; none was told where there is none."""
        finding, w, crm = self.finding, self.w, self.finding.numbers.in_crm
        named = [w.source(Source(one)) for one in finding.counters if one in set(Source)]
        found = "" if crm is None else phrases.counted(w, "leads", crm, self.currency) if crm else w.plain("no leads")
        return {
            "platforms": w.list(named) if named else w.plain("The platforms"),
            "many": len(named) or 2,
            "in_crm": found,
        }

    def days(self) -> dict[str, Any]:
        """When it began, and how many days are left."""
        numbers, look = self.finding.numbers, phrases.look_day(self.finding)
        since = self.since()
        left = (numbers.last - look).days + 1 if numbers.last and look else 0
        return {
            "since": self.w.named_day(since) if since else DASH,
            "counted_since": self.counted_since(),
            "began": self.finding.since is not None,
            "one_day": numbers.first is not None and numbers.first == numbers.last,
            "left": max(0, left),
        }

    def counted_since(self) -> str:
        """The first of the days that its numbers sum up, which may come after that on which it began; with its hour,
        where that day had results before."""
        since, first, hour = self.since(), self.finding.numbers.first, self.finding.hour
        if since and first and first > since:
            return self.w.named_day(first)
        day = self.w.named_day(since) if since else DASH
        return self.w.plain("{day} at {hour}", day=day, hour=hour) if hour else day

    def since(self) -> date | None:
        """When it began: as found, else the first day of the numbers, else the day of the look."""
        return self.finding.since or self.finding.numbers.first or phrases.look_day(self.finding)

    def rule(self) -> str:
        """What is watched."""
        return phrases.rule_name(self.w, self.finding.trouble, self.finding.detail, phrases.goal_of(self.finding))

    def named(self) -> str:
        """The KPI's name, with whose word it is where there are several: `Cost per lead · CRM`."""
        name, claim = self.w.kpi(self.key()), self.claim()
        return f"{name} · {self.w.claim(claim)}" if claim else name

    def claim(self) -> Claim | None:
        """Whose word it is, where more than one counts it."""
        kpi = CATALOGUE.get(self.key())
        return None if kpi is not None and kpi.counts_downloads else self.finding.claim

    def inside(self) -> str:
        """The same inside a sentence."""
        name, claim = self.w.kpi_inside(self.key()), self.claim()
        return f"{name} · {self.w.claim(claim)}" if claim else name

    def key(self) -> str:
        """The KPI that it is about."""
        return self.finding.goal.kpi if self.finding.goal else self.finding.detail or self.finding.result

    def measured(self, value: Decimal | None) -> str:
        """The KPI's value in its unit."""
        if value is None:
            return ""
        key = self.key()
        return self.w.measured(key, value, self.currency) if key in CATALOGUE else self.w.number(value)

    def so_far(self) -> str:
        """The KPI as it has been received, and that more is to come, where it is."""
        numbers, value = self.finding.numbers, self.measured(self.finding.numbers.measured)
        return self.w.plain("{value} so far", value=value) if numbers.awaited is not None else value

    def received(self) -> str:
        """The two numbers that the KPI is the quotient of: `9 leads for €525`, `812 clicks of 100,300 impressions`; ""
        where they are not both known."""
        numbers, kpi = self.finding.numbers, CATALOGUE.get(self.key())
        if kpi is None or kpi.additive or numbers.seen is None or numbers.measured is None:
            return ""
        seen, cost = self.exactly(self.finding.result, numbers.seen), numbers.spend
        if cost is not None:
            return self.w.plain("{results} for {money}", results=seen, money=self.w.money(cost))
        if numbers.base is None:
            return ""
        return self.w.plain("{results} of {base}", results=seen, base=self.exactly(kpi.denominator, numbers.base))

    def exactly(self, kpi: str, value: Decimal) -> str:
        """How many of what has been received: what is counted is no estimate, and keeps a decimal."""
        return phrases.counted(self.w, kpi, value, self.currency, whole=False)

    def brought_back(self) -> str:
        """The KPI once all results have arrived, where that alone brings it back to its goal."""
        numbers = self.finding.numbers
        if numbers.measured is None or self.meets(numbers.measured) or not self.meets(numbers.awaited):
            return ""
        return self.measured(numbers.awaited)

    def meets(self, value: Decimal | None) -> bool:
        """Whether a value of the KPI is within its goal."""
        goal, target = self.finding.goal, self.finding.numbers.target
        return goal is not None and target is not None and value is not None and goal.comparator.holds(value, target)

    def nearly(self, value: Decimal | None) -> bool:
        """Whether a value of the KPI misses its goal by no more than is let pass."""
        target = self.finding.numbers.target
        return target is not None and value is not None and abs(value - target) <= target * NEARLY

    def total(self) -> dict[str, str]:
        """A total of the flight: what was promised, what must come a day and what comes, and where it will end."""
        numbers = self.finding.numbers
        ends = {"whole": numbers.target, "least": numbers.least, "most": numbers.most}
        told = phrases.daily(numbers.needed, numbers.comes)
        told |= {name: value.quantize(Decimal(1)) for name, value in ends.items() if value is not None}
        unit = get(self.key()).unit if self.key() in CATALOGUE else Unit.COUNT
        said = {name: self.w.amount(unit, value, self.currency) for name, value in told.items()}
        return {name: said.get(name, "") for name in ("needed", "comes", *ends)}

    def counted(self, value: Decimal | None) -> str:
        """How many results."""
        if value is None:
            return ""
        return phrases.counted(self.w, self.finding.result, value, self.currency)

    def about(self, value: Decimal | None) -> str:
        """How many, as an estimate."""
        whole = self.rounded(value)
        if whole is None:
            return DASH
        return phrases.about(self.w, self.finding.result, whole, self.currency)

    @staticmethod
    def rounded(value: Decimal | None) -> Decimal | None:
        """An estimate as a whole number, at least one: an expectation of nothing is not worth a word."""
        return None if value is None else max(Decimal(1), value.to_integral_value(ROUND_HALF_UP))

    def money(self, money: Money | None) -> str:
        """An amount without its cents; "" for none at all."""
        return self.w.money(money, cents=False) if money and money.micros else ""

    def budget(self) -> str:
        """The flight's budget: the target of the pace, in micros."""
        return self.w.agreed(Money(self.limit(), self.currency)) if self.limit() else ""

    def limit(self) -> int:
        """The flight's budget in micros; 0 for what is not about one."""
        target = self.finding.numbers.target
        return 0 if target is None or self.finding.goal is not None else int(target)
