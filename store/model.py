"""The plain values that every floor shares.

Frozen dataclasses only: no database, no Textual, nothing that reads or writes. All offsets are Unicode
code points into ``Article.text`` (which is also ``Draft.text`` and ``Reading.text``), end-exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["person", "organisation", "place", "people", "product", "weapon", "event", "other"]
"""What a name names. ``people`` are nationalities and religious or political groups (NORP)."""

KINDS: tuple[Kind, ...] = ("person", "organisation", "place", "people", "product", "weapon", "event", "other")

Role = Literal[
    "title", "standfirst", "byline", "dateline", "paragraph", "heading", "quote", "list", "caption", "furniture"
]
"""What a block of an article is. ``furniture`` is everything that is not the article."""

AliasReason = Literal["stated", "surname", "acronym", "demonym", "spelling", "designation", "exact", "person"]
"""Why a surface belongs to an entity; ``person`` means that the reader said so."""

RelationKind = Literal["demonym-of", "metonym-of", "part-of"]

QuoteRule = Literal["after-quote", "before-quote", "according-to", "inside", "carried-over", "nearest", ""]
"""How the speaker of a quote was found; empty when nobody was."""

QuoteLabel = Literal["same", "cut", "edited", "paraphrased"]

DifferenceKind = Literal["number", "money", "date", "designation", "attribution"]

HitKind = Literal["article", "passage", "entity", "tag", "note", "search"]
"""What a search found. A ``passage`` is a paragraph; a ``note`` is a reader's note on a tagged passage."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points ``[start, end)``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of an article.

    A kept block covers ``text[start:end]``. A folded block (``kept`` false) is not part of the text:
    ``start == end`` is the offset it would stand before, and ``folded`` holds its characters.
    """

    start: int
    end: int
    role: Role = "paragraph"
    kept: bool = True
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it came in, before it has an id: the bytes, the text cut into blocks, the metadata.

    ``text`` is the kept blocks joined by blank lines (``"\\n\\n"``). ``published`` is ISO 8601 with the
    precision that is known (``2023-11-21`` or ``2023-11-21T14:05``), empty when unknown.
    """

    source: str
    original: bytes
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    uid: str = ""
    hidden_characters: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands. ``entity`` is an ``Entity.id`` of the same Reading or library."""

    start: int
    end: int
    kind: Kind
    entity: int
    confidence: float = 1.0
    by: Literal["model", "rule", "person"] = "rule"


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an entity, and why it is taken for the same."""

    surface: str
    reason: AliasReason = "exact"


