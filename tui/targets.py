"""Where a screen sends the reader when it is left, and where a hit stands."""

from __future__ import annotations

from dataclasses import dataclass

from store.model import Hit, Span


@dataclass(frozen=True, slots=True)
class Target:
    """Articles to open, and the code point of the first at which to stand. ``beside`` adds it to what is open."""

    articles: tuple[int, ...]
    start: int | None = None
    beside: bool = False


def spans_of(hit: Hit) -> tuple[Span, ...]:
    """Where in its article the words of a hit stand that matched; all of the hit when none did."""
    if hit.start is None:
        return ()
    if hit.kind != "passage" or not hit.matched:
        return (Span(hit.start, hit.end or hit.start),)
    return tuple(Span(hit.start + start, hit.start + end) for start, end in hit.matched)
