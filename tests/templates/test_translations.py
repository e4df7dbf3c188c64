"""The translations are complete, and the check that says so can see what is wrong."""

from pathlib import Path

from tests import translations


def test_every_sentence_is_translated_into_spanish_and_catalan_and_none_is_left_over() -> None:
    assert translations.faults() == []


def test_sentences_are_found_in_python_and_in_templates(tmp_path: Path) -> None:
    (tmp_path / "commands").mkdir()
    (tmp_path / "templates").mkdir()
    code = 'w.t("One {x}", x=1)\nw.tn("{n} thing", "{n} things", 2)\nblocks.plain("no sentence")\nw.plain(marked)\n'
    (tmp_path / "commands" / "a.py").write_text(code + 'N_("Marked")\n', encoding="utf-8")
    (tmp_path / "templates" / "a.j2").write_text('{{ w.plain("Inside") }}{{ t("Two") }}', encoding="utf-8")
    uses, faults = translations.used(tmp_path)
    assert {use.forms for use in uses} == {
        ("One {x}",),
        ("{n} thing", "{n} things"),
        ("Marked",),
        ("Inside",),
        ("Two",),
    }
    assert faults == []


def test_a_computed_sentence_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "a.py").write_text('w.t("a" + b)\n', encoding="utf-8")
    assert translations.used(tmp_path)[1] == ["bot/a.py:1: the sentence is computed: write it out, or mark it with N_"]


def test_what_is_missing_unused_or_bent_is_named() -> None:
    wanted = {
        "no data": translations.Use(("no data",), "here"),
        "Goal {target}": translations.Use(("Goal {goal}",), "there"),
        "A new sentence": translations.Use(("A new sentence",), "new.py:1"),
    }
    found = translations._language_faults("es", wanted)
    assert "es: 'A new sentence' (new.py:1) has no translation" in found
    assert "es/core.po: 'Share' is not used" in found
    assert not any("'no data'" in fault for fault in found)
