"""What the line model of ``boilerplate`` sees in one line: numbers, most of them between 0 and 3.

Nothing here knows what is furniture, nor how the page was laid out: bullets and indents are not looked at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from store.language import page_metadata

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

_VOCABULARY_PATTERNS = tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.X) for pattern in VOCABULARIES.values())
_PICTURES = tuple(VOCABULARIES).index("picture")
_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\w[^\W\u3041-\u30ff\u3400-\u9fff]*(?:['’-]\w+)*")
_ENDED = re.compile(r"[.!?…。！？][\"”’»')\]」]*$")
_INNER_END = re.compile(r"[.!?]\s+[A-ZÀ-Þ“\"‘]")
_QUOTATION = re.compile(r"[“”\"«»„]")
_SEPARATOR = re.compile(r"[|»›•·]|\s/\s|\s{3,}")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\.com\b|#\w", re.I)
_BY = re.compile(r"(?:by|von|par|por|di|от)\s", re.I)
_LATER = re.compile(r"(?:…|\.\.\.|\bmore|→|»|>)$", re.I)
_POINTER = re.compile(
    r"[\[(*]?(?:related|read|see|also|watch|listen|more|leggi|leia|lire|lesen|читайте|on\s[\w.]+\.\w+)\b[^.]{0,30}[:»→]",
    re.I,
)
_PICTURED = re.compile(
    r"[©(]|(?:image|media|photo|picture|file|pictured|credit|source|courtesy)\b|.*\b(?:file\sphoto|looks?\son|pictured"
    r"|poses|seen\shere|photographed|in\sthis\s(?:\S+\s){0,6}photo|undated)\b",
    re.I,
)
_BRACKETED = re.compile(r"[\[(].*[\])]\.?$")
_LONG = 12


@dataclass(frozen=True)
class LineShape:
    """One line on its own."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def lower_words(self) -> list[str]:
        return [word.lower() for word in self.words]

    @cached_property
    def key(self) -> str:
        """The line in one case, under which it is found again on the page."""
        return self.text.casefold()

    @cached_property
    def count(self) -> int:
        return len(self.words)

    @cached_property
    def function_share(self) -> float:
        """Function words, among them every Hiragana character."""
        known = sum(word in _FUNCTION_WORDS or "\u3041" <= word <= "\u309f" for word in self.lower_words)
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
        text = self.text.lower()
        return tuple(len(pattern.findall(text)) for pattern in _VOCABULARY_PATTERNS)

    @cached_property
    def is_caption(self) -> bool:
        """The text under a picture, or the credit that follows it."""
        if page_metadata.is_caption(self.text):
            return True
        return self.count < _LONG and self.found[_PICTURES] > 0 and not self.ended

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(word for word in self.lower_words if len(word) > 3) - _FUNCTION_WORDS


def shapes_of(lines: Sequence[str]) -> list[LineShape]:
    """Return the shape of every line."""
    return [LineShape(line) for line in lines]


LOOKED_ROUND = 9
"""How many numbers at the beginning of a row are looked at in the lines around too."""


def row(shape: LineShape) -> list[float]:
    """Return the features of one line, those of ``LOOKED_ROUND`` first."""
    text, count, found = shape.text, shape.count, shape.found
    total = sum(found)
    return [
        min(count, 60) / 20,
        shape.function_share,
        shape.capital_share,
        float(shape.ended),
        float(shape.is_prose),
        float(count <= 3),
        float(total > 0 and count < 25),
        min(total, 3) / 2,
        float(shape.is_caption),
        math.log1p(count),
        shape.function_share * min(count, 60) / 20,
        float(count < _LONG and not shape.ended),
        *(min(times, 2) for times in found),
        *(times / max(1, count) * 3 for times in found),
        min(total, 4) / 2,
        total / max(1, count) * 3,
        sum(map(str.isdigit, text)) / max(1, len(text)) * 3,
        float(text.isupper()),
        float(text[:1].islower()),
        float(_SEPARATOR.search(text) is not None),
        float(page_metadata.is_caption(text)),
        float(_PICTURED.match(text) is not None),
        float(_POINTER.match(text) is not None),
        float(_BRACKETED.match(text) is not None),
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
