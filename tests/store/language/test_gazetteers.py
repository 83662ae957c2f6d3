"""The word lists: searched by halves, each list of phrases with a code of its own."""

from hypothesis import given
from hypothesis import strategies as st

from store.language import gazetteers
from store.language.gazetteers import PHRASE_LISTS, WRITTEN, borne, listed, phrase, plain, word, written
from store.language.tokens import tokenize

keys = st.text("abé '-", min_size=1, max_size=6)


@given(st.dictionaries(keys, st.text("xyz", max_size=3), max_size=12), keys)
def test_a_table_gives_what_stands_behind_a_key(values, other):
    lines = sorted((f"{key}\t{value}" for key, value in values.items()), key=str.encode)
    table = "\n".join(lines).encode()
    for key in (*values, other):
        assert gazetteers._value(table, key) == values.get(key)


def test_what_is_known_of_words():
    known = word("moscow")
    assert known is not None
    assert known.case in "34"
    assert word("xqzzv") is None
    assert plain("sometimes")
    assert not plain("moscow")
    assert not plain("xqzzv")


def test_how_names_are_borne():
    assert "f" in borne("sergei")
    assert "w" in borne("tinubu")
    assert borne("xqzzv") == ""


def test_phrases_tell_their_lists_and_whether_they_go_on():
    codes, longer = phrase("south africa")
    assert PHRASE_LISTS["countries"].code in codes
    assert not phrase("xqzzv")[0]
    assert phrase("south")[1]
    assert phrase("amnesty international")[0] == phrase("amnesty international")[0].strip()
    assert isinstance(longer, bool)


def test_both_apostrophes_are_one():
    assert phrase("people ’s liberation army") == phrase("people 's liberation army")
    assert PHRASE_LISTS["organisations"].code in phrase("people 's liberation army")[0]


def test_each_list_of_phrases_has_a_code_of_its_own():
    assert len({one.code for one in PHRASE_LISTS.values()}) == len(PHRASE_LISTS)


def test_the_hand_written_lists_of_names_are_all_looked_up():
    names = {name for file in WRITTEN[1:] for name in written(file)}
    assert names - {"languages"} <= set(PHRASE_LISTS)


def test_the_phrase_table_is_built_from_the_lists_as_they_are():
    for name in ("companies", "parties", "universities", "peoples", "events"):
        entry = " ".join(token.text for token in tokenize(min(listed(name)))).lower()
        assert PHRASE_LISTS[name].code in phrase(entry)[0], entry
