"""The command line's edge: every problem ends as a sentence and an exit code, never as a traceback."""

import sys
from collections.abc import Callable


def fail(sentence: str, code: int = 1) -> "SystemExit":
    """Print the sentence to standard error and leave; raise what it returns."""
    print(sentence, file=sys.stderr)  # noqa: T201 - this is a command line
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
    from domain.errors import InvalidInput
    from templates.cards.problems import explain

    return explain(error, "en") if isinstance(error, InvalidInput) else str(error)
