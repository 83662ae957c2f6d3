"""Stories: suggested, confirmed, refused for ever."""

from __future__ import annotations

import pytest

from store.errors import RefusedError, UnknownError
from store.library import Store
from tests.store.making import add, draft, pending


def three(library: Store) -> list[int]:
    return [
        add(library, f"Article {number}", f"Text {number}.", url=f"http://example.com/{number}") for number in range(3)
    ]


def test_a_made_story_holds_confirmed_articles(library: Store) -> None:
    one, two, _ = three(library)
    story = library.stories.make("The port", [one, two])
    assert (story.name, story.articles, story.confirmed) == ("The port", (one, two), frozenset({one, two}))
    assert library.stories.of(one) == story == library.stories.get("The port")
    assert library.stories.rename(story.id, "The harbour").name == "The harbour"
    assert library.history.undo() == "renamed the story The port to The harbour"


def test_a_suggestion_is_confirmed_or_refused(library: Store) -> None:
    one, two, three_ = three(library)
    story = library.stories.suggest([(one, 1.0), (two, 0.7), (three_, 0.6)], name="The port")
    assert story is not None and library.stories.get(story).confirmed == frozenset()
    library.stories.confirm(story, two)
    library.stories.refuse(story, three_)
    assert library.stories.get(story).articles == (one, two)
    assert library.stories.get(story).confirmed == {two}
    library.stories.suggest([(three_, 0.9), (two, 0.1)], story)
    assert library.stories.get(story).articles == (one, two)
    assert library.stories.refused(three_) == {story} and library.stories.of(three_) is None
    assert library.history.undo() == "refused from The port: Article 2"
    assert library.stories.of(three_) is not None


def test_a_suggestion_is_not_a_step_and_goes_with_its_story(library: Store) -> None:
    one, two, _ = three(library)
    story = library.stories.make("The port", [one])
    library.stories.suggest([(two, 0.8)], story.id)
    assert library.history.undo() == "made the story The port"
    assert library.stories.list() == [] and library.check() == []


def test_a_newer_version_tells_the_same_story(library: Store) -> None:
    one, two, _ = three(library)
    story = library.stories.make("The port", [one, two])
    made = draft("Article 0", "Another text.", url="http://example.com/0")
    newer = library.articles.add(made, pending(made)).id
    assert library.stories.get(story.id).articles == (two, newer)
    library.history.undo()
    assert library.stories.get(story.id).articles == (one, two)


def test_what_makes_no_sense_is_refused(library: Store) -> None:
    (one, *_) = three(library)
    for name, articles in (("", [one]), ("Port", [])):
        with pytest.raises(RefusedError):
            library.stories.make(name, articles)
    with pytest.raises(UnknownError):
        library.stories.confirm(99, one)
    with pytest.raises(UnknownError):
        library.stories.get("nothing")
