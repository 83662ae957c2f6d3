"""Which names of one text are the same. The names are invented, or words anybody knows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.language.aliases import group
from store.model import KINDS


def mentions(kind, *surfaces):
    return [(surface, kind, number * 100) for number, surface in enumerate(surfaces)]


def groups(found):
    """The groups as sets of the surfaces that they hold."""
    grouping = group(found)
    return {frozenset(found[index][0] for index in one.members) for one in grouping.groups}


def are_one(kind, *surfaces):
    return groups(mentions(kind, *surfaces)) == {frozenset(surfaces)}


@pytest.mark.parametrize(
    "surfaces",
    [
        ("Jane Vane", "Vane"),
        ("Jane Vane", "Jane"),
        ("Jane Vane", "Mrs. Vane", "Jane Q. Vane"),
        ("President Jane Vane", "Vane", "Jane Vane"),
        ("Norwegian Foreign Minister Jane Vane", "Jane Vane"),
        ("former Deputy Prime Minister Jane Vane", "Vane"),
        ("Secretary of State Jane Vane", "Jane Vane"),
        ("President Jane Vane of Norway", "Vane"),
        ("Dr. Jane Vane, MD", "Jane Vane"),
        ("Peter Vane Jr.", "Peter Vane"),
        ('Peter "Rook" Vane', "Rook Vane", "Peter Vane"),
        ("Robert Vane", "Bob Vane"),
        ("Kim Dae-su", "Kim Dae Su", "Mr. Kim", "Kim"),
        ("Bashar al-Tarek", "al-Tarek", "Tarek"),
        ("Tarek Zelenov", "Zelenov"),
        ("Volodymyr Zelensky", "Zelenskyy"),
        ("Moammar Gaddafi", "Qadhafi"),
        ("Josef Brandsterfer", "Brandstarfer"),
        ("Vane", "Mr. Vane", "President Vane"),
        ("JANE VANE", "Jane Vane"),
        ("Norway's Vane", "Jane Vane"),
        ("Fred Vane", "Frederick Cole Vane", "Mr. Vane"),
        ("'Old Rook' Vane", "Vane"),
    ],
)
def test_names_of_one_person(surfaces):
    assert are_one("person", *surfaces)


@pytest.mark.parametrize(
    "surfaces",
    [
        ("Wagner Group", "Wagner"),
        ("Hezbollah", "Hizbullah", "Hizb'allah", "Hizballah"),
        ("al-Qaeda", "Al Qaida"),
        ("Northern Trade Council", "NTC"),
        ("General Electric", "GE"),
        ("Ministry of Ice and Water", "MIW"),
        ("Halden Shipping Co.", "Halden Shipping"),
        ("the Halden Herald", "Halden Herald's", "Herald"),
        ("European Whaling Commission", "the Commission"),
        ("Nordhaven Rovers", "Rovers"),
        ("Kraftwerk Foods", "Kraftwerk"),
        ("Department of Defence", "Department of Defense"),
        ("Halden City Comets", "Comets"),
        ("Halden Police Department", "Halden Police"),
        ("Council for Ice and Snow", "Council of Ice and Snow"),
        ("Grenoff Theatre", "Grenoff Theatre at Market Square"),
        ("Social Democrats", "SPD", "Social Democratic Party"),
        ("the Fed", "Federal Reserve"),
        ("Bayern Munich", "Munich"),
    ],
)
def test_names_of_one_organisation(surfaces):
    assert are_one("organisation", *surfaces)


@pytest.mark.parametrize(
    ("kind", "surfaces"),
    [
        ("place", ("U.S.", "the United States", "USA", "America")),
        ("place", ("Kiev", "Kyiv")),
        ("place", ("St. Petersburg", "Leningrad")),
        ("place", ("Island of Tarn", "Tarn", "Tarn Island")),
        ("event", ("World War II", "the Second World War", "WWII")),
        ("other", ("Sales of Snow (SOS) Report", "SOS")),
        ("place", ("Halden, Westmark", "Halden")),
        ("place", ("Mediterranean Sea", "the Mediterranean")),
        ("weapon", ("Tarantul-S1", "Tarantul")),
        ("people", ("Houthi", "the Houthis")),
    ],
)
def test_names_of_one_thing(kind, surfaces):
    assert are_one(kind, *surfaces)


@pytest.mark.parametrize(
    ("kind", "surfaces"),
    [
        ("person", ("Jane Vane", "Peter Vane")),
        ("person", ("Maria Vane", "Mario Vane")),
        ("person", ("Daniel Vane", "Danielle Vane")),
        ("person", ("Mr. Vane", "Mrs. Vane")),
        ("person", ("George W. Vane", "George H. Vane")),
        ("person", ("Martin Johnson", "Martin Johnston Grey")),
        ("person", ("Carl Petersen", "Ann Peterson")),
        ("place", ("North Korea", "South Korea")),
        ("place", ("Berlin", "East Berlin")),
        ("place", ("Austria", "Australia")),
        ("place", ("Munich", "Bayern Munich")),
        ("other", ("Vane Prize in Geology", "Geology")),
        ("place", ("the us", "America")),
        ("place", ("Niger", "Nigeria")),
        ("organisation", ("Halden United", "Halden City")),
        ("organisation", ("Institute for Sand", "Institute for Salt")),
        ("weapon", ("Tarantul-S1", "Tarantul-S2")),
        ("event", ("World Cup", "2010 World Cup")),
    ],
)
def test_names_of_two(kind, surfaces):
    assert groups(mentions(kind, *surfaces)) == {frozenset({surface}) for surface in surfaces}


def test_a_surname_that_two_people_bear_is_left_alone():
    found = mentions("person", "Jane Vane", "Peter Vane", "Vane")
    assert groups(found) == {frozenset({"Jane Vane"}), frozenset({"Peter Vane"}), frozenset({"Vane"})}


def test_a_title_tells_husband_from_wife():
    found = mentions("person", "Mr. Peter Vane", "Mrs. Jane Vane", "Mr. Vane", "Mrs. Vane")
    assert groups(found) == {frozenset({"Mr. Peter Vane", "Mr. Vane"}), frozenset({"Mrs. Jane Vane", "Mrs. Vane"})}


def test_a_given_name_tells_him_from_her():
    found = mentions("person", "Peter Vane", "Kate Vane", "Mr Vane", "Miss Vane")
    assert groups(found) == {frozenset({"Peter Vane", "Mr Vane"}), frozenset({"Kate Vane", "Miss Vane"})}


def test_a_place_is_no_surname():
    assert groups([("Halden", "place", 0), ("Karl Halden", "person", 50)]) == {
        frozenset({"Halden"}),
        frozenset({"Karl Halden"}),
    }


def test_a_people_and_its_country_are_related_and_two():
    grouping = group([("Norway", "place", 0), ("Norwegian", "people", 50), ("Oslo", "place", 90)])
    assert [one.name for one in grouping.groups] == ["Norway", "Norwegian", "Oslo"]
    assert [(r.entity, r.other, r.kind) for r in grouping.relations] == [(1, 0, "demonym-of"), (2, 0, "metonym-of")]


def test_the_name_is_the_full_one_and_the_kind_the_most_frequent():
    found = [("Vane", "organisation", 0), ("President Jane Vane", "person", 30), ("Vane", "person", 60)]
    (one,) = group(found).groups
    assert (one.name, one.kind, one.members) == ("Jane Vane", "person", (0, 1, 2))


def test_one_odd_form_does_not_rename_an_organisation():
    found = mentions("organisation", "Hamas", "Hamas", "Hamas", "Hamas", "Hosting Hamas")
    assert group(found).groups[0].name == "Hamas"


def test_a_country_keeps_its_one_name():
    found = mentions("place", "U.S.", "U.S.", "U.S.", "U.S.", "United States")
    assert group(found).groups[0].name == "United States"


def test_the_aliases_of_a_full_name_hold_the_surname():
    (one,) = group([("Jane Vane", "person", 0)]).groups
    assert [(alias.surface, alias.reason) for alias in one.aliases] == [("Jane Vane", "exact"), ("Vane", "surname")]


def test_reasons_are_kept():
    (one,) = group(mentions("organisation", "Northern Trade Council", "NTC")).groups
    assert {alias.surface: alias.reason for alias in one.aliases} == {
        "Northern Trade Council": "exact",
        "NTC": "acronym",
    }


SURFACES = st.lists(
    st.tuples(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                ["Vane", "Jane Vane", "Mr. Vane", "U.S.", "NTC", "Tarantul-S1", "'", "(", "of", "al-", "Dr."]
            ),
        ),
        st.sampled_from(KINDS),
        st.integers(0, 5000),
    ),
    max_size=25,
)


@given(SURFACES)
@settings(max_examples=60, deadline=None)
def test_every_mention_is_in_one_group(found):
    members = [index for one in group(found).groups for index in one.members]
    assert sorted(members) == list(range(len(found)))


@given(SURFACES)
@settings(max_examples=60, deadline=None)
def test_equal_surfaces_are_in_one_group(found):
    grouping = group(found)
    where = {index: number for number, one in enumerate(grouping.groups) for index in one.members}
    surfaces = {}
    for index, (surface, _, _) in enumerate(found):
        assert surfaces.setdefault(surface, where[index]) == where[index]
