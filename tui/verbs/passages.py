"""List and edit tagged passages and notes. PASSAGE is a number of the list, a uid or the beginning of one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from store.exchange.passages import passage_row
from tui.arguments import tag
from tui.output import add_json_options, print_change, print_rows

if TYPE_CHECKING:
    from store.library import Store
    from store.model import Passage


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tag", type=tag, help="only with this tag or one below it; with --add, the tag")
    parser.add_argument("--outlet", default="", help="only from this outlet")
    parser.add_argument("--story", type=int, metavar="ID", help="only from this story")
    parser.add_argument("--text", default="", help="only with these words in the passage or its note")
    edit = parser.add_mutually_exclusive_group()
    edit.add_argument("--add", nargs=3, metavar=("ARTICLE", "START", "END"), help="mark a range of an article's text")
    edit.add_argument("--remove", metavar="PASSAGE", help="remove a passage")
    edit.add_argument("--set-note", nargs=2, metavar=("PASSAGE", "TEXT"), help="write a passage's note")
    edit.add_argument("--put-tag", nargs=2, metavar=("PASSAGE", "TAG"), help="put a tag on a passage")
    edit.add_argument("--take-tag", nargs=2, metavar=("PASSAGE", "TAG"), help="take a tag off a passage")
    parser.add_argument("--note", help="with --add, the note")
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.command_line import WrongUsageError
    from tui.libraries import open_library

    if arguments.note is not None and not arguments.add:
        raise WrongUsageError("--note goes with --add", "Write diptych passages --set-note PASSAGE TEXT")
    with open_library(arguments.library) as library:
        edited = _edit(library, arguments)
        if edited is not None:
            said, changed = edited
            print_change(arguments, said, [passage_row(passage) for passage in changed])
            return 0
        rows = listed(library, arguments)
    columns = ("id", "article", "start", "tags", "exact", "note")
    print_rows(arguments, rows, columns, "No passage is so. v and t mark one in the reader.")
    return 0


def listed(library: Store, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    if arguments.story is not None:
        library.stories.get(arguments.story)
    found = library.passages.list(
        tag=arguments.tag or "", outlet=arguments.outlet, story=arguments.story, text=arguments.text
    )
    return [passage_row(passage) for passage in found]


def _edit(library: Store, arguments: argparse.Namespace) -> tuple[str, list[Passage]] | None:
    """Make the change that was asked for; what is said of it, and the passage as it is now. None when none was."""
    passages = library.passages
    if arguments.add:
        article, start, end = arguments.add
        tags = (arguments.tag,) if arguments.tag else ()
        number = library.articles.find(article)
        made = passages.add(number, *_range(start, end), tags=tags, note=arguments.note or "")
        return f"marked passage {made.id}", [made]
    if arguments.remove:
        gone = passages.get(arguments.remove)
        passages.remove(gone.id)
        return f"removed passage {gone.id} · diptych undo brings it back", []
    if arguments.set_note:
        noted = passages.set_note(*arguments.set_note)
        return f"noted on passage {noted.id}", [noted]
    if arguments.put_tag:
        tagged = passages.tag(*arguments.put_tag)
        return f"tagged passage {tagged.id}", [tagged]
    if arguments.take_tag:
        return _take_tag(library, *arguments.take_tag)
    return None


def _take_tag(library: Store, passage: str, path: str) -> tuple[str, list[Passage]]:
    from store.errors import RefusedError

    found = library.passages.get(passage)
    if path not in found.tags:
        told = ", ".join(found.tags) or "none"
        raise RefusedError(f"passage {found.id}", f"it is not tagged {path}", f"Choose one of its tags: {told}")
    return f"took {path} off passage {found.id}", [library.passages.untag(found.id, path)]


def _range(start: str, end: str) -> tuple[int, int]:
    from tui.command_line import WrongUsageError

    if not (start.isdecimal() and end.isdecimal() and len(start) + len(end) < 20):
        raise WrongUsageError("START and END must be numbers", "They count code points of the article's text")
    return int(start), int(end)
