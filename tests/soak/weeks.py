"""Twenty pushed days: what people type on each, and what happens to the bots meanwhile."""

import random
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.soak.living import Bot, Place

HOURS = 24
PAUSE_SECONDS = (0.5, 3.0)
WITHIN = 2.0
"""Seconds after the clock's push within which something happens to a bot."""
PATIENCE = 20.0
"""Seconds that an hour may take to be worked off before the next begins."""
LEASE = 1_200.0
"""Seconds within which whatever a killed process held is free again."""
TYPED = (
    ("C0ACMEINT", "U0MAYA", "/campaign log otoño nota {n}"),
    ("C0ACMEINT", "U0MAYA", "/campaign status otoño"),
    ("C0ACMEINT", "U0MAYA", "/campaign list"),
)
"""(channel, person, words): typed once each on every day."""


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
        drawn, bot = self.random.random(), self.random.choice(bots)
        time.sleep(self.random.uniform(0, WITHIN))
        if drawn < self.kills:
            self.done["killed"] += 1
            bot.kill()
            bot.start()
        elif drawn < self.kills + self.pauses:
            self.done["paused"] += 1
            bot.signal(signal.SIGSTOP)
            time.sleep(self.random.uniform(*PAUSE_SECONDS))
            bot.signal(signal.SIGCONT)


def live(place: Place, days: int, harm: Harm | None = None) -> list[str]:
    """Push so many days hour by hour; returns the notes that were typed."""
    notes = []
    for day in range(days):
        for hour in range(HOURS):
            harming = threading.Thread(target=harm.within, args=(place.bots,)) if harm else None
            if harming:
                harming.start()
            place.post("clock", advance="1h")
            if hour == HOURS // 2:
                notes.append(f"nota {day}")
                for channel, person, words in TYPED:
                    place.post("command", channel=channel, user=person, text=words.format(n=day))
            if harming:
                harming.join()
                for bot in place.bots:
                    bot.ready()
            place.settled(PATIENCE)
        for bot in place.bots:
            bot.measure()
    assert place.settled(LEASE), "the bots did not catch up"
    return notes
