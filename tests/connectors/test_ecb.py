"""The bank's file of exchange rates: read, refused, and asked for."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import httpx
import pytest

from connectors import ecb
from connectors.http import Caller
from domain.errors import SchemaDrift, Transient

LINES = """Date,USD,JPY,RUB,MXN,
2026-11-27,1.0571,160.22,N/A,21.5,
2026-11-26,1.0560,N/A,N/A,21.4,
2026-11-25,1.0500,159.00,N/A,21.3,
"""
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


def packed(text: str = LINES) -> bytes:
    """The file as the bank has it."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("eurofxref-hist.csv", text)
    return body.getvalue()


def test_a_rate_is_what_one_unit_is_worth_from_the_day_asked_for_on() -> None:
    found = ecb.read(packed(), ["USD", "JPY", "RUB", "ARS"], THURSDAY)
    assert found == {
        "USD": {FRIDAY: Decimal("0.9459842967"), THURSDAY: Decimal("0.9469696970")},
        "JPY": {FRIDAY: Decimal("0.0062414181")},
    }


@pytest.mark.parametrize(
    "body", [b"<html>", b"", packed("Date,USD\n27.11.2026,1.05\n"), packed("Date,USD\n2026-11-27,-1\n")]
)
def test_a_file_of_another_form_is_a_drift(body: bytes) -> None:
    with pytest.raises(SchemaDrift):
        ecb.read(body, ["USD"], THURSDAY)


async def test_the_bank_is_asked_and_its_trouble_is_transient() -> None:
    answers = {"/good": httpx.Response(200, content=packed()), "/bad": httpx.Response(503)}
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        return answers[request.url.path]

    async def nap(_seconds: float) -> None:
        return

    caller = Caller(httpx.AsyncClient(transport=httpx.MockTransport(answer)), nap)
    assert (await ecb.published(caller, "https://bank.test/good", ["MXN"], FRIDAY)).keys() == {"MXN"}
    with pytest.raises(Transient, match="HTTP 503"):
        await ecb.published(caller, "https://bank.test/bad", ["MXN"], FRIDAY)
    assert seen == ["/good", "/bad", "/bad", "/bad"]
