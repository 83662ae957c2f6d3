"""Reading state, drafts of notes, saved searches."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import open_store
from store.errors import RefusedError
from store.library import Store

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(JSON)
def test_any_json_value_comes_back(library: Store, value: object) -> None:
    library.state.set("layout", value)
    assert library.state.get("layout") == value


def test_a_key_that_was_never_set_has_its_default(library: Store) -> None:
    assert library.state.get("focus") is None
    assert library.state.get("focus", "left") == "left"


def test_drafts_survive_until_they_are_dropped(place: Path) -> None:
    with open_store(place) as library:
        library.state.save_draft("passage 1", "half a thou")
        library.state.save_draft("passage 1", "half a thought")
    with open_store(place) as library:
        assert library.state.drafts() == {"passage 1": "half a thought"}
        library.state.drop_draft("passage 1")
        assert library.state.drafts() == {}


def test_state_is_nothing_to_undo(library: Store) -> None:
    library.state.set("focus", 1)
    library.state.save_draft("note", "x")
    assert library.history.undo() is None


def test_a_saved_search_keeps_the_newest_query(library: Store) -> None:
    library.searches.save("port", "harbour")
    saved = library.searches.save("port", "harbour crane")
    assert library.searches.list() == [saved] and saved.query == "harbour crane"
    library.searches.remove("port")
    assert library.searches.list() == []
    assert library.history.undo() == "removed the search port"
    assert library.searches.list() == [saved]
    with pytest.raises(RefusedError):
        library.searches.save(" ", "x")
