"""Pages from a server on this machine: what is read, what is refused, and in which words."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from store.model import Draft
from store.sources import Failure, SourceError, read
from store.sources.connection import is_public
from store.sources.content import Content
from store.sources.web import Limits, fetch

PROSE = "The council of Harrow Bay voted on Monday to rebuild the old sea wall before the winter storms arrive."
SECOND = "“We have waited for eleven years and we will not wait for a twelfth,” the mayor told the café owners."
PAGE = f"<!DOCTYPE html><html><body><h1>Sea wall</h1><p>{PROSE}</p><p>{SECOND}</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}

Answer = tuple[int, dict[str, str], bytes]


class Site(ThreadingHTTPServer):
    """A server whose pages are set by the tests; it remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Answer | Callable[[Any], None]] = {"/wall": (200, HTML, PAGE.encode())}
        self.asked: list[tuple[str, str]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def redirect(self, path: str, there: str, status: int = 302) -> None:
        self.pages[path] = (status, {"Location": there}, b"")


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.headers["Host"], self.path))
        page = self.server.pages.get(self.path.partition("?")[0], (404, HTML, b"Nothing"))
        if callable(page):
            page(self)
            return
        status, headers, body = page
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing to tell."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def got(address: str, **limits: float) -> Content:
    return fetch(address, allow_private=True, limits=Limits(**limits))  # type: ignore[arg-type]


def refused(address: str, *, allow_private: bool = True, **limits: float) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetch(address, allow_private=allow_private, limits=Limits(**limits))  # type: ignore[arg-type]
    return caught.value


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and their addresses, in place of the network's."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_page_becomes_a_draft_at_its_final_address(site: Site) -> None:
    site.redirect("/old", "/wall?id=7&session_token=abc#end", 301)
    address = site.at("/old?page=1&api_key=abc").replace("//", "//ann:pw@")
    (draft,) = read(address, allow_private=True)
    assert isinstance(draft, Draft)
    assert draft.source == site.at("/old?page=1")
    assert draft.url == site.at("/wall?id=7")
    assert draft.media_type == "text/html" and PROSE in draft.text and SECOND in draft.text
    assert draft.original == PAGE.encode()


def test_this_machine_is_refused_unless_allowed(site: Site) -> None:
    (failure,) = read(site.at("/wall?token=abc"))
    assert isinstance(failure, Failure)
    assert failure.source == site.at("/wall")
    assert "127.0.0.1 is private" in failure.error.why and "--allow-private" in failure.error.what_to_do
    assert "abc" not in str(failure.error)
    assert not site.asked


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(address: str) -> None:
    assert "is private" in refused(address, allow_private=False).why


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("::ffff:93.184.216.34", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:a00:1::", False),
        ("ff02::1", False),
        ("fec0::1", False),
        ("fe80::1%eth0", False),
        ("::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_one_private_address_among_others_is_enough(names: dict[str, list[str]]) -> None:
    names["news.example"] = ["93.184.216.34", "10.0.0.1"]
    assert "10.0.0.1 is private" in refused("http://news.example/", allow_private=False).why


def test_the_name_is_resolved_once_and_stays_in_the_host_header(site: Site, names: dict[str, list[str]]) -> None:
    names["news.example"] = ["127.0.0.1"]
    assert got(site.at("/wall", "news.example")).original == PAGE.encode()
    assert site.asked == [(f"news.example:{site.port}", "/wall")]


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names["news.example"], names["inside.example"] = ["127.0.0.1"], ["10.0.0.1"]
    monkeypatch.setattr("store.sources.connection.is_public", lambda address: address == "127.0.0.1")
    site.redirect("/out", "http://inside.example/admin?token=abc")
    error = refused(site.at("/out", "news.example"), allow_private=False)
    assert "it leads to http://inside.example/admin, but there its address 10.0.0.1 is private" in error.why
    assert "abc" not in str(error)


def test_a_redirect_to_another_scheme_is_refused(site: Site) -> None:
    for there in ("file:///etc/passwd", "ftp://127.0.0.1/x"):
        site.redirect("/out", there)
        assert "only http and https" in refused(site.at("/out")).why


def test_redirects_end(site: Site) -> None:
    site.redirect("/loop", "/loop")
    assert refused(site.at("/loop")).why == "it redirects more than 5 times"
    assert len(site.asked) == 6


def test_five_redirects_are_followed(site: Site) -> None:
    for step in range(5):
        site.redirect(f"/{step}", f"/{step + 1}" if step < 4 else "/wall", (301, 302, 303, 307, 308)[step])
    assert got(site.at("/0")).url == site.at("/wall")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://news.example/a", "gopher://news.example/"])
def test_other_schemes_are_refused(address: str) -> None:
    (failure,) = read(address)
    assert isinstance(failure, Failure) and "only http and https" in failure.error.why


@pytest.mark.parametrize("address", ["http://", "http:///path", "http://[broken/", "http://news.example:99999/"])
def test_what_is_no_address_is_said(address: str) -> None:
    assert refused(address).what_to_do == "Check the address"


def test_an_unknown_host_is_said(names: dict[str, list[str]]) -> None:
    assert refused("http://ann:pw@nowhere.example/?token=abc").why == "the host nowhere.example cannot be found"


def test_a_closed_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "refused" in refused(f"http://127.0.0.1:{port}/").why


@pytest.mark.parametrize(
    ("status", "why", "what_to_do"),
    [
        (404, "404 Not Found", "Check the address"),
        (403, "403 Forbidden", "Save the page"),
        (500, "500 Internal Server Error", "Try again later"),
        (204, "204 No Content", "Save the page"),
        (302, "302 Found", "Save the page"),
        (599, "599", "Try again later"),
    ],
)
def test_other_answers_are_said(site: Site, status: int, why: str, what_to_do: str) -> None:
    site.pages["/page"] = (status, HTML, b"")
    error = refused(site.at("/page"))
    assert error.why == f"it answers {why}" and error.what_to_do.startswith(what_to_do)


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "application/rss+xml", "video/mp4"])
def test_what_is_no_text_is_refused(site: Site, media_type: str) -> None:
    site.pages["/page"] = (200, {"Content-Type": media_type}, b"text")
    assert refused(site.at("/page")).why == f"it is {media_type}, neither HTML nor text"


