"""List and edit tags. Without an option, every tag with the number of its passages."""

from __future__ import annotations

import argparse

from tui.output import add_json_options, print_message, print_rows


def configure(parser: argparse.ArgumentParser) -> None:
    edit = parser.add_mutually_exclusive_group()
    edit.add_argument("--make", metavar="PATH", help="make a tag; a/b makes b below a")
    edit.add_argument("--rename", nargs=2, metavar=("TAG", "PATH"), help="rename or move a tag")
    edit.add_argument("--merge", nargs=2, metavar=("TAG", "INTO"), help="merge one tag into another")
    edit.add_argument("--remove", metavar="TAG", help="remove a tag from every passage")
    edit.add_argument("--colour", nargs=2, metavar=("TAG", "COLOUR"), help="give a tag a colour, as #5f87af")
    edit.add_argument("--describe", nargs=2, metavar=("TAG", "TEXT"), help="say what a tag means")
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        said = _edit(library.tags, arguments)
        if said:
            print_message(said)
            return 0
        rows = [
            {
                "id": tag.id,
                "uid": tag.uid,
                "path": tag.path,
                "colour": tag.colour,
                "description": tag.description,
                "passages": tag.passages,
            }
            for tag in library.tags.list()
        ]
    print_rows(arguments, rows, ("path", "passages", "description"))
    return 0


def _edit(tags: object, arguments: argparse.Namespace) -> str:
    """Make the change that was asked for and say so; empty when none was."""
    edits = {
        "make": ("ensure", "made"),
        "rename": ("rename", "renamed"),
        "merge": ("merge", "merged"),
        "remove": ("remove", "removed"),
        "colour": ("recolour", "recoloured"),
        "describe": ("describe", "described"),
    }
    for option, (method, said) in edits.items():
        value = getattr(arguments, option)
        if value is not None:
            values = value if isinstance(value, list) else [value]
            getattr(tags, method)(*values)
            return f"{said} {' → '.join(values)}"
    return ""
