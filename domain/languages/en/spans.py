"""English: how days are named."""

from domain.languages.spans import Spans

SPANS = Spans(
    numbers={
        "a": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "fourteen": 14,
        "fifteen": 15,
        "twenty": 20,
        "thirty": 30,
        "sixty": 60,
        "ninety": 90,
        "couple of": 2,
        "a couple of": 2,
    },
    ordinals={"first": 1, "second": 2, "third": 3, "fourth": 4},
    units={
        "day": ("day", "days"),
        "week": ("week", "weeks", "wk"),
        "fortnight": ("fortnight", "fortnights"),
        "month": ("month", "months"),
        "quarter": ("quarter", "quarters"),
        "year": ("year", "years", "yr"),
    },
    months=(
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ),
    shy=("may", "march", "mar"),
    near={"today": 0, "yesterday": 1, "yday": 1, "todays": 0, "yesterdays": 1, "day before yesterday": 2},
    phrases={
        "trailing": (
            "(?:(?:in|over|during|for|from) )?(?:the )?(?:last|past|previous|trailing) {n} {unit}",
            "(?:in|over|during|for) (?:the )?past {unit}",
            "(?:the )?(?:last|past|previous) {unit:fortnight}",
        ),
        "this": (
            "(?:so far )?(?:in )?this {unit}(?: so far| to date)?",
            "(?:the )?current {unit}",
            "{unit} to date",
            "the {unit:month|year|quarter|week} so far",
            "(?:so far|in|during|of) the {unit:month|year|quarter}",
        ),
        "previous": ("(?:the )?(?:last|previous|prior|past) {unit}s?", "(?:the )?{unit} (?:just gone|before)"),
        "before_previous": ("(?:the )?{unit} before last",),
        "ago": ("{n} {unit} (?:ago|back)",),
        "since_ago": ("since {n} {unit} ago",),
        "since": (
            (
                "(?:since|from|starting|starting from)(?: last| on| the| this)? {a}(?: (?:to|until|till|"
                "up to) (?:today|now|date)| on| onwards?)?"
            ),
        ),
        "since_unit": ("since the (?:start|beginning|first day) of (?:the |this )?{unit}",),
        "since_month": ("since (?:the )?(?:start|beginning|early)(?: of)? {month}",),
        "span": ("(?:from |between )?(?:the )?{a} (?:to|until|till|through|thru|and|-)(?: the)? {b}",),
        "months": ("(?:from |between |in )?{month:a} (?:to|until|through|and|-) {month:b}(?: {year})?",),
        "day": ("(?:on |the |for |last |this )*{a}",),
        "half": ("(?:the )?{ordinal} half of {month}", "(?:the )?{ordinal} fortnight of {month}"),
        "week_of": ("(?:the )?week (?:of|starting|beginning|commencing)(?: the| on)? {a}",),
        "month": ("(?:month of )?{month}(?: (?:of )?{year})?",),
        "month_last_year": ("{month} (?:of )?last year", "last year s {month}"),
        "quarter": ("{quarter} quarter(?: (?:of )?{year})?",),
        "year": ("(?:in |of |year |for )?{year}",),
        "weekend": ("(?:this |the |last |past |over |on |at )*weekend(?! after)",),
        "whole": (
            "(?:the |for the |over the |during the )?(?:whole|entire|full|complete) campaign",
            (
                "since (?:the start|the beginning|it started|it began|we started|we launched|launch|it "
                "launched|day one|the launch|inception|it kicked off|it went live|the campaign started|"
                "the campaign began|kick off)(?: of)?(?: the)?(?: campaign)?"
            ),
            "(?:from )?start to finish",
            "(?:campaign|flight) to date",
            "from (?:the )?(?:start|beginning|day one)",
            "all time",
            "lifetime",
        ),
        "next": (
            "(?:the )?next(?: {n})? {unit}",
            "tomorrow",
            "(?:the )?{unit} after next",
            "next {a}",
            "(?:in|within) {n} {unit}",
        ),
        "every": ("(?:every|each)(?: other)? {a}", "(?:every|each) {unit}", "every {n} {unit}"),
    },
    the=("the",),
    of=("of",),
    at=("in", "of", "since", "until", "for", "from", "during", "last", "this", "and", "to", "early", "late"),
)
