"""Pages: what the extraction keeps, where the rest is folded, and what happens when it fails."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from store.sources.extraction import Extractor
from store.sources.html import FALLEN_BACK, read_html

FIRST = "The council of Harrow Bay voted on Monday to rebuild the old sea wall before the winter storms arrive."
SECOND = "The work will cost four million and will close the promenade for most of the spring, engineers said."
THIRD = "Shopkeepers asked for a later start, but the harbour master said that the tides would not wait for them."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Sea wall to be rebuilt | Bay News</title>
<meta property="og:site_name" content="Bay News"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-06T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">Weather</a></li></ul></nav>
<article><h1>Sea wall to be rebuilt</h1><p>{FIRST}</p><h2>The price</h2><p>{SECOND}</p>
<p>{THIRD} <a href="/t">Tide tables</a> are published daily.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Ferry late again</a></li></ul></aside>
<footer><p>© 2024 Bay News</p></footer></body></html>"""


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    one = Extractor()
    yield one
    one.close()


def test_article_is_kept_and_the_rest_folded_in_its_place(extractor: Extractor) -> None:
    draft = read_html(PAGE, extractor)
    assert draft.title == "Sea wall to be rebuilt"
    assert (draft.outlet, draft.byline, draft.published, draft.language) == ("Bay News", "Ann Lee", "2024-05-06", "en")
    roles = [(block.role, draft.text[block.start : block.end]) for block in draft.blocks if block.kept]
    assert roles[0] == ("title", "Sea wall to be rebuilt")
    assert ("heading", "The price") in roles
    assert FIRST in draft.text and SECOND in draft.text and THIRD in draft.text
    folded = [block.folded for block in draft.blocks if not block.kept]
    assert folded[:2] == ["Home", "Weather"]
    assert "Ferry late again" in folded and "© 2024 Bay News" in folded


def test_keep_all_folds_nothing(extractor: Extractor) -> None:
    draft = read_html(PAGE, extractor, keep_all=True)
    assert all(block.kept for block in draft.blocks)
    assert "Ferry late again" in draft.text and FIRST in draft.text


def test_a_date_in_the_text_is_not_the_date_of_publication(extractor: Extractor) -> None:
    undated = "\n".join(line for line in PAGE.split("\n") if "published_time" not in line).replace(
        "</h2>", "</h2><p>The first wall was finished on 10 October 2010, after a flood.</p>"
    )
    assert read_html(undated, extractor).published == ""


DECLARED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Bay News"},
{"@type": ["NewsArticle"], "headline": "Sea wall to be rebuilt", "articleBody": %s}]}</script>"""


def test_a_declared_text_stands_in_for_one_that_only_a_script_would_show(extractor: Extractor) -> None:
    body = "\n".join(["<p>Sea &amp; wall</p>", *[FIRST, SECOND, THIRD] * 3])
    page = f"<html><head>{DECLARED % json.dumps(body)}</head><body><div id='app'>Loading</div></body></html>"
    draft = read_html(page, extractor)
    assert draft.title == "Sea wall to be rebuilt"
    kept = [draft.text[block.start : block.end] for block in draft.blocks if block.kept]
    assert kept[:3] == ["Sea & wall", FIRST, SECOND]
    assert draft.notices == ()


def test_a_declared_text_that_is_no_longer_changes_nothing(extractor: Extractor) -> None:
    declared = DECLARED % json.dumps("Something else, and not much of it.")
    with_it = read_html(PAGE.replace("</head>", declared + "</head>"), extractor)
    assert (with_it.text, with_it.title) == (read_html(PAGE, extractor).text, "Sea wall to be rebuilt")


@pytest.mark.parametrize("script", ["{", "[" * 5000, "3", '{"@type": "Article", "articleBody": [1], "headline": null}'])
def test_a_damaged_declaration_is_passed_over(extractor: Extractor, script: str) -> None:
    declared = f'<script type="application/ld+json">{script}</script>'
    assert read_html(PAGE.replace("</head>", declared + "</head>"), extractor).text == read_html(PAGE, extractor).text


def test_the_declared_headline_goes_without_the_name_of_the_site(extractor: Extractor) -> None:
    page = PAGE.replace("<h1>Sea wall to be rebuilt</h1>", "")
    assert read_html(page.replace("</head>", DECLARED % '""' + "</head>"), extractor).title == "Sea wall to be rebuilt"


def test_one_child_serves_many_pages_and_is_replaced_after_a_kill(extractor: Extractor) -> None:
    read_html(PAGE, extractor)
    child = extractor._child
    read_html(PAGE, extractor)
    assert child is not None and extractor._child is child
    child.kill()
    assert read_html(PAGE, extractor).notices == (FALLEN_BACK,)
    assert read_html(PAGE, extractor).notices == ()


def test_a_page_that_takes_too_long_is_read_as_plain_text() -> None:
    hurried = Extractor(seconds=0.01)
    try:
        draft = read_html(PAGE, hurried)
    finally:
        hurried.close()
    assert draft.notices == (FALLEN_BACK,)
    assert FIRST in draft.text and "<p>" not in draft.text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<p>",
        "<div>" * 3000 + FIRST,
        "<a " + "x=1 " * 5000 + f">{FIRST}</a>",
        "<!--",
        "\x00<html>",
        "&#0;&#xd800;",
    ],
    ids=["empty", "tag", "deep", "attributes", "comment", "nul", "entities"],
)
def test_odd_pages_do_not_end_it(extractor: Extractor, page: str) -> None:
    draft = read_html(page, extractor)
    assert "\n\n".join(draft.text[block.start : block.end] for block in draft.blocks if block.kept) == draft.text
