"""Edits between versions: applied to the old text, they give the new one's words."""

from hypothesis import given
from hypothesis import strategies as st

from store.compare.edits import edits
from store.model import Reading


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    found = edits(Reading(old), Reading(new))
    return [(each.kind, old[each.old.start : each.old.end], new[each.new.start : each.new.end]) for each in found]


def test_words_are_inserted_deleted_and_replaced():
    assert changes("The ship sank off the coast.", "The ferry sank at night off the coast.") == [
        ("replace", "ship", "ferry"),
        ("insert", "", "at night"),
    ]
    assert changes("The old ship sank.", "The ship sank.") == [("delete", "old", "")]


def test_a_paragraph_is_added_and_another_removed():
    old = "The ship sank at dawn.\n\nNobody was hurt.\n\nThe crew is safe."
    new = "The ship sank at dawn.\n\nThe crew is safe.\n\nDivers are looking for the cause."
    assert changes(old, new) == [
        ("delete", "Nobody was hurt.", ""),
        ("insert", "", "Divers are looking for the cause."),
    ]


def test_changes_around_one_equal_word_are_one():
    assert changes("It was a red and old boat.", "It was a blue and new boat.") == [
        ("replace", "red and old", "blue and new")
    ]


def test_equal_texts_have_no_edits():
    assert changes("The ship sank.", "The ship sank.") == []


TEXTS = st.lists(st.sampled_from([*"abcdefgh", "\n\n", ".", "“", "שלום", "世"]), max_size=40).map(" ".join)


@given(TEXTS, TEXTS)
def test_edits_turn_the_old_words_into_the_new(old, new):
    pieces, place = [], 0
    for each in edits(Reading(old), Reading(new)):
        assert place <= each.old.start <= each.old.end <= len(old)
        pieces += [old[place : each.old.start], " ", new[each.new.start : each.new.end], " "]
        place = each.old.end
    assert "".join((*pieces, old[place:])).split() == new.split()
