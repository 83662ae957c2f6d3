"""Print the text of an article, as plain text or Markdown; with --original, the bytes that were brought in."""

from __future__ import annotations

import argparse
import sys

from tui.output import print_json, print_text


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="id, uid or the beginning of one")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="headings and quotes marked, passages listed")
    form.add_argument("--json", action="store_true", help="everything that is understood of it")
    form.add_argument("--original", action="store_true", help="what was brought in, byte for byte")


def run(arguments: argparse.Namespace) -> int:
    from store.exchange.extract_json import reading_json
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        identifier = library.articles.find(arguments.article)
        article = library.articles.get(identifier)
        if arguments.original:
            sys.stdout.buffer.write(library.articles.original(identifier).content)
        elif arguments.json:
            print_json(reading_json(article, library.articles.reading(identifier)))
        elif arguments.markdown:
            from store.exchange.article_markdown import article_markdown

            print_text(article_markdown(article, library.passages.of(identifier)))
        else:
            print_text(article.text)
    return 0
