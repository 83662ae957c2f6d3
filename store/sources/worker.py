"""The child process that takes HTML apart: run as a script, it answers pages on standard input until that ends.

It stands alone (nothing of the project is imported) because it runs under limits and may be killed at any time.
Each message, in both directions, is a length of eight bytes and that many bytes: HTML as UTF-8 goes in, a JSON
object comes out: ``blocks`` ([role, text] pairs), ``lines`` (every line of the page), ``title``, ``outlet``,
``byline``, ``published``, ``url`` and ``language``.
"""

from __future__ import annotations

import json
import logging
import re
import struct
import sys
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import IO, Any

MEMORY = 1_000_000_000
"""Bytes of address space that the child may use."""

LENGTH = struct.Struct(">Q")
MOST_LINES = 5_000
MOST_SCRIPTS = 20
"""JSON-LD scripts of one page that are looked at."""

LEAST_DECLARED = 500
"""Characters of declared text under which it stands in for nothing."""

DATES = {"original_date": True, "extensive_search": False}
"""Dates only where a page marks them: searching all its text guesses, mostly wrong, and takes seconds."""

_NOT_SHOWN = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "textarea"}
_INLINE = set(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby rt s samp small "
        "span strike strong sub sup time tt u var wbr",
    )
)
_JSON_LD = re.compile(r"""(?is)<script\b[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script""")
_ARTICLE = re.compile(r"Article|BlogPosting|ReportageNews")
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,2000}>")
_BREAKS = re.compile(r"(?i)</?(?:p|br|div|li|h[1-6]|blockquote)\b")
_ROLES = {"head": "heading", "quote": "quote", "list": "list", "item": "list", "table": "list"}


def main() -> None:
    """Answer pages until standard input ends."""
    _limit_memory()
    logging.disable(logging.CRITICAL)
    while (html := receive(sys.stdin.buffer)) is not None:
        send(sys.stdout.buffer, json.dumps(_take_apart(html.decode())).encode())


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message of ``stream``, None when it ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length = LENGTH.unpack(head)[0]
    message = stream.read(length)
    return message if len(message) == length else None


def send(stream: IO[bytes], message: bytes) -> None:
    """Write ``message`` to ``stream``."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _take_apart(html: str) -> dict[str, Any]:
    """Return what the page holds; whatever fails leaves its keys out."""
    from trafilatura import bare_extraction

    answer: dict[str, Any] = {"lines": page_lines(html)}
    document: Any = bare_extraction(html, include_comments=False, with_metadata=True, date_extraction_params=DATES)
    headline, body = _declared(html)
    blocks = _longer(list(_blocks(document.body)) if document else [], body)
    return answer | {"blocks": blocks} | (_known(document, html, headline) if document else {"title": headline})


def _known(document: Any, html: str, headline: str) -> dict[str, str]:
    """Return the metadata, the title without the site's name where the page declares the headline itself."""
    known = {
        "title": headline if headline and headline in (document.title or headline) else document.title,
        "outlet": document.sitename,
        "byline": document.author,
        "published": document.date,
        "url": document.url,
        "language": document.language or _language(html),
    }
    return {name: value or "" for name, value in known.items()}


def _longer(blocks: list[tuple[str, str]], body: list[str]) -> list[tuple[str, str]]:
    """Return what was extracted, or the declared text where that is far more, or has paragraphs and the other none."""
    declared, shown = sum(map(len, body)), sum(len(text) for _, text in blocks)
    is_more = declared > max(LEAST_DECLARED, 2 * shown) or (declared > shown / 2 and len(blocks) == 1 < len(body))
    return [("paragraph", line) for line in body] if is_more else blocks


def _declared(html: str) -> tuple[str, list[str]]:
    """Return the headline and the lines of the longest text that a page's JSON-LD declares as an article's."""
    articles = [found for script in _JSON_LD.findall(html)[:MOST_SCRIPTS] for found in _articles(script)]
    headline = next((one["headline"] for one in articles if isinstance(one.get("headline"), str)), "")
    bodies = [one["articleBody"] for one in articles if isinstance(one.get("articleBody"), str)]
    lines = _plain(max(bodies, key=len, default="")).split("\n")
    return " ".join(_plain(headline).split()), [" ".join(line.split()) for line in lines if line.strip()]


def _articles(script: str) -> Iterator[dict[str, Any]]:
    """Yield the articles among the objects of one JSON-LD script, however they are nested."""
    try:
        left = deque([json.loads(script, strict=False)])
    except (ValueError, RecursionError):
        return
    while left:
        one = left.popleft()
        if isinstance(one, dict):
            left.extend(one.values())
            if _ARTICLE.search(str(one.get("@type"))):
                yield one
        elif isinstance(one, list):
            left.extend(one)


def _plain(text: str) -> str:
    """Return declared text without the tags and entities that some pages leave in it."""
    return unescape(_TAG.sub(lambda tag: "\n" if _BREAKS.match(tag[0]) else "", unescape(text)))


def _language(html: str) -> str:
    found = re.search(r"<html\b[^>]*\blang=[\"']?([A-Za-z]{2,3})", html[:20_000])
    return found[1].lower() if found else ""


def _blocks(body: Any) -> Iterator[tuple[str, str]]:
    """Yield role and text of the extracted elements, lists item by item and tables row by row."""
    for element in body:
        if element.tag == "list":
            yield from (("list", _text(item)) for item in element)
        elif element.tag == "table":
            yield from (("list", _text(row)) for row in element)
        else:
            yield _ROLES.get(element.tag, "paragraph"), _text(element)


def _text(element: Any) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    for cell in element.iter("cell", "p", "item"):
        cell.tail = " " + (cell.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(element.itertext()).split("\n")).strip()


def page_lines(html: str) -> list[str]:
    """Return every line that the page shows, in order: the text between two block elements or line breaks."""
    from lxml.html import document_fromstring

    try:
        root = document_fromstring(html.encode(), parser=_parser())
    except (ValueError, TypeError, AssertionError):
        return []
    lines: list[str] = []
    part: list[str] = []
    for piece in _shown(root):
        if piece is not None:
            part.append(piece)
            continue
        line = " ".join("".join(part).split())
        part.clear()
        if line:
            lines.append(line)
        if len(lines) >= MOST_LINES:
            break
    return lines


def _parser() -> Any:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _shown(root: Any) -> Iterator[str | None]:
    """Yield the characters that the page shows, and None wherever a line ends. Depth does not matter."""
    from lxml.etree import iterwalk

    hidden = 0
    for event, element in iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag in _NOT_SHOWN:
            hidden += 1 if event == "start" else -1
        elif not hidden and tag not in _INLINE:
            yield None
        if not hidden:
            yield (element.text if event == "start" else element.tail) or ""
    yield None


if __name__ == "__main__":
    main()
