"""Check the library: its file, its index, every text against its SHA-256; back it up; repair what can be repaired."""

from __future__ import annotations

import argparse
from typing import Any

from tui.output import print_json, print_text


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="back up, then rebuild the indexes")
    parser.add_argument("--back-up", action="store_true", help="copy the library beside itself")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    import sqlite3
    import sys
    from importlib.metadata import version

    from tui.libraries import open_library
    from tui.paths import crash_folder, settings_file
    from tui.settings import load

    settings = load()
    with open_library(arguments.library) as library:
        done = [f"Backed up to {library.back_up()}."] if arguments.back_up else []
        done += library.repair() if arguments.repair else []
        damages = library.check()
        facts: dict[str, Any] = {
            "diptych": version("diptych"),
            "python": sys.version.split()[0],
            "sqlite": sqlite3.sqlite_version,
            "library": str(library.path),
            "read_only": library.read_only,
            "articles": library.articles.count(),
            "settings": str(settings_file()),
            "names_engine": settings.names_engine,
            "crash_reports": str(crash_folder()),
        }
    problems = [{"what": one.what, "article": one.article, "repairable": one.repairable} for one in damages]
    if arguments.json:
        print_json(facts | {"done": done, "problems": problems})
    else:
        for line in done:
            print_text(line)
        print_text("\n".join(f"{name:<14} {value}" for name, value in facts.items()))
        print_text("\n".join(["", *(_told(one) for one in damages)] if damages else ["", "Nothing is wrong."]))
    return 1 if damages else 0


def _told(damage: Any) -> str:
    return f"! {damage.what}" + (" Run diptych doctor --repair." if damage.repairable else "")
