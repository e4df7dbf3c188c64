"""Escaped once, whatever people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError, nodes
from markupsafe import Markup

from templates import mrkdwn
from templates.render import environment, finalize, warm

ANYTHING = st.text() | st.sampled_from(["<!channel>", "<@U1>", "&lt;", 'it\'s "x"', "<https://x|y>", "a\n>b"])


@given(ANYTHING)
def test_escaping_leaves_no_angle_and_can_be_undone(text: str) -> None:
    safe = mrkdwn.escape(text)
    assert "<" not in safe
    assert ">" not in safe
    assert mrkdwn.unescape(safe) == text


@given(ANYTHING)
def test_escaping_twice_is_escaping_once(text: str) -> None:
    assert mrkdwn.escape(mrkdwn.escape(text)) == mrkdwn.escape(text)


@given(ANYTHING, st.integers(min_value=1, max_value=40))
def test_text_that_is_fitted_is_never_cut_inside_an_entity(text: str, most: int) -> None:
    safe = mrkdwn.fit(text, most)
    assert len(safe) <= most
    told = mrkdwn.unescape(safe)
    assert told == text or text.startswith(told.removesuffix("…"))
    assert mrkdwn.escape(told) == safe


@given(ANYTHING)
def test_a_template_escapes_a_variable_exactly_once_in_every_place(text: str) -> None:
    source = "{% set kept %}{{ x }}{% endset %}{% macro m(y) %}{{ y }}{% endmacro %}{{ x }}|{{ kept }}|{{ m(x) }}"
    said = environment("en").from_string(source).render(x=text)
    once = str(mrkdwn.escape(text))
    assert said == "|".join([once] * 3)


@given(ANYTHING)
def test_a_translated_sentence_in_a_template_escapes_its_values_once(text: str) -> None:
    said = environment("en").from_string('{{ t("Hypothesis: {hypothesis}", hypothesis=x) }}').render(x=text)
    assert said == f"Hypothesis: {mrkdwn.escape(text)}"


@pytest.mark.parametrize("value", [None, 1.5, True, ["a"]])
def test_a_template_prints_only_text_and_whole_numbers(value: object) -> None:
    with pytest.raises(TypeError, match="prints text"):
        finalize(value)
    assert finalize(3) == "3"


def test_a_name_that_is_missing_stops_a_template() -> None:
    with pytest.raises(UndefinedError):
        environment("en").from_string("{{ nobody }}").render()


@pytest.mark.parametrize("wrong", ["U1>", "<!channel>", "", "C1|x"])
def test_only_identifiers_are_mentioned(wrong: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        mrkdwn.mention(wrong)
    with pytest.raises(ValueError, match="identifier"):
        mrkdwn.channel_link(wrong)


def test_links_hold_their_label_and_refuse_other_schemes() -> None:
    assert mrkdwn.link("https://example.test/?a=1&b=2", "a|b >") == "<https://example.test/?a=1&amp;b=2|a/b &gt;>"
    with pytest.raises(ValueError, match="not a link"):
        mrkdwn.link("javascript:alert(1)", "x")


def test_bold_code_and_quotes_survive_what_they_hold() -> None:
    assert mrkdwn.bold("a\nb") == "*a b*"
    assert mrkdwn.bold(Markup("&lt;")) == "*&lt;*"
    assert mrkdwn.code("a`b<") == "`a'b&lt;`"
    assert mrkdwn.quote("one\n<two>") == ">one\n>&lt;two&gt;"
    assert mrkdwn.quote("") == ">"


def templates() -> list[str]:
    return environment("en").list_templates(extensions=["j2"])


def faults(source: str, env: Environment) -> list[str]:
    """What the house forbids in a template, because it escapes twice, not at all, or the HTML way."""
    tree = env.parse(source)
    found = [type(node).__name__ for node in tree.find_all((nodes.Concat, nodes.Add))]
    banned = {"join", "e", "escape", "safe", "forceescape", "upper", "lower", "capitalize", "title", "replace"}
    found += [node.name for node in tree.find_all(nodes.Filter) if node.name in banned]
    outputs = (child for node in tree.find_all(nodes.Output) for child in node.nodes)
    found += ["constant" for child in outputs if isinstance(child, nodes.Const)]
    found += ["trans" for word in ("{% trans", "gettext(", "autoescape false") if word in source]
    return found + ["filter block" for _ in tree.find_all(nodes.FilterBlock)]


@pytest.mark.parametrize("name", templates())
def test_a_template_keeps_to_what_escapes_once(name: str) -> None:
    env = environment("en")
    source = env.loader.get_source(env, name)[0]
    assert faults(source, environment("en")) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ a ~ b }}",
        "{{ a + b }}",
        "{{ a|join }}",
        "{{ a|e }}",
        "{{ a|safe }}",
        '{{ "it\'s" }}',
        "{{ gettext(a) }}",
        "{% filter upper %}x{% endfilter %}",
    ],
)
def test_each_trap_is_found(source: str) -> None:
    assert faults(source, environment("en"))


def test_every_template_compiles_ahead_of_time() -> None:
    assert warm("ca") == len(templates())
