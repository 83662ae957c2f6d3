"""Take articles out of the library, with what is marked in them; 'diptych undo' brings them back."""

from __future__ import annotations

import argparse

from tui.output import add_json_options, print_change


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="id, uid or the beginning of one")
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        gone = [library.articles.get(one) for one in arguments.articles]
        library.articles.remove(*(article.id for article in gone))
    told = gone[0].title or f"article {gone[0].id}" if len(gone) == 1 else f"{len(gone)} articles"
    rows = [{"id": article.id, "uid": article.uid, "title": article.title} for article in gone]
    print_change(arguments, f"removed {told} · diptych undo brings back", rows)
    return 0