@dataclass(frozen=True, slots=True)
class Relation:
    """``entity`` is related to, never the same as, ``other`` ("Russian" is demonym-of "Russia")."""

    entity: int
    other: int
    kind: RelationKind


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named. ``id`` is local to a fresh Reading (1, 2, …) and a row id in a library."""

    id: int
    name: str
    kind: Kind
    aliases: tuple[Alias, ...] = ()
    uid: str = ""
    note: str = ""
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, marks included. ``speaker`` is where the speaker is named, or None.

    ``confidence`` is the measured share of right speakers for the rule that found this one.
    """

    start: int
    end: int
    speaker: Span | None = None
    entity: int | None = None
    rule: QuoteRule = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression and its TIMEX3 value (``2023-11-21``, ``2023-W47``, ``PAST_REF`` …)."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: ISO 4217 for money, else a lower-case singular noun ("killed", "missile", "%")."""

    start: int
    end: int
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What is understood of one text. Fresh from ``language.read`` or loaded with ``articles.reading``.

    In a fresh reading ``article`` is 0 and entity ids are local; in a stored one both are row ids.
    ``engine`` names the name engine and its version ("rules/1"), empty while names are pending.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    engine: str = ""
    article: int = 0
    title: str = ""
    outlet: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A kept article. ``position`` is the code point at the top of the reader's pane when last read."""

    id: int
    uid: str
    title: str
    outlet: str
    text: str
    blocks: tuple[Block, ...]
    byline: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    source: str = ""
    words: int = 0
    added: str = ""
    read_at: str = ""
    position: int = 0
    starred: bool = False
    supersedes: int | None = None
    engine: str = ""
    hidden_characters: int = 0


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A line of the library: an article without its text."""

    id: int
    uid: str
    title: str
    outlet: str
    byline: str = ""
    published: str = ""
    words: int = 0
    source: str = ""
    tags: tuple[str, ...] = ()
    unread: bool = True
    starred: bool = False
    added: str = ""
    story: int | None = None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; ``path`` is its full name through the tree ("claims/denied")."""

    id: int
    uid: str
    path: str
    colour: str
    description: str = ""
    passages: int = 0

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that the reader marked, with its tags and note."""

    id: int
    uid: str
    article: int
    start: int
    end: int
    exact: str
    tags: tuple[str, ...] = ()
    note: str = ""
    by: str = ""
    created: str = ""
    changed: str = ""
    orphaned: bool = False


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage with the outlet and title of the article it stands in."""

    passage: Passage
    outlet: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same event. ``confirmed`` holds the members that the reader confirmed."""

    id: int
    name: str
    articles: tuple[int, ...]
    confirmed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. ``matched`` are ranges of ``snippet`` when there is one, else of ``title``."""

    kind: HitKind
    id: int
    title: str
    score: float
    article: int | None = None
    start: int | None = None
    end: int | None = None
    snippet: str = ""
    matched: tuple[tuple[int, int], ...] = ()
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits best first within their kind, and the words that were read as another ("hezbolah" → "hezbollah")."""

    query: str
    hits: tuple[Hit, ...] = ()
    corrected: Mapping[str, str] = field(default_factory=dict)
    milliseconds: float = 0.0
    counts: Mapping[HitKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComparedEntity:
    """An entity across the compared readings: its mentions by article id, and the names it is related to."""

    name: str
    kind: Kind
    mentions: Mapping[int, tuple[Span, ...]]
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Two sentences of two articles that say the same. ``spans`` is keyed by article id; ``score`` is a probability.

    ``strength`` is "strong" for what is shown, "weak" for what is shown dim.
    """

    spans: Mapping[int, Span]
    score: float
    strength: Literal["strong", "weak"] = "strong"


@dataclass(frozen=True, slots=True)
class SharedQuote:
    """One quotation as two articles have it. ``missing`` gives, by article id, what the other has and it has not."""

    spans: Mapping[int, Span]
    label: QuoteLabel
    missing: Mapping[int, str] = field(default_factory=dict)
    missing_spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    """By article id: the ranges of that article's text that the other article lacks."""
    speakers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that two aligned passages give differently; shown, not judged."""

    kind: DifferenceKind
    spans: Mapping[int, Span]
    values: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class VersionEdit:
    """Words that changed between two versions of one article; the span of the side that has none is empty."""

    kind: Literal["insert", "delete", "replace"]
    spans: Mapping[int, Span]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a screen or a report says about two or more readings. Keys are article ids, in pane order."""

    articles: tuple[int, ...]
    entities: tuple[ComparedEntity, ...] = ()
    alignment: tuple[AlignedPair, ...] = ()
    quotes: tuple[SharedQuote, ...] = ()
    differences: tuple[Difference, ...] = ()
    only_passages: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    edits: tuple[VersionEdit, ...] = ()
    """What changed, where some of the articles are versions of one."""
    min_score: float | None = None
    """The least score of ``alignment`` when one was asked for; None for what is shown by default."""

    @property
    def shared(self) -> tuple[str, ...]:
        """Names of entities that at least two of the articles mention."""
        return tuple(entity.name for entity in self.entities if len(entity.mentions) > 1)

    def only(self, article: int) -> tuple[str, ...]:
        """Names of entities that ``article`` alone mentions."""
        return tuple(entity.name for entity in self.entities if set(entity.mentions) == {article})
