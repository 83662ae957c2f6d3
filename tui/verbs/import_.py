"""Read rulings on names that 'diptych export rulings' wrote, and apply them to this library for ever."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from store.errors import SourceError
from tui.output import print_json, print_message


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the exported rulings, or -")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    from store import rulings
    from tui.libraries import open_library

    exported = rulings.verified(_read(arguments.file))
    with open_library(arguments.library) as library:
        applied = library.entities.import_rulings(exported)
    if arguments.json:
        print_json({"applied": applied, "of": len(exported)})
    known = len(exported) - applied
    print_message(f"applied {applied} of {len(exported)} rulings" + (f"; {known} were known." if known else "."))
    return 0


def _read(name: str) -> Any:
    try:
        return json.loads(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
    except OSError as error:
        raise SourceError(f"cannot read {name}", error.strerror or str(error), "Check the name") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"cannot read {name}", "it is not JSON", "Give a file that 'diptych export rulings' wrote"
        ) from error
