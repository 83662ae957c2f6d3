"""Names by rule, case by case."""

import pytest

from store.language.rules import RuleEngine, in_capitals
from store.language.sentences import sentences


def found(text):
    return {text[name.start : name.end]: name.kind for name in RuleEngine().find(text, sentences(text))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He met Mr. Vane there.", "Vane", "person"),
        ("He met Maria Holt there.", "Maria Holt", "person"),
        ("Talks with the Norland Ministry failed.", "Norland Ministry", "organisation"),
        ("They crossed the Halden River at night.", "Halden River", "place"),
        ("They fled to Yemen at night.", "Yemen", "place"),
        ("A Yemeni court ruled.", "Yemeni", "people"),
        ("The drone was a Shahed, it said.", "Shahed", "weapon"),
        ("They call the missile system KX-22 there.", "KX-22", "weapon"),
        ("The Norland War began early.", "Norland War", "event"),
        ("Fighters of Hezbollah left.", "Hezbollah", "organisation"),
        ("They work for NORAB there.", "NORAB", "organisation"),
    ],
)
def test_kinds(text, name, kind):
    assert found(text).get(name) == kind


@pytest.mark.parametrize("text", ["The rain stopped on Monday.", "However, nobody came in November.", "I said so."])
def test_no_names(text):
    assert found(text) == {}


def test_a_lone_surname_is_the_person_it_belongs_to():
    assert found("Maria Holt spoke first. Later Holt left, and aides of Holt followed.")["Holt"] == "person"


def test_a_demonym_and_titles_stand_outside():
    assert "Maria Holt" in found("The visit by Russian President Maria Holt ended.")


def test_capitals():
    assert in_capitals(["Norland", "Talks", "Fail", "Again"])
    assert not in_capitals(["Norland", "talks", "fail", "again"])
    assert not in_capitals(["Norland", "Talks"])
