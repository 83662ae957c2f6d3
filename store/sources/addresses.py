"""Web addresses: what is one, and how it looks without the secrets that people leave in it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_NEW_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_SECRET = re.compile(
    r"(?:.*[-_])?(?:token|auth|key|apikey|secret|password|passwd|pwd|sig|signature|session|sessionid|sid|jwt|code|credential)s?",
    re.I,
)


def is_address(where: str | Path) -> bool:
    """Tell an address of the web, or of anything else with a scheme, from a path."""
    return isinstance(where, str) and _ADDRESS.match(where.lstrip()) is not None


def without_secrets(address: str) -> str:
    """Return ``address`` without user name, password and token parameters; what is no address stays as it is."""
    if not is_address(address):
        return address
    address = address.strip()
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return address.partition("?")[0].rpartition("@")[2]
    return urlunsplit(SplitResult(parts.scheme, host, parts.path, _kept(parts.query), _kept(parts.fragment)))


def _kept(query: str) -> str:
    return "&".join(part for part in query.split("&") if not _is_secret(part))


def _is_secret(part: str) -> bool:
    name, equals, _ = part.partition("=")
    return bool(equals) and _SECRET.fullmatch(_NEW_WORD.sub("_", unquote(name))) is not None
