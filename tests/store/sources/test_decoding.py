"""Encodings: marks, declarations, guesses, and what is not text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.sources.decoding import decode, is_binary

TEXT = "Der Bürgermeister sagte: „Die Brücke ist geschlossen“ – größer als erwartet."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_recognised(encoding: str) -> None:
    content = TEXT.encode(encoding)
    assert decode(content)[0].lstrip("\ufeff") == TEXT
    assert not is_binary(content)


def test_declared_charset_is_believed_where_utf8_fails() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Город закрыт</body></html>'
    assert decode(page.encode("windows-1251"))[0] == page


def test_latin1_declarations_mean_windows_1252() -> None:
    page = '<meta http-equiv="content-type" content="text/html; charset=iso-8859-1"><p>“quoted”</p>'
    assert "“quoted”" in decode(page.encode("cp1252"))[0]


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "rot13", "zlib", "undefined", "no-such"])
def test_declared_nonsense_is_passed_over(name: str) -> None:
    assert "caf" in decode(b'<meta charset="' + name.encode() + b'"><p>caf\xe9</p>')[0]


def test_damaged_utf8_stays_utf8() -> None:
    text, encoding = decode(TEXT.encode() * 3 + b"\xff" + TEXT.encode() * 3)
    assert encoding == "utf-8"
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"PK\x03\x04rest", b"\x89PNG\r\n", b"a\x00\x01\x02\x03" * 50])
def test_what_is_not_text(content: bytes) -> None:
    assert is_binary(content)


@given(st.binary(max_size=400))
def test_decoding_never_fails(content: bytes) -> None:
    text, encoding = decode(content)
    assert isinstance(text, str) and encoding


@pytest.mark.parametrize(
    "text", ["Herrn Müller erwartet am Montag niemand.", "Le maire a été réélu à Orléans hier soir."]
)
def test_a_short_western_page_is_not_taken_for_chinese(text: str) -> None:
    assert decode(text.encode("cp1252"))[0] == text


def test_a_short_chinese_page_is_read() -> None:
    text = "市议会星期一投票决定重建旧海堤，工程将在冬季风暴到来之前开始。" * 3
    assert decode(text.encode("gb18030"))[0] == text
