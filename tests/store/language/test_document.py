"""The second pass: each case went wrong once."""

from itertools import pairwise

import pytest

from store.language.document import refine
from store.language.name_engine import Name
from store.language.sentences import sentences


def refined(text, *found, known=None):
    """Names after the second pass; ``found`` are (surface, kind) pairs, looked up in the text in order."""
    names, at = [], 0
    for surface, kind in found:
        start = text.index(surface, at)
        at = start + len(surface)
        names.append(Name(start, at, kind, 0.9, "model"))
    result = refine(text, sentences(text), names, known or {})
    assert all(one.end <= other.start for one, other in pairwise(result))
    return [(text[name.start : name.end], name.kind) for name in result]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "expected"),
    [
        ("Then President Ada Vane left.", "President Ada Vane", "person", [("Ada Vane", "person")]),
        ("Then the Halden Post closed.", "the Halden Post", "organisation", [("Halden Post", "organisation")]),
        ("Then Ada Vane's men left.", "Ada Vane's", "person", [("Ada Vane", "person")]),
        ("Then Ada Vane’s men left.", "Ada Vane’s", "person", [("Ada Vane", "person")]),
        (
            "It is (Ada Vane/Halden Post) here.",
            "Ada Vane/Halden Post",
            "person",
            [("Ada Vane", "person"), ("Halden Post", "person")],
        ),
        ("Then French Ada Vane left.", "French Ada Vane", "person", [("French", "people"), ("Ada Vane", "person")]),
        ("It was the French Senate that met.", "French Senate", "organisation", [("French Senate", "organisation")]),
        ("They met. But Halden Post closed.", "But Halden Post", "organisation", [("Halden Post", "organisation")]),
        ("Then Gov. Ada Vane left.", "Gov. Ada Vane", "person", [("Ada Vane", "person")]),
        ("Then Gov. and aides left.", "Gov.", "person", []),
        ("Then Bo Vel-in left.", "Bo Vel", "person", [("Bo Vel-in", "person")]),
        ("Then Bo Vel-jun left.", "Bo Vel", "person", [("Bo Vel-jun", "person")]),
        ("Then the Vane-era law fell.", "Vane", "person", [("Vane", "person")]),
        ("They left the West Bank early.", "West Bank", "organisation", [("West Bank", "place")]),
        ("They left British Columbia early.", "British Columbia", "place", [("British Columbia", "place")]),
    ],
)
def test_edges(text, surface, kind, expected):
    assert refined(text, (surface, kind)) == expected


def test_a_leading_demonym_is_split_off_what_is_named_without_it():
    text = "The Russian Orvel Group left. Nobody of Orvel Group stayed."
    expected = [("Russian", "people"), ("Orvel Group", "organisation"), ("Orvel Group", "organisation")]
    assert refined(text, ("Russian Orvel Group", "organisation"), ("Orvel Group", "organisation")) == expected


def test_most_mentions_decide_the_kind():
    text = "First Orvel came. Then Orvel left. Now Orvel is back."
    found = refined(text, ("Orvel", "organisation"), ("Orvel", "organisation"), ("Orvel", "place"))
    assert found == [("Orvel", "organisation")] * 3


def test_a_lone_surname_is_a_person():
    text = "It was Ada Vanberg who spoke. Later Vanberg left."
    assert refined(text, ("Ada Vanberg", "person"), ("Vanberg", "place"))[-1] == ("Vanberg", "person")


def test_the_short_name_of_an_organisation_is_no_person():
    text = "Fighters of Orvel Group left. Later Orvel said so. Then Orvel left."
    found = refined(text, ("Orvel Group", "organisation"), ("Orvel", "person"), ("Orvel", "person"))
    assert found == [("Orvel Group", "organisation"), ("Orvel", "organisation"), ("Orvel", "organisation")]


def test_missed_mentions_are_added():
    text = "It was Ada Vanberg who spoke. Later, aides of Vanberg left."
    assert refined(text, ("Ada Vanberg", "person"))[-1] == ("Vanberg", "person")


def test_a_word_that_the_article_writes_small_is_not_added():
    text = "It was Ada Stone who spoke. She threw a stone. Stone is hard."
    assert refined(text, ("Ada Stone", "person")) == [("Ada Stone", "person")]


def test_a_part_of_a_longer_name_is_not_added():
    text = "First Orvel came, then Orvel left. They read the Orvel Courier there."
    found = refined(text, ("Orvel", "organisation"), ("Orvel", "organisation"))
    assert found == [("Orvel", "organisation")] * 2


