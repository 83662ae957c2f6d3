"""Crash reports: where in the program something failed, without a word of what was read."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tui.paths import crash_folder

MOST_REPORTS = 10


def write_report(error: BaseException) -> Path:
    """Write the error's type and its lines of code, no values and no message; return the file."""
    folder = crash_folder()
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    path = folder / f"crash-{moment}.txt"
    lines = [f"{type(error).__name__}, Python {platform.python_version()}, {platform.system()}"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} in {frame.name}")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        path.chmod(0o600)
        for old in sorted(folder.glob("crash-*.txt"))[:-MOST_REPORTS]:
            old.unlink()
    except OSError:
        return Path("nowhere: the folder for crash reports cannot be written")
    return path
