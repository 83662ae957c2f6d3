from store.language.aliases import group


def names(*surfaces, kind="other"):
    return [(surface, kind, number * 10) for number, surface in enumerate(surfaces)]


def grouped(mentions, text=""):
    return [sorted(mentions[index][0] for index in found.members) for found in group(mentions, text).groups]


def test_a_surname_joins_the_only_full_name():
    assert grouped(names("Jane Vane", "Vane")) == [["Jane Vane", "Vane"]]


def test_two_people_of_one_surname_stay_two():
    assert grouped(names("Jane Vane", "Peter Vane", "Vane")) == [["Jane Vane"], ["Peter Vane"], ["Vane"]]
