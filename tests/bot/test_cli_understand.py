"""`vigia understand`: what a sentence is taken for, with nothing but a vigia.yaml."""

import json

import pytest

from tests.bot.vigia import Vigia

DECLARED = """
clients: [{key: acme, name: Acme, locale: es, currency: EUR}]
campaigns:
  - {key: acme-otono, client: acme, objective: leads, name: Otoño, start: 2026-10-01, end: 2026-12-15, budget: 9 EUR}
"""


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    started = Vigia(tmp_path, monkeypatch, capsys)
    started.write("vigia.yaml", DECLARED)
    assert started("apply", "vigia.yaml").code == 0
    return started


def test_a_sentence_is_told_in_eight_keys(vigia) -> None:
    told = vigia("understand", "cómo va otoño el mes pasado", "--client", "acme", "--as-of", "2026-11-25", "--json")
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == {
        "verb": "status",
        "campaign": "acme-otono",
        "kpi": None,
        "start": "2026-10-01",
        "end": "2026-10-31",
        "by": None,
        "asks": False,
        "choices": [],
    }


def test_a_person_reads_the_line_that_asks_the_same(vigia) -> None:
    vigia.set(VIGIA_LANG="es")
    told = vigia("understand", "quin estat té tardor del mes passat", "--client", "acme", "--as-of", "2026-11-25")
    assert told.out.splitlines() == ["estado acme-otono periodo:2026-10-01..2026-10-31"]
    assert vigia("understand", "gracias", "--as-of", "2026-11-25").out == "Eso no me pregunta nada.\n"


@pytest.mark.parametrize("wrong", [("--client", "nadie"), ("--as-of", "mañana")])
def test_a_client_or_a_day_that_is_none_is_refused(vigia, wrong) -> None:
    assert vigia("understand", "hola", *wrong).code == 2