def test_a_headline_is_read_through_the_body():
    headline = "Orvel Prepares Air Defense For Hezbollah Or Yemen"
    text = f"{headline}\n\nThe Orvel Group prepares air defense. Aides of Orvel, Hezbollah and Yemen agreed."
    found = refined(
        text,
        ("Orvel Prepares Air Defense For Hezbollah", "organisation"),
        ("Orvel Group", "organisation"),
        ("Orvel", "organisation"),
        ("Hezbollah", "organisation"),
        ("Yemen", "place"),
    )
    assert found[:3] == [("Orvel", "organisation"), ("Hezbollah", "organisation"), ("Yemen", "place")]


def test_a_headline_in_capitals_is_read_through_the_body():
    text = "ADA VANBERG LEAVES YEMEN TODAY\n\nThe minister Ada Vanberg leaves Yemen today."
    found = refined(text, ("Ada Vanberg", "person"), ("Yemen", "place"))
    assert found[:2] == [("ADA VANBERG", "person"), ("YEMEN", "place")]


def test_a_whole_name_in_a_headline_stays():
    text = "Orvel Hardt Corp. Sues Norland Again\n\nThe maker said that Orvel sues."
    found = refined(text, ("Orvel Hardt Corp.", "organisation"), ("Orvel", "organisation"))
    assert found[0] == ("Orvel Hardt Corp.", "organisation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fired a Shahed drone.", ("Shahed", "weapon")),
        ("They fired the Pantsir-S9 missile.", ("Pantsir-S9", "weapon")),
        ("The KX-22 missile fell.", ("KX-22", "weapon")),
        ("The KX-22 camera fell.", ("KX-22", "product")),
        ("A Yemeni court ruled.", ("Yemeni", "people")),
        ("Fighters of Hezbollah left.", ("Hezbollah", "organisation")),
    ],
)
def test_the_lexicon_adds_what_the_engine_missed(text, expected):
    assert refined(text) == [expected]


def test_a_patriot_is_a_weapon_among_weapons_only():
    assert refined("He is a true Patriot, she said.") == []


def test_a_longer_name_keeps_the_listed_one():
    text = "The Hezbollah Studies Institute closed."
    assert refined(text, ("Hezbollah Studies Institute", "organisation")) == [
        ("Hezbollah Studies Institute", "organisation")
    ]


def test_a_war_is_an_event():
    assert refined("The Orvel War began.", ("Orvel War", "other")) == [("Orvel War", "event")]


def test_the_library_decides_the_kind():
    assert refined("They saw Orvel there.", ("Orvel", "place"), known={"orvel": "person"}) == [("Orvel", "person")]


def test_the_library_finds_what_the_engine_missed():
    assert refined("They saw Orvel Vanto there.", known={"orvel vanto": "person"}) == [("Orvel Vanto", "person")]


def test_nothing_found_in_nothing():
    assert refined("") == []


def test_a_known_name_does_not_reach_into_the_clause_behind_it():
    text = "The order said that Marlow [Group], at the direction of the port, would leave."
    (name,) = refined(text, known={"marlow group": "organisation", "marlow": "organisation"})
    assert name[0] in ("Marlow", "Marlow [Group", "Marlow [Group]")


def test_a_plain_word_that_opens_a_sentence_is_no_name():
    text = "Sometimes they talk. “People forget,” he said."
    assert refined(text, ("Sometimes", "other"), ("People", "organisation")) == []


def test_a_plain_word_that_is_a_name_elsewhere_stays_one():
    text = "Readers of People forget. People closed."
    assert len(refined(text, ("People", "organisation"), ("People", "organisation"))) == 2


@pytest.mark.parametrize(
    ("text", "surface", "wrong", "kind"),
    [
        ("It was a South African court.", "South African", "place", "people"),
        ("It was a North Korean envoy.", "North Korean", "place", "people"),
        ("They asked Human Rights Watch about it.", "Human Rights", "other", "organisation"),
        ("A letter of Amnesty International said so.", "Amnesty International", "person", "organisation"),
        ("They flew over the Persian Gulf at night.", "Persian Gulf", "organisation", "place"),
    ],
)
def test_well_known_names_of_several_words_are_what_they_are(text, surface, wrong, kind):
    assert kind in [found for _, found in refined(text, (surface, wrong))]
    assert wrong not in [found for _, found in refined(text, (surface, wrong))]


def test_a_longer_name_that_holds_a_well_known_one_stays_whole():
    text = "They met at the Amnesty International Norland office."
    whole = "Amnesty International Norland"
    assert refined(text, (whole, "organisation")) == [(whole, "organisation")]
