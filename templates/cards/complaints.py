"""What the command line answers when something cannot be done. Plain text."""

from collections.abc import Mapping

from domain.errors import InvalidInput
from templates.cards import analysis, backtest, errors, explained, pacing
from templates.catalogue import N_
from templates.words import Words


def invalid(w: Words, error: InvalidInput) -> str:
    """What cannot be read, what was given, and a right example."""
    asked = (analysis.about_file, pacing.about_pace, explained.about, backtest.about_goal)
    about = next((said for one in asked if (said := one(w, error)) is not None), None)
    if about is not None:
        return about
    example = error.example
    match error.code:
        case "decimal" | "dates" | "source" | "take":
            return w.plain("{option} “{given}” is not known. For example: {option} {example}", **_of(error))
        case "lang" | "locale":
            return w.plain("{option} “{given}” is no language of Vigía. For example: {option} {example}", **_of(error))
        case "key":
            return w.plain(
                "“{given}” is not a key: lower-case letters, digits and hyphens. For example: {example}", **_of(error)
            )
        case "which_account":
            return w.plain(
                "The client has several accounts of that source: say which. For example: --account {example}",
                example=example,
            )
        case "unknown_account":
            return w.plain(
                "The client has no account “{given}” of that source. It has: {example}",
                given=error.given,
                example=example or "–",
            )
        case "database_url":
            return w.plain("DATABASE_URL is no address of a database. For example: {example}", example=example)
        case "manifest_name":
            return w.plain(
                "The name must have 1 to 35 characters; “{given}” has not. For example: {example}",
                given=error.given,
                example=example,
            )
        case _:
            return f"{error.field} “{error.given}”: {errors.sentence(w, error)}"


def _of(error: InvalidInput) -> dict[str, str]:
    return {"option": error.field, "given": error.given, "example": error.example}


UNAVAILABLE: Mapping[str, str] = {
    "closed": N_("The database {address} cannot be opened: {said}. Check DATABASE_URL."),
    "newer": N_("The database {address} was written by a newer Vigía (revision {said}). Install that version again."),
    "damaged": N_("The database {address} is damaged: {said}. Stop Vigía and put the last backup in its place."),
    "incomplete": N_("The database {address} is incomplete: {said}. Put the last backup in its place."),
    "locked": N_("The database {address} is locked by another program: {said}. Is a second Vigía running? End it."),
    "full": N_("The disk of the database {address} is full: {said}. Make room."),
    "read_only": N_("The database {address} cannot be written: {said}. Give Vigía's user the right to write there."),
}


def unavailable(w: Words, address: str, detail: str, why: str) -> str:
    """Why the database cannot be used, and what to do."""
    marked = UNAVAILABLE[why]
    return w.plain(marked, address=address, said=detail)


def no_file(w: Words, file: str, example: str) -> str:
    """There is no such file."""
    return w.plain("There is no file {file}. For example: {example}", file=file, example=example)


def would_be_lost(w: Words, file: str, example: str) -> str:
    """The file exists, with comments that nobody could write anew."""
    return w.plain(
        "{file} exists, and its comments would be lost. To write over it: {example}", file=file, example=example
    )


def not_text(w: Words, file: str, byte: int) -> str:
    """The file is not UTF-8."""
    return w.plain("{file} is not UTF-8 text (byte {byte}). Save it as UTF-8.", file=file, byte=str(byte))


def no_clock(w: Words, url: str) -> str:
    """The other clock does not answer."""
    return w.plain("The clock at {url} does not answer. Check VIGIA_CLOCK_URL, or unset it.", url=url)


def system(w: Words, name: str, detail: str) -> str:
    """The machine refused something."""
    return w.plain("This machine refused it: {said}.", said=": ".join(filter(None, (name, detail))))


def broken(w: Words, kind: str) -> str:
    """Something in Vigía itself."""
    return w.plain(
        "Something went wrong inside Vigía ({kind}). Please report it; PYTHONDEVMODE=1 shows where it happened.",
        kind=kind,
    )
