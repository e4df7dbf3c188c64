"""The command line's edge: every problem ends as a sentence and an exit code, never as a traceback."""

import sys
from collections.abc import Callable


def fail(sentence: str, code: int = 1) -> "SystemExit":
    """Print the sentence to standard error, without secrets, and leave; raise what it returns."""
    from bot import scrub, settings  # noqa: PLC0415 - only when something went wrong

    print(scrub.secrets(sentence, settings.secrets()), file=sys.stderr)
    return SystemExit(code)


def guarded(app: Callable[[], object]) -> None:
    """Run the app; problems become sentences. In Python's development mode what nobody expected keeps its traceback."""
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has left; Python would complain while flushing
        raise SystemExit(141) from None
    except Exception as error:  # the command line's edge: a sentence, and the traceback for who asks for it
        if sys.flags.dev_mode:
            raise
        raise fail(sentence(error), 2 if isinstance(error, ValueError) else 1) from None


def sentence(error: Exception) -> str:
    """What to tell about a problem, in the reader's language; no secret in it."""
    from bot import settings  # noqa: PLC0415 - only when something went wrong
    from domain.errors import InvalidInput  # noqa: PLC0415 - the same
    from storage import Unavailable  # noqa: PLC0415 - the same
    from templates.cards import complaints  # noqa: PLC0415 - the same
    from templates.words import words  # noqa: PLC0415 - the same

    w = words(settings.language())
    match error:
        case InvalidInput():
            return complaints.invalid(w, error)
        case settings.SettingsError():
            return str(error)
        case Unavailable():
            return complaints.unavailable(w, error.address, error.detail, error.why)
        case OSError():
            return complaints.system(w, error.strerror or type(error).__name__, str(error.filename or ""))
        case _:
            return complaints.broken(w, type(error).__name__)
