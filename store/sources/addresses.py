"""Web addresses without the secrets that people leave in them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

_SECRET = re.compile(
    r"(?:.*[-_])?(?:token|auth|key|apikey|secret|password|passwd|pwd|sig|signature|session|sessionid|sid|jwt|code|credential)s?",
    re.I,
)


def without_secrets(address: str) -> str:
    """Return ``address`` without user name, password and token parameters; what is no web address stays as it is."""
    if not address.lower().startswith(("http://", "https://")):
        return address
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
    return bool(equals) and _SECRET.fullmatch(name) is not None
