"""A CSV dropped in a direct message: fetched over HTTP with the bot's token, and compared as `vigia reconcile` does."""

from datetime import timedelta
from typing import Any

import pytest

from bot.slack import dropped
from domain.errors import SchemaDrift
from domain.window import Window
from storage import Session
from storage.facts import sync
from tests.bot.office import Office, office_in
from tests.casting import NOW, TODAY

HEAD = "Campaign ID,Campaign,Day,Currency code,Cost,Impr.,Clicks,Conversions\n"


@pytest.fixture
async def office(tmp_path: Any) -> Any:
    async with office_in(tmp_path) as opened:
        await opened.read(read_all)
        yield opened


def read_all(session: Session) -> None:
    """Both accounts of Acme are read, all days that are over."""
    for account in (1, 2):
        sync.succeed(session, sync.begin(session, account, NOW, Window(TODAY - timedelta(days=28), TODAY)), NOW, 1)


def google(cost: str = "10.00") -> bytes:
    days = [TODAY - timedelta(days=n) for n in range(1, 8)]
    lines = [f'111,"ES | Leads",{day},EUR,10.00,1000,50,2.00\n' for day in days]
    return (HEAD + "".join(lines)).replace("10.00", cost, 1).encode()


async def told(office: Office, data: bytes, *, user: str = "U0MAYA", text: str = "", name: str = "informe.csv") -> str:
    await office.served(office.slack.drop(name, data, user=user, channel=f"D{user[1:]}", text=text))
    return str(office.slack.said()[-1]["text"]).replace("\xa0", " ")


async def test_a_file_that_agrees_is_said_to(office: Office) -> None:
    said = await told(office, google())
    assert "informe.csv · Clínica Acme · Google Ads" in said
    assert "28 cifras comparadas, 28 iguales." in said
    (asked,) = office.slack.named("files.info")
    assert asked["file"] in office.slack.dropped


async def test_a_difference_names_its_cause_and_its_numbers(office: Office) -> None:
    said = await told(office, google("71.00"))
    assert "*1 difiere: sin explicación.*" in said
    assert "Inversión de «ES | Leads»" in said
    assert "71 € en el archivo, 10 € aquí" in said
    said = await told(office, google().replace(b"EUR", b"USD"))
    assert "*7 difieren: otra moneda.*" in said


async def test_metas_file_is_known_by_its_campaigns(office: Office) -> None:
    day = TODAY - timedelta(days=1)
    titles = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Link clicks"
    said = await told(office, f'{titles}\n{day},{day},"OTOÑO – tráfico",20.00,1000,50\n'.encode())
    assert "Meta" in said
    assert "3 cifras comparadas, 3 iguales." in said


async def test_what_a_file_leaves_open_is_said_beside_it(office: Office) -> None:
    data = google().replace(b",10.00,", b',"1,234",').replace(b"2.00", b"2")
    said = await told(office, data)
    assert "decimal:comma | decimal:point" in said
    assert "cifras comparadas" in await told(office, data, text="decimal:point")
    assert "decimal:comma | decimal:point" in await told(office, data, text="decimal:dimly")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 a workbook", "Excel"),
        (b"campaign\nx\n", "informe.csv"),
        (google().replace(b"111", b"777").replace(b"ES | Leads", b"Otra"), "Ninguna de las cuentas"),
        (b"x" * (dropped.MOST_BYTES + 1), "10 MB"),
    ],
)
async def test_what_cannot_be_compared_is_refused_with_a_sentence(office: Office, data: bytes, words: str) -> None:
    assert words in await told(office, data)


async def test_another_manager_learns_nothing_of_it_and_an_outsider_nothing_at_all(office: Office) -> None:
    said = await told(office, google(), user="U0NIL")
    assert "ES | Leads" not in said
    assert "cifras" not in said
    said = await told(office, google(), user="U0ANA")
    assert "informe" not in said


@pytest.mark.parametrize(("method", "code"), [("files.info", "missing_scope"), ("download", "a page to sign in")])
async def test_a_token_without_the_scope_is_told_apart_from_a_bad_file(office: Office, method: str, code: str) -> None:
    office.slack.refusals[method].append(code)
    assert "`files:read`" in await told(office, google())


async def test_the_token_goes_to_slack_alone(office: Office) -> None:
    office.slack.dropped["F0"] = ("x.csv", b"")
    answer = office.slack.answers()["files.info"]({"file": "F0"})
    assert answer["file"]["url_private_download"].startswith(office.slack.url)
    office.slack.url = "http://elsewhere.example"
    with pytest.raises(SchemaDrift):
        await office.desk._files.fetch("F0")
