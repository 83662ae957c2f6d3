"""List articles, newest first; with --like, rank the coverage that is most like one article."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tui.arguments import date, number_from
from tui.output import add_json_options, print_rows

if TYPE_CHECKING:
    from store.library import Store
    from store.model import ArticleRow


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--outlet", default="", help="only from this outlet")
    parser.add_argument("--since", type=date, default="", metavar="DATE", help="published on or after")
    parser.add_argument("--until", type=date, default="", metavar="DATE", help="published on or before")
    parser.add_argument("--tag", default="", help="with a passage tagged so, or with a tag below it")
    parser.add_argument("--story", type=int, metavar="ID", help="only of this story")
    parser.add_argument("--unread", action="store_true", help="only unread ones")
    parser.add_argument("--like", metavar="ARTICLE", help="rank other coverage of the same event, best first")
    parser.add_argument(
        "--limit", type=number_from(1), metavar="N", help="at most so many (default: all; with --like 20)"
    )
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        if arguments.story is not None:
            library.stories.get(arguments.story)
        rows = like(library, arguments) if arguments.like else listed(library, arguments)
        empty = not library.articles.count()
    nothing = "The library is empty. Bring articles in with diptych add." if empty else "No article is so."
    if not (arguments.json or arguments.jsonl):
        rows = [row | {"title": row["title"].strip() or row["source"]} for row in rows]
    columns = ("id", "published", "outlet", "title", *(("score",) if arguments.like else ("words",)))
    print_rows(arguments, rows, columns, nothing)
    return 0


def listed(library: Store, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    rows = library.articles.list(
        outlet=arguments.outlet,
        since=arguments.since,
        until=arguments.until,
        tag=arguments.tag,
        story=arguments.story,
        unread=arguments.unread,
        limit=arguments.limit,
    )
    return [as_row(row) for row in rows]


def like(library: Store, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from store.grouping import other_coverage

    article = library.articles.find(arguments.like)
    by_id = {row.id: row for row in library.articles.list()}
    ranked = other_coverage(library, article, arguments.limit or 20)
    return [
        as_row(by_id[one.article]) | {"score": round(one.score, 4), "same_story": one.same_story}
        for one in ranked
        if one.article in by_id
    ]


def as_row(row: ArticleRow) -> dict[str, Any]:
    """An article as ``list --json`` gives it."""
    value = asdict(row)
    order = ("id", "uid", "title", "outlet", "byline", "published", "words", "source", "tags", "unread")
    return {name: value[name] for name in order} | {name: value[name] for name in value if name not in order}
