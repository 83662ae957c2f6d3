"""Bring articles in: files, folders (with all below them), JSON lines, web addresses, or standard input (-)."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from tui.arguments import moment, number_from, something, tag
from tui.output import print_json, print_json_line, print_line, print_message

if TYPE_CHECKING:
    from store.intake import Outcome
    from store.library import Store
    from store.model import Draft
    from store.sources import Failure


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources", nargs="+", type=something, metavar="SOURCE", help="file, folder, .jsonl[.gz], URL or -"
    )
    parser.add_argument("--outlet", default="", help="who published it, where the page does not tell")
    parser.add_argument(
        "--published", type=moment, default="", metavar="DATE", help="when, as 2023-11-21, where the page does not tell"
    )
    parser.add_argument(
        "--tag", action="append", type=tag, default=[], help="tag every article brought in; may be repeated"
    )
    parser.add_argument(
        "--jobs", type=number_from(0), default=0, metavar="N", help="processes that read names (default: all cores)"
    )
    parser.add_argument("--defer", action="store_true", help="keep and index now, read names later")
    parser.add_argument("--keep-all", action="store_true", help="fold nothing away")
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch addresses of this machine and the local network too"
    )
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print one JSON document")
    output.add_argument("--jsonl", action="store_true", help="print a JSON line as each article is committed")


def run(arguments: argparse.Namespace) -> int:
    from store.intake import bring_in
    from tui.libraries import open_library
    from tui.settings import load

    settings = load()
    with open_library(arguments.library) as library:
        outcomes = bring_in(
            library,
            drafts(arguments, library),
            engine=None if arguments.defer else settings.names_engine,
            tags=arguments.tag,
            jobs=arguments.jobs or os.cpu_count() or 1,
        )
        return _report(outcomes, arguments)


def drafts(arguments: argparse.Namespace, library: Store | None = None) -> Iterator[Draft | Failure]:
    """What the sources on the command line hold, in the order given."""
    from store import sources

    choices = library.articles.folding_choices() if library is not None else None
    for where in arguments.sources:
        yield from sources.read(
            where,
            outlet=arguments.outlet,
            published=arguments.published,
            keep_all=arguments.keep_all,
            choices=choices,
            allow_private=arguments.allow_private,
        )


def _report(outcomes: Iterable[Outcome], arguments: argparse.Namespace) -> int:
    counts: Counter[str] = Counter()
    told = []
    try:
        with _progress(arguments) as progress:
            for outcome in outcomes:
                counts[outcome.status] += 1
                progress.advance(outcome.title or outcome.source)
                if arguments.jsonl:
                    print_json_line(_as_row(outcome))
                elif arguments.json:
                    told.append(_as_row(outcome))
                else:
                    _tell(outcome)
    except KeyboardInterrupt:
        print_message(f"Stopped: {_summary(counts)}. What is listed is safe.")
        raise
    if arguments.json:
        print_json(told)
    elif not arguments.jsonl:
        print_message(_summary(counts) + ".")
    return 1 if counts["failed"] else 0


def _as_row(outcome: Outcome) -> dict[str, object]:
    return {
        "source": outcome.source,
        "status": outcome.status,
        "id": outcome.id,
        "title": outcome.title,
        "error": outcome.error,
        "notices": list(outcome.notices),
    }


def _tell(outcome: Outcome) -> None:
    if outcome.error is not None:
        print_message(f"diptych: {f'{outcome.title}: ' if outcome.title else ''}{outcome.error}".replace("\n", " "))
        return
    print_line(f"{outcome.status} {outcome.id}: {outcome.title.strip() or outcome.source}")
    for notice in outcome.notices:
        print_message(f"  {notice}")


def _summary(counts: Counter[str]) -> str:
    parts = [f"{counts[status]} {status}" for status in ("added", "updated", "duplicate", "failed") if counts[status]]
    return ", ".join(parts) or "nothing brought in"


class _Progress(Protocol):
    def advance(self, title: str) -> None: ...


class _Silent:
    def advance(self, title: str) -> None:
        """Nothing to show."""


@contextmanager
def _progress(arguments: argparse.Namespace) -> Iterator[_Progress]:
    """A bar or counter on a terminal's standard error; silence elsewhere."""
    if arguments.json or arguments.jsonl or not sys.stderr.isatty():
        yield _Silent()
        return
    from store.sources.files import count
    from tui.progress import terminal_progress

    counts = [count(where) for where in arguments.sources]
    total = None if None in counts else sum(filter(None, counts))
    with terminal_progress("Bringing in", total) as progress:
        yield progress
