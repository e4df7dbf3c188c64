"""The industry table: shipped with Vigía, or an agency's own in the same columns."""

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path

from domain.errors import InvalidInput
from domain.proposals import Benchmark
from domain.words import Source

SHIPPED = Path(__file__).parents[1] / "data" / "industry_benchmarks.csv"
COLUMNS = ("platform", "campaign_type", "industry", "period", "region", "source", "confidence")
NUMBERS = {"ctr_pct": "ctr", "cvr_pct": "cvr", "cpc_usd": "cpc", "cpl_usd": "cpl"}
_PERCENT = Decimal(100)


def load(own: str = "") -> tuple[Benchmark, ...]:
    """The agency's table at the path `own`, or the one that is shipped.

    InvalidInput (code `benchmarks`) names the place where it cannot be read.
    """
    path = Path(own) if own else SHIPPED
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in (*COLUMNS, *NUMBERS) if name not in (reader.fieldnames or ())]
            if missing:
                raise InvalidInput("benchmarks", missing[0], path.name, ",".join((*COLUMNS, *NUMBERS)))
            return tuple(_row(row, f"{path.name}:{at}") for at, row in enumerate(reader, 2))
    except (OSError, UnicodeError, csv.Error):
        raise InvalidInput("benchmarks", "file", path.name, ",".join((*COLUMNS, *NUMBERS))) from None


def _row(row: dict[str, str | None], place: str) -> Benchmark:
    told = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *NUMBERS)}
    try:
        values = {kpi: Decimal(told[name]) for name, kpi in NUMBERS.items() if told[name]}
        source = Source(told["platform"])
    except (InvalidOperation, ValueError):
        raise InvalidInput("benchmarks", place, told["platform"], "google_ads") from None
    if not all(value.is_finite() and value > 0 for value in values.values()) or not all(map(told.get, COLUMNS)):
        raise InvalidInput("benchmarks", place, told["platform"], "6.64")
    return Benchmark(
        source=source,
        campaign_type=told["campaign_type"],
        industry=told["industry"],
        period=told["period"],
        region=told["region"],
        values={kpi: value / _PERCENT if kpi in {"ctr", "cvr"} else value for kpi, value in values.items()},
        origin=told["source"],
        confidence=told["confidence"].lower(),
    )
