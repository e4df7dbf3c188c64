"""One thing that `vigia doctor` looked at."""

from dataclasses import dataclass

from templates.cards import doctor as told
from templates.words import Words


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether it is in order, and one sentence: on what to do, where it is not."""

    ok: bool
    sentence: str

    @classmethod
    def fine(cls, w: Words, code: str, /, **values: str) -> "Finding":
        """In order."""
        return cls(ok=True, sentence=told.fine(w, code, **values))

    @classmethod
    def wrong(cls, w: Words, code: str, /, **values: str) -> "Finding":
        """To be mended."""
        return cls(ok=False, sentence=told.wrong(w, code, **values))
