"""Pieces to text with blocks, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.model import Draft
from store.sources.folding import Piece, join, refold, split

WORDS = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20)
PIECES = st.lists(st.builds(Piece, WORDS, st.sampled_from(["paragraph", "heading", "furniture"]), st.booleans()))


@given(PIECES)
def test_splitting_gives_the_pieces_that_were_joined(pieces: list[Piece]) -> None:
    text, blocks = join(pieces)
    assert split(text, blocks) == tuple(pieces)
    assert text == "\n\n".join(text[block.start : block.end] for block in blocks if block.kept)


@given(PIECES)
def test_refolding_without_choices_changes_nothing(pieces: list[Piece]) -> None:
    text, blocks = join(pieces)
    draft = Draft("", b"", "text/plain", text, blocks)
    assert refold(draft, {}) is draft


def test_a_choice_gives_a_line_its_new_role() -> None:
    text, blocks = join([Piece("Stay"), Piece("Go away 12"), Piece("Come back", "furniture", kept=False)])
    draft = refold(Draft("", b"", "text/plain", text, blocks), {"go away 0": False, "come back": True})
    assert split(draft.text, draft.blocks) == (
        Piece("Stay"),
        Piece("Go away 12", "furniture", kept=False),
        Piece("Come back"),
    )
