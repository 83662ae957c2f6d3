"""List and edit names: who and what the library mentions. NAME is a number of the list, a uid, or the name itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from store.model import KINDS
from tui.output import add_json_options, print_message, print_rows

if TYPE_CHECKING:
    from store.library import Store


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", default="", help="only with this in the name or an alias")
    parser.add_argument("--kind", choices=KINDS, help="only of this kind")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    edit = parser.add_mutually_exclusive_group()
    edit.add_argument("--pending", action="store_true", help="read names of articles that were added with --defer")
    edit.add_argument("--concordance", metavar="NAME", help="every mention in its context")
    edit.add_argument("--merge", nargs="+", metavar="NAME", help="the first is the same as the others")
    edit.add_argument("--rename", nargs=2, metavar=("NAME", "TO"))
    edit.add_argument("--retype", nargs=2, metavar=("NAME", "KIND"))
    edit.add_argument("--split", nargs="+", metavar="NAME", help="a name and the spellings that are another")
    edit.add_argument("--add-alias", nargs=2, metavar=("NAME", "SPELLING"))
    edit.add_argument("--not-a-name", metavar="NAME")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="with --pending: processes (default: cores)")
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        if arguments.pending:
            return read_pending(library, arguments)
        said = _edit(library, arguments)
        if said:
            print_message(said)
            return 0
        if arguments.concordance:
            rows = _concordance(library, arguments)
            columns: tuple[str, ...] = ("article", "outlet", "left", "match", "right")
        else:
            rows = [
                _as_row(row)
                for row in library.entities.list(text=arguments.text, kind=arguments.kind, limit=arguments.limit)
            ]
            columns = ("id", "name", "kind", "mentions", "articles", "aliases")
    print_rows(arguments, rows, columns)
    return 0


def read_pending(library: Store, arguments: argparse.Namespace) -> int:
    """Read the names that were left for later, or were read by another engine."""
    import os
    import sys
    from contextlib import nullcontext

    from store.language import names
    from store.rereading import reread
    from tui.progress import terminal_progress
    from tui.settings import load

    engine = load().names_engine
    pending = library.articles.pending(names.signature(engine))
    shown = terminal_progress("Reading names", len(pending)) if sys.stderr.isatty() else nullcontext()
    with shown as progress:
        for article in reread(library, pending, engine, jobs=arguments.jobs or os.cpu_count() or 1):
            if progress is not None:
                progress.advance(str(article))
    print_message(f"read the names of {len(pending)} {'article' if len(pending) == 1 else 'articles'}.")
    return 0


def _edit(library: Store, arguments: argparse.Namespace) -> str:
    entities = library.entities
    if arguments.merge:
        kept, *others = (entities.get(name).id for name in arguments.merge)
        return f"merged into {entities.merge(kept, *others).name}"
    if arguments.rename:
        return f"renamed to {entities.rename(entities.get(arguments.rename[0]).id, arguments.rename[1]).name}"
    if arguments.retype:
        return _retype(library, *arguments.retype)
    if arguments.split:
        name, *surfaces = arguments.split
        return f"split off {entities.split(entities.get(name).id, surfaces).name}"
    if arguments.add_alias:
        name, spelling = arguments.add_alias
        return f"{spelling} means {entities.add_alias(entities.get(name).id, spelling).name}"
    if arguments.not_a_name:
        entities.not_a_name(entities.get(arguments.not_a_name).id)
        return f"{arguments.not_a_name} is no name"
    return ""


def _retype(library: Store, name: str, kind: str) -> str:
    from tui.command_line import WrongUsageError

    if kind not in KINDS:
        raise WrongUsageError(f"'{kind}' is no kind", f"The kinds are {', '.join(KINDS)}")
    return f"{library.entities.retype(library.entities.get(name).id, kind).name} is a {kind}"  # type: ignore[arg-type]


def _concordance(library: Store, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    entity = library.entities.get(arguments.concordance)
    return [
        {
            "article": line.article,
            "outlet": line.outlet,
            "start": line.start,
            "end": line.end,
            "left": line.left,
            "match": line.match,
            "right": line.right,
        }
        for line in library.entities.concordance(entity.id, arguments.limit or 500)
    ]


def _as_row(row: Any) -> dict[str, Any]:
    entity = row.entity
    return {
        "id": entity.id,
        "uid": entity.uid,
        "name": entity.name,
        "kind": entity.kind,
        "mentions": row.mentions,
        "articles": row.articles,
        "outlets": row.outlets,
        "aliases": [alias.surface for alias in entity.aliases],
        "by_person": entity.by_person,
        "note": entity.note,
    }
