"""List and edit tagged passages and notes."""

from __future__ import annotations

import argparse

from store.exchange.passages import passage_row
from tui.output import add_json_options, print_message, print_rows


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tag", default="", help="only with this tag or one below it")
    parser.add_argument("--outlet", default="", help="only from this outlet")
    parser.add_argument("--story", type=int, metavar="ID", help="only from this story")
    parser.add_argument("--text", default="", help="only with these words in the passage or its note")
    edit = parser.add_mutually_exclusive_group()
    edit.add_argument("--add", nargs=3, metavar=("ARTICLE", "START", "END"), help="mark a range of an article's text")
    edit.add_argument("--remove", metavar="PASSAGE", help="remove a passage, by uid or id")
    edit.add_argument("--set-note", nargs=2, metavar=("PASSAGE", "TEXT"), help="write a passage's note")
    edit.add_argument("--put-tag", nargs=2, metavar=("PASSAGE", "TAG"), help="put a tag on a passage")
    edit.add_argument("--take-tag", nargs=2, metavar=("PASSAGE", "TAG"), help="take a tag off a passage")
    parser.add_argument("--note", default="", help="with --add, the note")
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        passages = library.passages
        if arguments.add:
            article, start, end = arguments.add
            tags = (arguments.tag,) if arguments.tag else ()
            made = passages.add(library.articles.find(article), *_range(start, end), tags=tags, note=arguments.note)
            rows = [passage_row(made)]
        elif arguments.remove:
            passages.remove(arguments.remove)
            print_message(f"removed {arguments.remove}")
            return 0
        elif arguments.set_note:
            rows = [passage_row(passages.set_note(*arguments.set_note))]
        elif arguments.put_tag:
            rows = [passage_row(passages.tag(*arguments.put_tag))]
        elif arguments.take_tag:
            rows = [passage_row(passages.untag(*arguments.take_tag))]
        else:
            found = passages.list(
                tag=arguments.tag, outlet=arguments.outlet, story=arguments.story, text=arguments.text
            )
            rows = [passage_row(passage) for passage in found]
    print_rows(arguments, rows, ("article", "start", "tags", "exact", "note"))
    return 0


def _range(start: str, end: str) -> tuple[int, int]:
    from tui.command_line import WrongUsageError

    if not (start.isdecimal() and end.isdecimal()):
        raise WrongUsageError("START and END must be numbers", "They count code points of the article's text")
    return int(start), int(end)
