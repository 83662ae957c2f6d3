"""The whole comparison, on invented articles and, where they lie beside the checkout, on two real pages."""

from pathlib import Path

import pytest

from store.compare import compare
from store.model import Reading, Span

SEEDS = Path(__file__).parents[3] / "../shared/seeds"


def test_nothing_compared_with_nothing():
    comparison = compare([Reading(""), Reading("")])
    assert comparison.articles == (1, 2)
    assert (comparison.entities, comparison.alignment, comparison.quotes, comparison.differences) == ((), (), (), ())


def test_a_least_score_lists_more_and_changes_nothing_else():
    text = "The dam at Orrin broke on Friday after rain. A baker won a prize in the capital."
    spans = [(0, 44), (45, 80)]
    one = Reading(text, sentences=tuple(Span(*span) for span in spans))
    usual, all_pairs = compare([one, one]), compare([one, one], min_score=0)
    assert len(all_pairs.alignment) == 4
    assert (usual.min_score, all_pairs.min_score) == (None, 0)
    assert usual.only_passages == all_pairs.only_passages


@pytest.fixture(scope="module")
def seeds():
    if not SEEDS.exists():
        pytest.skip("the two real pages are not here")
    from store.language import names, read
    from store.sources import read as bring

    engine = names.engine()
    return compare([read(draft, engine) for path in sorted(SEEDS.iterdir()) for draft in bring(path)])


def called(comparison, name):
    """The compared entities that are called ``name``, or have it as an alias."""
    return [entity for entity in comparison.entities if name in (entity.name, *entity.aliases)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Wagner Group", "Wagner"),
        ("John Kirby", "Kirby"),
        ("Pantsir", "Pantsir-S1"),
        ("Hezbollah", "Hezbollah"),
        ("Iran", "Iran"),
        ("Russia", "Russia"),
        ("Hamas", "Hamas"),
        ("Syria", "Syria"),
        ("Wall Street Journal", "Wall Street Journal"),
    ],
)
def test_the_real_pages_share(seeds, name, other):
    (one,) = called(seeds, name)
    assert sorted(one.mentions) == [1, 2]
    assert one in called(seeds, other)


@pytest.mark.parametrize("name", ["Galaxy Leader", "Yevgeny Prigozhin", "Sergei Shoigu", "Nasser Kanaani", "Houthis"])
def test_only_one_of_the_real_pages_names(seeds, name):
    (one,) = called(seeds, name)
    assert len(one.mentions) == 1
