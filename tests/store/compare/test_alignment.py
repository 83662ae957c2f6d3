"""Alignment: what is paired, what is shown, and that the order of the articles changes nothing."""

from store.compare.alignment import align, only_passages
from store.model import Block, Reading, Span

DAM = "Engineers opened the sluices of the Orrin dam on Friday after three days of heavy rain."
DAM_AGAIN = "After three days of rain, the sluices of the Orrin dam were opened by engineers."
SCHOOLS = "Schools in the valley will stay closed until Wednesday, the mayor of Tolve said."
SCHOOLS_AGAIN = "The mayor of Tolve announced that schools in the valley stay closed until Wednesday."
BAKERY = "A bakery in the capital has won a prize for its rye bread."


def reading(*sentences: str, article: int = 0) -> Reading:
    text, spans, blocks = "\n\n".join(sentences), [], []
    start = 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        blocks.append(Block(start, start + len(sentence)))
        start += len(sentence) + 2
    return Reading(text, tuple(blocks), tuple(spans), article=article)


def said(pair, readings):
    return tuple(readings[key - 1].text[span.start : span.end] for key, span in sorted(pair.spans.items()))


def test_sentences_that_say_the_same_are_paired():
    both = (reading(DAM, BAKERY, SCHOOLS), reading(SCHOOLS_AGAIN, DAM_AGAIN))
    strong = {said(pair, both) for pair in align(both) if pair.strength == "strong"}
    assert strong == {(DAM, DAM_AGAIN), (SCHOOLS, SCHOOLS_AGAIN)}


def test_what_no_other_says_is_only_here():
    both = (reading(DAM, BAKERY), reading(DAM_AGAIN))
    only = only_passages(both, align(both))
    assert [both[0].text[span.start : span.end] for span in only[1]] == [BAKERY]
    assert only[2] == ()
