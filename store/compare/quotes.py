"""The same quotation in two articles: whole, cut, edited, or told without quotation marks.

Two quotes are one when they share a run of four words, and three quarters of the shorter one's words in the same order
(a quote of less than four words: all of them in one run). Words in square brackets are the newsroom's, and count only
where that makes the two more alike. A speech that goes on behind "he said" is one utterance: an article that has only
part of it has cut it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from store.compare.alignment import article_keys
from store.compare.overlap import Overlap, Word, overlap, spoken_words
from store.compare.words import words as content_words
from store.language.aliases.joining import Unit, join
from store.language.aliases.linking import full_forms
from store.model import AlignedPair, Entity, Quote, QuoteLabel, Reading, SharedQuote, Span

COVERAGE = 0.75
RUN = 4
PARAPHRASED = 0.5


def shared_quotes(readings: Sequence[Reading], alignment: Iterable[AlignedPair]) -> tuple[SharedQuote, ...]:
    """The quotations that two of ``readings`` have in common, for every two of them, in text order.

    ``missing`` gives an article the other's words that it lacks; ``missing_spans`` says where the other has them.
    Keys are article ids, or 1, 2, … when no reading has one. Symmetric in its readings.
    """
    sides = [_Side(key, reading) for key, reading in zip(article_keys(readings), readings, strict=True)]
    pairs = [pair for pair in alignment if pair.strength == "strong"]
    found: list[SharedQuote] = []
    for one, other in combinations(sides, 2):
        found += _between(one, other, [pair for pair in pairs if set(pair.spans) == {one.key, other.key}])
    return tuple(found)


class _Side:
    """A reading's quotes and their words."""

    def __init__(self, key: int, reading: Reading) -> None:
        self.key = key
        self.reading = reading
        self.quotes = reading.quotes
        self.words = [spoken_words(reading.text, quote.start, quote.end) for quote in reading.quotes]
        self.entities = {entity.id: entity for entity in reading.entities}

    def text(self, spans: Iterable[Span]) -> str:
        return " … ".join(self.reading.text[span.start : span.end] for span in spans)

    def speaker(self, index: int) -> str:
        """The name of who speaks, as an entity or as it stands; empty when nobody is known."""
        quote = self.quotes[index]
        if quote.entity in self.entities:
            return self.entities[quote.entity].name
        return self.reading.text[quote.speaker.start : quote.speaker.end] if quote.speaker else ""

    def person(self, index: int) -> Entity | None:
        """Who speaks, when it is a person by name."""
        found = self.entities.get(self.quotes[index].entity or 0)
        return found if found is not None and found.kind == "person" else None

    def continued(self, index: int) -> Iterator[int]:
        """The quotes just before and behind that are the same utterance, with no more than "he said" between."""
        for one, other, neighbour in ((index - 1, index, index - 1), (index, index + 1, index + 1)):
            if one >= 0 and other < len(self.quotes) and self._goes_on(self.quotes[one], self.quotes[other]):
                yield neighbour

    def _goes_on(self, one: Quote, other: Quote) -> bool:
        between = self.reading.text[one.end : other.start]
        return "\n" not in between and len(between.split()) <= _ATTRIBUTION_WORDS and one.speaker == other.speaker


_ATTRIBUTION_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Match:
    one: int
    other: int
    met: Overlap


def _between(one: _Side, other: _Side, pairs: Sequence[AlignedPair]) -> Iterator[SharedQuote]:
    matches = _matches(one, other)
    found = [_shared(one, other, match, matches) for match in matches]
    matched_one, matched_other = {match.one for match in matches}, {match.other for match in matches}
    found += _paraphrases(one, other, matched_one, pairs)
    found += _paraphrases(other, one, matched_other, pairs)
    yield from sorted(found, key=lambda each: tuple(each.spans[key] for key in sorted(each.spans)))


def _matches(one: _Side, other: _Side) -> list[_Match]:
    """Pairs of quotes that are the same, each quote with its best partner."""
    found = [_Match(a, b, overlap(one.words[a], other.words[b])) for a, b in sorted(_candidates(one, other))]
    found = [match for match in found if _same_words(one.words[match.one], other.words[match.other], match.met)]
    best_one: dict[int, int] = defaultdict(int)
    best_other: dict[int, int] = defaultdict(int)
    for match in found:
        best_one[match.one] = max(best_one[match.one], match.met.matched)
        best_other[match.other] = max(best_other[match.other], match.met.matched)
    return [each for each in found if each.met.matched in (best_one[each.one], best_other[each.other])]


