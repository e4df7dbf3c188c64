"""Every fault of a file is a sentence that names file, line and key, and shows a right example."""

from pathlib import Path

import pytest
import yaml

from storage.declare import DeclarationError, Fault
from storage.declare.faults import SENTENCES
from tests.declaring import parse


def said(text: str) -> list[str]:
    with pytest.raises(DeclarationError) as caught:
        parse(text)
    return str(caught.value).splitlines()


def client(*lines: str) -> str:
    return "clients:\n  - key: acme\n" + "".join(f"    {line}\n" for line in lines)


def campaign(*lines: str) -> str:
    return "campaigns:\n  - key: acme-otono\n" + "".join(f"    {line}\n" for line in lines)


CASES = [
    (case["file"], case["says"])
    for case in yaml.safe_load((Path(__file__).parent / "data" / "faults.yaml").read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_a_fault_is_one_clear_sentence(text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_text_that_is_not_yaml_names_the_line() -> None:
    [sentence] = said("clients:\n  - {key: acme\ncampaigns: []\n")
    assert sentence.startswith("vigia.yaml line 3: this is not YAML: while parsing a flow mapping")
    [sentence] = said("clients: \x00\n")
    assert sentence.startswith("vigia.yaml line 1: this is not YAML: ")


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = campaign("budget: lots", "start: soon") + client("locale: fr")
    assert [line.split(",")[0] for line in said(text)] == [
        "vigia.yaml line 3",
        "vigia.yaml line 4",
        "vigia.yaml line 7",
    ]


def test_a_goal_without_a_currency_takes_that_of_its_budget_or_client() -> None:
    declared = parse(campaign("goals: [cpl < 25]", "budget: 100 CHF"))
    assert declared.entries[0].fields["goals.cpl"].value.currency == "CHF"
    declared = parse(client("currency: USD") + campaign("client: acme", "goals: [cpl < 25]"))
    assert declared.entries[1].fields["goals.cpl"].value.currency == "USD"


def test_a_list_that_refers_to_itself_is_refused() -> None:
    assert said("clients: &a [*a]\n") == [
        "vigia.yaml line 1, clients[0]: a list stands where keys and values should, for example key: acme"
    ]


def test_the_file_is_called_as_it_was_given() -> None:
    with pytest.raises(DeclarationError, match=r"^otro\.yml line 1: "):
        parse("", file="otro.yml")


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_code_has_a_sentence_that_can_be_said(code: str) -> None:
    assert "{" not in str(Fault("f", 1, "k", code, "given", "example"))
