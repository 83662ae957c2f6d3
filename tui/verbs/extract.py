"""Read articles without keeping them and print what was understood, as JSON."""

from __future__ import annotations

import argparse
import os

from tui.arguments import moment, number_from, something
from tui.output import print_json, print_json_line, print_message


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources", nargs="+", type=something, metavar="SOURCE", help="file, folder, .jsonl[.gz], URL or -"
    )
    parser.add_argument("--outlet", default="", help="who published it, where the page does not tell")
    parser.add_argument(
        "--published", type=moment, default="", metavar="DATE", help="when, where the page does not tell"
    )
    parser.add_argument("--keep-all", action="store_true", help="fold nothing away")
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch addresses of this machine and the local network too"
    )
    parser.add_argument(
        "--jobs", type=number_from(0), default=1, metavar="N", help="processes that read (default: 1; 0: all cores)"
    )
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print one JSON document (the default)")
    output.add_argument("--jsonl", action="store_true", help="print a JSON line for each article as it is read")


def run(arguments: argparse.Namespace) -> int:
    from store.exchange.extract_json import extract_json
    from store.intake import readings
    from store.model import Draft
    from tui.settings import load
    from tui.verbs.add import drafts

    failed = False
    told = []
    for draft, reading in readings(drafts(arguments), load().names_engine, arguments.jobs or os.cpu_count() or 1):
        if reading is None or not isinstance(draft, Draft):
            print_message(f"diptych: {draft.error}")  # type: ignore[union-attr]
            failed = True
            continue
        for notice in draft.notices:
            print_message(f"{draft.source}: {notice}")
        value = extract_json(draft, reading)
        if arguments.jsonl:
            print_json_line(value)
        else:
            told.append(value)
    if not arguments.jsonl:
        print_json(told[0] if len(told) == 1 == len(arguments.sources) else told)
    return 1 if failed else 0
