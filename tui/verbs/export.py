"""Write what was worked out for other tools: passages (md, csv, json), or rulings on names (json)."""

from __future__ import annotations

import argparse

from tui.output import print_json, print_text

FORMATS = ("markdown", "csv", "json", "rulings")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS, help="passages as markdown, csv or json; or rulings on names")
    parser.add_argument("--tag", default="", help="only passages with this tag or one below it")
    parser.add_argument("--outlet", default="", help="only passages from this outlet")


def run(arguments: argparse.Namespace) -> int:
    from store.exchange import passages as exporting
    from tui.libraries import open_library

    with open_library(arguments.library) as library:
        if arguments.format == "rulings":
            print_json(library.entities.export_rulings())
            return 0
        rows = exporting.passage_rows(library, tag=arguments.tag, outlet=arguments.outlet)
    written = {"markdown": exporting.as_markdown, "csv": exporting.as_csv, "json": exporting.as_json}
    print_text(written[arguments.format](rows).rstrip("\n"))
    return 0
