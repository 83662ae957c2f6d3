"""The one door of ``store.sources``: whatever is named, its articles come out one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from store.errors import SourceError
from store.model import Draft
from store.sources.addresses import is_address, without_secrets
from store.sources.content import Content, read_content
from store.sources.extraction import Extractor
from store.sources.failure import Failure
from store.sources.files import contents
from store.sources.folding import refold

Choices = Mapping[str, Mapping[str, bool]]
"""The reader's word on single lines: by outlet, ``boilerplate.line_key`` of a line to whether it is kept."""


def read(
    where: str | Path,
    *,
    outlet: str = "",
    published: str = "",
    keep_all: bool = False,
    choices: Choices | None = None,
    allow_private: bool = False,
) -> Iterator[Draft | Failure]:
    """Yield the articles of ``where``: a file, a folder (recursive, sorted), JSON lines, a web address, or ``-``.

    ``outlet`` and ``published`` (ISO 8601) win over what a page says, a JSON row's own fields win over both.
    ``keep_all`` folds nothing. ``choices`` win over the model. ``allow_private`` fetches pages of this machine and
    the local network too. What cannot be read comes out as a Failure in its place; nothing is raised, and the sources
    after it are still read.
    """
    with closing(Extractor()) as extractor:
        for content in _contents(where, allow_private):
            if isinstance(content, Failure):
                yield content
            else:
                yield _read_one(_with_defaults(content, outlet, published), extractor, keep_all, choices or {})


def _contents(where: str | Path, allow_private: bool) -> Iterator[Content | Failure]:
    if not is_address(where):
        yield from contents(where)
        return
    from store.sources.web import fetch

    try:
        yield fetch(str(where), allow_private=allow_private)
    except SourceError as error:
        yield Failure(without_secrets(str(where)), error)


def _with_defaults(content: Content, outlet: str, published: str) -> Content:
    return replace(content, outlet=content.outlet or outlet, published=content.published or published)


def _read_one(content: Content, extractor: Extractor, keep_all: bool, choices: Choices) -> Draft | Failure:
    try:
        draft = read_content(content, extractor, keep_all=keep_all)
    except SourceError as error:
        return Failure(content.source, error)
    return draft if keep_all else refold(draft, choices.get(draft.outlet, {}))
