"""Run it: `python -m tests.consistency [days]`; writes its result into docs/consistency.md, fails on any complaint."""

import sys
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from time import monotonic

from tests.bot.demo_world import DemoWorld, environment
from tests.bot.sandboxed import sandboxed
from tests.consistency.living import LOCALES, Living

DAYS = 60
FIRST = timedelta(minutes=35)
CLIENTS = ("acme", "forn", "nord")
MOST_SHOWN = 40
RESULT = Path(__file__).parents[2] / "docs" / "consistency.md"
PAGE = Path(__file__).with_name("page.md")


def main(days: int) -> int:
    """Live so many days; how many complaints there were."""
    began, wrong, places = monotonic(), [], Counter[str]()
    with tempfile.TemporaryDirectory() as folder, sandboxed(Path(folder)) as found:
        world = DemoWorld(found.url, Path(folder), environment(found.url))
        world.declare(found.declaration, CLIENTS)
        living = Living(world, every=4)
        for day in range(days):
            living.locales = (LOCALES[day % len(LOCALES)],)
            told = living.day(timedelta(days=1) if day else FIRST)
            wrong += [f"{world.now:%Y-%m-%d}: {one}" for one in told]
            print(f"{world.now:%Y-%m-%d}: {sum(living.read.values())} read, {len(told)} wrong", flush=True)
            print(*(f"  {one}" for one in told), sep="\n", end="\n" if told else "", flush=True)
        places.update(living.read)
    minutes = (monotonic() - began) / 60
    rows = [f"| {place} | {count} |" for place, count in sorted(places.items())]
    page = PAGE.read_text(encoding="utf-8").format(
        days=days,
        clients=", ".join(CLIENTS),
        read=sum(places.values()),
        wrong=len(wrong),
        minutes=f"{minutes:.1f}",
        places="\n".join(rows),
        complaints="\n".join(f"- {one}" for one in wrong[:MOST_SHOWN]) or "None.",
    )
    RESULT.write_text(page, encoding="utf-8")
    print(page)
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DAYS) > 0)
