"""Jinja for Slack's mrkdwn: escaped once, strict about names, one environment per locale."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    Undefined,
)
from markupsafe import Markup

from templates import mrkdwn
from templates.words import words

FOLDER = Path(__file__).parent / "mrkdwn"
ALERTS = Path(__file__).parent / "alerts"
"""The words of each rule, in a folder of its kind."""


def finalize(value: object) -> Markup:
    """What is printed: Markup as it is, text escaped, whole numbers; TypeError for anything else."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return mrkdwn.escape(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(value)  # noqa: S704 - digits
    if isinstance(value, Undefined):
        return Markup(str(value))  # noqa: S704 - never comes back: a strict undefined raises here
    raise TypeError(f"a template prints text, not {type(value).__name__}")


@lru_cache(maxsize=64)
def environment(locale: str) -> Environment:
    """The environment whose `t`, `tn` and `w` speak `locale`."""
    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(FOLDER), PrefixLoader({"alerts": FileSystemLoader(ALERTS)})]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    speech = words(locale)
    env.globals.update(t=speech.t, tn=speech.tn, w=speech, mention=mrkdwn.mention, bold=mrkdwn.bold)
    return env


def render(name: str, locale: str, /, **values: Any) -> Markup:
    """The mrkdwn of `templates/mrkdwn/<name>.j2`, or of `templates/alerts/…`, without blank space around it."""
    text = environment(locale).get_template(f"{name}.j2").render(**values)
    return mrkdwn.raw(text.strip())


def alert_words(kind: str, part: str, locale: str, /, **values: Any) -> Markup:
    """What a rule of that kind says in `part` of its folder; empty where it has none, as of a rule that is gone."""
    try:
        return render(f"alerts/{kind}/{part}", locale, **values)
    except TemplateNotFound:
        return Markup()


def warm(locale: str) -> int:
    """Compile every template of a locale ahead of the first message; how many there are. Costs 0.1 s of CPU."""
    env = environment(locale)
    names = env.list_templates(extensions=["j2"])
    for name in names:
        env.get_template(name)
    return len(names)
