"""Measure what a reader waits for, and put every measurement together.

    python -m tests.benchmarks

Runs the quick benchmarks one after another and prints their tables, then joins the sections under
``docs/measurements`` into ``docs/measurements.md``. The sections are written by hand from such runs, each with its
command, machine and date: a figure gets into them when somebody has looked at it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

QUICK = (("panes",), ("startup",), ("ingest", "1000"))
DOCS = Path(__file__).parents[2] / "docs"
_PICTURE = re.compile(r"(!\[[^\]]*\]\()(?!\w+:)")
_HEAD = """# Measurements

Made of the sections in [measurements](measurements) by `python -m tests.benchmarks` (`make bench`).
"""


def main() -> int:
    """Run the quick benchmarks; the exit code is 1 when one of them failed."""
    failed = [name for name, *arguments in QUICK if not _ran(name, arguments)]
    (DOCS / "measurements.md").write_text(joined(DOCS / "measurements"), encoding="utf-8")
    print(f"\ndocs/measurements.md joined; failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def _ran(name: str, arguments: list[str]) -> bool:
    print(f"\n## {name}\n", flush=True)
    return subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *arguments], check=False).returncode == 0


def joined(folder: Path) -> str:
    """The sections of ``folder`` in one document, each one level of heading down where it begins with the first."""
    sections = [section.read_text(encoding="utf-8").strip() for section in sorted(folder.glob("*.md"))]
    text = "\n\n".join([_HEAD.strip(), *map(_lowered, sections)]) + "\n"
    return _PICTURE.sub(rf"\g<1>{folder.name}/", text)


def _lowered(section: str) -> str:
    if not section.startswith("# "):
        return section
    fenced, lines = False, []
    for line in section.split("\n"):
        fenced ^= line.startswith("```")
        lines.append(f"#{line}" if line.startswith("#") and not fenced else line)
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
