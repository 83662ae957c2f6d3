"""Opening the library that the command line or the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import StoreError, UnknownError
from tui.output import print_message
from tui.paths import library_file

if TYPE_CHECKING:
    from store.library import Store


def open_library(chosen: Path | None = None) -> Store:
    """Open the chosen library, else the default one, making it at first use.

    Raises:
        StoreError: its folder is missing, or the file is not a library, damaged, or cannot be read.
    """
    from store import open_store

    path = (chosen or library_file()).expanduser()
    if chosen is not None and not path.parent.is_dir():
        raise StoreError(
            f"cannot open the library {path}",
            f"there is no folder {path.parent}",
            "Make the folder first, or choose another file with --library",
        )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    library = open_store(path)
    for notice in library.notices:
        print_message(notice)
    return library


def find_article(library: Store, word: str) -> int:
    """The id of the article that a word of the command line names, which is no file either.

    Raises:
        UnknownError: no article goes by it, or several do.
    """
    try:
        return library.articles.find(word)
    except UnknownError as error:
        if not word or not any(sign in word for sign in "./"):
            raise
        raise UnknownError(
            f"'{word}'", "there is no such file, and no article of that id", "Check the name, or see `diptych list`"
        ) from error
