"""Compare two or more articles: names both have and only one has, quotes, what is said by whom, differences.

ARTICLE is an id, a uid, a file or a web address; files and pages are read without being kept and get the ids 1, 2, …
in the order given.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.arguments import share, something
from tui.output import print_json, print_text

if TYPE_CHECKING:
    from store.model import Article, Reading


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="+", type=something, metavar="ARTICLE", help="id, uid, file or URL")
    parser.add_argument("--min-score", type=share, metavar="X", help="list weaker alignments too (0: every pair)")
    parser.add_argument("--keep-all", action="store_true", help="fold nothing away (files)")
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch addresses of this machine and the local network too"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything, for programs")
    form.add_argument("--markdown", action="store_true", help="a report; every statement cites its passage")
    form.add_argument("--html", action="store_true", help="a self-contained page, side by side")


def run(arguments: argparse.Namespace) -> int:
    from store.compare import compare
    from store.exchange.report import Report
    from tui.command_line import WrongUsageError

    if len(arguments.articles) < 2:
        raise WrongUsageError("compare needs at least two articles", "Write diptych compare A B")
    articles, readings, versions = read(arguments)
    if len(articles) < 2:
        raise WrongUsageError("these are one and the same article", "Name two different ones")
    comparison = compare(readings, min_score=arguments.min_score, versions=versions)
    report = Report(comparison, articles, readings)
    if arguments.json:
        print_json(report.as_json())
    elif arguments.markdown:
        print_text(report.as_markdown())
    elif arguments.html:
        print(report.as_html())
    else:
        print_text(report.as_text())
    return 0


def read(arguments: argparse.Namespace) -> tuple[list[Article], list[Reading], Sequence[tuple[int, int]]]:
    """The articles, what is understood of each, and which of them are versions of one."""
    from store.sources.addresses import is_address
    from tui.libraries import find_article, open_library

    files = [is_address(one) or (Path(one).exists() and not one.isdecimal()) for one in arguments.articles]
    if all(files):
        return *from_files(arguments.articles, arguments.keep_all, arguments.allow_private), ()
    if any(files):
        from tui.command_line import WrongUsageError

        raise WrongUsageError("library articles and files cannot be mixed", "Add the files first: diptych add")
    with open_library(arguments.library) as library:
        ids = list(dict.fromkeys(find_article(library, one) for one in arguments.articles))
        articles = [library.articles.get(one) for one in ids]
        return articles, [library.articles.reading(one) for one in ids], library.articles.version_pairs(ids)


def from_files(
    names: Sequence[str], keep_all: bool = False, allow_private: bool = False
) -> tuple[list[Article], list[Reading]]:
    """Read files without keeping them; a file may hold several articles.

    Raises:
        SourceError: one of them cannot be read.
    """
    from store import sources
    from store.intake import read_one
    from store.model import Article, Draft
    from tui.settings import load

    engine = load().names_engine
    articles, readings = [], []
    for name in names:
        for draft in sources.read(name, keep_all=keep_all, allow_private=allow_private):
            if not isinstance(draft, Draft):
                raise draft.error
            number = len(articles) + 1
            readings.append(replace(read_one(draft, engine), article=number))
            articles.append(
                Article(
                    number, draft.uid, draft.title, draft.outlet, draft.text, draft.blocks, draft.byline,
                    draft.published, draft.language, draft.url, draft.source,
                )
            )  # fmt: skip
    return articles, readings
