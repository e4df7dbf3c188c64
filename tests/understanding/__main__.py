"""`python -m tests.understanding [--failures] [--reveal] [--write]`: how much is understood of what people say.

`--failures` lists what failed: the sentences that anybody may read in full, those held back only by kind, so that
nobody writes grammar for them. `--reveal` lists those too. `--write` puts the table into docs/understanding.md.
"""

import argparse
import sys
from collections.abc import Sequence

from tests.understanding import document
from tests.understanding.asking import heard
from tests.understanding.corpus import SETS, read
from tests.understanding.measure import Result, failures, kinds, table

NAMES = {"sentences": "to read", "held_back": "held back"}


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.understanding")
    parser.add_argument("--failures", action="store_true", help="list what failed; of what is held back, the kinds")
    parser.add_argument("--reveal", action="store_true", help="list what failed of what is held back, too")
    parser.add_argument("--write", action="store_true", help="write the table into docs/understanding.md")
    asked = parser.parse_args(arguments)
    sets = {name: heard(read(name)) for name in SETS}
    written = table([(NAMES[name], results) for name, results in sets.items()])
    sys.stdout.write(written + "\n")
    if asked.write:
        document.write(written)
    for name, results in sets.items():
        if asked.failures or asked.reveal:
            shown = asked.reveal or name != "held_back"
            sys.stdout.write("\n".join(["", f"{NAMES[name]}:", *_listed(results, shown=shown), ""]))
    return 0


def _listed(results: Sequence[Result], *, shown: bool) -> list[str]:
    return [*failures(results), *kinds(results)] if shown else kinds(results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