def test_plain_text_and_unsaid_types_are_read(site: Site) -> None:
    site.pages["/plain"] = (200, {"Content-Type": "text/plain"}, PROSE.encode())
    site.pages["/unsaid"] = (200, {}, PAGE.encode())
    plain, unsaid = (next(read(site.at(path), allow_private=True)) for path in ("/plain", "/unsaid"))
    assert isinstance(plain, Draft) and plain.media_type == "text/plain" and plain.text == PROSE
    assert isinstance(unsaid, Draft) and unsaid.media_type == "text/html" and PROSE in unsaid.text


def test_the_charset_of_the_header_is_used(site: Site) -> None:
    site.pages["/page"] = (200, {"Content-Type": "text/plain; charset=windows-1251"}, "Город закрыт".encode("cp1251"))
    (draft,) = read(site.at("/page"), allow_private=True)
    assert isinstance(draft, Draft) and draft.text == "Город закрыт"


def _raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", _raw_deflate)]
)
def test_packed_pages_are_unpacked(site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    site.pages["/page"] = (200, {**HTML, "Content-Encoding": encoding}, pack(PAGE.encode()))
    assert got(site.at("/page")).original == PAGE.encode()


@pytest.mark.parametrize(
    ("encoding", "body", "why"),
    [
        ("gzip", gzip.compress(PAGE.encode())[:-20], "its end is missing"),
        ("gzip", b"\x1f\x8b" + b"nonsense" * 9, "it is damaged"),
        ("br", b"anything", "it is packed as br, which was not asked for"),
    ],
    ids=["cut", "damaged", "unasked"],
)
def test_badly_packed_pages_are_refused(site: Site, encoding: str, body: bytes, why: str) -> None:
    site.pages["/page"] = (200, {**HTML, "Content-Encoding": encoding}, body)
    assert refused(site.at("/page")).why == why


def test_too_large_a_page_is_refused(site: Site) -> None:
    site.pages["/page"] = (200, HTML, b"word " * 30_000)
    assert refused(site.at("/page"), size=100_000).why == "it is larger than 0.1 MB"
    assert got(site.at("/page"), size=150_000).original == b"word " * 30_000


def test_a_gzip_bomb_is_refused_before_it_is_unpacked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = []

    class Counting:
        def __init__(self, bits: int) -> None:
            self.inner = real(bits)

        def decompress(self, packed: bytes, most: int) -> bytes:
            unpacked.append(len(chunk := self.inner.decompress(packed, most)))
            return chunk

        def __getattr__(self, name: str) -> Any:
            return getattr(self.inner, name)

    real = zlib.decompressobj
    site.pages["/page"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(bytes(30_000_000)))
    monkeypatch.setattr(zlib, "decompressobj", Counting)
    assert refused(site.at("/page")).why == "it is larger than 10 MB"
    assert max(unpacked) <= 65_536 and sum(unpacked) <= 10_100_000


def test_a_page_whose_end_is_missing_is_refused(site: Site) -> None:
    site.pages["/page"] = (200, {**HTML, "Content-Length": "1000"}, b"<p>Only this")
    assert refused(site.at("/page")).why == "its end is missing"


def _drip(handler: Any, head: bytes = b"") -> None:
    handler.wfile.write(head)
    for _ in range(200):
        try:
            handler.wfile.write(b"x")
        except OSError:
            return
        time.sleep(0.02)


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: ", b""]
)
def test_a_server_that_drips_is_left(site: Site, head: bytes) -> None:
    site.pages["/page"] = lambda handler: _drip(handler, head)
    assert refused(site.at("/page"), total=0.3).why == "it took longer than 0.3 seconds"
    assert got(site.at("/wall"), total=30).original == PAGE.encode()


