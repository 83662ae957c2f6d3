"""Names across articles. The articles are lists of names; what is shared is told by the names alone."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from store.compare.shared import shared
from store.language.aliases import group
from store.model import KINDS, Entity, Mention, Reading, Relation, Span


def reading(article, *names, kind="person"):
    """A reading whose text is the names, one a line, grouped as a fresh reading is."""
    text, mentions = "", []
    for name in names:
        surface, _, own = name.partition("/")
        mentions.append((surface, own or kind, len(text)))
        text += f"{surface}\n\n"
    grouping = group(mentions)
    entities = tuple(Entity(n, one.name, one.kind, one.aliases) for n, one in enumerate(grouping.groups, 1))
    number = {index: n for n, one in enumerate(grouping.groups, 1) for index in one.members}
    return Reading(
        text,
        mentions=tuple(
            Mention(start, start + len(surface), own, number[index])
            for index, (surface, own, start) in enumerate(mentions)
        ),
        entities=entities,
        relations=tuple(Relation(r.entity + 1, r.other + 1, r.kind) for r in grouping.relations),
        article=article,
    )


def names(entities):
    return [(entity.name, sorted(entity.mentions)) for entity in entities]


def test_a_surname_alone_is_the_full_name_elsewhere():
    (one,) = shared([reading(1, "Jane Vane", "Vane"), reading(2, "Vane")])
    assert one.name == "Jane Vane"
    assert one.mentions == {1: (Span(0, 9), Span(11, 15)), 2: (Span(0, 4),)}
    assert one.aliases == ("Vane",)


def test_namesakes_of_two_articles_stay_two():
    found = shared([reading(1, "Jane Vane", "Vane"), reading(2, "Peter Vane", "Vane")])
    assert names(found) == [("Jane Vane", [1]), ("Peter Vane", [2])]


def test_spellings_meet_across_articles():
    (one,) = shared([reading(1, "Hezbollah", kind="organisation"), reading(2, "Hizbullah", kind="organisation")])
    assert sorted(one.mentions) == [1, 2]


def test_a_demonym_is_related_to_the_country_and_another():
    found = {one.name: one for one in shared([reading(1, "Norway/place"), reading(2, "Norwegian/people")])}
    assert found["Norwegian"].related == ("Norway",)
    assert sorted(found["Norway"].mentions) == [1]


def test_those_in_most_articles_come_first_then_those_named_most():
    found = shared(
        [
            reading(1, "Olm", "Vane", "Tarn", "Tarn", kind="organisation"),
            reading(2, "Tarn", "Corvin", "Corvin", kind="organisation"),
        ]
    )
    assert names(found) == [("Tarn", [1, 2]), ("Corvin", [2]), ("Olm", [1]), ("Vane", [1])]


def stored(one, **changes):
    """The reading as the library gives it back: every entity with a uid."""
    entities = (replace(entity, uid=f"uid-{entity.name}", **changes) for entity in one.entities)
    return replace(one, entities=tuple(entities))


def test_one_entity_of_the_library_is_one_whatever_it_is_called():
    first, second = stored(reading(1, "Redbird")), stored(reading(2, "Jane Vane"))
    same = replace(second, entities=(replace(second.entities[0], uid="uid-Redbird"),))
    (one,) = shared([first, same])
    assert sorted(one.mentions) == [1, 2]
    assert one.entity == 1


def test_what_the_reader_keeps_apart_stays_apart():
    first, second = stored(reading(1, "Jane Vane"), by_person=True), stored(reading(2, "Jane Vane"), by_person=True)
    second = replace(
        second,
        entities=(replace(second.entities[0], id=9, uid="another"),),
        mentions=(replace(second.mentions[0], entity=9),),
    )
    assert len(shared([first, second])) == 2


def test_the_readers_name_and_kind_win():
    first = stored(reading(1, "Jane Vane"))
    first = replace(first, entities=(replace(first.entities[0], name="J. V.", kind="event", by_person=True),))
    (one,) = shared([first])
    assert (one.name, one.kind) == ("J. V.", "event")


def test_readings_without_articles_are_numbered():
    found = shared([reading(0, "Jane Vane"), reading(0, "Jane Vane")])
    assert names(found) == [("Jane Vane", [1, 2])]


def test_nothing_is_shared_by_nothing():
    assert shared([]) == ()
    assert shared([Reading(""), Reading("")]) == ()


ARTICLES = st.lists(
    st.lists(
        st.builds(
            "{}/{}".format,
            st.sampled_from(["Vane", "Jane Vane", "Peter Vane", "Olm", "Olm Group", "OG", "Kiev", "Kyiv", "Tarn-9"]),
            st.sampled_from(KINDS),
        ),
        max_size=6,
    ),
    min_size=1,
    max_size=4,
)


@given(ARTICLES)
@settings(max_examples=60, deadline=None)
def test_every_mention_is_told_once(articles):
    readings = [reading(number, *found) for number, found in enumerate(articles, 1)]
    told = sorted((key, span) for one in shared(readings) for key, spans in one.mentions.items() for span in spans)
    assert told == sorted((one.article, Span(m.start, m.end)) for one in readings for m in one.mentions)


def test_a_surname_that_one_article_keeps_from_a_full_name_does_not_reach_it_through_another():
    first = reading(1, "Ida Holm")
    text = f"{first.text}Holm\n\n"
    entities = (*first.entities, Entity(2, "Holm", "person"))
    mentions = (*first.mentions, Mention(len(first.text), len(first.text) + 4, "person", 2))
    first = replace(first, text=text, entities=entities, mentions=mentions)
    found = names(shared([first, reading(2, "Holm")]))
    assert found == [("Holm", [1, 2]), ("Ida Holm", [1])]