def _candidates(one: _Side, other: _Side) -> set[tuple[int, int]]:
    """Pairs of quotes with a run of words in common: four, or all of a shorter quote."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    sizes = {min(RUN, len(words)) for side in (one, other) for words in side.words}
    for index, words in enumerate(other.words):
        for size in sizes:
            for run in _runs(words, size):
                holders[run].add(index)
    return {
        (index, partner)
        for index, words in enumerate(one.words)
        for size in sizes
        for run in _runs(words, size)
        for partner in holders.get(run, ())
        if size == min(RUN, len(words), len(other.words[partner]))
    }


def _runs(words: Sequence[Word], size: int) -> set[tuple[str, ...]]:
    kept = [word.text for word in words]
    dropped = [word.text for word in words if not word.bracketed]
    return {tuple(each[start : start + size]) for each in (kept, dropped) for start in range(len(each) - size + 1)}


def _same_words(left: Sequence[Word], right: Sequence[Word], met: Overlap) -> bool:
    shortest = min(len(left), len(right))
    if shortest >= RUN:
        return met.run >= RUN and met.coverage >= COVERAGE
    said = " ".join(word.text for word in min(left, right, key=len))
    return met.coverage == 1 and met.run == shortest and bool(content_words(said)) and _telling(left, right, shortest)


def _telling(left: Sequence[Word], right: Sequence[Word], shortest: int) -> bool:
    """Whether so few words can be known again: two, or one that is the whole quote on both sides."""
    return shortest > 1 or len(left) == len(right)


def _shared(one: _Side, other: _Side, match: _Match, matches: Sequence[_Match]) -> SharedQuote:
    alone = {
        one.key: match.met.left_only + _uttered_alone(one, match.one, {each.one for each in matches}),
        other.key: match.met.right_only + _uttered_alone(other, match.other, {each.other for each in matches}),
    }
    spans = {one.key: _span(one.quotes[match.one]), other.key: _span(other.quotes[match.other])}
    speakers = _speakers(one, other, match)
    return SharedQuote(spans, _label(match.met, alone), *_missing(one, other, alone), speakers=speakers)


def _uttered_alone(side: _Side, index: int, matched: set[int]) -> tuple[Span, ...]:
    """What the same utterance goes on to say, in quotes that the other article does not have."""
    return tuple(
        Span(words[0].start, words[-1].end)
        for neighbour in side.continued(index)
        if neighbour not in matched and (words := side.words[neighbour])
    )


def _label(met: Overlap, alone: dict[int, tuple[Span, ...]]) -> QuoteLabel:
    if met.replaced:
        return "edited"
    return "cut" if any(alone.values()) else "same"


def _missing(
    one: _Side, other: _Side, alone: dict[int, tuple[Span, ...]]
) -> tuple[dict[int, str], dict[int, tuple[Span, ...]]]:
    """What each lacks, as text, and where the other has it."""
    spans = {key: tuple(sorted(each)) for key, each in alone.items() if each}
    texts = {one.key: other.text(spans.get(other.key, ())), other.key: one.text(spans.get(one.key, ()))}
    return {key: text for key, text in texts.items() if text}, spans


def _speakers(one: _Side, other: _Side, match: _Match) -> dict[int, str]:
    """Who speaks in each article. Two names stand there only when they are two people's: an office, a "he" or a part
    of the same name gives way to the name."""
    said = {one.key: one.speaker(match.one), other.key: other.speaker(match.other)}
    left, right = one.person(match.one), other.person(match.other)
    if left and right:
        fuller = max(said.values(), key=_length)
        return dict.fromkeys(said, fuller) if _one_person(left, right) else said
    if left or right or len(set(said.values())) > 1:
        telling = (one.key if left else other.key) if left or right else max(said, key=lambda key: _length(said[key]))
        return {telling: said[telling]} if said[telling] else {}
    return {key: name for key, name in said.items() if name}


def _length(name: str) -> tuple[int, str]:
    return len(name), name


def _one_person(one: Entity, other: Entity) -> bool:
    """Whether two articles' people are one, as the library or the rules of names have it."""
    if one.uid and one.uid == other.uid:
        return True
    partition = join([Unit(full_forms(each), each.kind) for each in (one, other)])
    return partition.find(0) == partition.find(1)


def _span(quote: Quote) -> Span:
    return Span(quote.start, quote.end)


def _paraphrases(here: _Side, there: _Side, matched: set[int], pairs: Sequence[AlignedPair]) -> Iterator[SharedQuote]:
    """Quotes of ``here`` whose content stands without quotation marks in the aligned sentence of ``there``."""
    for index, quote in enumerate(here.quotes):
        if index in matched or len(here.words[index]) < RUN:
            continue
        tellings = [pair.spans[there.key] for pair in pairs if pair.spans[here.key].overlaps(_span(quote))]
        scored = [(_told(here, index, there, span), span) for span in tellings]
        share, span = max(scored, key=lambda each: (each[0], -each[1].start), default=(0.0, Span(0, 0)))
        if share >= PARAPHRASED:
            yield _paraphrase(here, index, there, span)


def _told(here: _Side, index: int, there: _Side, span: Span) -> float:
    """The share of a quote's content words that ``span`` has outside quotation marks."""
    quote = here.quotes[index]
    said = set(content_words(here.reading.text[quote.start : quote.end]))
    told = set(content_words(_unquoted(there, span)))
    return len(said & told) / len(said) if len(said & told) >= 3 else 0.0


def _unquoted(side: _Side, span: Span) -> str:
    pieces, place = [], span.start
    for quote in side.quotes:
        if span.start <= quote.start < span.end:
            pieces.append(side.reading.text[place : quote.start])
            place = max(place, min(quote.end, span.end))
    return " ".join((*pieces, side.reading.text[place : span.end]))


def _paraphrase(here: _Side, index: int, there: _Side, span: Span) -> SharedQuote:
    told = set(content_words(_unquoted(there, span)))
    alone = {here.key: _untold(here, index, told)}
    texts, spans = _missing(here, there, alone)
    name = here.speaker(index)
    both = {here.key: _span(here.quotes[index]), there.key: span}
    return SharedQuote(both, "paraphrased", texts, spans, {here.key: name} if name else {})


def _untold(side: _Side, index: int, told: set[str]) -> tuple[Span, ...]:
    """The stretches of a quote whose content words are not ``told``; words without content join what is around them."""
    spans: list[Span] = []
    open_from = -1
    last = -1
    for word in side.words[index]:
        content = content_words(word.text)
        if content and content[0] in told:
            if open_from >= 0:
                spans.append(Span(open_from, last))
            open_from = -1
        elif content:
            open_from = word.start if open_from < 0 else open_from
            last = word.end
    if open_from >= 0:
        spans.append(Span(open_from, last))
    return tuple(spans)