def test_redirects_share_the_time_of_one_page(site: Site) -> None:
    def slowly(handler: Any) -> None:
        time.sleep(0.15)
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /slow\r\n\r\n")

    site.pages["/slow"] = slowly
    assert refused(site.at("/slow"), total=0.4).why.endswith("it took longer than 0.4 seconds")


def test_a_resolver_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(0.3) or [])
    assert refused("http://news.example/", total=0.1).why == "it took longer than 0.1 seconds"


def test_nonsense_instead_of_http_is_said(site: Site) -> None:
    site.pages["/page"] = lambda handler: handler.wfile.write(b"SSH-2.0-something\r\n")
    assert refused(site.at("/page")).why == "its answer is not one of a web server"


def test_characters_beyond_ascii_are_asked_for_in_utf8(site: Site) -> None:
    site.pages["/caf%C3%A9%20wall"] = (200, HTML, PAGE.encode())
    assert got(site.at("/café wall?é=1")).original == PAGE.encode()


@pytest.fixture
def secure_site(tmp_path: Path) -> Iterator[tuple[Site, Path]]:
    """A server with a certificate of its own making for wall.example."""
    openssl = shutil.which("openssl") or pytest.skip("openssl is not here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=wall.example"
    names = ["-addext", "subjectAltName=DNS:wall.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *command.split(), *names], check=True, capture_output=True)
    with Site() as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server, certificate
        server.shutdown()


def _trust(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    real = ssl.create_default_context
    monkeypatch.setattr(ssl, "create_default_context", lambda: real(cafile=str(certificate)))


def test_an_unknown_certificate_is_refused(secure_site: tuple[Site, Path]) -> None:
    site, _ = secure_site
    error = refused(f"https://localhost:{site.port}/wall")
    assert error.why.startswith("its certificate is not valid")
    assert not site.asked


def test_a_trusted_certificate_must_be_of_the_name(
    secure_site: tuple[Site, Path], names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, certificate = secure_site
    _trust(monkeypatch, certificate)
    names["wall.example"] = names["other.example"] = ["127.0.0.1"]
    assert got(f"https://wall.example:{site.port}/wall").original == PAGE.encode()
    assert site.asked == [(f"wall.example:{site.port}", "/wall")]
    assert "certificate is not valid" in refused(f"https://other.example:{site.port}/wall").why


def test_a_redirect_never_leaves_https(
    secure_site: tuple[Site, Path], names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, certificate = secure_site
    _trust(monkeypatch, certificate)
    names["wall.example"] = ["127.0.0.1"]
    site.redirect("/out", "http://wall.example/wall?token=abc")
    error = refused(f"https://wall.example:{site.port}/out")
    assert "from https to http://wall.example/wall," in error.why and "abc" not in str(error)
