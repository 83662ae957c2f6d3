"""Errors in words: what failed, why, and what to do about it."""

from __future__ import annotations


class DiptychError(Exception):
    """Something that the reader can be told and can act on. Every error of the store derives from it."""

    def __init__(self, what: str, why: str, what_to_do: str) -> None:
        super().__init__(f"{what}: {why}. {what_to_do}.")
        self.what = what
        self.why = why
        self.what_to_do = what_to_do


class StoreError(DiptychError):
    """A library cannot be opened, read or written."""


class SourceError(DiptychError):
    """Text cannot be brought in from a source."""
