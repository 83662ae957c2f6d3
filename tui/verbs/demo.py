"""Open the sample story, one invented event in three invented newspapers, in a throw-away library."""

from __future__ import annotations

import argparse
import tempfile
from importlib.resources import as_file, files
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments beside the general ones: with --library the sample is put into that library instead."""


def run(arguments: argparse.Namespace) -> int:
    from tui.libraries import open_library
    from tui.settings import load
    from tui.terminal import require_terminal
    from tui.verbs.read import articles, open_reader

    require_terminal()
    with (
        tempfile.TemporaryDirectory(prefix="diptych-demo-") as folder,
        open_library(arguments.library or Path(folder) / "library.db") as library,
        as_file(files("tui") / "sample") as sample,
    ):
        pages = [str(page) for page in sorted(sample.iterdir()) if page.suffix in (".txt", ".html")]
        return open_reader(library, articles(library, pages, load().names_engine))
