"""What the code knows better than the README: its table of commands. `python -m tests.house.readme` writes it."""

from commands.help import entry
from commands.table import VERBS
from templates.words import words
from tests.house.tree import ROOT

BEGIN, END = "<!-- commands -->", "<!-- /commands -->"
README = ROOT / "README.md"


def commands_table() -> str:
    """One row per verb: how it is called in each language, and what it answers."""
    spoken = [words(locale) for locale in ("es", "ca", "en")]
    lines = ["| Español | Català | English | answers |", "|---|---|---|---|"]
    for verb in VERBS:
        usages = [f"`{entry(language, verb).usage}`".replace("|", "\\|") for language in spoken]
        lines.append(f"| {' | '.join(usages)} | {entry(spoken[-1], verb).about} |")
    return "\n".join(lines)


def rewritten(text: str) -> str:
    """The README with a fresh table between its marks; ValueError where they are missing."""
    head, _, rest = text.partition(BEGIN)
    if END not in rest:
        raise ValueError(f"README.md has lost its marks {BEGIN} and {END}")
    return f"{head}{BEGIN}\n{commands_table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
