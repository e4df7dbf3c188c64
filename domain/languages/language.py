"""What a language must say of KPIs, days and periods: data, which every other room reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.languages.spans import NO_SPANS, Spans, Words


@dataclass(frozen=True, slots=True)
class Language:
    """One language. Whatever people may type stands folded: lower case, without accents.

    `name` is its own name for itself; `kpis` has a name for each key of the catalogue, as people read it, and `called`
    what else people type for it, folded and each the name of one KPI alone. `weekdays`
    begin with Monday; `months` with January, each by the three or four letters that its name begins with, or by the
    whole of a shorter abbreviation. `daily` and `working_days` are words for every day, and for Monday to Friday;
        `always` for every day, also when people rest.
    `monthly` for once a month, `settled` for once a month when the days of the month before are restated no more.
    `periods` has words for `yesterday`, `today`, `week`, `month` and `all`; `spans` is how other days are named.
    """

    name: str
    kpis: Mapping[str, str]
    weekdays: tuple[Words, Words, Words, Words, Words, Words, Words]
    months: tuple[Words, ...]
    daily: Words
    working_days: Words
    always: Words
    periods: Mapping[str, Words]
    called: Mapping[str, Words] = field(default_factory=dict)
    monthly: Words = ()
    settled: Words = ()
    spans: Spans = NO_SPANS
