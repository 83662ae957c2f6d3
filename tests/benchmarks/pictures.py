"""Pictures of the real application on the sample story: ``python -m tests.benchmarks.pictures [FOLDER]``.

Writes SVG files (to ``docs/pictures`` by default). Every picture is the running program after the keys that are
listed with it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from store import open_store
from tui.app import DiptychApp
from tui.settings import Settings
from tui.verbs.read import articles

PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "reading": ((120, 40), "diptych-dark", ()),
    "reading-light": ((120, 40), "diptych-light", ()),
    "reading-small": ((80, 24), "diptych-dark", ()),
    "reading-large": ((200, 50), "diptych-dark", ()),
    "searching": ((120, 40), "diptych-dark", ("slash", *"harbor")),
    "comparison": ((120, 40), "diptych-dark", ("C",)),
    "tagging": ((120, 40), "diptych-dark", ("right_curly_bracket", "v", "i", "s", "t", *"claims/first")),
    "note": ((120, 40), "diptych-dark", ("right_curly_bracket", "m", *"who counted?")),
    "card": ((120, 40), "diptych-dark", ("right_curly_bracket", "n", "e")),
    "adding": ((120, 40), "diptych-dark", ("a",)),
    "library": ((120, 40), "diptych-dark", ("L",)),
    "names": ((120, 40), "diptych-dark", ("E",)),
    "help": ((120, 40), "diptych-dark", ("question_mark",)),
    "coverage": ((120, 40), "diptych-dark", ("c",)),
}


async def settle(pilot: object) -> None:
    """Wait until workers and messages are done."""
    for _ in range(12):
        await pilot.app.workers.wait_for_complete()  # type: ignore[attr-defined]
        await pilot.pause(0.05)  # type: ignore[attr-defined]


async def picture(pages: list[Path], size: tuple[int, int], theme: str, keys: tuple[str, ...], panes: int = 2) -> str:
    """The SVG of the application on ``pages`` after ``keys``."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "library.db") as library:
        opening = articles(library, [str(page) for page in pages], "crf")
        app = DiptychApp(library, Settings(theme=theme), opening[:panes])
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
            await settle(pilot)
            return app.export_screenshot(title="Diptych")


def main() -> None:
    wanted = [argument for argument in sys.argv[1:] if argument in PICTURES]
    folders = [argument for argument in sys.argv[1:] if argument not in PICTURES]
    folder = Path(folders[0]) if folders else Path("docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(files("tui") / "sample") as sample:
        pages = sorted(page for page in sample.iterdir() if page.suffix in (".txt", ".html"))
        for name, (size, theme, keys) in PICTURES.items():
            if not wanted or name in wanted:
                svg = asyncio.run(picture(pages, size, theme, keys, 3 if size[0] >= 200 else 2))
                (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
                print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()
