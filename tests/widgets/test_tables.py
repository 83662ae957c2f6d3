"""Tables of articles, names and passages, the coverage matrix and the comparison panel."""

from __future__ import annotations

from store.model import (
    Alias,
    AlignedPair,
    ArticleRow,
    CitedPassage,
    ComparedEntity,
    Comparison,
    Difference,
    Entity,
    Passage,
    SharedQuote,
    Span,
)
from tests.widgets.showing import Stage
from widgets.article_list import ArticleList
from widgets.comparison_panel import ComparisonPanel, Place
from widgets.coverage_matrix import CoverageMatrix, CoverageRow
from widgets.entity_list import EntityList, EntityRow
from widgets.passage_list import PassageList
from widgets.row_table import RowTable


def articles(number: int) -> list[ArticleRow]:
    return [
        ArticleRow(
            one, str(one), f"Bridge [b]{one}[/b]", "Courier" if one % 2 else "Post", published=f"2025-11-{one % 28}"
        )
        for one in range(1, number + 1)
    ]


async def test_the_library_filters_as_you_type_and_opens_several() -> None:
    stage = Stage(ArticleList())
    async with stage.run_test(size=(100, 24)) as pilot:
        library = stage.query_one(ArticleList)
        assert "The library is empty." in stage.text()
        library.show(articles(20_000))
        library.filter.focus()
        await pilot.press(*"post 19998")
        await pilot.pause()
        assert [row.id for row in library.table.rows] == [19_998]
        assert "Bridge [b]19998[/b]" in stage.text()
        library.filter.value = "courier"
        await pilot.press("down", "space", "space", "enter")
        assert [row.id for row in stage.of(RowTable.Chosen)[-1].rows] == [1, 3]


async def test_the_cursor_stays_on_its_row_when_rows_change() -> None:
    stage = Stage(ArticleList())
    async with stage.run_test(size=(100, 24)) as pilot:
        library = stage.query_one(ArticleList)
        library.show(articles(50))
        library.table.focus()
        await pilot.press("end", "up")
        library.show(articles(60)[10:])
        assert library.table.row is not None and library.table.row.id == 49
        await pilot.press("pagedown")
        assert library.table.row.id == 60


async def test_a_filter_without_matches_says_so() -> None:
    stage = Stage(ArticleList())
    async with stage.run_test(size=(100, 24)) as pilot:
        library = stage.query_one(ArticleList)
        library.show(articles(3))
        library.filter.value = "[red]nothing"
        await pilot.pause()
        assert "Nothing matches [red]nothing." in stage.text()


async def test_names_are_found_by_alias_and_passages_by_note() -> None:
    stage = Stage(EntityList(), PassageList())
    async with stage.run_test(size=(120, 40)) as pilot:
        names, passages = stage.query_one(EntityList), stage.query_one(PassageList)
        names.show([EntityRow(Entity(1, "Anna Reiss", "person", (Alias("the master"),)), 4, 2)])
        passages.show([CitedPassage(Passage(5, "u", 1, 0, 9, "The barge", ("claims",), "who\nsays?"), "Courier")])
        names.filter.value, passages.filter.value = "master", "says"
        await pilot.pause()
        assert "Anna Reiss" in stage.text() and "who says?" in stage.text()


async def test_narrow_tables_keep_the_title() -> None:
    stage = Stage(ArticleList())
    async with stage.run_test(size=(34, 10)) as pilot:
        stage.query_one(ArticleList).show(articles(3))
        await pilot.pause()
        assert "Bridge [b]2[/b]" in stage.text()


async def test_a_cell_of_the_coverage_is_chosen() -> None:
    rows = [CoverageRow(f"Name {one}", "name", (one, 0, 2)) for one in range(60)]
    stage = Stage(CoverageMatrix())
    async with stage.run_test(size=(60, 20)) as pilot:
        matrix = stage.query_one(CoverageMatrix)
        assert "Nothing to set side by side" in stage.text()
        matrix.show(["Courier", "Post", "Gazette"], rows)
        matrix.focus()
        await pilot.press("pagedown", "pagedown", "right", "right", "right", "enter")
        chosen = stage.of(CoverageMatrix.CellChosen)[-1]
        assert (chosen.row, chosen.column) == (rows[36], 2)
        assert "Name 36" in stage.text() and "Gazette" in stage.text()


async def test_the_comparison_lists_what_is_shared_and_what_is_not() -> None:
    texts = {1: "The barge struck. “It shook,” Reiss said.", 2: "A barge hit the pier. “It shook,” Voss said."}
    comparison = Comparison(
        (1, 2),
        (
            ComparedEntity("Reiss", "person", {1: (Span(30, 35),)}),
            ComparedEntity("Lindow", "place", {1: (Span(0, 3),), 2: (Span(0, 1), Span(2, 7))}, entity=8),
        ),
        (AlignedPair({1: Span(0, 17), 2: Span(0, 21)}, 0.9),),
        (SharedQuote({1: Span(18, 29), 2: Span(22, 33)}, "same", speakers={1: "Reiss", 2: "Voss"}),),
        (Difference("number", {1: Span(0, 3), 2: Span(0, 1)}, {1: "40", 2: "60"}),),
        {1: (Span(18, 41),)},
    )
    stage = Stage(ComparisonPanel())
    async with stage.run_test(size=(60, 40)) as pilot:
        panel = stage.query_one(ComparisonPanel)
        panel.show(comparison, {1: "Courier", 2: "Post"}, texts)
        panel.focus_list()
        await pilot.pause()
        shown = stage.text()
        headings = ("Shared names  1", "Quotes  1", "Differences  1", "Said in both  1", "Names only in Courier  1")
        assert [shown.index(heading) for heading in headings] == sorted(shown.index(heading) for heading in headings)
        assert "said by Reiss or Voss" in shown and "1 · 2" in shown
        await pilot.press("enter")
        assert stage.of(ComparisonPanel.Chosen)[-1].item == Place({1: Span(0, 3), 2: Span(0, 1)}, 8)
