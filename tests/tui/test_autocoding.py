"""What would be tagged of what was found: whole sentences, every mention of a name, and a word where there is more."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from store.library import Store
from store.model import Hit
from tests.store.making import add
from tests.tui.conftest import press, settle
from tui import autocoding
from tui.app import DiptychApp
from tui.autocoding import candidates
from tui.screens.autocoding import AutocodeScreen
from widgets.search_sidebar import MOST_HITS

LINE = "Nobody at Vessby spoke. Then Vessby closed, and Vessby slept."


def passage(article: int, *matched: tuple[int, int]) -> Hit:
    return Hit("passage", 1, "", 1.0, article, 0, len(LINE), LINE, matched)


def vessby(library: Store, paragraphs: int) -> Hit:
    """A name that stands three times in each of many paragraphs."""
    article = add(library, *(f"{number}. {LINE}" for number in range(paragraphs)), names=[("Vessby", "place")])
    (entity,) = library.articles.reading(article).entities
    return Hit("entity", entity.id, "Vessby", 1.0)


def test_a_sentence_is_taken_once_with_every_match_in_it(library: Store) -> None:
    article = add(library, LINE)
    found = candidates(library, [passage(article, (10, 16), (29, 35), (48, 54))])
    assert [one.text for one in found] == ["Nobody at Vessby spoke.", "Then Vessby closed, and Vessby slept."]
    assert [one.matched for one in found] == [((10, 16),), ((5, 11), (24, 30))]
    assert found.beyond == ""


def test_every_mention_of_a_name_is_taken(library: Store) -> None:
    found = candidates(library, [vessby(library, 400)])
    assert len(found) == 800 and sum(len(one.matched) for one in found) == 1200
    assert found.beyond == ""


def test_where_a_name_has_more_mentions_it_is_said(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autocoding, "MOST_MENTIONS", 6)
    found = candidates(library, [vessby(library, 5)])
    assert (len(found), found.beyond) == (4, "the first 6 mentions only")


async def test_where_a_search_lists_only_the_best_it_is_said(app: DiptychApp, library: Store) -> None:
    article = add(library, LINE)
    found = candidates(library, [passage(article, (10, 16))] * MOST_HITS)
    assert "50 best passages only" in found.beyond
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        app.push_screen(AutocodeScreen("vessby", found))
        await settle(pilot)
        question = str(app.screen.query_one(".question", Static).render())
        assert question.startswith("Tag 1 sentence in 1 article with vessby (the 50 best")
        await press(pilot, "escape")
        assert app.screen is app.reading
