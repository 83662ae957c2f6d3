"""Aliases that a text states."""

import pytest

from store.language.aliases import group

KINDS = {"Norland": "place", "Norlandish": "people", "NAX": "organisation"}


def found(text, *names):
    mentions, start = [], 0
    for name in names:
        surface, _, kind = name.partition("/")
        start = text.index(surface, start)
        mentions.append((surface, kind or "organisation", start))
        start += len(surface)
    return {frozenset(mentions[index][0] for index in one.members) for one in group(mentions, text).groups}


@pytest.mark.parametrize(
    ("text", "names", "pair"),
    [
        (
            "It sold the Tarn-9, a Norlandish tracked anti-tank system known as AT-77 by NAX, to rebels.",
            ("Tarn-9/weapon", "Norlandish/people", "AT-77/weapon", "NAX"),
            {"Tarn-9", "AT-77"},
        ),
        (
            "Norland's Bundesamt für Eis (NOX) gave no answer.",
            ("Norland/place", "Bundesamt für Eis", "NOX"),
            {"Bundesamt für Eis", "NOX"},
        ),
        ("The Corvin private harbour guard (PHG) came.", ("Corvin", "PHG"), {"Corvin", "PHG"}),
        ("Jane Vane, also known as Redbird, sang.", ("Jane Vane/person", "Redbird/person"), {"Jane Vane", "Redbird"}),
        ("Olm Works, formerly Glimmer, closed.", ("Olm Works", "Glimmer"), {"Olm Works", "Glimmer"}),
        ("The Saltmen, referred to as the Drovers, left.", ("Saltmen", "Drovers"), {"Saltmen", "Drovers"}),
    ],
)
def test_a_stated_alias_is_followed(text, names, pair):
    assert frozenset(pair) in found(text, *names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Norland, known as the cold coast, Glimmer opened.", ("Norland/place", "Glimmer")),
        ("Corvin closed. It is known as Glimmer.", ("Corvin", "Glimmer")),
        ("Jane Vane (NOX) voted.", ("Jane Vane/person", "NOX")),
        ("HALDEN, Norland (NOX) — The ferry", ("Norland/place", "NOX")),
        ("Corvin said that Glimmer is known as it was.", ("Corvin", "Glimmer")),
    ],
)
def test_what_is_not_stated_stays_two(text, names):
    assert len(found(text, *names)) == len(names)


def test_without_the_text_nothing_is_stated():
    assert len(group([("Jane Vane", "person", 0), ("Redbird", "person", 30)]).groups) == 2


def test_a_surname_beside_a_full_name_is_anothers():
    text = "Ulf Tarn is away. Holm and his wife, Ida Holm, came. Holm spoke."
    names = ("Ulf Tarn/person", "Holm/person", "Ida Holm/person", "Holm/person")
    assert found(text, *names) == {frozenset({"Ulf Tarn"}), frozenset({"Holm"}), frozenset({"Ida Holm"})}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ulf Tarn often referred to Holm as the ox.", ("Ulf Tarn/person", "Holm/person")),
        ("Ulf Tarn called Holm a liar.", ("Ulf Tarn/person", "Holm/person")),
        ("NOX Watch (NOX is closed)", ("NOX Watch", "NOX")),
    ],
)
def test_who_calls_another_is_not_the_other(text, names):
    assert len(found(text, *names)) == 2
