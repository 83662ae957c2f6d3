"""One article's bytes with what is already known about them, and the draft that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from store.errors import SourceError
from store.language.printable import canonical
from store.model import Draft
from store.sources.addresses import without_secrets
from store.sources.decoding import decode, is_binary
from store.sources.extraction import Extractor
from store.sources.html import read_html
from store.sources.plain import read_plain

LONGEST_ARTICLE = 1_000_000
"""Characters of one article; more is refused."""

LARGEST_PAGE = 20_000_000
"""Bytes of one article's file or row; more is refused unread."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one article, with the charset that a server named; ``characters`` where a row brought those."""

    source: str
    original: bytes
    media_type: str = ""
    charset: str = ""
    characters: str | None = None
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    url: str = ""
    uid: str = ""


def read_content(content: Content, extractor: Extractor, *, keep_all: bool = False) -> Draft:
    """Return the draft of ``content``. Raise SourceError for what is empty, binary or too long."""
    characters = _characters(content)
    if is_html(content.media_type, characters):
        draft = read_html(characters, extractor, url=content.url, title=content.title, keep_all=keep_all)
    else:
        draft = read_plain(characters, title=content.title, keep_all=keep_all)
    _check_draft(content.source, draft)
    return _with_known(draft, content)


def is_html(media_type: str, characters: str) -> bool:
    """Tell a page from plain text by its declared type, else by how it begins."""
    if media_type in ("text/html", "application/xhtml+xml"):
        return True
    return bool(_HTML.match(characters[:2000].lstrip("\ufeff")))


def _characters(content: Content) -> str:
    if content.characters is not None:
        return content.characters
    if len(content.original) > LARGEST_PAGE:
        raise too_large(content.source)
    if not content.original.strip():
        raise SourceError(f"Cannot read {content.source}", "it is empty", "Save the page again")
    if is_binary(content.original):
        raise SourceError(
            f"Cannot read {content.source}", "it is not text", "Save the page as plain text or HTML and add that"
        )
    return decode(content.original, content.charset)[0]


def too_large(source: str) -> SourceError:
    """Return the error for more bytes than one article can have."""
    return SourceError(
        f"Cannot read {source}", f"it is larger than {LARGEST_PAGE // 1_000_000} MB", "Save one article to a file"
    )


def _check_draft(source: str, draft: Draft) -> None:
    if len(draft.text) > LONGEST_ARTICLE:
        raise SourceError(
            f"Cannot read {source}", f"it is longer than {LONGEST_ARTICLE:,} characters", "Split it into several files"
        )
    if not draft.text.strip():
        raise SourceError(
            f"Cannot read {source}", "no article text was found in it", "Look at it; --keep-all keeps every line"
        )


def _with_known(draft: Draft, content: Content) -> Draft:
    """Let what came with the content win over what the page says."""
    return replace(
        draft,
        source=without_secrets(content.source),
        original=content.original,
        title=_clean(content.title) or draft.title,
        outlet=_clean(content.outlet) or draft.outlet,
        byline=_clean(content.byline) or draft.byline,
        published=_clean(content.published) or draft.published,
        url=without_secrets(_clean(content.url) or draft.url),
        uid=_clean(content.uid),
    )


def _clean(value: str) -> str:
    return " ".join(canonical(value)[0].split())
