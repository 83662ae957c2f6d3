"""What the line model of ``boilerplate`` looks at: numbers that describe the lines of a page and their neighbourhood.

Every line gives one row of 90 numbers, most of them between 0 and 3. Nothing here knows what is furniture.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_FUNCTION_WORDS_BY_LANGUAGE = {
    "en": """a about after again all also am an and any are as at be because been before being but by can could did do
        does down during each even for from had has have having he her here him his how i if in into is it its just
        like may me might more most much must my new no nor not now of off on once one only or other our out over own
        said same she so some such than that the their them then there these they this those through to too two under
        until up us very was we were what when where which while who whom whose why will with would you your""",
    "de": "der die das und ist nicht ein eine mit von zu den dem des im für auf sich als auch es wird sind dass hat",
    "fr": "le la les un une et est dans pour que qui sur pas ne au du des avec il elle ce se par plus sont",
    "es": "el los las y en de del por con para una su no lo como más pero fue al",
    "pt": "o os e da do dos das em um uma não na é mais seu sua ao foi",
    "it": "di che è per non sono gli ha nel della più anche come ma si",
    "nl": "het een van dat niet op te zijn voor met er aan ook",
    "ru": "и в не на что с он как это по но из к у за от для мы вы же бы",
}
_FUNCTION_WORDS = frozenset(word for words in _FUNCTION_WORDS_BY_LANGUAGE.values() for word in words.split())

VOCABULARIES = {
    "subscribing": r"""subscri\w+|sign\s?(?:up|in)|log\s?in|register|newsletters?|inbox|e-?mail\saddress|your\se-?mail
        |membership|members?|donat\w+|support\s(?:us|our|independent|\w+\snews)|as\slittle\sas|join\s(?:us|now)|free\strial
        |abonn\w+|anmelden|iscriviti|suscr\w+|assine""",
    "sharing": r"""share|tweet|facebook|twitter|whatsapp|linkedin|pinterest|instagram|reddit|telegram|youtube|follow\sus
        |print|e-?mail\sthis|copy\slink|likes?|compartilh\w+|condividi|teilen|partager|поделиться""",
    "law": r"""copyright|©|\(c\)|all\srights\sreserved|terms\s(?:of|and|&)|privacy|cookies?|imprint|disclaimer|policy
        |contact\sus|about\sus|site\s?map|advertis\w+|sponsored|powered\sby|trademarks?|impressum|datenschutz|licen[cs]e""",
    "more": r"""read\s(?:more|next|also)|more\s(?:from|on|in|news|stories)|related|popular|most\s(?:read|viewed|shared)
        |latest|trending|recommended|you\smay|you\smight|editor'?s\spicks?|don't\smiss|see\salso|show\smore|load\smore
        |view\s(?:all|more|gallery)|see\s(?:all|more)|next|previous|news\sfeed|top\sstories|must\sread|up\snext|also\sread
        |leia|leggi|weiterlesen|lire|lee|mais\slidas""",
    "bio": r"""is\s(?:a|an|the)\s(?:[\w-]+\s){0,5}(?:reporter|journalist|correspondent|editor|writer|columnist|author
        |contributor|freelancer|blogger|producer)|team\sof\sjournalists|(?:covers|covering|writes\sabout|joined|reports\son)
        |contributed\sto|additional\sreporting|reporting\sby|editing\sby|follow\s\w+\son|can\sbe\sreached|reach\s\w+\sat
        |graduated|previously\sworked|lives\sin|based\sin|his\swork|her\swork|about\sthe\sauthor""",
    "time": r"""\d+\s?min(?:ute)?s?\s(?:read|ago)|(?:hours?|days?|weeks?|months?)\sago|read\stime
        |first\spublished|updated|posted|published
        |\d{1,2}:\d{2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2},?\s\d{4}
        |\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}""",
    "picture": r"""photos?|image|picture|credit|getty|reuters|shutterstock|ap\sphoto|afp|epa|courtesy|file\sphoto|video
        |thumbnail|avatar|gallery|play|watch|screenshot|illustration
        |\((?:l|r|left|right|above|below)\)|pictured|photograph\w*""",
    "talk": r"""comments?|repl(?:y|ies)|log\sin\sto|leave\sa|post\sa|name\s\*|required|anonymous|says:|said:|reader
        |moderat\w+
        |notify\sme|website|captcha|kommentar\w*|comentários?|responder|commenti""",
    "doing": r"""click|tap|download|skip|menu|search|home|close|open|back\sto|javascript|browser|ad\s?block\w*|enable
        |settings
        |accept|submit|send|select|choose|toggle|scroll|continue|advertisement|shop|buy|cart|price|store
        |sale|tags?|filed\sunder|categories""",
}
"""Words that furniture is made of, by the kind of furniture."""

_VOCABULARY_PATTERNS = tuple(
    re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I | re.X) for pattern in VOCABULARIES.values()
)
_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\w[^\W\u3041-\u30ff\u3400-\u9fff]*(?:['’-]\w+)*")
_ENDED = re.compile(r"[.!?…。！？][\"”’»')\]」]*$")
_INNER_END = re.compile(r"[.!?]\s+[A-ZÀ-Þ“\"‘]")
_QUOTATION = re.compile(r"[“”\"«»„]")
_SEPARATOR = re.compile(r"[|»›•·]|\s/\s|\s{3,}")
_BULLET = re.compile(r"(?:[*+•·o‣▪–-]|\d{1,2}[.)])\s")
_CREDIT = re.compile(
    r"\([^()]*\b(?:photos?|getty|reuters|ap|afp|epa|image|credit|shutterstock|courtesy|file)\b[^()]*\)\s*$", re.I
)
_ADDRESS = re.compile(r"https?://|www\.|@\w|\.com\b|#\w", re.I)
_BY = re.compile(r"(?:by|von|par|por|di|от)\s", re.I)
_LATER = re.compile(r"(?:…|\.\.\.|\bmore|→|»|>)$", re.I)
_FAR = 30
_LONG = 12


@dataclass(frozen=True)
class LineShape:
    """One line on its own."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def count(self) -> int:
        return len(self.words)

    @cached_property
    def function_share(self) -> float:
        """Function words, among them every Hiragana character."""
        known = sum(word.lower() in _FUNCTION_WORDS or "\u3041" <= word <= "\u309f" for word in self.words)
        return known / max(1, self.count)

    @cached_property
    def capital_share(self) -> float:
        return sum(word[0].isupper() for word in self.words) / max(1, self.count)

    @cached_property
    def ended(self) -> bool:
        return _ENDED.search(self.text) is not None

    @cached_property
    def is_prose(self) -> bool:
        """A sentence or more: long, with function words, and ended or very long."""
        return self.count >= _LONG and self.function_share >= 0.22 and (self.ended or self.count >= 40)

    @cached_property
    def found(self) -> tuple[int, ...]:
        """How many words of each vocabulary stand in the line, in the order of ``VOCABULARIES``."""
        return tuple(len(pattern.findall(self.text)) for pattern in _VOCABULARY_PATTERNS)

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self.words if len(word) > 3 and word.lower() not in _FUNCTION_WORDS)


