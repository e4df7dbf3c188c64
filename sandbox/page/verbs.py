"""What the composer offers after `/campaign`, in the page's language; the words of the others are understood too."""

from sandbox.page.words import LANGUAGES

ALSO = {"list": ("campañas", "campanyes"), "alert": ("alertas", "alertes"), "log": ("registrar", "enregistrar")}
"""Further words for a verb, beside those with which its usages begin."""


def completions(lang: str) -> list[dict[str, object]]:
    """The verbs as the page's script reads them, with the word of the page's language first."""
    return [_verb(name, lang) for name in LANGUAGES[lang].VERBS]


def _verb(name: str, lang: str) -> dict[str, object]:
    hint, usage = LANGUAGES[lang].VERBS[name]
    word = usage.split()[0]
    words = [name, *(tongue.VERBS[name][1].split()[0] for tongue in LANGUAGES.values()), *ALSO.get(name, ())]
    return {"name": word, "hint": hint, "usage": usage, "aliases": [one for one in dict.fromkeys(words) if one != word]}
