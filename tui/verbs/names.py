"""List and edit names: who and what the library mentions. NAME is a number of the list, a uid, or the name itself."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from store.model import KINDS, Kind
from tui.arguments import number_from
from tui.output import add_json_options, print_change, print_message, print_rows

if TYPE_CHECKING:
    from store.entities import EntityRow
    from store.library import Store
    from store.model import Entity


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", default="", help="only with this in the name or an alias")
    parser.add_argument("--kind", choices=KINDS, help="only of this kind")
    parser.add_argument("--limit", type=number_from(1), metavar="N", help="at most so many")
    edit = parser.add_mutually_exclusive_group()
    edit.add_argument("--pending", action="store_true", help="read names of articles that were added with --defer")
    edit.add_argument("--concordance", metavar="NAME", help="every mention in its context")
    edit.add_argument("--merge", nargs="+", metavar="NAME", help="two or more: the first is the same as the others")
    edit.add_argument("--rename", nargs=2, metavar=("NAME", "TO"), help="list it under another name")
    edit.add_argument("--retype", nargs=2, metavar=("NAME", "KIND"), help=f"say what it is: {', '.join(KINDS)}")
    edit.add_argument("--split", nargs="+", metavar="NAME", help="a name and the spellings that are another")
    edit.add_argument("--add-alias", nargs=2, metavar=("NAME", "SPELLING"), help="this spelling means it, everywhere")
    edit.add_argument("--not-a-name", metavar="NAME", help="it names nothing, anywhere")
    parser.add_argument(
        "--jobs", type=number_from(0), default=0, metavar="N", help="with --pending: processes (default: cores)"
    )
    add_json_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        if arguments.pending:
            return read_pending(library, arguments)
        edited = _edit(library, arguments)
        if edited is not None:
            said, changed = edited
            print_change(arguments, said, [_as_row(_counted(library, entity)) for entity in changed])
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
    print_rows(arguments, rows, columns, "No name is so. diptych names --pending reads those that were left for later.")
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


def _edit(library: Store, arguments: argparse.Namespace) -> tuple[str, list[Entity]] | None:
    """Make the change that was asked for; what is said of it, and the names as they are now. None when none was."""
    entities = library.entities
    if arguments.merge:
        return _merge(library, arguments.merge)
    if arguments.rename:
        renamed = entities.rename(entities.get(arguments.rename[0]).id, arguments.rename[1])
        return f"renamed to {renamed.name}", [renamed]
    if arguments.retype:
        return _retype(library, *arguments.retype)
    if arguments.split:
        return _split(library, *arguments.split)
    if arguments.add_alias:
        name, spelling = arguments.add_alias
        meant = entities.add_alias(entities.get(name).id, spelling)
        return f"{spelling} means {meant.name}", [meant]
    if arguments.not_a_name:
        gone = entities.get(arguments.not_a_name)
        entities.not_a_name(gone.id)
        return f"{gone.name} is no name", []
    return None


def _merge(library: Store, names: Sequence[str]) -> tuple[str, list[Entity]]:
    from tui.command_line import WrongUsageError

    if len(names) < 2:
        raise WrongUsageError("--merge needs two names or more", "The first is kept")
    kept, *others = (library.entities.get(name) for name in names)
    merged = library.entities.merge(kept.id, *(other.id for other in others))
    return f"merged {', '.join(other.name for other in others)} into {merged.name}", [merged]


def _split(library: Store, name: str, *surfaces: str) -> tuple[str, list[Entity]]:
    from store.errors import RefusedError

    whole = library.entities.get(name)
    known = [alias.surface for alias in whole.aliases]
    strange = [surface for surface in surfaces if surface not in known]
    if strange or not surfaces:
        why = f"it has no spelling '{strange[0]}'" if strange else "the spellings that are another are not named"
        raise RefusedError(f"split {whole.name}", why, f"Its spellings are: {', '.join(known)}")
    apart = library.entities.split(whole.id, surfaces)
    return f"split {apart.name} from {whole.name}", [apart, library.entities.get(whole.id)]


def _retype(library: Store, name: str, kind: str) -> tuple[str, list[Entity]]:
    from tui.command_line import WrongUsageError

    known: dict[str, Kind] = {each: each for each in KINDS}
    if kind not in known:
        raise WrongUsageError(f"'{kind}' is no kind", f"The kinds are {', '.join(KINDS)}")
    entity = library.entities.retype(library.entities.get(name).id, known[kind])
    return f"{entity.name} is of the kind {kind}", [entity]


def _counted(library: Store, entity: Entity) -> EntityRow:
    """The name with its mentions; one that no current article mentions has none."""
    from store.entities import EntityRow

    rows = library.entities.list(text=entity.name)
    return next((row for row in rows if row.entity.id == entity.id), EntityRow(entity, 0, 0, {}))


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


def _as_row(row: EntityRow) -> dict[str, Any]:
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
