"""What a language must say for people to type in it: data, folded (lower case, without accents) but for verbs and
fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commands.vocabulary.sentences import NO_SENTENCES, Sentences

Words = tuple[str, ...]
Named = Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language. Whatever a language leaves out has none.

    `verbs`: by verb, with accents, one word or two; help shows the first. `keys`: of `key:value`. `parts`: what may
    follow `alert`. `until`: the ends of `snooze`. `propose`: goals, after `target`. `everything`: all subscriptions.
    `rhythms`: in a schedule, by `daily`, `weekdays`, `always`, `weekly`, `monthly` and `settled`, where `beside` are
    words that mean nothing and `unknown_rhythms` such as cannot be had; `noon`: by `am` and `pm`, the half of a day;
    `hour`: the word before a time that has no minutes. `day` and `week`: units of a duration. `before`, `to` and `of`:
    before the first day, between two days, and between a day and its month. `courtesy`: what is said to be kind.
    `budget`: what a campaign's money is called; `changing`: words that change it, by `up`, `down` and `set`, of which
    `by` and `to` say by how much and to what; `thousands` after a number, and `currencies` by code; `comparing`, by
    sign: below, at most, above, at least. `glue`: words that mean nothing between the others. `sorts`: the orders of a
    list. `cuts`: what a picture is taken apart by. `against`: between two that are compared. `fields`: of a campaign,
    where one is edited; `me` and `nobody` as its owner, `yes` and `no`.
    `updates`: words that say what is paused and name nothing; `because`: before a reason. `called`: what
    people call it.
    """

    verbs: Named = field(default_factory=dict)
    keys: Named = field(default_factory=dict)
    sorts: Named = field(default_factory=dict)
    cuts: Named = field(default_factory=dict)
    against: Words = ()
    called: Words = ()
    parts: Named = field(default_factory=dict)
    until: Named = field(default_factory=dict)
    propose: Words = ()
    everything: Words = ()
    rhythms: Named = field(default_factory=dict)
    unknown_rhythms: Words = ()
    noon: Named = field(default_factory=dict)
    hour: Words = ()
    beside: Words = ()
    day: Words = ()
    week: Words = ()
    before: Words = ()
    to: Words = ()
    of: Words = ()
    courtesy: Words = ()
    budget: Words = ()
    changing: Named = field(default_factory=dict)
    by: Words = ()
    thousands: Words = ()
    currencies: Named = field(default_factory=dict)
    comparing: Named = field(default_factory=dict)
    glue: Words = ()
    fields: Named = field(default_factory=dict)
    me: Words = ()
    nobody: Words = ()
    yes: Words = ()
    no: Words = ()
    sentences: Sentences = NO_SENTENCES
    updates: Words = ()
    because: Words = ()
