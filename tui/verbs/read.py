"""Open the reader: on the articles named, else as it was left. ARTICLE is an id, a uid, a file, a URL or -."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import DiptychError
from tui.arguments import something
from tui.output import print_message
from tui.terminal import require_terminal

if TYPE_CHECKING:
    from store.library import Store


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "articles",
        nargs="*",
        type=something,
        metavar="ARTICLE",
        help="id, uid, file, URL or -; two or more open side by side",
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch addresses of this machine and the local network too"
    )


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library
    from tui.settings import load

    require_terminal()
    settings = load()
    with open_library(arguments.library) as library:
        opening = articles(library, arguments.articles, settings.names_engine, arguments.allow_private)
        if arguments.articles and not opening:
            return 1
        return open_reader(library, opening)


def articles(library: Store, wanted: list[str], engine: str, allow_private: bool = False) -> list[int]:
    """The ids of the articles wanted; files and addresses are brought in first."""
    from tui.libraries import find_article

    found: list[int] = []
    for one in wanted:
        if one == "-" or "://" in one or Path(one).exists():
            found += _brought_in(library, one, engine, allow_private)
        else:
            try:
                found.append(find_article(library, one))
            except DiptychError as error:
                print_message(f"diptych: {error}")
    return list(dict.fromkeys(found))


def _brought_in(library: Store, where: str, engine: str, allow_private: bool) -> list[int]:
    from store import sources
    from store.intake import bring_in

    found = []
    drafts = sources.read(where, choices=library.articles.folding_choices(), allow_private=allow_private)
    for outcome in bring_in(library, drafts, engine=engine):
        if outcome.id is None:
            print_message(f"diptych: {outcome.error}")
        else:
            found.append(outcome.id)
    return found


def open_reader(library: Store, opening: list[int]) -> int:
    """Run the application until it ends; its exit code."""
    gc.disable()  # A search for garbage among all that is loaded now takes as long as a painting; the app resumes it.
    from tui.app import DiptychApp
    from tui.settings import load
    from tui.terminal import keyboard

    with keyboard():
        app = DiptychApp(library, load(), opening)
        app.run()
    if app.crash_report is not None:
        print_message(
            "diptych: the reader stopped because of an error that nobody expected. Nothing that was saved is lost. "
            f"Where it happened is noted, without your texts, in {app.crash_report}."
        )
    return app.return_code or 0
