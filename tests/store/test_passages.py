"""Tagged passages and notes."""

from __future__ import annotations

import pytest

from store.errors import RefusedError, UnknownError
from store.library import Store
from tests.store.making import HARBOUR, add, draft, pending


def test_a_passage_keeps_its_words_tags_and_note(library: Store) -> None:
    article = add(library, *HARBOUR)
    made = library.passages.add(article, 0, 7, tags=["claims/denied", "tone"], note="why?", by="me")
    assert library.passages.of(article) == [made] == [library.passages.get(made.uid)]
    assert (made.exact, made.tags, made.note, made.by, made.orphaned) == (
        "Harbour",
        ("claims/denied", "tone"),
        "why?",
        "me",
        False,
    )


def test_marking_the_same_range_again_adds_the_tag(library: Store) -> None:
    article = add(library, *HARBOUR)
    first = library.passages.add(article, 0, 7, tags=["a"])
    second = library.passages.add(article, 0, 7, tags=["b"])
    assert second.id == first.id and second.tags == ("a", "b")
    assert library.passages.add(article, 0, 8, tags=["a"]).id != first.id


def test_tags_come_and_go(library: Store) -> None:
    passage = library.passages.add(add(library, *HARBOUR), 0, 7)
    assert passage.tags == ()
    assert library.passages.tag(passage.id, "a", "b/c").tags == ("a", "b/c")
    assert library.passages.untag(passage.id, "a").tags == ("b/c",)


def test_a_passage_is_found_by_id_uid_and_its_beginning(library: Store) -> None:
    passage = library.passages.add(add(library, *HARBOUR), 0, 7)
    for name in (passage.id, str(passage.id), passage.uid, passage.uid[:8]):
        assert library.passages.get(name) == passage
    for nothing in (99, "99", "", passage.uid[:5], "zzzzzzzz", "9" * 40):
        with pytest.raises(UnknownError, match="none of that id"):
            library.passages.get(nothing)


def test_several_are_tagged_and_removed_in_one_step(library: Store) -> None:
    article = add(library, *HARBOUR)
    marked = [library.passages.add(article, start, start + 5).id for start in (0, 10, 20)]
    library.passages.tag_each(marked, "tone")
    assert [passage.tags for passage in library.passages.of(article)] == [("tone",)] * 3
    assert library.history.undo() == "tagged 3 passages tone"
    library.passages.remove(*marked)
    assert library.passages.of(article) == []
    assert library.history.undo() == "removed 3 passages"
    assert len(library.passages.of(article)) == 3


def test_what_nobody_would_see_again_is_not_marked(library: Store) -> None:
    first = add(library, *HARBOUR, uid="row-1")
    second = add(library, *HARBOUR, "It opened again on Friday.", uid="row-1")
    with pytest.raises(RefusedError, match="newer version"):
        library.passages.add(first, 0, 7, tags=["claims"])
    library.articles.remove(second)
    with pytest.raises(RefusedError, match="Undo brings it back"):
        library.passages.add(second, 0, 7, tags=["claims"])
    assert library.passages.add(first, 0, 7, tags=["claims"]).article == first
    assert library.tags.get("claims").passages == 1


def test_notes_are_cleaned_written_and_removed(library: Store) -> None:
    passage = library.passages.add(add(library, *HARBOUR), 0, 7)
    assert library.passages.set_note(passage.id, "one\r\ntwo\x00").note == "one\ntwo"
    assert library.passages.set_note(passage.id, "").note == ""


def test_a_passage_can_be_resized_and_removed(library: Store) -> None:
    passage = library.passages.add(add(library, *HARBOUR), 0, 7, tags=["a"])
    assert library.passages.resize(passage.id, 8, 14).exact == "closed"
    library.passages.remove(passage.id)
    assert library.passages.list() == []
    with pytest.raises(UnknownError):
        library.passages.get(passage.id)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 10_000)])
def test_a_range_outside_the_text_is_refused(library: Store, start: int, end: int) -> None:
    article = add(library, *HARBOUR)
    with pytest.raises(RefusedError):
        library.passages.add(article, start, end)
    assert library.passages.list() == []


def test_many_are_tagged_in_one_step(library: Store) -> None:
    article = add(library, *HARBOUR)
    library.passages.add_many([(article, 0, 7), (article, 8, 14)], "auto/harbour")
    assert [each.exact for each in library.passages.list(tag="auto")] == ["Harbour", "closed"]
    assert library.history.undo() == "tagged 2 passages auto/harbour"
    assert library.passages.list() == []


def test_the_list_is_filtered(library: Store) -> None:
    one = add(library, *HARBOUR, outlet="Courier")
    two = add(library, "Crane moved", "The crane was moved.", outlet="Post")
    harbour = library.passages.add(one, 0, 7, tags=["claims/denied"], note="Ask again").id
    crane = library.passages.add(two, 0, 5, tags=["claims", "tone"]).id
    story = library.stories.make("Port", [two])
    for filters, expected in (
        ({}, [harbour, crane]),
        ({"tag": "claims"}, [harbour, crane]),
        ({"tag": "claims/denied"}, [harbour]),
        ({"outlet": "Post"}, [crane]),
        ({"story": story.id}, [crane]),
        ({"text": "HARB"}, [harbour]),
        ({"text": "ask"}, [harbour]),
    ):
        assert [each.id for each in library.passages.list(**filters)] == expected, filters
    assert library.passages.together() == {("claims", "tone"): 1}


def test_in_a_newer_version_lost_words_are_orphans_with_their_note(library: Store) -> None:
    first = add(library, *HARBOUR, url="http://example.com/a")
    start = library.articles.get(first).text.index("Norrland")
    passage = library.passages.add(first, start, start + 17, tags=["ships"], note="who?")
    made = draft(HARBOUR[0], "Nothing more is known.", url="http://example.com/a")
    updated = library.articles.add(made, pending(made))
    assert updated.orphans == 1
    (orphan,) = library.passages.of(updated.id)
    assert (orphan.uid, orphan.orphaned, orphan.exact, orphan.note, orphan.tags) == (
        passage.uid,
        True,
        "Norrland Shipping",
        "who?",
        ("ships",),
    )
    third = draft(*HARBOUR, "And more.", url="http://example.com/a")
    newest = library.articles.add(third, pending(third)).id
    (found,) = library.passages.of(newest)
    assert not found.orphaned and third.text[found.start : found.end] == "Norrland Shipping"
