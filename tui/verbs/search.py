"""Search the library as the sidebar does: typo-tolerant, @name, #tag, outlet:, since:, until:, "exact", -without."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.arguments import number_from
from tui.output import print_json, print_json_line, print_message, print_table

if TYPE_CHECKING:
    from store.model import Hit

GROUPS = {
    "articles": "article",
    "passages": "passage",
    "names": "entity",
    "tags": "tag",
    "notes": "note",
    "searches": "search",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--in", dest="groups", default="", metavar="KINDS", help=f"some of {','.join(GROUPS)}")
    parser.add_argument(
        "--limit",
        type=number_from(1),
        default=50,
        metavar="N",
        help="at most so many of each kind (default: 50)",
    )
    parser.add_argument("--exact", action="store_true", help="as typed, nothing corrected")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print one JSON document")
    output.add_argument("--jsonl", action="store_true", help="print a JSON line for each hit")


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    kinds = _kinds(arguments.groups)
    with open_library(arguments.library) as library:
        result = library.search(" ".join(arguments.query), kinds, arguments.limit, arguments.exact)
    hits = [as_row(hit) for hit in result.hits]
    if arguments.json:
        print_json(
            {
                "query": result.query,
                "corrected": dict(result.corrected),
                "milliseconds": round(result.milliseconds, 3),
                "hits": hits,
                "counts": dict(result.counts),
            }
        )
    elif arguments.jsonl:
        for hit in hits:
            print_json_line(hit)
    elif not hits:
        print_message("Nothing is found. Fewer words find more; --exact finds only what is typed.")
    else:
        print_table([[one["kind"], one["article"] or one["id"], one["snippet"] or one["title"]] for one in hits],
                    ("kind", "id", "text"))  # fmt: skip
    return 0


def _kinds(groups: str) -> list[Any] | None:
    from tui.command_line import WrongUsageError

    wanted = [group.strip() for group in groups.split(",") if group.strip()]
    unknown = [group for group in wanted if group not in GROUPS]
    if unknown:
        raise WrongUsageError(f"--in does not know '{unknown[0]}'", f"It takes {', '.join(GROUPS)}")
    return [GROUPS[group] for group in wanted] or None


def as_row(hit: Hit) -> dict[str, Any]:
    """A hit as ``search --json`` gives it."""
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "score": round(hit.score, 4),
        "article": hit.article,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "matched": [list(span) for span in hit.matched],
        "outlet": hit.outlet,
    }
