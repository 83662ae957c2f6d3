"""Coverage: columns, cells, order, and which quotes are one."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from store.compare.coverage import Cell, coverage
from store.model import ComparedEntity, Figure, Passage, Quote, Reading, Span

SPEECH = "“We will open the sluices tonight and nobody in the valley should stay at home,”"
CUT = "“nobody in the valley should stay at home”"
OTHER = "“The bread was very good,”"


def reading(text: str, outlet: str, article: int = 0, *, quotes: bool = True) -> Reading:
    start, end = text.find("“"), text.find("”") + 1
    found = (Quote(start, end),) if quotes and start >= 0 else ()
    return Reading(text, quotes=found, outlet=outlet, article=article, title=f"Title {article}")


def lines(found, kind):
    return {line.label: [cell.count for cell in line.cells] for line in found.lines if line.kind == kind}


def test_a_cut_quote_is_the_same_quote():
    articles = [reading(f"{SPEECH} she said.", "Herald", 1), reading(f"She said {CUT}.", "Post", 2)]
    found = coverage([*articles, reading(f"{OTHER} he said.", "Star", 3)], ())
    assert lines(found, "quote") == {SPEECH: [1, 1, 0], OTHER: [0, 0, 1]}


def test_what_most_have_and_one_omits_is_first_and_what_all_have_is_last():
    everywhere = ComparedEntity("Tolve", "place", {1: (Span(0, 2),), 2: (Span(0, 2),), 3: (Span(0, 2),)})
    most = ComparedEntity("Orrin", "place", {1: (Span(0, 2),), 3: (Span(0, 2), Span(4, 6))})
    one = ComparedEntity("Brandt", "person", {2: (Span(0, 2),) * 9})
    articles = [reading("…" * 9, outlet, key) for key, outlet in enumerate(("Herald", "Post", "Star"), 1)]
    found = coverage(articles, [everywhere, one, most])
    assert [line.label for line in found.lines] == ["Orrin", "Brandt", "Tolve"]
    assert found.lines[0].cells == (Cell(1, 1, Span(0, 2)), Cell(), Cell(2, 3, Span(0, 2)))


def test_articles_of_one_outlet_share_a_column():
    articles = [reading("a", "Herald", 1), reading("b", "", 2), reading("c", "Herald", 3)]
    name = ComparedEntity("Tolve", "place", {1: (Span(0, 1),), 3: (Span(0, 1),)})
    found = coverage(articles, [name])
    assert found.outlets == ("Herald", "Title 2")
    assert [cell.count for cell in found.lines[0].cells] == [2, 0]


def test_figures_are_one_by_value_and_unit_and_tags_by_path():
    one = replace(reading("12 people fled", "Herald", 1), figures=(Figure(0, 9, 12.0, "people"),))
    other = replace(reading("twelve people fled, 12 km", "Post", 2), figures=(Figure(0, 13, 12.0, "people"),))
    passage = Passage(1, "u", 2, 20, 25, "12 km", tags=("claims/denied",))
    found = coverage([one, other], (), [passage])
    assert lines(found, "figure") == {"12 people": [1, 1]}
    assert lines(found, "tag") == {"claims/denied": [0, 1]}
    assert next(line for line in found.lines if line.kind == "tag").cells[1] == Cell(1, 2, Span(20, 25))


def test_passages_of_other_articles_are_left_out():
    assert coverage([reading("a", "Herald", 1)], (), [Passage(1, "u", 9, 0, 1, "a", tags=("x",))]).lines == ()
    assert coverage([], ()).outlets == ()


@given(st.permutations([(SPEECH, "Herald", 1), (CUT, "Post", 2), (OTHER, "Star", 3), (CUT, "Sun", 4)]))
@settings(max_examples=24, deadline=None)
def test_the_order_of_articles_changes_only_the_columns(order):
    found = coverage([reading(*each) for each in order], ())
    cells = {
        (line.label, outlet, cell)
        for line in found.lines
        for outlet, cell in zip(found.outlets, line.cells, strict=True)
    }
    expected = coverage([reading(*each) for each in sorted(order, key=lambda each: each[2])], ())
    assert cells == {
        (line.label, outlet, cell)
        for line in expected.lines
        for outlet, cell in zip(expected.outlets, line.cells, strict=True)
    }
