"""What the pages about the command line say is true."""

import re
from pathlib import Path

import pytest

from connectors.registry import DESCRIPTORS
from domain.words import Objective, Origin, Source
from storage.declare import reading_campaigns, reading_clients
from tests.bot.vigia import Vigia

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    return Vigia(tmp_path, monkeypatch, capsys)


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def test_the_documented_vigia_yaml_can_be_applied(vigia) -> None:
    found = re.search(r"```yaml\n(.*?)```", page("vigia-yaml"), re.DOTALL)
    assert found
    vigia.write("vigia.yaml", found[1])
    done = vigia("apply", "vigia.yaml")
    assert (done.code, done.err) == (0, "")


def test_every_key_of_vigia_yaml_is_explained_outside_the_example() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", re.sub(r"```.*?```", "", page("vigia-yaml"), flags=re.DOTALL)))
    options = {name for about in DESCRIPTORS.values() for name in about.options}
    keys = {*reading_clients.CLIENT, *reading_clients.CHANNEL, *reading_campaigns.CAMPAIGN, *options}
    keys |= {"key", "managers", "show", "channels", "accounts", "slack", "teams", "source", "id", "credential"}
    keys |= {"match", "goals", "campaign_ids", "name_contains", "utm_campaign", "channel", "what", "every", "campaigns"}
    words = {*Objective, *Origin, *reading_clients.SHOWN, *reading_campaigns.WHAT} | (set(Source) - {Source.CSV})
    assert keys | words <= explained


def test_every_option_of_import_is_explained(vigia) -> None:
    offered = set(re.findall(r"--[a-z-]+", vigia("import", "--help").out)) - {"--help"}
    assert offered == set(re.findall(r"^\| `(--[a-z-]+)", page("import"), re.MULTILINE))


def test_the_title_line_shown_for_a_file_of_one_s_own_is_understood(vigia) -> None:
    found = re.search(r"titles such as `([^`]+)`", page("import"))
    assert found
    titles = found[1].replace(" ", "")
    vigia.write("own.csv", f"{titles}\n2025-11-01,Brand,10.50,EUR,1000,20,2,80\n")
    done = vigia("import", "own.csv", "--client", "acme", "--source", "csv")
    assert done.code == 0
    assert "Not in the file" not in done.out
