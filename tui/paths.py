"""Where Diptych keeps things on this machine (XDG folders on Linux, the platform's own elsewhere)."""

from __future__ import annotations

import os
from pathlib import Path


def library_file() -> Path:
    """The library: ``DIPTYCH_LIBRARY``, else ``library.db`` in the user's data folder."""
    chosen = os.environ.get("DIPTYCH_LIBRARY")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("diptych") / "library.db"


def settings_file() -> Path:
    """The settings: ``DIPTYCH_SETTINGS``, else ``settings.toml`` in the user's configuration folder."""
    chosen = os.environ.get("DIPTYCH_SETTINGS")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path("diptych") / "settings.toml"


def crash_folder() -> Path:
    """Where crash reports go."""
    from platformdirs import user_state_path

    return user_state_path("diptych")
