"""Bringing text in: files, folders, JSON lines, web addresses and standard input, each article to a Draft."""

from store.errors import SourceError
from store.sources.failure import Failure
from store.sources.folding import refold
from store.sources.reading import Choices, read

__all__ = ["Choices", "Failure", "SourceError", "read", "refold"]
