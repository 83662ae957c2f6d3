"""Compare two or more readings: who is named in which, what both say, in whose words, with which numbers.

Pure functions from readings to a ``Comparison``; nothing here asks a database.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.model import Comparison, Reading, VersionEdit


def compare(
    readings: Sequence[Reading],
    background: object = None,
    *,
    min_score: float | None = None,
    versions: Sequence[tuple[int, int]] = (),
) -> Comparison:
    """Everything that a screen or a report says about ``readings``.

    Keys are the readings' article ids, or 1, 2, … in order when none has one. With ``min_score`` the alignment
    lists every pair of sentences that scores as much (0: all); quotes and differences keep to what is shown without it.
    ``versions`` are pairs of keys, older first, that are versions of one article: their edits are told word by word.
    """
    from store.compare.alignment import article_keys, listed, only_passages, score, shown
    from store.compare.differences import differences
    from store.compare.quotes import shared_quotes
    from store.compare.shared import shared

    scored = score(readings)
    pairs = shown(scored)
    return Comparison(
        articles=article_keys(readings),
        entities=shared(readings),
        alignment=pairs if min_score is None else listed(scored, min_score),
        quotes=shared_quotes(readings, pairs),
        differences=differences(readings, pairs),
        only_passages=only_passages(readings, pairs),
        edits=_edits(readings, versions),
        min_score=min_score,
    )


def _edits(readings: Sequence[Reading], versions: Sequence[tuple[int, int]]) -> tuple[VersionEdit, ...]:
    from store.compare.alignment import article_keys
    from store.compare.edits import edits

    by_key = dict(zip(article_keys(readings), readings, strict=True))
    return tuple(
        VersionEdit(edit.kind, {older: edit.old, newer: edit.new})
        for older, newer in versions
        for edit in edits(by_key[older], by_key[newer])
    )
