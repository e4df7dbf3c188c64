"""An incident in one sentence, with absolute numbers."""

from markupsafe import Markup

from domain.incidents.finding import Finding


def headline(finding: Finding, locale: str) -> Markup:
    """What was found, or what became of it."""
    raise NotImplementedError
