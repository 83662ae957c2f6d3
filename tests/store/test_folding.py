"""Folding a line by hand and bringing it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import RefusedError, UnknownError
from store.folding import Shift
from store.language.boilerplate import line_key
from store.library import Store
from store.model import Span
from store.sources.folding import Piece, join
from tests.store.making import HARBOUR, add, draft, kept_texts, reading

LINES = st.lists(st.text("ab c", min_size=1, max_size=6).filter(str.strip), min_size=2, max_size=6)


def harbour(library: Store) -> int:
    made = draft(*HARBOUR, folded=HARBOUR[3:], outlet="Courier")
    return library.articles.add(made, reading(made, ("Vessby", "place"))).id


def test_a_folded_line_leaves_the_text_and_everything_shifts(library: Store) -> None:
    number = harbour(library)
    text = library.articles.get(number).text
    passage = library.passages.add(number, text.index("Norrland"), text.index(" moved"), tags=["ships"])
    library.articles.fold(number, 1)
    article = library.articles.get(number)
    assert HARBOUR[1] not in article.text and kept_texts(article.text, article.blocks) == article.text
    moved = library.passages.get(passage.id)
    assert article.text[moved.start : moved.end] == moved.exact == "Norrland Shipping"
    assert [article.text[m.start : m.end] for m in library.articles.reading(number).mentions] == ["Vessby"]
    assert library.search("director", kinds=["passage"]).hits == ()
    assert library.articles.folding_choices() == {"Courier": {line_key(HARBOUR[1]): False}}


def test_a_line_is_brought_back_and_its_names_are_pending(library: Store) -> None:
    number = harbour(library)
    library.articles.unfold(number, 3)
    article = library.articles.get(number)
    assert article.text.endswith("\n\n" + HARBOUR[3]) and article.blocks[3].role == "paragraph"
    assert library.articles.pending() == [number]
    assert library.search("newsletter", kinds=["passage"]).hits
    assert library.articles.folding_choices() == {"Courier": {line_key(HARBOUR[3]): True}}


def test_a_passage_that_is_folded_away_waits_as_an_orphan(library: Store) -> None:
    number = harbour(library)
    start = library.articles.get(number).text.index("Lund spoke")
    passage = library.passages.add(number, start, start + 10, tags=["claims"], note="when?")
    library.articles.fold(number, 2)
    assert library.passages.get(passage.id).orphaned
    library.articles.unfold(number, 2)
    back = library.passages.get(passage.id)
    assert (back.orphaned, back.start, back.exact, back.note) == (False, start, "Lund spoke", "when?")


def test_folding_and_bringing_back_gives_the_same_text(library: Store) -> None:
    number = harbour(library)
    before = library.articles.get(number)
    library.articles.fold(number, 0)
    library.articles.unfold(number, 0)
    assert library.articles.get(number).text == before.text
    assert [(b.start, b.end, b.kept) for b in library.articles.get(number).blocks] == [
        (b.start, b.end, b.kept) for b in before.blocks
    ]


def test_undo_of_a_fold_finds_the_line_again(library: Store) -> None:
    number = harbour(library)
    before = library.articles.reading(number)
    library.articles.fold(number, 1)
    assert library.history.undo() == "folded a line away"
    assert library.articles.reading(number) == before
    assert library.search("director", kinds=["passage"]).hits
    assert library.articles.folding_choices() == {}


def test_what_cannot_be_folded_is_refused(library: Store) -> None:
    number = add(library, "Only line")
    with pytest.raises(RefusedError, match="all that is left"):
        library.articles.fold(number, 0)
    with pytest.raises(RefusedError, match="already"):
        library.articles.unfold(number, 0)
    with pytest.raises(UnknownError):
        library.articles.fold(number, 7)


@given(LINES, st.data())
def test_a_shift_keeps_the_characters_of_what_is_left(lines: list[str], data: st.DataObject) -> None:
    before = data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    after = data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    old_text, old = join(Piece(line, kept=kept) for line, kept in zip(lines, before, strict=True))
    new_text, new = join(Piece(line, kept=kept) for line, kept in zip(lines, after, strict=True))
    shift = Shift.between(old, new)
    for one, other in zip(old, new, strict=True):
        span = shift.span(Span(one.start, one.end))
        if one.kept and other.kept:
            assert span == Span(other.start, other.end)
            assert old_text[one.start : one.end] == new_text[other.start : other.end]
        elif one.kept:
            assert span is None
    assert 0 <= shift.offset(data.draw(st.integers(0, len(old_text)))) <= len(new_text)
