"""The bot by itself: an empty database, a declaration, any Slack by its base URL, and no sandbox anywhere."""

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.e2e.slack_server import APP_TOKEN, BOT_TOKEN, SECRET, SlackServer, as_request, serving

DECLARATION = """\
clients:
  - key: acme
    name: Clínica Acme
    locale: es            # es, ca, en; a region is allowed: es_MX
    timezone: Europe/Madrid
    currency: EUR
    managers: [U0MAYA]
    channels:
      - {slack: C0ACMEINT, audience: internal}
      - {slack: C0ACME, audience: client, teams: [T0ACME], approval: draft}
    accounts:
      - {source: google_ads, id: "1234567890"}
      - {source: meta, id: act_1029384756}
      - {source: hubspot, id: "424242", utm_property: utm_campaign}
campaigns:
  - key: acme-otono
    client: acme
    name: Otoño leads
    owner: U0MAYA
    objective: leads
    start: 2026-10-01
    end: 2026-12-15
    budget: 12000 EUR
    persona: Directora de clínica
    hypothesis: "Las directoras de clínica descargan más la guía desde Facebook que desde buscadores"
    match:
      google_ads: {campaign_ids: ["111"]}
      meta: {name_contains: otono}
      hubspot: {utm_campaign: otono-2026}
    goals: ["cpl < 25 EUR", "leads >= 300", "roas >= 3"]
subscriptions:
  - {channel: C0ACME, what: status, every: "mon 09:00", campaigns: [acme-otono]}
"""
WITHOUT_THE_SANDBOX = """\
import sys
class NoSandbox:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "sandbox":
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, NoSandbox())
"""
DATABASE = "vigia.sqlite3"
OURS = ("SLACK_", "VIGIA_", "DATABASE_", "GOOGLE_ADS_", "META_", "HUBSPOT_", "PYTHON")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def furnished(folder: Path) -> dict[str, str]:
    """Put into the folder what a process needs there; returns its environment."""
    (folder / "sitecustomize.py").write_text(WITHOUT_THE_SANDBOX, encoding="utf-8")
    (folder / "vigia.yaml").write_text(DECLARATION, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {
        "PYTHONPATH": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "VIGIA_LANG": "en",
        "VIGIA_LOG_LEVEL": "WARNING",
    }


class House:
    """A folder with a declaration and a database, and processes that know no sandbox."""

    def __init__(self, folder: Path, slack: SlackServer) -> None:
        self.folder, self.slack, self.port = folder, slack, free_port()
        self.environment = furnished(folder) | {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_API_URL": f"{slack.url}/api/",
            "VIGIA_HTTP_PORT": str(self.port),
        }

    async def python(self, *args: str, **settings: str) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, *args, cwd=self.folder, env=self.environment | settings, stdout=PIPE, stderr=PIPE
        )

    async def done(self, *args: str) -> tuple[int | None, str]:
        process = await self.python(*args)
        out, err = await process.communicate()
        return process.returncode, (out + err).decode()

    @asynccontextmanager
    async def running(self, **settings: str) -> AsyncIterator[None]:
        """`vigia run`, ready; ended by SIGTERM, after which it has left without a complaint."""
        log = self.folder / "log"
        with log.open("wb") as complaints:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=self.environment | settings, stderr=complaints
            )
        try:
            await self.ready(process)
            yield
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(20):
                assert await process.wait() == 0, log.read_text(encoding="utf-8")
            assert "Traceback" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def ready(self, process: Process) -> None:
        async with asyncio.timeout(60), aiohttp.ClientSession() as http:
            while True:
                assert process.returncode is None, (self.folder / "log").read_text(encoding="utf-8")
                try:
                    async with http.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `vigia apply` has made of the declaration, for every house to begin with."""
    folder = tmp_path_factory.mktemp("applied")
    command = [sys.executable, "-m", "bot", "apply", "vigia.yaml"]
    subprocess.run(command, cwd=folder, env=furnished(folder), check=True, capture_output=True)
    assert [one.name for one in folder.glob(f"{DATABASE}*")] == [DATABASE], "and it has ended: nothing stands beside it"
    return folder / DATABASE


@pytest.fixture
async def house(tmp_path: Path, applied: Path) -> AsyncIterator[House]:
    shutil.copy(applied, tmp_path)
    async with serving() as slack:
        yield House(tmp_path, slack)


async def until(look: Callable[[], list[Any]], seconds: float = 60) -> list[Any]:
    """What `look` sees once it sees anything."""
    for _ in range(int(seconds / 0.02)):
        if found := look():
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"nothing within {seconds} s")


async def test_the_processes_of_these_tests_cannot_import_the_sandbox(house: House) -> None:
    code, said = await house.done("-c", "import sandbox")
    assert code == 1
    assert "ModuleNotFoundError: sandbox" in said
    assert await house.done("-c", "import bot.wiring") == (0, "")


async def test_a_declaration_is_applied_once_and_then_changes_nothing(house: House) -> None:
    code, said = await house.done("-m", "bot", "apply", "vigia.yaml")
    assert code == 0
    assert "acme-otono" not in said


async def test_over_a_socket_a_command_is_acknowledged_and_answered_on_its_address(house: House) -> None:
    async with house.running(SLACK_APP_TOKEN=APP_TOKEN):
        slack = house.slack
        assert await slack.envelope("slash_commands", slack.command("status otoño")) == {}
        (card,) = await until(lambda: slack.responses)
        assert card["response_type"] == "ephemeral"
        assert "Otoño leads" in card["text"]
        assert "Clínica Acme" in str(card["blocks"])
        # Nothing has credentials here, which the agency is told in working hours; nobody else is.
        assert {message["channel"] for message in slack.named("chat.postMessage")} <= {"D0MAYA", "C0ACMEINT"}


async def test_a_client_reads_the_client_view_by_naming_the_bot_and_gets_no_more(house: House) -> None:
    async with house.running(SLACK_APP_TOKEN=APP_TOKEN):
        slack = house.slack
        asked = slack.mention("<@U0BOT> status", user="U0ANA", team="T0ACME", channel="C0ACME")
        for _ in range(2):
            await slack.envelope("events_api", asked)
        (card,) = await until(lambda: slack.named("chat.postEphemeral"))
        assert (card["user"], card["channel"]) == ("U0ANA", "C0ACME")
        assert "Otoño leads" in card["text"]
        assert not any(word in str(card) for word in ("Directora", "Facebook que", "12.000", "12000", "U0MAYA"))
    assert len(house.slack.named("chat.postEphemeral")) == 1, "and it has ended: nothing is under way"


async def test_over_http_only_what_slack_signed_just_now_is_heard(house: House) -> None:
    async with house.running(SLACK_SIGNING_SECRET=SECRET), aiohttp.ClientSession() as http:
        slack, address = house.slack, f"http://127.0.0.1:{house.port}/slack/events"
        statuses = []
        for how in ({}, {"secret": "another-secret"}, {"age": 400}):
            body, headers = as_request(slack.command("status otoño"), **how)
            async with http.post(address, data=body, headers=headers) as answer:
                statuses.append(answer.status)
        assert statuses == [200, 401, 401]
        async with http.post(address, data=b"command=/campaign") as answer:
            assert answer.status == 401
        (card,) = await until(lambda: slack.responses)
        assert "Otoño leads" in card["text"]
    assert len(house.slack.responses) == 1, "and it has ended: nothing is under way"


async def test_a_refused_token_ends_with_a_sentence(house: House) -> None:
    process = await house.python("-m", "bot", "run", SLACK_APP_TOKEN=APP_TOKEN, SLACK_BOT_TOKEN="xoxb-another")
    _, said = await process.communicate()
    assert process.returncode == 1
    assert "SLACK_BOT_TOKEN" in said.decode()
    assert "Traceback" not in said.decode()


async def test_a_process_killed_before_its_answer_is_followed_by_one_that_answers_and_does_nothing_again(
    house: House,
) -> None:
    slack, log = house.slack, house.folder / "log"
    logged = slack.command("log otoño pausado el anuncio viejo")
    slack.held["response_url"] = asyncio.Event()
    with log.open("wb") as complaints:
        first = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=house.folder,
            env=house.environment | {"SLACK_APP_TOKEN": APP_TOKEN},
            stderr=complaints,
        )
    try:
        await house.ready(first)
        assert await slack.envelope("slash_commands", logged) == {}
        await until(lambda: [slack.waiting["response_url"]] if slack.waiting["response_url"] else [])
    finally:
        first.kill()
        await first.wait()
    slack.held.clear()
    async with house.running(SLACK_SIGNING_SECRET=SECRET):
        (answer,) = await until(lambda: slack.responses, 60)
        assert "pausado el anuncio viejo" in answer["text"]
    with sqlite3.connect(house.folder / DATABASE) as database:
        assert database.execute("SELECT count(*) FROM action_log").fetchone() == (1,)
    database.close()
    assert len(slack.responses) == 1


async def test_a_workspace_that_removes_the_app_ends_it_with_a_sentence(house: House) -> None:
    process = await house.python("-m", "bot", "run", SLACK_APP_TOKEN=APP_TOKEN)
    await house.ready(process)
    await house.slack.envelope("events_api", house.slack.event({"type": "app_uninstalled"}))
    async with asyncio.timeout(30):
        _, said = await process.communicate()
    assert process.returncode == 1
    assert "app_uninstalled" in said.decode()
    assert "Traceback" not in said.decode()
