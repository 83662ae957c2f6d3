"""What was typed is read as words, phrases, exclusions and scopes; nothing is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.query import LONGEST, MOST_VALUES, MOST_WORDS, Query, Scope, Word, completing, parse


def test_words_and_the_unfinished_last_one():
    assert parse("wagner iran").words == (Word("wagner"), Word("iran", unfinished=True))
    assert parse("wagner iran ").words == (Word("wagner"), Word("iran"))


def test_phrases_and_exactness():
    assert parse("“air defence” missile ").words == (Word("air defence", exact=True), Word("missile"))
    assert parse("=hezbolah").words == (Word("hezbolah", exact=True),)
    assert parse("hezbolah", exact=True).words == (Word("hezbolah", exact=True),)
    assert parse('"half a phr').words == (Word("half a phr", exact=True),)


def test_exclusions():
    query = parse('ceasefire -gaza -"white house"')
    assert [word.text for word in query.words] == ["ceasefire"]
    assert [word.text for word in query.excluded] == ["gaza", "white house"]


@pytest.mark.parametrize("typed", ["U.S.", "AT&T", "S-300", "O'Brien", "COVID-19", "a:b", "http://x", "-", "c++"])
def test_words_with_signs_stay_whole(typed):
    assert [word.text for word in parse(typed).words] == [typed]


def test_scopes():
    query = parse(
        '@kirby #claims/denied outlet:"kyiv post" byline:lund since:2023-11 until:2023-12-01 is:unread in:pane x'
    )
    assert query.scope == Scope(
        names=("kirby",),
        tags=("claims/denied",),
        outlets=("kyiv post",),
        bylines=("lund",),
        since="2023-11",
        until="2023-12-01",
        pane=True,
        unread=True,
    )
    assert [word.text for word in query.words] == ["x"]
    assert parse("in:notes harbour").notes_only
    assert parse("is:tagged").scope.tagged


def test_half_typed_scopes_hide_nothing():
    assert parse("harbour outlet:").scope == Scope()
    assert parse("harbour since:20").scope == Scope()
    assert parse("harbour is:").scope == Scope()


def test_what_only_looks_like_a_scope_is_a_word():
    assert [word.text for word in parse("since:yesterday in:house is:ours").words] == [
        "since:yesterday",
        "in:house",
        "is:ours",
    ]


def test_limits():
    assert sum(len(word.text) for word in parse("x" * 10_000).words) == LONGEST
    many = parse(" ".join(f"{number} @{number}" for number in range(200)))
    assert (len(many.words), len(many.scope.names)) == (MOST_WORDS, MOST_VALUES)
    assert len(parse("a a -b -b #c #c a").words) == 2
    assert parse("a a -b -b #c #c a").scope.tags == ("c",)


@given(st.text(max_size=300))
def test_anything_can_be_read(text):
    query = parse(text)
    assert isinstance(query, Query)
    assert query.text == text
    assert all(word.text for word in (*query.words, *query.excluded))


def test_what_is_being_typed():
    assert completing("harbour outlet:ky") == ("outlet:ky", "harbour ")
    assert completing("@k") == ("@k", "")
