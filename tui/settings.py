"""The reader's settings, from one TOML file. A missing file means the defaults; a wrong one is told in words.

.. code-block:: toml

    theme = "diptych-dark"      # or diptych-light, diptych-contrast, terminal, any Textual theme
    measure = 72                # widest line of text, in cells

    [names]
    engine = "crf"              # or "rules", "spacy:en_core_web_trf"

    [keys]                      # command = "key" or "key,other key"; see the help screen for the commands
    search = "slash,ctrl+f"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.errors import DiptychError
from tui.paths import settings_file

MEASURES = range(40, 121)


class SettingsError(DiptychError):
    """The settings file cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader chose; see the head of this module."""

    theme: str = ""
    """Textual theme; empty keeps the one that was last chosen in the palette."""
    measure: int = 72
    """Widest line of article text, in cells."""
    names_engine: str = "crf"
    """What finds names: ``crf``, ``rules`` or ``spacy:MODEL``."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command id, replacing the defaults."""


def load(path: Path | None = None) -> Settings:
    """Read the settings file.

    Raises:
        SettingsError: it is not TOML, or a value is not what it must be.
    """
    path = settings_file() if path is None else path
    try:
        with path.open("rb") as file:
            import tomllib

            return _settings(tomllib.load(file), path)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:  # No TOML, no UTF-8.
        raise SettingsError(str(path), str(error), "Mend or remove the settings file") from error


def _settings(table: Mapping[str, Any], path: Path) -> Settings:
    _expect(path, set(table) <= {"theme", "measure", "names", "keys"}, "knows theme, measure, [names] and [keys] only")
    theme, measure = table.get("theme", ""), table.get("measure", 72)
    names, keys = table.get("names", {}), table.get("keys", {})
    _expect(path, isinstance(theme, str), "theme must be text")
    _expect(path, isinstance(measure, int) and measure in MEASURES, "measure must be a number from 40 to 120")
    _expect(path, isinstance(names, dict) and isinstance(names.get("engine", ""), str), "names.engine must be text")
    engine = names.get("engine", "crf")
    _expect(
        path,
        engine in ("crf", "rules") or engine.startswith("spacy:"),
        'names.engine must be "crf", "rules" or "spacy:MODEL"',
    )
    _expect(path, isinstance(keys, dict) and all(isinstance(v, str) for v in keys.values()), "[keys] holds text only")
    return Settings(theme, measure, engine, keys)


def _expect(path: Path, holds: bool, rule: str) -> None:
    if not holds:
        raise SettingsError(str(path), rule, "Mend the settings file")
