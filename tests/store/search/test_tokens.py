"""The terms that Python sees are the terms that the index holds."""

import sqlite3

from hypothesis import example, given
from hypothesis import strategies as st

from store.search.tokens import TOKENIZER, begins, folded, spaced, terms

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def indexed(text: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE held USING fts5(text, tokenize='{TOKENIZER}')")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5vocab(held, 'instance')")
    connection.execute("INSERT INTO held VALUES (?)", (text,))
    return [row[0] for row in connection.execute("SELECT term FROM found ORDER BY offset")]


@given(TEXT.filter(lambda text: "\0" not in text))
@example("Łódź, Zażółć — “S-300” O’Brien's naïve café ＡＢ Ⅳ ²")
@example("É e\u0301 ﬁnal ΑΒΓ Привет 北京 straße İstanbul")
def test_terms_are_those_of_the_index(text):
    assert terms(text) == indexed(text)


@given(st.text(st.characters(min_codepoint=0xA0, exclude_categories=["Cs"]), min_size=150, max_size=200))
def test_terms_of_many_different_characters(text):
    assert terms(text) == indexed(text)


@given(TEXT)
def test_folded_text_has_the_terms_and_its_offsets_lead_back(text):
    line, offsets = folded(text)
    assert line.split() == terms(spaced(text) or text)
    if offsets is None:
        assert len(line) == len(text)
    else:
        assert len(offsets) == len(line) + 1
        assert offsets == sorted(offsets)


def test_scripts_without_spaces_are_cut_into_characters():
    assert terms(spaced("北京天气 iPhone手机")) == ["北", "京", "天", "气", "iphone", "手", "机"]
    assert spaced("plain words, naïve too") is None
    assert spaced("a\0b") == "a b"


def test_surrogates_separate():
    assert terms("a\ud800b") == ["a", "b"]


def test_begins():
    assert begins(["kyi", "ind"], ["the", "kyiv", "independent"])
    assert not begins(["post"], ["the", "kyiv", "independent"])


def test_beginnings_of_words_and_pieces_of_unspaced_ones():
    assert begins(["pol", "new"], ["news", "politics"]) and not begins(["litics"], ["politics"])
    assert begins(["政治"], ["中国政治"]) and not begins(["政治"], ["中国"])
