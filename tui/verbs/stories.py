"""List and edit stories: groups of articles that tell the same event. STORY is a number of the list, or a name."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.output import add_json_options, print_change, print_rows

if TYPE_CHECKING:
    from store.library import Store
    from store.model import Story


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
        edited = _edit(library, arguments)
        if edited is not None:
            said, number = edited
            print_change(arguments, said, [as_row(one) for one in library.stories.list() if one.id == number])
            return 0
        rows = [as_row(one) for one in library.stories.list()]
    print_rows(arguments, rows, ("id", "name", "articles"), "There is no story yet: no two articles tell the same.")
    return 0


def _edit(library: Store, arguments: argparse.Namespace) -> tuple[str, int] | None:
    """Make the change that was asked for; what is said of it, and the story's id. None when none was."""
    stories, articles = library.stories, library.articles
    if arguments.make:
        name, *members = arguments.make
        made = stories.make(name, [articles.find(one) for one in members])
        return f"made story {made.id}: {made.name}", made.id
    if arguments.confirm or arguments.refuse:
        word, member = arguments.confirm or arguments.refuse
        story, article = stories.get(word), articles.find(member)
        (stories.confirm if arguments.confirm else stories.refuse)(story.id, article)
        how = "belongs" if arguments.confirm else "does not belong"
        return f"article {article} {how} to {story.name}", story.id
    if arguments.rename:
        renamed = stories.rename(stories.get(arguments.rename[0]).id, arguments.rename[1])
        return f"renamed to {renamed.name}", renamed.id
    return None


def as_row(story: Story) -> dict[str, Any]:
    """A story as ``stories --json`` gives it."""
    return {
        "id": story.id,
        "name": story.name,
        "articles": list(story.articles),
        "confirmed": sorted(story.confirmed),
    }
