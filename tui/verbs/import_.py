"""Read rulings on names that 'diptych export rulings' wrote, and apply them to this library for ever."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from store.errors import SourceError
from tui.output import print_message


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the exported rulings, or -")


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library

    try:
        text = sys.stdin.read() if arguments.file == "-" else Path(arguments.file).read_text(encoding="utf-8")
        rulings = json.loads(text)
        if not isinstance(rulings, list) or not all(isinstance(ruling, dict) for ruling in rulings):
            raise ValueError("it is not a list of rulings")
    except (OSError, ValueError) as error:
        raise SourceError(arguments.file, str(error), "Give a file that 'diptych export rulings' wrote") from error
    with open_library(arguments.library) as library:
        print_message(f"applied {library.entities.import_rulings(rulings)} of {len(rulings)} rulings.")
    return 0
