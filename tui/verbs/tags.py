"""List and edit tags. Without an option, every tag with the number of its passages."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.output import add_json_options, print_change, print_rows

if TYPE_CHECKING:
    from store.model import Tag
    from store.tags import Tags


def configure(parser: argparse.ArgumentParser) -> None:
    edit = parser.add_mutually_exclusive_group()
    edit.add_argument("--make", metavar="PATH", help="make a tag; a/b makes b below a")
    edit.add_argument("--rename", nargs=2, metavar=("TAG", "PATH"), help="rename a tag, or move it to another path")
    edit.add_argument("--merge", nargs=2, metavar=("TAG", "INTO"), help="merge one tag into another")
    edit.add_argument("--remove", metavar="TAG", help="remove a tag, and those below it, from every passage")
    edit.add_argument("--colour", nargs=2, metavar=("TAG", "COLOUR"), help="give a tag a colour, as #5f87af")
    edit.add_argument("--describe", nargs=2, metavar=("TAG", "TEXT"), help="say what a tag means")
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        edited = _edit(library.tags, arguments)
        if edited is not None:
            said, changed = edited
            print_change(arguments, said, [as_row(tag) for tag in changed])
            return 0
        rows = [as_row(tag) for tag in library.tags.list()]
    print_rows(arguments, rows, ("path", "passages", "description"), "There is no tag yet. diptych tags --make PATH")
    return 0


def _edit(tags: Tags, arguments: argparse.Namespace) -> tuple[str, list[Tag]] | None:
    """Make the change that was asked for; what is said of it, and the tag as it is now. None when none was."""
    if arguments.make is not None:
        made = tags.ensure(arguments.make)
        return f"made {made.path}", [made]
    if arguments.rename:
        renamed = tags.rename(*arguments.rename)
        return f"renamed {arguments.rename[0]} to {renamed.path}", [renamed]
    if arguments.merge:
        kept = tags.merge(*arguments.merge)
        return f"merged {arguments.merge[0]} into {kept.path}", [kept]
    if arguments.remove is not None:
        tags.remove(arguments.remove)
        return f"removed {arguments.remove} · diptych undo brings it back", []
    if arguments.colour:
        coloured = tags.recolour(*arguments.colour)
        return f"{coloured.path} is {coloured.colour} now", [coloured]
    if arguments.describe:
        described = tags.describe(*arguments.describe)
        return f"described {described.path}", [described]
    return None


def as_row(tag: Tag) -> dict[str, Any]:
    """A tag as ``tags --json`` gives it."""
    return {
        "id": tag.id,
        "uid": tag.uid,
        "path": tag.path,
        "colour": tag.colour,
        "description": tag.description,
        "passages": tag.passages,
    }
