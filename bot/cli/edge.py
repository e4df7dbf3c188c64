"""The command line's edge: every problem ends as a sentence and an exit code, never as a traceback."""

import sys
from collections.abc import Callable


def fail(sentence: str, code: int = 1) -> "SystemExit":
    """Print the sentence to standard error and leave; raise what it returns."""
    print(sentence, file=sys.stderr)
    return SystemExit(code)


def guarded(app: Callable[[], object]) -> None:
    """Run the app; known problems become sentences."""
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except ValueError as error:
        raise fail(sentence(error), 2) from None
    except (OSError, RuntimeError) as error:
        raise fail(f"{type(error).__name__}: {error}") from None


def sentence(error: ValueError) -> str:
    """What to tell about bad input: the error's own sentence, put into words where it is a code."""
    from domain.errors import InvalidInput  # noqa: PLC0415 - only when something went wrong

    if not isinstance(error, InvalidInput):
        return str(error)
    from templates.cards import errors  # noqa: PLC0415 - the same
    from templates.words import words  # noqa: PLC0415 - the same

    return f"{error.field} {error.given!r}: {errors.sentence(words('en'), error)}"
