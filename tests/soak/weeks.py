"""Twenty pushed days: what people type on each, and what happens to the bots meanwhile."""

import random
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from tests.soak.living import START, Bot, Place

HOURS = 24
STRIDE = timedelta(hours=1, seconds=20)
"""A little more than an hour, so that what is due again after six or 24 hours is due then however long the bots took:
both runs look at the same instants of business."""
PAUSE_SECONDS = (0.5, 5.0)
WITHIN = 2.5
"""Seconds after the clock's push within which something happens to a bot."""
PATIENCE = 75.0
"""Seconds that an hour may take to be worked off before the next begins: what a killed process was reading is free
again after 30, what it was sending after 180."""
AT_LAST = 600.0
TYPING = range(9, 19, 3)
TYPED = (
    ("C0ACMEINT", "U0MAYA", "/campaign log otoño {note}"),
    ("C0ACMEINT", "U0MAYA", "/campaign status otoño"),
    ("C0ACMEINT", "U0MAYA", "/campaign list"),
)
"""(channel, person, words): typed once each in the hours of `TYPING`."""


@dataclass
class Harm:
    """What is done to the bots: by the hour the chance that one is killed, and that one is paused."""

    seed: int
    kills: float = 0.0
    pauses: float = 0.0
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def within(self, bots: list[Bot]) -> None:
        """Something for one of the bots, or nothing."""
        drawn, bot, after = self.random.random(), self.random.choice(bots), self.random.uniform(0, WITHIN)
        frozen = self.random.uniform(*PAUSE_SECONDS)
        if drawn < self.kills:
            time.sleep(after)
            self.done["killed"] += 1
            bot.kill()
            bot.start()
        elif drawn < self.kills + self.pauses:
            time.sleep(after)
            self.done["paused"] += 1
            bot.signal(signal.SIGSTOP)
            time.sleep(frozen)
            bot.signal(signal.SIGCONT)


@dataclass
class Typed:
    """The notes that were typed: those that Slack saw acknowledged, and those of which the person read that they were
    not, because nobody was there or the process was killed before it could."""

    heard: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    commands: int = 0
    """How many commands of any kind were acknowledged, of so many that were `typed`."""
    typed: int = 0

    def type(self, place: Place, note: str) -> None:
        """What is typed in an hour."""
        for channel, person, words in TYPED:
            answer = place.post("command", channel=channel, user=person, text=words.format(note=note))
            self.typed += 1
            self.commands += answer["ok"]
            if "{note}" in words:
                (self.heard if answer["ok"] else self.lost).append(note)


@dataclass
class Lived:
    """How the days went. `late`: hours that were not worked off when the next one began."""

    typed: Typed = field(default_factory=Typed)
    late: int = 0


def live(place: Place, days: int, harm: Harm | None = None) -> Lived:
    """Push so many days hour by hour."""
    lived = Lived()
    with ThreadPoolExecutor(1) as hand:
        for hour in range(1, days * HOURS + 1):
            harming = hand.submit(harm.within, place.bots) if harm else None
            push_to(place, START + hour * STRIDE)
            if hour % HOURS in TYPING:
                lived.typed.type(place, f"nota {hour}")
            if harming:
                harming.result()
                for bot in place.bots:
                    bot.ready()
            lived.late += not place.settled(PATIENCE)
            if hour % HOURS == 0:
                place.measure()
    assert place.settled(AT_LAST), "the bots did not catch up"
    return lived


def push_to(place: Place, instant: datetime) -> None:
    """Business time is that instant, or a moment later."""
    now = datetime.fromisoformat(place.get("clock")["now"])
    place.post("clock", advance=f"{ceil((instant - now).total_seconds())}s")
