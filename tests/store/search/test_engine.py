"""What is found for what is typed."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import open_store
from store.search.engine import SearchEngine
from tests.store.making import add

NAMES = [("Hezbollah", "organisation"), ("Prigozhin", "person"), ("Gaddafi", "person"), ("Sean O'Brien", "person")]
ARTICLES = (
    (
        "Hezbollah answers the ministry",
        "Hezbollah said on Monday that its drones had crossed the lake, and the government denied it.",
        "Sean O'Brien of AT&T told the U.S. panel that COVID-19 delayed the S-300 radar.",
        "The ministry of defence said nothing about the radar at the harbour, though it was asked twice.",
    ),
    (
        "Prigozhin leaves Łódź",
        "Prigozhin and Gaddafi were never in the same café, the naïve report claimed; Greece is greener.",
        "北京天气很好，记者报道。 The final ﬂight left after the White House called.",
        "A defence contract for the harbour was signed by the government.",
    ),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("engine") / "library.db") as library:
        add(library, *ARTICLES[0], names=NAMES, outlet="Vessby Courier", byline="Maria Lund", published="2023-11-21")
        second = add(
            library, *ARTICLES[1], names=NAMES, outlet="Norrland Post", byline="Per Ek", published="2024-02-03"
        )
        text = library.articles.get(second).text
        start = text.index("White House")
        library.passages.add(second, start, start + 11, tags=("claims/denied",), note="Who called whom?")
        library.searches.save("lake drones", "drones lake")
        library.articles.mark_read(second)
        yield library


def found(library, query, kind="passage", **options):
    with SearchEngine(library.path) as engine:
        return [hit for hit in engine.search(query, kinds=[kind], **options).hits if hit.kind == kind]


def lit(hit):
    text = hit.snippet or hit.title
    return [text[start:end] for start, end in hit.matched]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hezbollah", "Hezbollah"),
        ("hezbolah", "Hezbollah"),
        ("hizbulla", "Hezbollah"),
        ("prigozyn", "Prigozhin"),
        ("ghadafi", "Gaddafi"),
        ("govermnent", "government"),
        ("drones lak", "lake"),
        ("U.S.", "U.S"),
        ("AT&T", "AT&T"),
        ("S-300", "S-300"),
        ("s300", "S-300"),
        ("O'Brien", "O'Brien"),
        ("o’brien", "O'Brien"),
        ("COVID-19", "COVID-19"),
        ("covid", "COVID"),
        ("lodz", "Łódź"),
        ("Łódź", "Łódź"),
        ("cafe naive", "café"),
        ("flight", "ﬂight"),
        ("天气", "天气"),
        ("whitehouse", "White House"),
        ('"white house"', "White House"),
    ],
)
def test_it_is_found_however_it_is_typed(library, typed, shown):
    assert shown in lit(found(library, typed)[0])


def test_the_snippet_is_the_text_from_start_to_end(library):
    for hit in found(library, "harbour"):
        assert library.articles.get(hit.article).text[hit.start : hit.end] == hit.snippet


def test_what_was_corrected_is_said(library):
    with SearchEngine(library.path) as engine:
        assert engine.search("hezbolah drones").corrected == {"hezbolah": "hezbollah"}
        assert engine.search("hezbollah").corrected == {}


def test_exact_searches_correct_and_complete_nothing(library):
    for query, options in (("=hezbolah", {}), ('"hezbol"', {}), ("hezbol", {"exact": True})):
        assert found(library, query, **options) == []
    assert found(library, "=hezbollah") and found(library, "hezbol")


def test_greece_is_not_greener(library):
    assert lit(found(library, "greece")[0]) == ["Greece"]


def test_excluded_words(library):
    assert len(found(library, "harbour")) == 2
    assert [hit.article for hit in found(library, "harbour -radar")] == [2]
    assert found(library, "hezbollah -ministry", "article") == []


def test_nearer_words_come_first(library):
    first = found(library, "defence ministry")[0]
    assert lit(first) == ["ministry", "defence"]


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("harbour outlet:vess", {1}),
        ('harbour outlet:"norrland post"', {2}),
        ("harbour byline:lund", {1}),
        ("harbour since:2024", {2}),
        ("harbour until:2023-11-21", {1}),
        ("harbour until:2023", {1}),
        ("harbour is:unread", {1}),
        ("harbour in:pane", {2}),
        ("harbour outlet:nowhere", set()),
        ("@hezbollah drones", {1}),
        ("house #claims", {2}),
        ("house is:tagged", {2}),
        ("#denied", {2}),
        ("@prigozhin", {2}),
    ],
)
def test_scopes(library, query, articles):
    assert {hit.article for hit in found(library, query, article=2)} == articles


def test_scopes_wider_than_a_set(library, monkeypatch):
    monkeypatch.setattr("store.search.scope.NARROW", 0)
    assert {hit.article for hit in found(library, "harbour since:2024")} == {2}
    assert {hit.article for hit in found(library, "harbour is:unread")} == {1}


def test_scopes_of_many_articles(library, monkeypatch):
    monkeypatch.setattr("store.search.passages.FEW", 0)
    assert {hit.article for hit in found(library, "harbour since:2024")} == {2}


def test_names_tags_notes_searches_and_articles(library):
    assert [hit.title for hit in found(library, "hezbolah", "entity")] == ["Hezbollah"]
    assert [hit.title for hit in found(library, "obrien", "entity")] == ["Sean O'Brien"]
    assert [hit.title for hit in found(library, "deni", "tag")] == ["claims/denied"]
    assert [hit.title for hit in found(library, "claims dennied", "tag")] == ["claims/denied"]
    note = found(library, "whom", "note")[0]
    assert (note.snippet, note.title, lit(note)) == ("Who called whom?", "White House", ["whom"])
    assert [hit.title for hit in found(library, "lake", "search")] == ["lake drones"]
    assert found(library, "prigozhin lodz", "article")[0].id == 2


class Unopened(sqlite3.Connection):
    """A connection to a library whose log cannot be made, as in a folder that may not be written."""

    def execute(self, *_):
        raise sqlite3.OperationalError("attempt to write a readonly database")


def test_a_library_is_searched_where_nothing_may_be_written(tmp_path, monkeypatch):
    path, connect = tmp_path / "library.db", sqlite3.connect
    with open_store(path) as library:
        add(library, "Harbour news", "The harbour opened again.")

    def guarded(address, **options):
        return connect(address, **options, factory=sqlite3.Connection if "immutable" in address else Unopened)

    with monkeypatch.context() as patched:
        patched.setattr("store.search.engine.sqlite3.connect", guarded)
        engine = SearchEngine(path)
    with engine:
        assert engine.search("harbour").hits
    with pytest.raises(sqlite3.OperationalError):
        SearchEngine(tmp_path / "none.db")


def test_counts_kinds_and_limit(library):
    with SearchEngine(library.path) as engine:
        result = engine.search("the", limit=1)
        assert all(sum(hit.kind == kind for hit in result.hits) == count for kind, count in result.counts.items())
        assert max(result.counts.values()) == 1
        assert {hit.kind for hit in engine.search("in:notes called").hits} == {"note"}


def test_completions(library):
    with SearchEngine(library.path) as engine:
        assert engine.completions("harbour out") == ("harbour outlet:",)
        assert engine.completions("outlet:nor") == ('outlet:"Norrland Post"',)
        assert engine.completions("@prig") == ("@Prigozhin",)
        assert engine.completions("#cl") == ("#claims", "#claims/denied")
        assert engine.completions("harbour") == ()


def test_the_library_goes_on_changing(tmp_path):
    with open_store(tmp_path / "library.db") as library, SearchEngine(library.path) as engine:
        assert engine.search("harbour").hits == ()
        article = add(library, "Harbour news", "The harbour opened again.")
        assert engine.search("harbour ").counts["passage"] == 2
        library.articles.remove(article)
        assert engine.search("harbour ").hits == ()


HARD = (
    "", " ", '"', '""', "*", "-", "=", "@", "#", "(", ")", "AND", "OR NOT", "NEAR(a b)", "a*", "^a", "text:x", "\0",
    "'", "\ud800", "x" * 10_000, "a\udfffb", "a " * 5_000, "🙂", "{", "+", "a+b", "\\", "%", "_", "the", "of the", "a",
    "since:9999-99-99", "until:0", "outlet:\"", "byline:*", "byline:''", "in:pane is:unread is:tagged @ # outlet:",
    "́́", "\u202e", "-a -b", "=\"", "北" * 300, "@\"", "#\" ' --", "a" * 63 + " " + "b" * 65,
)  # fmt: skip


@pytest.mark.parametrize("query", HARD)
def test_no_query_is_refused(library, query):
    with SearchEngine(library.path) as engine:
        assert engine.search(query).query == query
        engine.completions(query)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(HARD[:30]), st.sampled_from(ARTICLES[0][1].split())), max_size=6
    )
)
def test_no_mixture_is_refused_and_hits_are_well_formed(library, pieces):
    with SearchEngine(library.path) as engine:
        for hit in engine.search(" ".join(pieces), article=1).hits:
            text = hit.snippet or hit.title
            assert all(0 <= start < end <= len(text) for start, end in hit.matched)
            assert 0 <= hit.score <= 1
