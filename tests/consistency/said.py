"""What people read, parsed: which KPI of which campaign has which value over which days, and the numbers beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html import unescape
from itertools import pairwise
from typing import Any

from domain.languages import LANGUAGES
from tests.consistency.truth import CRM, PLATFORMS

_NUMBER = r"\d[\d.,\u202f]*"
_MONTHS = {
    "en": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    "ca": ("gen", "feb", "mar", "abr", "mai", "jun", "jul", "ago", "set", "oct", "nov", "des"),
}
_CLAIMS = {"crm": CRM, "platforms": PLATFORMS, "plataformas": PLATFORMS, "plataformes": PLATFORMS}
_SINCE = {
    "en": r"since (?P<day>[A-Z][^:(]*?)",
    "es": r"desde el (?P<day>[^:(]*?)",
    "ca": r"des d(?:el|e l’|e) (?P<day>[^:(]*?)",
}
_OF_LEADS = {"en": "of the leads ", "es": "de los leads llegados ", "ca": "dels leads arribats "}
_SO_FAR = {"en": "so far", "es": "hasta ahora", "ca": "fins ara"}
_GOAL = {"en": "goal", "es": "objetivo", "ca": "objectiu"}
_WITHIN = {"en": "within its goal", "es": "dentro del objetivo", "ca": "dins de l’objectiu"}
_AGAINST = {"en": " against ", "es": " en comparación con ", "ca": " en comparació amb "}
_BETWEEN = {"en": r"for|of", "es": r"por|de", "ca": r"per|de"}
_HOUR = r"(?: (?:at|a las|a les) \d+:\d+)?"
_RECEIVED = {
    "en": rf"since (?P<day>.*?){_HOUR}, while (?:.*?; .*?: )?(?P<n>no|\d[\d,]*) leads?\b",
    "es": rf"desde el (?P<day>.*?){_HOUR}, (?:mientras|con) .*?(?:han entrado |; .*?: )(?P<n>ningún|\d[\d.]*) leads?\b",
    "ca": rf"des de (?P<day>.*?){_HOUR}, (?:mentre|amb) .*?(?:han arribat |; .*?: )(?P<n>cap|\d[\d.]*) leads?\b",
}
"""What a CRM received from a day on, while the platforms count nothing."""
_NOTHING = {
    "en": rf"counted no \w+ since (?P<day>.*?){_HOUR}, while [^;]*? by now\.",
    "es": rf"no cuentan? \w+ desde el (?P<day>.*?){_HOUR}, con [^;]*? esperar cerca de [\d.]+\.",
    "ca": rf"no compt(?:a|en) \w+ des de (?P<day>.*?){_HOUR}, amb [^;]*?esperaven prop de [\d.]+\.",
}
"""Money that was spent for nothing, where no word is lost about a CRM: it has none either, then."""
_TOTAL = {
    "en": r"of [\d.,]+(?: so far|\.(?!\d))",
    "es": r"de [\d.,]+(?: por ahora|\.(?!\d))",
    "ca": r"de [\d.,]+(?: per ara|\.(?!\d))",
}
"""Behind what a flight has received: what was promised of it."""
_ALT = {
    "en": r"[:;] ([^:;]*?), ([^;]*?) in total",
    "es": r"[:;] ([^:;]*?), ([^;]*?) en total",
    "ca": r"[:;] ([^:;]*?), ([^;]*?) en total",
}
_OF_TOTAL = {"en": "of", "es": "de", "ca": "de"}
Span = tuple[date, date]


@dataclass(frozen=True)
class Amount:
    """A number as it is written: `step` is one unit of its last digit."""

    value: Fraction
    step: Fraction

    def fits(self, exact: Fraction) -> bool:
        """Whether the exact number would be written so."""
        return abs(self.value - exact) <= self.step / 2 + Fraction(1, 10**9)


@dataclass(frozen=True)
class Said:
    """A KPI as people read it somewhere. `claim` is "" where it is not said; `parts` are the numbers that stand beside
    it as those it is made of, results first. `by_lead`: of what the leads of these days have brought since. `past`: as
    it was found at an instant before, which the text names."""

    where: str
    campaign: str
    kpi: str
    days: Span
    value: Amount
    claim: str = ""
    parts: tuple[Amount, Amount] | None = None
    by_lead: bool = False
    text: str = ""
    past: bool = False


def plain(text: str) -> str:
    """Without marks, entities and unusual blanks."""
    return re.sub(r"[\xa0\u2009\u202f]", " ", unescape(text)).replace("*", "").replace("_", "_")


def amount(text: str, locale: str) -> Amount | None:
    """The first number of a text; None where there is none, as in a dash. A percentage is a fraction."""
    found = re.search(_NUMBER, text)
    if found is None:
        return None
    group, point = (",", ".") if locale == "en" else (".", ",")
    digits = found[0].rstrip(".,").replace(group, "").replace(point, ".")
    step = Fraction(1, 10 ** len(digits.partition(".")[2]))
    scale = 100 if re.match(r"\s?%", text[found.end() :]) else 1
    return Amount(Fraction(digits) / scale, step / scale)


def amounts(text: str, locale: str) -> list[Amount]:
    """Every number of a text."""
    cut = [match.start() for match in re.finditer(_NUMBER, text)]
    found = [amount(text[start:end], locale) for start, end in pairwise([*cut, len(text)])]
    return [one for one in found if one is not None]


def span(text: str, locale: str, today: date) -> Span | None:
    """The days that a text names: `23–29 nov 2026`, `Nov 28 – Dec 4, 2026`, `12 de nov.`; None for others."""
    words = [word for word in re.findall(r"[^\W\d_]+|\d+", plain(text).lower()) if word != "martes"]
    months = [n for word in words if not word.isdigit() for n in _month(word, locale)]
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]
    if not months or not days or len(days) > 2:
        return None
    year = years[-1] if years else today.year - (months[-1] > today.month)
    first = years[0] if len(years) > 1 else year - (months[0] > months[-1])
    try:
        return date(first, months[0], days[0]), date(year, months[-1], days[-1])
    except ValueError:
        return None


def _month(word: str, locale: str) -> list[int]:
    return [n for n, name in enumerate(_MONTHS[locale], 1) if len(word) > 2 and word[:3] == name]


class Parser:
    """Reads for one campaign's names, in one language, on one day."""

    def __init__(
        self, names: Mapping[str, str], locale: str, today: date, flights: Mapping[str, Span] | None = None
    ) -> None:
        """`names`: what campaigns are called, by their keys; `flights` are the days of each."""
        self._names, self.locale, self.today, self._flights = names, locale, today, flights or {}
        self._kpis = {name.lower(): key for key, name in LANGUAGES[locale].kpis.items() if key != "pace"}
        kpis = "|".join(sorted((re.escape(name) for name in self._kpis), key=len, reverse=True))
        claim = r"(?: · (?P<claim>CRM|platforms|plataformas|plataformes))?"
        self._sentence = re.compile(
            rf"(?P<kpi>{kpis}){claim} (?P<lead>{_OF_LEADS[locale]})?{_SINCE[locale]}: (?P<value>\W{{0,2}}\d[^(;•]*?)"
            rf"(?: {_SO_FAR[locale]})? \((?P<seen>[^()]*?) (?:{_BETWEEN[locale]}) (?P<base>[^()]*?\d[^()]*?)\)",
            re.IGNORECASE,
        )
        since = _SINCE[locale]
        self._verdict = re.compile(
            rf"(?P<kpi>{kpis}){claim}(?: {since})?:? (?P<value>[^;:(),]*?\d[^;:()]*?), {_GOAL[locale]} ", re.IGNORECASE
        )
        number = r"\W?\d[^;:()]*?"
        self._ended = re.compile(
            rf"(?P<kpi>{kpis}){claim} (?P<value>{number}) {since}, {_GOAL[locale]} "
            rf"|(?P<kpi2>{kpis}){claim.replace('claim', 'claim2')} {since.replace('day', 'day2')}(?: is|,) "
            rf"(?P<value2>{number})(?: after all)?, {_WITHIN[locale]} ",
            re.IGNORECASE,
        )

        counted = "|".join(re.escape(LANGUAGES[locale].kpis[kpi].lower()) for kpi in ("leads", "conversions", "clicks"))
        self._so_far = re.compile(rf"(?P<n>\d[\d.,]*) {_OF_TOTAL[locale]} \d[\d.,]* (?P<kpi>{counted})")
        self._total = re.compile(rf"(?P<n>\d[\d.,]*) (?P<kpi>{counted}) {_TOTAL[locale]}")

    def campaign(self, text: str) -> str:
        """The key of the campaign that a title names; "" where it names none."""
        found = [key for key, name in self._names.items() if name in plain(text)]
        return max(found, key=lambda key: len(self._names[key]), default="")

    def _last(self, text: str) -> str:
        """The key of the campaign that is named last; "" where none is."""
        places = {key: text.rfind(name) for key, name in self._names.items()}
        named = [key for key, place in places.items() if place >= 0]
        return max(named, key=lambda key: (places[key], len(self._names[key])), default="")

    def message(self, where: str, payload: Mapping[str, Any]) -> Iterator[Said]:
        """All that a message says of KPIs: fields under a title with its days, sentences, and the data of its chart."""
        campaign, days, chart = "", None, payload.get("chart")
        for place, block in enumerate(payload.get("blocks", ())):
            if chart and campaign and days and place == payload.get("chart_after"):
                yield from self.chart(where, campaign, days, chart)
            for text in _texts({**block, "fields": []}):
                line = plain(text).split("\n")[0]
                if found := self.campaign(line):
                    campaign, days = found, span(line.split(" · ")[-1], self.locale, self.today) or days
                yield from self.sentences(where, campaign, text)
            if campaign and days:
                yield from self._fields(where, campaign, days, block)
        after = payload.get("chart_after")
        if chart and campaign and days and (after is None or after >= len(payload.get("blocks", ()))):
            yield from self.chart(where, campaign, days, chart)

    def _fields(self, where: str, campaign: str, days: Span, block: Mapping[str, Any]) -> Iterator[Said]:
        for one in block.get("fields") or ():
            name, *rest = plain(one["text"]).split("\n")
            if rest:
                yield from self.pair(where, campaign, days, name, rest[0])
            for line in rest[1:]:
                yield from self._course(where, campaign, name, line)

    def _course(self, where: str, campaign: str, name: str, line: str) -> Iterator[Said]:
        """`✓ 386 of 300, reached on Nov 8`: of the flight."""
        (kpi, claim), flown = self.named(name), self._flown(campaign)
        found = re.match(rf"\W*(\d[^,;]*?) {_OF_TOTAL[self.locale]} \W?\d", line)
        if kpi and flown and found and (told := amount(found[1], self.locale)):
            yield Said(f"{where}, of the flight", campaign, kpi, flown, told, claim, text=f"{name}: {line}")

    def _flown(self, campaign: str) -> Span | None:
        """The days of its flight that are over."""
        if campaign not in self._flights:
            return None
        start, end = self._flights[campaign]
        return start, min(end, self._yesterday)

    @property
    def _yesterday(self) -> date:
        return date.fromordinal(self.today.toordinal() - 1)

    def pair(self, where: str, campaign: str, days: Span, name: str, value: str) -> Iterator[Said]:
        """A KPI's name, with whose word it is, and its value."""
        kpi, claim = self.named(name)
        told = amount(value, self.locale)
        if kpi and told:
            yield Said(where, campaign, kpi, days, told, claim, text=f"{name}: {value}")

    def amount(self, text: str) -> Amount | None:
        """The first number of a text in this language."""
        return amount(text, self.locale)

    def named(self, name: str) -> tuple[str, str]:
        """The KPI that a name means, "" for none, and whose word it says it is."""
        found = re.fullmatch(r"(.*?)(?: · | \()?(CRM|platforms|plataformas|plataformes)?\)?", name.strip())
        kpi = self._kpis.get(found[1].strip().lower(), "") if found else ""
        return kpi, _CLAIMS.get((found[2] or "").lower(), "") if found else ""

    def sentences(self, where: str, campaign: str, text: str) -> Iterator[Said]:
        """`Cost per lead since Nov 30: €58.33 so far (9 leads for €525)`: until yesterday."""
        for line in re.split(r"\n| • ", plain(text)):
            yield from self._counts(where, campaign, line)
            yield from self._over(where, campaign, line)
            for found in self._sentence.finditer(line):
                about = self._last(line[: found.start()]) or campaign
                began, value = span(found["day"], self.locale, self.today), amount(found["value"], self.locale)
                seen, base = amount(found["seen"], self.locale), amount(found["base"], self.locale)
                if not (began and value and seen and base and about):
                    continue
                yield Said(
                    where,
                    about,
                    self._kpis[found["kpi"].lower()],
                    (began[0], self._yesterday),
                    value,
                    _CLAIMS.get((found["claim"] or "").lower(), ""),
                    (seen, base),
                    bool(found["lead"]),
                    found[0],
                )

    def _counts(self, where: str, campaign: str, line: str) -> Iterator[Said]:
        """What a CRM received since a day, and what came of a total over the flight."""
        for found in re.finditer(_RECEIVED[self.locale], line):
            about, began = self._last(line[: found.start()]) or campaign, span(found["day"], self.locale, self.today)
            told = amount(found["n"], self.locale) or Amount(Fraction(), Fraction(1))
            if about and began:
                days = began[0], max(began[0], self._yesterday)
                yield Said(f"{where}, while nothing is counted", about, "leads", days, told, CRM, text=found[0])
        for found in re.finditer(_NOTHING[self.locale], line):
            about, began = self._last(line[: found.start()]) or campaign, span(found["day"], self.locale, self.today)
            if about and began and began[0] < self.today:
                none, days = Amount(Fraction(), Fraction(1)), (began[0], self._yesterday)
                yield Said(f"{where}, for nothing", about, "leads", days, none, CRM, text=found[0])
        for found in self._total.finditer(line):
            about = self._last(line[: found.start()]) or campaign
            told, flown = amount(found["n"], self.locale), self._flown(about)
            if told and flown:
                yield Said(f"{where}, of the flight", about, self._kpis[found["kpi"]], flown, told, text=found[0])

    def _over(self, where: str, campaign: str, line: str) -> Iterator[Said]:
        """`Back on target: cost per lead €21.82 since Dec 3, goal < €25`."""
        for found in self._ended.finditer(line):
            kpi, said, day, by = (found[name] or found[f"{name}2"] for name in ("kpi", "value", "day", "claim"))
            about, began = self._last(line[: found.start()]) or campaign, span(day, self.locale, self.today)
            told = amount(said, self.locale)
            if about and began and told:
                days, claim = (began[0], self._yesterday), _CLAIMS.get((by or "").lower(), "")
                yield Said(where, about, self._kpis[kpi.lower()], days, told, claim, text=found[0])

    def verdict(self, where: str, campaign: str, days: Span, text: str) -> Iterator[Said]:
        """`Off target: cost per lead €58.33, goal < €25`: the value that a verdict names."""
        for found in self._verdict.finditer(plain(text)):
            if value := amount(found["value"], self.locale):
                began = span(found["day"], self.locale, self.today) if found["day"] else None
                days = (began[0], self._yesterday) if began else days
                claim = _CLAIMS.get((found["claim"] or "").lower(), "")
                yield Said(where, campaign, self._kpis[found["kpi"].lower()], days, value, claim, text=found[0])

    def glance(self, where: str, campaign: str, days: Span, line: str) -> Iterator[Said]:
        """`Spend: €1,078 · Cost per lead: €30.80 (goal < €25) · 195 of 300 leads`: a row's numbers in a list."""
        for part in plain(line).split(" · "):
            name, _, value = part.partition(": ")
            yield from self.pair(where, campaign, days, name, value)
            found, flown = self._so_far.fullmatch(part), self._flown(campaign)
            told = amount(found["n"], self.locale) if found else None
            if found and told and flown:
                yield Said(f"{where}, of the flight", campaign, self._kpis[found["kpi"]], flown, told, text=part)

    def why(self, where: str, campaign: str, payload: Mapping[str, Any]) -> Iterator[Said]:
        """`Cost per lead: €18.78 before, €18.54 since …`, of the two windows that the small print names."""
        headline, small = (
            plain(payload["blocks"][1]["text"]["text"]),
            plain(payload["blocks"][-1]["elements"][0]["text"]),
        )
        small, (name, _, rest) = re.split(r"\. (?=[A-ZÀ-Ý])", small)[0], headline.partition(": ")
        kpi, claim = self.named(name)
        sides = [span(part, self.locale, self.today) for part in re.split(_AGAINST[self.locale], small)]
        values = amounts(rest, self.locale)
        if not kpi or len(sides) != 2 or len(values) < 2:
            return
        for side, value in zip(reversed(sides), values, strict=False):
            if side:
                yield Said(where, campaign, kpi, side, value, claim, text=headline)

    def chart(self, where: str, campaign: str, days: Span, chart: Mapping[str, Any]) -> Iterator[Said]:
        """The sums of a chart's bars and lines, and what its alternative text says they come to."""
        alt = plain(str(chart.get("alt", "")))
        yield from self.verdict(f"{where}, chart's title", campaign, days, alt)
        for name, value in re.findall(_ALT[self.locale], alt):
            yield from self.pair(f"{where}, alternative text", campaign, days, name, value)
        whole = (days[1] - days[0]).days + 1
        for role, name, values, *_ in (series(one) for one in chart["series"]):
            kpi, claim = self.named(name)
            if kpi and role in {"spend", "bars", "results"} and len(values) == whole:
                told = Fraction(sum(Fraction(str(value)) for value in values if value is not None))
                step = Fraction(1, 100) * max(1, len(values))
                yield Said(f"{where}, chart's data", campaign, kpi, days, Amount(told, step), claim, text=name)


def series(one: Any) -> list[Any]:
    """A line of a chart: role, name and values."""
    return [one["role"], one["name"], one["values"]] if isinstance(one, Mapping) else list(one)


def _texts(payload: Any) -> Iterator[str]:
    if isinstance(payload, Mapping):
        if isinstance(payload.get("text"), str):
            yield payload["text"]
        for value in payload.values():
            yield from _texts(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from _texts(value)
