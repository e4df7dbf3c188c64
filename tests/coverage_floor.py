"""`python -m tests.coverage_floor coverage.json`: each room's line and branch coverage must reach its floor."""

import json
import sys
from collections import Counter
from pathlib import Path

FLOOR = 90.0
ROOMS = ("domain", "commands", "notifiers", "storage", "connectors")


def shares(report: dict) -> dict[str, tuple[float, float]]:
    """Per room, the percentage of statements and of branches that ran."""
    sums: dict[str, Counter[str]] = {room: Counter() for room in ROOMS}
    for name, file in report["files"].items():
        room = Path(name).parts[0]
        if room in sums:
            keys = ("covered_lines", "num_statements", "covered_branches", "num_branches")
            sums[room].update({key: file["summary"][key] for key in keys})
    return {
        room: (
            100 * s["covered_lines"] / max(1, s["num_statements"]),
            100 * s["covered_branches"] / max(1, s["num_branches"]),
        )
        for room, s in sums.items()
    }


def main() -> int:
    """Print the table; 1 when a room is below the floor."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    low = []
    for room, (lines, branches) in shares(report).items():
        print(f"{room:<12} lines {lines:5.1f} %   branches {branches:5.1f} %")
        if min(lines, branches) < FLOOR:
            low.append(room)
    if low:
        print(f"Below {FLOOR:.0f} %: {', '.join(low)}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
