"""Finding a local entity in a library."""

import pytest

from store.language.aliases import group, key, kindred_keys, link, lookup_keys, related
from store.model import Alias, Entity


def entity(number, name, kind="person", *aliases):
    return Entity(number, name, kind, tuple(Alias(alias) for alias in aliases))


@pytest.mark.parametrize(
    ("surface", "kind", "expected"),
    [
        ("President Jane Vane", "person", "jane vane"),
        ("the U.S.", "place", "united states"),
        ("The Halden Herald", "organisation", "halden herald"),
        ("Vane’s", "person", "vane"),
        ("Zoë Vañe", "person", "zoe vane"),
    ],
)
def test_keys(surface, kind, expected):
    assert key(surface, kind) == expected


def test_a_full_name_is_not_looked_up_by_its_surname():
    assert lookup_keys(entity(1, "Jane Vane", "person", "Jane Vane", "Vane")) == ("jane vane",)


def test_a_lone_surname_finds_the_only_bearer():
    jane = entity(7, "Jane Vane", "person", "Vane")
    assert link(entity(1, "Vane"), [jane]) is jane


def test_a_lone_surname_of_two_bearers_finds_nobody():
    bearers = [entity(7, "Jane Vane", "person", "Vane"), entity(8, "Peter Vane", "person", "Vane")]
    assert link(entity(1, "Vane"), bearers) is None


def test_a_full_name_is_not_the_lone_surname_of_a_library():
    assert link(entity(1, "Jane Vane", "person", "Vane"), [entity(7, "Vane")]) is None


def test_a_full_name_finds_its_namesake_among_others():
    jane, peter = entity(7, "Jane Vane", "person", "Vane"), entity(8, "Peter Vane", "person", "Vane")
    assert link(entity(1, "Jane Vane", "person", "Vane"), [jane, peter]) is jane


def test_two_of_one_full_name_are_left_to_the_reader():
    assert link(entity(1, "Jane Vane"), [entity(7, "Jane Vane"), entity(8, "Jane Vane")]) is None


def test_a_person_is_not_the_place_of_that_name():
    assert link(entity(1, "Halden", "person"), [entity(7, "Halden", "place")]) is None


def test_a_demonym_is_not_its_country():
    assert link(entity(1, "Norwegian", "people"), [entity(7, "Norway", "place")]) is None


def test_spellings_link():
    known = entity(7, "Hezbollah", "organisation")
    assert link(entity(1, "Hizbullah", "organisation"), [known]) is known


@pytest.mark.parametrize(
    ("new", "held", "kind"),
    [
        ("Hizbullah", "Hezbollah", "organisation"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "person"),
        ("Karruli", "Karuli", "place"),
        ("the Fed", "Federal Reserve", "organisation"),
        ("WWII", "Second World War", "event"),
        ("Korvat-S1", "Korvat", "weapon"),
    ],
)
def test_a_library_is_asked_for_other_spellings_and_names(new, held, kind):
    assert key(held, kind) in kindred_keys(entity(1, new, kind))
    assert link(entity(1, new, kind), [entity(7, held, kind)])


@pytest.mark.parametrize("name", ["SPD", "the Greens", "Foreign Office"])
def test_what_other_countries_have_too_is_looked_up_by_its_own_name(name):
    assert kindred_keys(entity(1, name, "organisation")) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Jane Kirby", "person"), ("United States", "place"), ("parliament", "organisation"), ("", "other")],
)
def test_usual_words_and_surnames_are_not_spelt_otherwise(name, kind):
    assert kindred_keys(entity(1, name, kind)) == ()


def test_no_candidate_is_nobody():
    assert link(entity(1, "Jane Vane"), []) is None


@pytest.mark.parametrize(
    ("surface", "kind", "expected"),
    [
        ("Norwegian", "people", (("Norway", "demonym-of"),)),
        ("the Kremlin", "organisation", (("Russia", "metonym-of"),)),
        ("Norwegian government", "organisation", (("Norway", "part-of"),)),
        ("the Norway parliament", "organisation", (("Norway", "part-of"),)),
        ("Norway", "place", ()),
        ("Jane Vane", "person", ()),
        ("London", "person", ()),
    ],
)
def test_what_is_related(surface, kind, expected):
    assert related(surface, kind) == expected


def test_a_designation_is_looked_up_by_its_stem_and_two_of_one_stem_stay_two():
    (found,) = group([("Korvat-131", "weapon", 0)]).groups
    assert [(alias.surface, alias.reason) for alias in found.aliases] == [
        ("Korvat-131", "exact"),
        ("Korvat", "designation"),
    ]
    one, other = entity(7, "Korvat-131", "weapon", "Korvat"), entity(8, "Korvat-136", "weapon", "Korvat")
    assert link(entity(1, "Korvat", "weapon"), [one]) is one
    assert link(entity(1, "Korvat", "weapon"), [one, other]) is None
    assert link(entity(1, "Korvat-136", "weapon", "Korvat"), [one]) is None
    assert link(entity(1, "Korvat-136", "weapon", "Korvat"), [one, other]) is other
