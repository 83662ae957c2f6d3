"""From bytes to characters: which encoding, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)
_CHARSETS = re.compile(r"(utf|iso|windows|cp|koi|gb|big|shift|sjis|euc|mac)[-_a-z0-9]*")
_BINARY_STARTS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3",
    b"\x1f\x8b",
)
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b")))
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_FEW = 24
"""Bytes beyond ASCII from which a charset can be guessed by the language."""
_SAMPLE = 65_536


def decode(content: bytes, charset: str = "") -> tuple[str, str]:
    """Return the characters of ``content`` and the encoding they were read with. Never fails.

    In order: a byte order mark, UTF-16 without one, UTF-8, ``charset`` (what a server says), the charset that the
    page declares, charset-normalizer's guess. What does not decode becomes U+FFFD.
    """
    encoding = _marked(content) or _wide(content) or ("utf-8" if _is_utf8(content) else "")
    encoding = encoding or _usable(charset) or _declared(content) or _guessed(content)
    return content.decode(encoding, "replace"), encoding


def is_binary(content: bytes) -> bool:
    """Tell whether ``content`` is an image, an archive or anything else that is not text."""
    if content.startswith(_BINARY_STARTS):
        return True
    sample = content[:_SAMPLE]
    if not sample or _marked(content) or _wide(content):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > len(sample) // 20


def _marked(content: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")


def _wide(content: bytes) -> str:
    """Name UTF-16 without a mark: in western text every other byte is zero."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if half < 4:
        return ""
    if sample[1::2].count(0) > half * 0.7 and sample[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:4096])
    return _usable(found[1].decode("ascii")) if found else ""


def _usable(charset: str) -> str:
    """Return the encoding that a declared charset means, empty when it is none of text."""
    name = charset.lower()
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    return name if _CHARSETS.fullmatch(name) and _is_known(name) else ""


def _is_known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _guessed(content: bytes) -> str:
    """Guess from the first lines that are not plain ASCII; mostly-UTF-8 text stays UTF-8.

    A few bytes that stand alone, as in "Müller", are western: too few to tell a language by.
    """
    sample = content[:_SAMPLE]
    damaged = sample.decode("utf-8", "replace").count("\ufffd")
    beyond_ascii = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if damaged * 4 < beyond_ascii:
        return "utf-8"
    if beyond_ascii < _FEW and len(_ALONE.findall(sample)) * 2 > beyond_ascii:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
