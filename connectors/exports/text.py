"""Bytes of a file as text, or what kind of file it is instead."""

import codecs

from connectors.exports.problems import Code, Problem, Unreadable

LIMIT = 50 * 1024 * 1024  # bytes; a year of fifty campaigns by day and device is some 10 MB

_KINDS = (
    (b"PK\x03\x04", Code.SPREADSHEET),
    (b"\xd0\xcf\x11\xe0", Code.OLD_SPREADSHEET),
    (b"%PDF", Code.PDF),
    (b"\x1f\x8b", Code.COMPRESSED),
    (b"7z\xbc\xaf", Code.COMPRESSED),
    (b"\x89PNG", Code.BINARY),
    (b"\xff\xd8\xff", Code.BINARY),
    (b"GIF8", Code.BINARY),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_MANY = 0.3  # share of control characters that no text has


def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding). Unreadable, with the kind of file, when it is no text."""
    if len(data) > LIMIT:
        raise _whole(Code.FILE_TOO_BIG, f"{LIMIT // 1024 // 1024} MB")
    if not data.strip(b"\x00 \t\r\n"):
        raise _whole(Code.EMPTY_FILE)
    for magic, code in _KINDS:
        if data.startswith(magic):
            raise _whole(code)
    text, encoding = _text(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_markup(text)
    if "\x00" in text:
        raise Unreadable(Problem(text[: text.index("\x00")].count("\n") + 1, "", Code.NUL_BYTES))
    if "\ufffd" in text:
        raise Unreadable(Problem(text[: text.index("\ufffd")].count("\n") + 1, "", Code.BAD_ENCODING))
    if not text.strip():
        raise _whole(Code.EMPTY_FILE)
    return text, encoding


def _whole(code: Code, given: str = "") -> Unreadable:
    return Unreadable(Problem(0, "", code, given))


def _text(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    if (guess := _unmarked_utf16(data)) is not None:
        return _strict(data, guess), guess
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        sample = data[:_SAMPLE]
        if sum(byte < ord(" ") and byte not in b"\t\r\n" for byte in sample) > _MANY * len(sample):
            raise _whole(Code.BINARY) from None
        return _strict(data, "cp1252"), "cp1252"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(Problem(line, "", Code.BAD_ENCODING, encoding)) from None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of Western text is zero."""
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > half * 0.8:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > half * 0.8 else None


def _refuse_markup(text: str) -> None:
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<head", "<body")):
        raise _whole(Code.HTML)
    if start.startswith(("{", "[{", "[\n")):
        raise _whole(Code.JSON)
