"""List and edit stories: groups of articles that tell the same event."""

from __future__ import annotations

import argparse

from tui.output import add_json_options, print_message, print_rows


def configure(parser: argparse.ArgumentParser) -> None:
    edit = parser.add_mutually_exclusive_group()
    edit.add_argument("--make", nargs="+", metavar="NAME", help="a name, then the articles of the story")
    edit.add_argument("--confirm", nargs=2, metavar=("STORY", "ARTICLE"), help="the article does belong to it")
    edit.add_argument("--refuse", nargs=2, metavar=("STORY", "ARTICLE"), help="it does not; remembered")
    edit.add_argument("--rename", nargs=2, metavar=("STORY", "NAME"))
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        stories, articles = library.stories, library.articles
        said = ""
        if arguments.make:
            name, *members = arguments.make
            said = f"made story {stories.make(name, [articles.find(one) for one in members]).id}"
        elif arguments.confirm:
            stories.confirm(stories.get(arguments.confirm[0]).id, articles.find(arguments.confirm[1]))
            said = "confirmed"
        elif arguments.refuse:
            stories.refuse(stories.get(arguments.refuse[0]).id, articles.find(arguments.refuse[1]))
            said = "refused"
        elif arguments.rename:
            said = f"renamed to {stories.rename(stories.get(arguments.rename[0]).id, arguments.rename[1]).name}"
        if said:
            print_message(said)
            return 0
        rows = [
            {"id": one.id, "name": one.name, "articles": list(one.articles), "confirmed": sorted(one.confirmed)}
            for one in stories.list()
        ]
    print_rows(arguments, rows, ("id", "name", "articles"))
    return 0
