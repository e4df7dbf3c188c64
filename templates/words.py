"""Words in the reader's language: sentences translated, filled in and escaped once; numbers as the locale has them."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from markupsafe import Markup

from domain.entities import Goal
from domain.errors import InvalidInput
from domain.kpi import Reading, Undefined, Unit, get
from domain.languages import LANGUAGES as SPOKEN
from domain.money import Money
from domain.names import fold
from domain.words import Claim, Source
from templates.catalogue import LANGUAGES, N_, SOURCE_LANGUAGE, catalogue
from templates.formats import WHOLE_FROM, Formats, parse_locale
from templates.mrkdwn import escape, raw

Value = str | int | Decimal | Money | date
DASH = "–"
_WHY: Mapping[Undefined, str] = {
    Undefined.NO_DATA: N_("no data"),
    Undefined.NO_DENOMINATOR: N_("nothing to divide by yet"),
    Undefined.NO_RATE: N_("no exchange rate"),
    Undefined.NO_SOURCE: N_("no CRM connected"),
    Undefined.NOT_COUNTED: N_("not counted yet"),
    Undefined.NOT_SAID: N_("not in the data that was delivered"),
    Undefined.NOT_STARTED: N_("not started yet"),
}
_MANY_OF = frozenset({"impressions", "clicks"})
"""What there is so much of that a hundredth of a per cent of it says something."""
_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}

_I_SOUND = re.compile(r"h?i(?![aeou])|y(?![aeiou])")
"""How a word begins before which Spanish says `e`: Implantes, historias, but not hielo."""
_ARTICLE = re.compile(r"\b([Dd]e|[Aa]|[Ee])l (?=11?\b(?![.,]?\d))")
_STOPS = re.compile(r"(?<!\.)\.\.(?![.\d])")


def _elide(found: re.Match[str]) -> str:
    article = found[1]
    return f"{article} l’" if article in {"de", "De", "a", "A"} else "L’" if article == "E" else "l’"


class Words(Formats):
    """Sentences and formats of one locale. `t` and `tn` give mrkdwn (Markup); everything else gives plain text."""

    def __init__(self, locale: str) -> None:
        super().__init__(parse_locale(locale))
        self.locale_code = locale
        self.language = self.locale.language if self.locale.language in LANGUAGES else SOURCE_LANGUAGE
        self._catalogue = catalogue(self.language)

    def t(self, msgid: str, /, **values: Value) -> Markup:
        """The sentence as mrkdwn: its own words and every plain value escaped, Markup values kept."""
        return self._fill(self._catalogue.one(msgid), values)

    def tn(self, singular: str, plural: str, /, n: int, **values: Value) -> Markup:
        """The sentence for `n` things as mrkdwn; `{n}` is the number."""
        return self._fill(self._catalogue.many(singular, plural, n), {"n": n, **values})

    def plain(self, msgid: str, /, **values: Value) -> str:
        """The sentence as plain text, for plain_text objects, charts and terminals."""
        texts = {key: self._text(value) for key, value in values.items()}
        return self._smooth(self._catalogue.one(msgid).format(**texts))

    def plain_n(self, singular: str, plural: str, /, n: int, **values: Value) -> str:
        """The sentence for `n` things as plain text."""
        texts = {key: self._text(value) for key, value in {"n": n, **values}.items()}
        return self._smooth(self._catalogue.many(singular, plural, n).format(**texts))

    def money(self, money: Money, *, cents: bool | None = None) -> str:
        """An amount of money."""
        return self.currency(money.amount, money.currency, cents=cents)

    def agreed(self, money: Money) -> str:
        """An amount that people have settled on: with the cents that it was typed with, however large it is."""
        return self.money(money, cents=money.amount != money.amount.to_integral_value())

    def amount(self, unit: Unit, value: Decimal, currency: str | None) -> str:
        """A value in its KPI's unit."""
        match unit:
            case Unit.MONEY:
                return self.currency(value, currency or "")
            case Unit.PERCENT:
                return self.percent(value)
            case Unit.RATIO:
                return self.ratio(value)
            case Unit.COUNT:
                return self.count(value)

    def reading(self, reading: Reading) -> str:
        """A reading's value in its unit; a dash when it is undefined (`why` says the reason)."""
        if reading.value is None:
            return DASH
        return self.measured(reading.kpi, reading.value, reading.currency)

    def measured(self, key: str, value: Decimal, currency: str | None) -> str:
        """A measured value of the KPI. People are whole, however a platform shares them out; costs keep their cents.

        A quotient always has the same decimals, so that what stands in one column can be read down it.
        """
        kpi = get(key)
        if kpi.unit is Unit.COUNT and kpi.from_crm and value >= 1:
            return self.count(value.to_integral_value(ROUND_HALF_UP))
        if kpi.unit is Unit.MONEY and not kpi.additive:
            return self.currency(value, currency or "", cents=abs(value) < WHOLE_FROM)
        if kpi.unit is Unit.PERCENT:
            return self.percent(value, 2 if kpi.denominator in _MANY_OF else 1)
        if kpi.unit is Unit.RATIO:
            return f"{self.number(value, 2)}x"
        return self.amount(kpi.unit, value, currency)

    def why(self, why: Undefined | None) -> str:
        """Why a reading has no value, in a few words."""
        marked = _WHY[why or Undefined.NO_DATA]
        return self.plain(marked)

    def target(self, goal: Goal) -> str:
        """A goal's comparator and number: `< 25 €`."""
        kpi = get(goal.kpi)
        whole = kpi.unit is Unit.COUNT and goal.target > 1
        target = goal.target.to_integral_value("ROUND_CEILING") if whole else goal.target
        return f"{_SIGNS[goal.comparator]} {self.amount(kpi.unit, target, goal.currency)}"

    def goal(self, goal: Goal) -> str:
        """A goal with its KPI: `CPL < 25 €`."""
        return f"{self.kpi(goal.kpi)} {self.target(goal)}"

    def kpi(self, key: str) -> str:
        """A KPI's name; the key itself where the catalogue does not know it."""
        return SPOKEN[self.language].kpis.get(key, key)

    def kpi_inside(self, key: str) -> str:
        """A KPI's name inside a sentence: `cost per lead`, but `CTR`."""
        name = self.kpi(key)
        return name[:1].lower() + name[1:] if name[1:2].islower() else name

    def claim(self, claim: Claim) -> str:
        """Whose word a number is."""
        return self.plain("CRM") if claim is Claim.CRM else self.plain("platforms")

    def source(self, source: Source) -> str:
        """A source's own name."""
        return self.plain("CSV file") if source is Source.CSV else source.label

    def list(self, parts: "tuple[str, ...] | list[str]") -> str:
        """`a, b and c`."""
        if len(parts) < 2:  # noqa: PLR2004 - nothing to join
            return "".join(parts)
        first, last = ", ".join(parts[:-1]), parts[-1]
        sentence = self._catalogue.one(N_("{first} and {last}"))
        if self.language == "es" and _I_SOUND.match(fold(last)):
            sentence = sentence.replace(" y ", " e ")
        return sentence.format(first=first, last=last)

    def named_day(self, day: date) -> str:
        """A day inside a sentence, its weekday in full: `Thursday, November 12`. The pattern is translated too."""
        return format_date(day, self._catalogue.one(N_("EEEE, MMMM d")), locale=self.locale)

    def _text(self, value: Value) -> str:
        match value:
            case str():
                return value
            case Money():
                return self.money(value)
            case bool() | None:
                raise TypeError(f"not a value for a sentence: {value!r}")
            case int() | Decimal():
                return self.number(value)
            case date():
                return self.day(value)

    def _fill(self, sentence: str, values: dict[str, Value]) -> Markup:
        safe = {key: str(escape(self._text(value))) for key, value in values.items()}
        return raw(self._smooth(str(escape(sentence)).format(**safe)))

    def _smooth(self, sentence: str) -> str:
        """Catalan's articles before numbers read with a vowel (`l’1`, `a l’11`), and one stop after `de nov.`."""
        return _STOPS.sub(".", _ARTICLE.sub(_elide, sentence)) if self.language == "ca" else sentence


@lru_cache(maxsize=64)
def words(locale: str) -> Words:
    """The words of a locale: `es`, `ca`, `en`, or with a region as in `es_MX`."""
    return Words(locale)


def is_spoken(name: str) -> bool:
    """Whether Vigía speaks the locale's language: `es_MX`, not `fr`."""
    found = parse_locale(name)
    return found.language in LANGUAGES and name.lower().startswith(found.language)


def check_locale(name: str) -> str:
    """The locale as we store it; InvalidInput for a language that Vigía does not speak."""
    if not is_spoken(name):
        raise InvalidInput("locale", "locale", name, "es")
    return str(parse_locale(name))
