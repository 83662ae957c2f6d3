"""Alignment: what is paired, what is shown, and that the order of the articles changes nothing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.compare.alignment import align, only_passages
from store.model import AlignedPair, Block, Reading, Role, Span

SEEDS = Path(__file__).parents[3] / "../shared/seeds"

DAM = "Engineers opened the sluices of the Orrin dam on Friday after three days of heavy rain."
DAM_AGAIN = "After three days of rain, the sluices of the Orrin dam were opened by engineers."
SCHOOLS = "Schools in the valley will stay closed until Wednesday, the mayor of Tolve said."
SCHOOLS_AGAIN = "The mayor of Tolve announced that schools in the valley stay closed until Wednesday."
BAKERY = "A bakery in the capital has won a prize for its rye bread."
VOCABULARY = ["dam", "rain", "mayor", "Tolve", "school", "12", "12,000", "closed", "open", "the", "of", "Friday"]
CHOIR = "The children's choir of Little Sorley sang on television last night."


def reading(*sentences: str, article: int = 0, first: Role = "paragraph") -> Reading:
    spans, blocks, start = [], [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        blocks.append(Block(start, start + len(sentence), first if start == 0 else "paragraph"))
        start += len(sentence) + 2
    return Reading("\n\n".join(sentences), tuple(blocks), tuple(spans), article=article)


def said(pair: AlignedPair, *readings: Reading) -> tuple[str, ...]:
    by_key = {reading.article or place: reading for place, reading in enumerate(readings, 1)}
    return tuple(by_key[key].text[span.start : span.end] for key, span in pair.spans.items())


def test_sentences_that_say_the_same_are_paired():
    both = reading(DAM, BAKERY, SCHOOLS), reading(CHOIR, SCHOOLS_AGAIN, DAM_AGAIN)
    strong = {said(pair, *both) for pair in align(both) if pair.strength == "strong"}
    assert strong == {(DAM, DAM_AGAIN), (SCHOOLS, SCHOOLS_AGAIN)}


def test_the_score_is_a_probability_and_falls_with_likeness():
    one, other = reading(DAM), reading(DAM, DAM_AGAIN, BAKERY)
    scores = [pair.score for pair in align((one, other), min_score=0)]
    assert scores == sorted(scores, reverse=True)
    assert 1 >= scores[0] > 0.9 and 0 <= scores[-1] < 0.1


def test_every_candidate_is_listed_from_a_score_of_nought():
    both = reading(DAM, BAKERY, first="title"), reading(DAM_AGAIN, SCHOOLS, CHOIR)
    assert len(align(both, min_score=0)) == 6
    assert {said(pair, *both) for pair in align(both, min_score=0.6)} == {(DAM, DAM_AGAIN)}


def test_a_pair_scores_the_same_listed_and_shown():
    both = reading(DAM, BAKERY, SCHOOLS, first="title"), reading(DAM_AGAIN, SCHOOLS_AGAIN, CHOIR, first="heading")
    listed = {tuple(pair.spans.values()): pair.score for pair in align(both, min_score=0)}
    shown = {tuple(pair.spans.values()): pair.score for pair in align(both)}
    assert shown and shown.items() <= listed.items()


def test_large_products_give_the_same_scores(monkeypatch):
    both = reading(DAM, BAKERY, SCHOOLS, CHOIR), reading(SCHOOLS_AGAIN, DAM_AGAIN, CHOIR)
    small = align(both, min_score=0)
    monkeypatch.setattr("store.compare.features.MANY", 0)
    assert [pair.score for pair in align(both, min_score=0)] == pytest.approx([pair.score for pair in small], abs=1e-3)


def test_titles_are_left_apart_unless_there_is_nothing_else():
    body = reading(BAKERY, DAM_AGAIN)
    assert align((reading(DAM, CHOIR, first="title"), body)) == ()
    assert [said(pair, reading(DAM), body) for pair in align((reading(DAM, first="title"), body))] == [(DAM, DAM_AGAIN)]


def test_what_no_other_says_is_only_here():
    both = reading(DAM, BAKERY), reading(DAM_AGAIN)
    only = only_passages(both, align(both))
    assert [both[0].text[span.start : span.end] for span in only[1]] == [BAKERY]
    assert only[2] == ()


def test_three_articles_are_paired_two_by_two_under_their_ids():
    three = reading(DAM, article=9), reading(BAKERY, DAM_AGAIN, article=4), reading(DAM, CHOIR, article=7)
    assert [tuple(pair.spans) for pair in align(three)] == [(9, 4), (9, 7), (4, 7)]


def test_a_sentence_said_twice_is_paired_in_its_order():
    twice = reading(DAM, BAKERY, DAM), reading(DAM, CHOIR, DAM)
    assert [tuple(span.start for span in pair.spans.values()) for pair in align(twice)] == [
        (0, 0),
        (len(DAM) + len(BAKERY) + 4, len(DAM) + len(CHOIR) + 4),
    ]


def test_long_articles_are_scored_in_pieces_with_the_same_result(monkeypatch):
    both = reading(DAM, BAKERY, SCHOOLS, CHOIR), reading(SCHOOLS_AGAIN, DAM_AGAIN, CHOIR)
    whole = align(both, min_score=0)
    monkeypatch.setattr("store.compare.features.ROWS_AT_ONCE", 2)
    assert [pair.spans for pair in align(both, min_score=0)] == [pair.spans for pair in whole]
    assert [pair.score for pair in align(both, min_score=0)] == pytest.approx([pair.score for pair in whole], abs=1e-3)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Rain.",
        "“Rain!” “Rain?” ‘Rain.’",
        "12 34 5,600 7.8 90",
        "...",
        "فتح المهندسون بوابات السد بعد المطر",
        "雨が三日続き水門が開いた。",
    ],
)
def test_no_text_is_too_odd(sentence):
    odd = reading(sentence), reading(sentence, DAM)
    assert all(0 <= pair.score <= 1 for pair in align(odd, min_score=0))
    assert align((Reading(""), odd[0])) == ()
    assert align(()) == ()


def test_unspaced_scripts_are_compared_by_their_signs():
    both = (
        reading("大雨が三日続きダムの水門が開いた。", "学校は水曜日まで休み。"),
        reading("三日続きの大雨でダムの水門が開いた。", "パン屋が賞を得た。"),
    )
    assert align(both)[0].spans == {1: both[0].sentences[0], 2: both[1].sentences[0]}


articles = st.lists(
    st.lists(st.sampled_from(VOCABULARY), max_size=7).map(" ".join),
    max_size=5,
)


@given(articles, articles)
@settings(max_examples=60, deadline=None)
def test_the_order_of_two_articles_is_no_matter(one, other):
    left, right = reading(*one, article=1), reading(*other, article=2)
    forth = {(frozenset(pair.spans.items()), pair.score, pair.strength) for pair in align((left, right))}
    back = {(frozenset(pair.spans.items()), pair.score, pair.strength) for pair in align((right, left))}
    assert forth == back


@given(st.permutations([1, 2, 3]))
@settings(max_examples=6, deadline=None)
def test_the_order_of_three_articles_is_no_matter(order):
    texts = {1: (DAM, BAKERY), 2: (SCHOOLS, DAM_AGAIN), 3: (SCHOOLS_AGAIN, CHOIR)}
    found = align([reading(*texts[key], article=key) for key in order])
    expected = align([reading(*texts[key], article=key) for key in (1, 2, 3)])
    assert {frozenset(pair.spans.items()) for pair in found} == {frozenset(pair.spans.items()) for pair in expected}


def test_the_seeds_share_five_statements():
    if not SEEDS.exists():
        pytest.skip("the seeds are not beside this checkout")
    from store import language, sources

    drafts = [next(iter(sources.read(path))) for path in sorted(SEEDS.glob("*.txt"))]
    both = [language.read(draft, None) for draft in drafts]
    strong = [said(pair, *both) for pair in align(both) if pair.strength == "strong"]
    for words in (
        ("intelligence confirms", "information further indicates"),
        ("Wall Street Journal", "Wall Street Journal"),
        ("prepared to use", "prepared to use our"),
        ("ballistic missiles", "ballistic missiles"),
        ("Moscow has been deepening", "have been deepening"),
    ):
        assert any(words[0] in one and words[1] in other for one, other in strong)
    assert not any("Syria for years" in one or "Houthi" in other for one, other in strong)
