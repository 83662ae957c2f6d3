"""Pages from the web: fetched within limits of addresses, redirects, time and size, or refused in words."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from urllib.parse import urldefrag, urljoin

from store.errors import SourceError
from store.sources.addresses import without_secrets
from store.sources.connection import UnfetchableError, response
from store.sources.content import Content

MEDIA_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "")
"""What is read; a page that does not say what it is, is looked at."""

SAVE_IT = "Save the page in a browser and add the file"
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_CUT_SHORT = ("its end is missing", "Try again later")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take: seconds to connect, seconds in all, bytes after decompression, redirects."""

    connect: float = 5.0
    total: float = 20.0
    size: int = 10_000_000
    redirects: int = 5


USUAL = Limits()


def fetch(address: str, *, allow_private: bool = False, limits: Limits = USUAL) -> Content:
    """Return the page at ``address``; its ``url`` is the one that it was found at, without secrets.

    ``allow_private`` lets addresses of this machine and the local network be fetched. Raise SourceError.
    """
    deadline = time.monotonic() + limits.total
    here = address
    for _ in range(limits.redirects + 1):
        try:
            found = _asked(here, allow_private, limits, deadline)
        except UnfetchableError as error:
            raise _error(address, here, error.why, error.what_to_do) from error
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            why, what_to_do = _in_words(error, limits, late=time.monotonic() >= deadline)
            raise _error(address, here, why, what_to_do) from error
        if isinstance(found, _Page):
            url = without_secrets(urldefrag(here).url)
            return Content(without_secrets(address), found.content, found.media_type, charset=found.charset, url=url)
        here = found
    raise _error(address, address, f"it redirects more than {limits.redirects} times", SAVE_IT)


@dataclass(frozen=True, slots=True)
class _Page:
    content: bytes
    media_type: str
    charset: str


def _asked(address: str, allow_private: bool, limits: Limits, deadline: float) -> _Page | str:
    """Return the page at ``address``, or the address that it redirects to."""
    with response(address, allow_private=allow_private, connect=limits.connect, deadline=deadline) as answer:
        location = answer.headers.get("Location", "")
        if answer.status in _REDIRECTS and location:
            return _redirected(address, location)
        _check_answer(answer)
        content = b"".join(_limited(_decompressed(answer, limits.size), limits.size))
        if time.monotonic() >= deadline:
            raise TimeoutError
        charset = answer.headers.get_content_charset("")
        return _Page(content, _media_type(answer), charset)


def _redirected(address: str, location: str) -> str:
    # http.client reads headers as Latin-1, whatever their bytes were.
    there = urljoin(address, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    if address.lower().startswith("https:") and there.lower().startswith("http:"):
        raise UnfetchableError(
            f"it redirects from https to {without_secrets(there)}, where anyone could change it", SAVE_IT
        )
    return there


def _check_answer(answer: HTTPResponse) -> None:
    """Raise UnfetchableError for what is no page."""
    if answer.status != HTTPStatus.OK:
        raise UnfetchableError(f"it answers {_status(answer.status)}", _advice(answer.status))
    media_type = _media_type(answer)
    if media_type not in MEDIA_TYPES:
        raise UnfetchableError(f"it is {media_type}, neither HTML nor text", "Give the address of an article")


def _media_type(answer: HTTPResponse) -> str:
    return answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""


def _status(status: int) -> str:
    known = status in HTTPStatus._value2member_map_
    return f"{status} {HTTPStatus(status).phrase}" if known else str(status)


def _advice(status: int) -> str:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return "Check the address"
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT) or status >= 500:
        return "Try again later"
    return SAVE_IT


def _decompressed(answer: HTTPResponse, size: int) -> Iterator[bytes]:
    """Yield the body; never more than ``size`` and a chunk of it is held at once, however small it was packed."""
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    received = _limited(_received(answer), size)
    if encoding in ("identity", ""):
        yield from received
    elif encoding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(received)
    else:
        raise UnfetchableError(f"it is packed as {encoding}, which was not asked for", SAVE_IT)


def _received(answer: HTTPResponse) -> Iterator[bytes]:
    yield from iter(lambda: answer.read1(_CHUNK), b"")
    if answer.length:
        raise UnfetchableError(*_CUT_SHORT)


def _inflated(received: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip, zlib, or deflate without a header, which some servers send."""
    first = next(received, b"")
    unpacker = zlib.decompressobj(47 if first[:1] in (b"\x1f", b"\x78") else -15)
    packed = first
    while packed and not unpacker.eof:
        yield unpacker.decompress(packed, _CHUNK)
        packed = unpacker.unconsumed_tail or next(received, b"")
    if not unpacker.eof:
        raise UnfetchableError(*_CUT_SHORT)


def _limited(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield ``chunks`` until they are more than ``size`` bytes."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > size:
            raise UnfetchableError(f"it is larger than {size / 1_000_000:g} MB", "Give the address of one article")
        yield chunk


def _in_words(error: Exception, limits: Limits, *, late: bool) -> tuple[str, str]:
    """Return why a page could not be fetched, and what to do."""
    if late:
        return f"it took longer than {limits.total:g} seconds", "Try again later"
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid ({error.verify_message})", "Do not trust it; look at it in a browser"
        case ssl.SSLError():
            return "no secure connection could be made", "Look at it in a browser"
        case TimeoutError():
            return f"it cannot be reached within {limits.connect:g} seconds", "Check the network, or try again later"
        case OSError():
            return (error.strerror or "the connection broke").lower(), "Check the address and the network"
        case zlib.error():
            return "it is damaged", "Try again later"
        case _:
            return "its answer is not one of a web server", "Check the address"


def _error(address: str, here: str, why: str, what_to_do: str) -> SourceError:
    shown, there = without_secrets(address), without_secrets(here)
    led = f"it leads to {there}, but there " if there != shown else ""
    return SourceError(f"Cannot fetch {shown}", led + why, what_to_do)
