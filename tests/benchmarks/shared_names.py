"""Shared names from raw text: which persons and countries of NewsWCL50 two panes are told to share.

A gold chain is shared by two articles when both name it. The comparison is right about it when one compared entity
overlaps its names in both; a compared entity that two panes share is wrong when it overlaps gold
names in both, but of no chain in both. What the gold names in one of the two only is not judged: it marks a dozen
concepts an event, and not every mention of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from store.compare.shared import shared
from store.language import names, read
from store.language.aliases.places import canonical
from store.model import Block, ComparedEntity, Draft, Reading, Span
from tests.benchmarks.alias_gold import Row, is_name, joined, rows

Chains = Mapping[str, Sequence[Span]]


def score_panes(engine: str = "crf") -> tuple[int, int, int]:
    """Counts over all pairs of articles of one event: rightly shared, told shared, shared by the gold."""
    found = names.engine(engine)
    events: dict[str, list[tuple[Reading, Chains]]] = defaultdict(list)
    for row in rows("newswcl50_dev"):
        text = "\n\n".join(row["sents"])
        draft = Draft(row["doc"], b"", "text/plain", text, tuple(_blocks(row["sents"])))
        events[row["event"]].append((read(draft, found), _chains(row)))
    totals = [_score(one, other) for panes in events.values() for one, other in combinations(panes, 2)]
    right, told, gold = (sum(column) for column in zip(*totals, strict=True))
    return right, told, gold


def _score(one: tuple[Reading, Chains], other: tuple[Reading, Chains]) -> tuple[int, int, int]:
    gold = set(one[1]) & set(other[1])
    told = [entity for entity in shared((one[0], other[0])) if len(entity.mentions) == 2]
    ours = [(_overlapped(entity, 1, one[1]), _overlapped(entity, 2, other[1])) for entity in told]
    right = {chain for left, there in ours for chain in left & there}
    wrong = sum(1 for left, there in ours if left and there and not left & there)
    return len(right & gold), len(right & gold) + wrong, len(gold)


def _overlapped(entity: ComparedEntity, article: int, chains: Chains) -> set[str]:
    """The chains whose names an entity overlaps; a place or a people is no person ("Olaf Holm of Norway")."""
    impersonal = entity.kind in ("place", "people")
    return {
        chain
        for chain, places in chains.items()
        if not (impersonal and chain.endswith("_ACTOR"))
        and any(span.overlaps(place) for span in entity.mentions[article] for place in places)
    }


def _chains(row: Row) -> Chains:
    """The names of each person and country, by place in the text."""
    found: dict[str, list[Span]] = defaultdict(list)
    starts = [block.start for block in _blocks(row["sents"])]
    for chain, sentence, tokens, start, end in row["mentions"]:
        surface = joined(tokens)
        wanted = chain.endswith("_ACTOR") or (chain.endswith("_COUNTRY") and canonical(surface.removeprefix("the ")))
        if wanted and is_name(surface):
            places = _token_places(row["sents"][sentence], row["sent_tokens"][sentence])
            found[chain].append(Span(starts[sentence] + places[start].start, starts[sentence] + places[end - 1].end))
    return found


def _token_places(sentence: str, tokens: Sequence[str]) -> list[Span]:
    places, start = [], 0
    for token in tokens:
        at = sentence.find(token, start)
        start = at if at >= 0 else start
        places.append(Span(start, start + len(token)))
        start += len(token) if at >= 0 else 0
    return places


def _blocks(sentences: Sequence[str]) -> Iterator[Block]:
    start = 0
    for sentence in sentences:
        yield Block(start, start + len(sentence))
        start += len(sentence) + 2
