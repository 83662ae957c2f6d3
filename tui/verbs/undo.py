"""Undo the last thing done in this library, here or in the reader; --redo does again what was undone."""

from __future__ import annotations

import argparse

from tui.arguments import number_from
from tui.output import add_json_options, print_change, print_rows


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--redo", action="store_true", help="do again what was undone last")
    what.add_argument("--list", action="store_true", help="the last things done, newest first; nothing is undone")
    parser.add_argument("--limit", type=number_from(1), default=20, metavar="N", help="with --list, at most so many")
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        history = library.history
        if not arguments.list:
            done = history.redo() if arguments.redo else history.undo()
            verb, past = ("redo", "redid") if arguments.redo else ("undo", "undid")
            said = f"there is nothing to {verb}" if done is None else f"{past}: {done}"
            print_change(arguments, said, [] if done is None else [{"action": done}])
            return 0
        rows = [
            {"id": step.id, "action": step.action, "created": step.created, "undone": step.undone}
            for step in history.list(arguments.limit)
        ]
    print_rows(arguments, rows, ("created", "action", "undone"), "Nothing was done yet.")
    return 0
