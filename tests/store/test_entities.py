"""The person's word about names: done at once everywhere, undoable, and kept for every later import."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import open_store
from store.errors import RefusedError, UnknownError
from store.library import Store
from store.model import Alias, Entity, Kind, Mention, Reading
from tests.store.making import HARBOUR, add, draft

NAMES: tuple[tuple[str, Kind], ...] = (
    ("Maria Lund", "person"),
    ("Norrland Shipping", "organisation"),
    ("Vessby", "place"),
)


def number_of(library: Store, name: str) -> int:
    return library.entities.get(name).id


def named(library: Store, article: int) -> list[tuple[str, str]]:
    """Each mention of an article: its surface and the name of its entity."""
    found = library.articles.reading(article)
    names = {entity.id: entity.name for entity in found.entities}
    return [(found.text[m.start : m.end], names[m.entity]) for m in found.mentions]


def test_the_same_name_is_one_entity_across_articles(library: Store) -> None:
    add(library, *HARBOUR, names=NAMES, outlet="Courier")
    add(library, "Later", "Maria Lund resigned. Vessby was quiet.", names=NAMES, outlet="Post")
    rows = {row.entity.name: row for row in library.entities.list()}
    assert rows["Vessby"].outlets == {"Courier": 2, "Post": 1}
    assert (rows["Maria Lund"].mentions, rows["Maria Lund"].articles) == (2, 2)
    assert [row.entity.name for row in library.entities.list(kind="organisation")] == ["Norrland Shipping"]
    assert [row.entity.name for row in library.entities.list(text="lund")] == ["Maria Lund"]


def test_a_name_spelt_otherwise_finds_the_entity_of_the_library(library: Store) -> None:
    first = add(library, "One", "Hezbollah was silent.", names=[("Hezbollah", "organisation")])
    later = add(library, "Two", "Hizbullah denied it, and so did Karruli.", names=[("Hizbullah", "organisation")])
    last = add(library, "Three", "Hizb'allah spoke.", names=[("Hizb'allah", "organisation")])
    assert {name for article in (first, later, last) for _, name in named(library, article)} == {"Hezbollah"}


def test_a_spelling_that_the_reader_split_off_stays_apart(library: Store) -> None:
    add(library, "One", "Hezbollah was silent.", names=[("Hezbollah", "organisation")])
    later = add(library, "Two", "Hizbullah denied it.", names=[("Hizbullah", "organisation")])
    library.entities.split(number_of(library, "Hezbollah"), ["Hizbullah"])
    assert named(library, later) == [("Hizbullah", "Hizbullah")]
    last = add(library, "Three", "Hizbullah spoke.", names=[("Hizbullah", "organisation")])
    assert named(library, last) == [("Hizbullah", "Hizbullah")]


def test_a_merge_is_done_everywhere_and_holds_for_later_imports(library: Store) -> None:
    first = add(
        library,
        "One",
        "The Sea Office closed. Harbour Board members left.",
        names=[("Sea Office", "organisation"), ("Harbour Board", "organisation")],
    )
    kept = library.entities.merge(number_of(library, "Sea Office"), number_of(library, "Harbour Board"))
    assert kept.by_person and {alias.surface for alias in kept.aliases} == {"Sea Office", "Harbour Board"}
    assert named(library, first) == [("Sea Office", "Sea Office"), ("Harbour Board", "Sea Office")]
    later = add(library, "Two", "Harbour Board met again.", names=[("Harbour Board", "organisation")])
    assert named(library, later) == [("Harbour Board", "Sea Office")]


def test_a_merge_that_is_undone_no_longer_holds(library: Store) -> None:
    first = add(
        library,
        "One",
        "The Sea Office closed. Harbour Board members left.",
        names=[("Sea Office", "organisation"), ("Harbour Board", "organisation")],
    )
    library.entities.merge(number_of(library, "Sea Office"), number_of(library, "Harbour Board"))
    library.history.undo()
    assert named(library, first) == [("Sea Office", "Sea Office"), ("Harbour Board", "Harbour Board")]
    later = add(library, "Two", "Harbour Board met again.", names=[("Harbour Board", "organisation")])
    assert named(library, later) == [("Harbour Board", "Harbour Board")]


def lunds(text: str) -> tuple[object, Reading]:
    """A text in which the engine took both Lunds for one person."""
    made = draft("Lunds", text)
    start, other = made.text.index("Maria Lund"), made.text.index("Karl Lund")
    entity = Entity(1, "Maria Lund", "person", (Alias("Maria Lund"), Alias("Karl Lund", "spelling")))
    mentions = (Mention(start, start + 10, "person", 1), Mention(other, other + 9, "person", 1))
    return made, Reading(made.text, made.blocks, mentions=mentions, entities=(entity,), engine="test/1")


def test_what_was_split_stays_apart_in_later_imports(library: Store) -> None:
    first = library.articles.add(*lunds("Maria Lund met Karl Lund.")).id
    other = library.entities.split(number_of(library, "Maria Lund"), ["Karl Lund"])
    assert named(library, first) == [("Maria Lund", "Maria Lund"), ("Karl Lund", "Karl Lund")]
    later = library.articles.add(*lunds("Again Maria Lund saw Karl Lund.")).id
    assert named(library, later) == [("Maria Lund", "Maria Lund"), ("Karl Lund", "Karl Lund")]
    assert library.articles.reading(later).mentions[1].entity == other.id
    assert [alias.surface for alias in library.entities.get("Maria Lund").aliases] == ["Maria Lund"]


def test_a_split_needs_names_that_go_and_names_that_stay(library: Store) -> None:
    add(library, *HARBOUR, names=NAMES)
    for surfaces in ([], ["Vessby"], ["Nothing"]):
        with pytest.raises(RefusedError):
            library.entities.split(number_of(library, "Vessby"), surfaces)


def test_a_new_name_and_kind_hold_for_later_imports(library: Store) -> None:
    add(library, *HARBOUR, names=[("Norrland Shipping", "person")])
    number = number_of(library, "Norrland Shipping")
    library.entities.retype(number, "organisation")
    library.entities.rename(number, "Norrland Line")
    later = add(library, "Two", "Norrland Shipping sold a crane.", names=[("Norrland Shipping", "person")])
    (mention,) = library.articles.reading(later).mentions
    assert (mention.entity, mention.kind) == (number, "organisation")
    assert named(library, later) == [("Norrland Shipping", "Norrland Line")]


def test_not_a_name_is_forgotten_now_and_later(library: Store) -> None:
    first = add(library, *HARBOUR, names=(*NAMES, ("Friday", "person")))
    library.entities.not_a_name(number_of(library, "Friday"))
    later = add(library, "Two", "On Friday it rained.", names=[("Friday", "person")])
    assert "Friday" not in [surface for article in (first, later) for surface, _ in named(library, article)]
    library.history.undo()
    library.history.undo()
    assert "Friday" in [surface for surface, _ in named(library, first)]


def test_a_name_nobody_found_is_marked_everywhere(library: Store) -> None:
    first = add(library, *HARBOUR, names=NAMES)
    other = add(library, "Two", "A crane, another crane; cranes are not one.")
    start = library.articles.get(first).text.index("crane")
    entity = library.entities.add_name(first, start, start + 5, "product")
    assert entity.by_person and ("crane", "crane") in named(library, first)
    assert named(library, other) == [("crane", "crane")] * 2
    later = add(library, "Three", "That crane again.")
    (mention,) = library.articles.reading(later).mentions
    assert (mention.entity, mention.by, mention.kind) == (entity.id, "person", "product")


def test_a_person_s_name_takes_the_place_of_a_shorter_one_only(library: Store) -> None:
    article = add(
        library,
        "One",
        "Port Vessby and Greater Port Vessby Council.",
        names=[("Vessby", "place"), ("Greater Port Vessby Council", "organisation")],
    )
    library.entities.add_name(article, 5, 16, "organisation")
    assert named(library, article) == [
        ("Port Vessby", "Port Vessby"),
        ("Greater Port Vessby Council", "Greater Port Vessby Council"),
    ]


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 4), (6, 8), (0, 900), (7, 9)])
def test_a_name_must_be_a_clean_stretch_of_the_text(library: Store, start: int, end: int) -> None:
    article = add(library, *HARBOUR)
    with pytest.raises(RefusedError):
        library.entities.add_name(article, start, end, "place")


def test_an_alias_brings_its_mentions(library: Store) -> None:
    first = add(library, "One", "Lund left. The director left too.", names=[("Lund", "person")])
    add(library, *HARBOUR, names=NAMES)
    library.entities.add_alias(number_of(library, "Maria Lund"), "the director")
    later = add(library, "Two", "Then the director spoke.")
    assert named(library, later) == [("the director", "Maria Lund")]
    library.entities.add_alias(number_of(library, "Maria Lund"), "Lund")
    assert named(library, first) == [("Lund", "Maria Lund")]


def test_a_person_s_mentions_stay_when_names_are_read_again(library: Store) -> None:
    article = add(library, *HARBOUR, names=NAMES)
    start = library.articles.get(article).text.index("crane")
    library.entities.add_name(article, start, start + 5, "product")
    made = draft(*HARBOUR)
    library.articles.set_reading(article, Reading(made.text, made.blocks, engine="test/2"))
    assert named(library, article) == [("crane", "crane")]


def test_a_concordance_tells_the_context(library: Store) -> None:
    article = add(library, *HARBOUR, names=NAMES, outlet="Courier")
    first, _ = library.entities.concordance(number_of(library, "Vessby"), width=12)
    assert (first.article, first.outlet, first.left, first.match, first.right) == (
        article, "Courier", " harbour of ", "Vessby", " would stay ",
    )  # fmt: skip
    assert len(library.entities.concordance(number_of(library, "Vessby"), limit=1)) == 1


def test_company_and_time_of_a_name(library: Store) -> None:
    add(library, *HARBOUR, names=NAMES, published="2024-01-02T10:00")
    add(library, "Two", "Vessby and Maria Lund.", names=NAMES, published="2024-01-05")
    vessby = number_of(library, "Vessby")
    assert [(entity.name, count) for entity, count in library.entities.comentions(vessby)] == [
        ("Maria Lund", 2),
        ("Norrland Shipping", 1),
    ]
    assert library.entities.timeline(vessby) == {"2024-01-02": 2, "2024-01-05": 1}
    assert "place" in set(library.entities.known().values())


def test_rulings_travel_to_another_library(library: Store, tmp_path: Path) -> None:
    add(
        library,
        "One",
        "The Sea Office and the Harbour Board met on Friday.",
        names=[("Sea Office", "organisation"), ("Harbour Board", "organisation"), ("Friday", "person")],
    )
    library.entities.merge(number_of(library, "Sea Office"), number_of(library, "Harbour Board"))
    library.entities.not_a_name(number_of(library, "Friday"))
    exported = library.entities.export_rulings()
    assert [each["ruling"] for each in exported] == ["merge", "not-a-name"]
    with open_store(tmp_path / "other.db") as other:
        assert other.entities.import_rulings(exported) == 2
        assert other.entities.import_rulings(exported) == 0
        later = add(
            other,
            "Two",
            "Harbour Board met on Friday.",
            names=[("Harbour Board", "organisation"), ("Friday", "person")],
        )
        assert named(other, later) == [("Harbour Board", "Sea Office")]
        assert other.check() == []


def test_an_unknown_name_is_an_error_in_words(library: Store) -> None:
    with pytest.raises(UnknownError, match="none of that name"):
        library.entities.get("Nobody")
    with pytest.raises(RefusedError, match="Choose one of person"):
        library.entities.retype(library.entities.get(_one(library)).id, "animal")  # type: ignore[arg-type]


def _one(library: Store) -> str:
    add(library, *HARBOUR, names=NAMES)
    return "Vessby"
