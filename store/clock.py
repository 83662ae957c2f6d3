"""The time as the library writes it: ISO 8601, UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment, to the microsecond, so that what came later sorts later (``2023-11-21T14:05:09.123456Z``)."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
