"""Write what was worked out for other tools: passages (md, csv, json), or rulings on names (json)."""

from __future__ import annotations

import argparse

from tui.arguments import tag
from tui.output import print_json, print_text

FORMATS = ("markdown", "csv", "json", "rulings")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS, help="passages as markdown, csv or json; or rulings on names")
    parser.add_argument("--tag", type=tag, help="only passages with this tag or one below it")
    parser.add_argument("--outlet", default="", help="only passages from this outlet")
    parser.epilog = "Rulings are brought into another library by 'diptych import'."


def run(arguments: argparse.Namespace) -> int:
    from store.exchange import passages as exporting
    from tui.command_line import WrongUsageError
    from tui.libraries import open_library

    if arguments.format == "rulings" and (arguments.tag or arguments.outlet):
        raise WrongUsageError("--tag and --outlet choose passages", "Rulings are exported all of them")
    with open_library(arguments.library) as library:
        if arguments.format == "rulings":
            print_json(library.entities.export_rulings())
            return 0
        rows = exporting.passage_rows(library, tag=arguments.tag or "", outlet=arguments.outlet)
    written = {"markdown": exporting.as_markdown, "csv": exporting.as_csv, "json": exporting.as_json}
    print_text(written[arguments.format](rows).replace("\r\n", "\n").rstrip("\n"))
    return 0