def shapes_of(lines: Sequence[str]) -> list[LineShape]:
    """Return the shape of every line."""
    return [LineShape(line) for line in lines]


def rows(shapes: Sequence[LineShape]) -> list[list[float]]:
    """Return a row of features for every line of a page."""
    page = _Page(shapes)
    own = [_own(shape) for shape in shapes]
    return [
        [*own[at], *page.around(at), *(value for step in (-1, 1, -2, 2) for value in _neighbour(shapes, at + step))]
        for at in range(len(shapes))
    ]


def _own(shape: LineShape) -> list[float]:
    text, count = shape.text, shape.count
    length = max(1, len(text))
    total = sum(shape.found)
    return [
        min(count, 60) / 20,
        math.log1p(count),
        shape.function_share,
        shape.function_share * min(count, 60) / 20,
        shape.capital_share,
        float(shape.ended),
        float(shape.is_prose),
        float(count <= 3),
        float(count < _LONG and not shape.ended),
        *(min(found, 2) for found in shape.found),
        *(found / max(1, count) * 3 for found in shape.found),
        min(total, 4) / 2,
        total / max(1, count) * 3,
        float(total > 0 and count < 25),
        sum(character.isdigit() for character in text) / length * 3,
        float(text.isupper()),
        float(text[:1].islower()),
        float(_SEPARATOR.search(text) is not None),
        float(_BULLET.match(text) is not None),
        float(_CREDIT.search(text) is not None),
        float(_QUOTATION.search(text) is not None),
        float(_ADDRESS.search(text) is not None),
        float(_BY.match(text) is not None),
        float(_LATER.search(text) is not None),
        float(text.endswith(":")),
        float(text.endswith("?")),
        min(len(_INNER_END.findall(text)), 4) / 2,
        text.count(",") / max(1, count) * 5,
        min(sum(map(len, shape.words)) / max(1, count), 12) / 6,
    ]


