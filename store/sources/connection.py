"""One HTTP request to addresses that were checked first and cannot change afterwards.

The name is resolved once, every address it has is checked, and the connection is made to one of those; the ``Host``
header and the TLS server name stay the name. Certificates are always verified. Proxies are not used.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

PORTS = {"http": 80, "https": 443}
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Diptych)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_AS_WRITTEN = "/%:@!$&'()*+,;=~?-._[]|"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Place = tuple[socket.AddressFamily, Any]
"""An address to connect to: its family and what ``socket.connect`` takes."""


class UnfetchableError(Exception):
    """A page cannot be fetched: why, and what to do."""

    def __init__(self, why: str, what_to_do: str) -> None:
        super().__init__(why)
        self.why = why
        self.what_to_do = what_to_do


@contextmanager
def response(address: str, *, allow_private: bool, connect: float, deadline: float) -> Iterator[HTTPResponse]:
    """Ask for ``address`` and give the answer with its body unread.

    ``connect`` is the seconds that one address may take to be reached. At ``deadline`` (of ``time.monotonic``) the
    connection is cut: whatever is being read then ends or fails. Raise UnfetchableError, OSError or HTTPException.
    """
    parts = _parsed(address)
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    places = _looked_up(host, port, deadline - time.monotonic())
    if not allow_private:
        _check(places)
    with (
        _connected(places, connect, deadline) as plain,
        _cut_off(_wrapped(plain, parts.scheme, host), deadline) as sock,
    ):
        connection = (HTTPSConnection if parts.scheme == "https" else HTTPConnection)(host, port)
        connection.sock = sock
        connection.request("GET", _requested(parts), headers=HEADERS)
        with connection.getresponse() as answer:
            yield answer


def _parsed(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError as error:
        raise UnfetchableError("it is not a web address", "Check the address") from error
    if parts.scheme not in PORTS:
        raise UnfetchableError("only http and https addresses are fetched", "Give a file by its path")
    if not parts.hostname:
        raise UnfetchableError("it names no host", "Check the address")
    return parts


def _requested(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_AS_WRITTEN)
    return f"{path}?{quote(parts.query, safe=_AS_WRITTEN)}" if parts.query else path


def _looked_up(host: str, port: int, seconds: float) -> Sequence[Place]:
    """Return every address of ``host``. The system's resolver knows no limit, so it is waited for in a thread."""
    answers: SimpleQueue[Sequence[Place] | Exception] = SimpleQueue()
    Thread(target=lambda: answers.put(_resolved(host, port)), daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.0, seconds))
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise UnfetchableError(f"the host {host} cannot be found", "Check the address and the network") from answer
    return answer


def _resolved(host: str, port: int) -> Sequence[Place] | Exception:
    try:
        return [(family, place) for family, *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, ValueError) as error:
        return error


def _check(places: Sequence[Place]) -> None:
    for _, place in places:
        if not is_public(place[0]):
            raise UnfetchableError(
                f"its address {place[0]} is private", "If you trust it, fetch it with --allow-private"
            )


def is_public(address: str) -> bool:
    """Tell an address of the internet from private, loopback, link-local, multicast and reserved ones."""
    found = ipaddress.ip_address(address)
    return all(
        one.is_global and not (one.is_multicast or one.is_reserved or getattr(one, "is_site_local", False))
        for one in _carried(found)
    )


def _carried(address: IPAddress) -> Sequence[IPAddress]:
    """Return the IPv4 addresses that an IPv6 address stands for, or leads to through a tunnel; else itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour:
        return (address, address.sixtofour)
    return (address, *(address.teredo or ()))


@contextmanager
def _connected(places: Sequence[Place], seconds: float, deadline: float) -> Iterator[socket.socket]:
    """Connect to the first of ``places`` that answers."""
    failed: OSError = TimeoutError()
    for family, place in places:
        with socket.socket(family, socket.SOCK_STREAM) as sock:
            sock.settimeout(max(0.001, min(seconds, deadline - time.monotonic())))
            try:
                sock.connect(place)
            except OSError as error:
                failed = error
                continue
            yield sock
            return
    raise failed


def _wrapped(sock: socket.socket, scheme: str, host: str) -> socket.socket:
    """Return the socket for ``scheme``, before any handshake."""
    if scheme == "http":
        return sock
    return ssl.create_default_context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)


@contextmanager
def _cut_off(sock: socket.socket, deadline: float) -> Iterator[socket.socket]:
    """Give ``sock``, its handshake done, until ``deadline``; then it is shut from outside, whatever it waits for."""
    seconds = max(0.001, deadline - time.monotonic())
    limit = Timer(seconds, _shut, [sock])
    limit.daemon = True
    limit.start()
    try:
        with sock:
            sock.settimeout(seconds)
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            yield sock
    finally:
        limit.cancel()


def _shut(sock: socket.socket) -> None:
    """Shut both directions of the connection itself; an SSL socket's own method would take its state away."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
