"""Pieces of a page, and the text with blocks that they make.

A piece is a line or paragraph with a role, kept or folded. Joining pieces gives the text model that every
offset refers to: kept pieces joined by blank lines, folded ones beside them with their characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from store.language.boilerplate import line_key
from store.model import Block, Draft, Role

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph-like piece of a page."""

    text: str
    role: Role = "paragraph"
    kept: bool = True


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the kept text and the blocks of ``pieces``. Empty pieces are left out."""
    present = [piece for piece in pieces if piece.text]
    text = SEPARATOR.join(piece.text for piece in present if piece.kept)
    return text, tuple(_blocks(present, len(text)))


def _blocks(pieces: Sequence[Piece], length: int) -> Iterable[Block]:
    offset = 0
    for piece in pieces:
        if piece.kept:
            yield Block(offset, offset + len(piece.text), piece.role)
            offset = offset + len(piece.text) + len(SEPARATOR)
        else:
            here = min(offset, length)
            yield Block(here, here, piece.role, kept=False, folded=piece.text)


def split(text: str, blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """Return the pieces that ``join`` made ``text`` and ``blocks`` from."""
    return tuple(
        Piece(text[block.start : block.end] if block.kept else block.folded, block.role, block.kept) for block in blocks
    )


def refold(draft: Draft, choices: Mapping[str, bool]) -> Draft:
    """Return ``draft`` with the reader's word for single lines: ``line_key`` of a line to whether it is kept."""
    before = split(draft.text, draft.blocks)
    after = tuple(_chosen(piece, choices) for piece in before)
    if after == before:
        return draft
    text, blocks = join(after)
    return replace(draft, text=text, blocks=blocks)


def _chosen(piece: Piece, choices: Mapping[str, bool]) -> Piece:
    kept = choices.get(line_key(piece.text), piece.kept)
    if kept == piece.kept:
        return piece
    role: Role = "paragraph" if kept and piece.role == "furniture" else piece.role
    return replace(piece, kept=kept, role=role if kept else "furniture")