def _neighbour(shapes: Sequence[LineShape], at: int) -> list[float]:
    if not 0 <= at < len(shapes):
        return [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    shape = shapes[at]
    return [
        min(shape.count, 60) / 20,
        shape.function_share,
        float(shape.ended),
        float(shape.is_prose),
        min(sum(shape.found), 3) / 2,
        0.0,
    ]


class _Page:
    """What is true of a page as a whole, and the place of a line in it."""

    def __init__(self, shapes: Sequence[LineShape]) -> None:
        self.shapes = shapes
        self.prose = [at for at, shape in enumerate(shapes) if shape.is_prose]
        self.prose_words = running([shape.count if shape.is_prose else 0 for shape in shapes])
        self.all_words = running([shape.count for shape in shapes])
        self.times_seen = Counter(shape.text.casefold() for shape in shapes)
        self.vocabulary = Counter(word for at in self.prose for word in shapes[at].content)

    def around(self, at: int) -> list[float]:
        before, after = self._to_prose(at)
        total = max(1, self.prose_words[-1])
        passed = (self.prose_words[at] + self.prose_words[at + 1]) / 2 / total
        return [
            min(before, _FAR) / 10,
            min(after, _FAR) / 10,
            float(before <= 2),
            float(after <= 2),
            float(before <= 2 and after <= 2),
            float(before == 1 and after == 1),
            *self._density(at, 3),
            *self._density(at, 8),
            *self._density(at, 20),
            passed,
            float(passed <= 0.001),
            float(passed >= 0.999),
            float(self.times_seen[self.shapes[at].text.casefold()] > 1),
            self._familiar(at),
            at / max(1, len(self.shapes) - 1),
            min(at, 40) / 20,
            min(len(self.shapes) - 1 - at, 40) / 20,
            min(len(self.prose), 40) / 20,
        ]

    def _to_prose(self, at: int) -> tuple[int, int]:
        """Return how many lines lie between a line and the nearest prose before and after it."""
        nth = bisect_left(self.prose, at)
        following = nth + 1 if self.shapes[at].is_prose else nth
        before = at - self.prose[nth - 1] if nth else _FAR
        after = self.prose[following] - at if following < len(self.prose) else _FAR
        return before, after

    def _density(self, at: int, reach: int) -> tuple[float, float]:
        """Return the share and the amount of prose among the words within ``reach`` lines."""
        low, high = max(0, at - reach), min(len(self.shapes), at + reach + 1)
        prose = self.prose_words[high] - self.prose_words[low]
        words = self.all_words[high] - self.all_words[low]
        return prose / max(1, words), min(prose, 50 * reach) / (25 * reach)

    def _familiar(self, at: int) -> float:
        """Return the share of a line's content words that the prose elsewhere on the page uses too."""
        shape = self.shapes[at]
        if not shape.content:
            return 0.0
        own = 1 if shape.is_prose else 0
        return sum(self.vocabulary[word] > own for word in shape.content) / len(shape.content)


def running(values: Sequence[float]) -> list[float]:
    """Return running sums, one more than there are values, starting with 0."""
    sums: list[float] = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
