"""The European Central Bank's daily reference rates: one file of all days, published each working afternoon."""

import csv
import io
import zipfile
from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from http import HTTPStatus

import httpx

from connectors.fx import PLACES
from connectors.http import Caller
from domain.currencies import PUBLISHED
from domain.errors import Problem, SchemaDrift, Transient

URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
_MOST = 20_000_000
"""Bytes of the unpacked file: it has a tenth of that."""
Published = dict[str, dict[date, Decimal]]
"""By currency and day of publication, what one unit was worth in euros."""
_UNSAID = frozenset({"", "N/A"})


async def published(caller: Caller, url: str, currencies: Collection[str], since: date) -> Published:
    """What was published of these currencies from `since` on.

    Transient where the bank does not answer, SchemaDrift where its file has another form.
    """
    response = await caller.send(httpx.Request("GET", url), _classify)
    return read(response.content, currencies, since)


def _classify(response: httpx.Response) -> Problem | None:
    if response.is_success:
        return None
    kind = "rate" if response.status_code == HTTPStatus.TOO_MANY_REQUESTS else "server"
    return Transient(f"the European Central Bank answers HTTP {response.status_code}", reason=kind)


def read(body: bytes, currencies: Collection[str], since: date) -> Published:
    """The same from the file itself: a CSV in a ZIP, a line for each day, a column for each currency."""
    found: Published = {}
    wanted = PUBLISHED & set(currencies)
    for row in csv.DictReader(io.StringIO(_unpacked(body))):
        day = _day(row.get("Date") or "")
        if day < since:
            continue
        for currency in wanted:
            if (told := (row.get(currency) or "").strip()) not in _UNSAID:
                found.setdefault(currency, {})[day] = _euros(told, currency)
    return found


def _unpacked(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            (inside,) = packed.infolist()
            if inside.file_size > _MOST:
                raise SchemaDrift("eurofxref", "the file is far larger than it was")
            return packed.read(inside).decode()
    except (zipfile.BadZipFile, ValueError) as error:
        raise SchemaDrift("eurofxref", f"not a packed table: {type(error).__name__}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SchemaDrift("Date", "not a day") from None


def _euros(told: str, currency: str) -> Decimal:
    """What one unit is worth, where the bank says how many one euro buys."""
    try:
        many = Decimal(told)
    except InvalidOperation:
        raise SchemaDrift(currency, "not a number") from None
    if not many.is_finite() or many <= 0:
        raise SchemaDrift(currency, "not a number above zero")
    return (1 / many).quantize(PLACES)
