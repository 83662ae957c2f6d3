"""One surface form read apart: folded words, what remains without titles, the place it names.

``parse`` is cached, since the same names return in every article of a story.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from store.language.aliases import places
from store.language.aliases.words import DETERMINERS, GENERATIONS, TITLES

_POSSESSIVE = re.compile(r"'s?(?=\s|$)|(?<=s)'(?=\s|$)")
_DROPPED = re.compile(r"[\"“”„«»,;:()\[\]{}*_]")
_SPACED_HYPHEN = re.compile(r"\s*[-‐‑‒–]\s*")
_APOSTROPHES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "ʼ": "'",
        "ʻ": "'",
        "´": "'",
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
    }
)


@dataclass(frozen=True, slots=True)
class Surface:
    """A surface form, parsed.

    ``words`` are folded and lower case without a leading article; ``core`` are those without titles. ``titles``
    are the titles that were removed. ``place`` is the name of the country or city that the whole surface is
    another name of, or empty. ``shown`` is the surface as a reader would list it.
    """

    raw: str
    shown: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    titles: tuple[str, ...]
    place: str

    @property
    def text(self) -> str:
        return " ".join(self.core)

    @property
    def compact(self) -> str:
        """The core without blanks, hyphens, stops and apostrophes."""
        return re.sub(r"[\W_]", "", "".join(self.core))

    @property
    def letters(self) -> str:
        """The letters of the surface when it looks like an acronym (2 to 6 capitals), else empty."""
        return acronym_letters(self.shown)


@lru_cache(maxsize=1 << 16)
def parse(raw: str) -> Surface:
    """Read one surface form apart."""
    shown_words = _clean(raw).split()
    while len(shown_words) > 1 and shown_words[0].lower() in DETERMINERS:
        del shown_words[0]
    place = places.canonical(" ".join(shown_words))
    titled = 0 if place else _title_count(shown_words)
    core_words = shown_words[titled:]
    words = tuple(_lower(word) for word in shown_words)
    core = tuple(places.folded(place).split()) if place else words[titled:]
    if len(core) > 2 and core[-1] in GENERATIONS:
        core = core[:-1]
    return Surface(raw, " ".join(core_words), words, core, words[:titled], place)


def fold(text: str) -> str:
    """``text`` with straight apostrophes and without accents."""
    text = text.translate(_APOSTROPHES)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 14)
def acronym_letters(shown: str) -> str:
    """``"U.N.S.C."`` gives ``"unsc"``; empty unless the surface is one word of 2 to 6 capital letters."""
    letters = re.sub(r"[.\s]", "", shown)
    plain = 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()
    return letters.lower() if plain and (" " not in shown or "." in shown) else ""


def _clean(raw: str) -> str:
    text = _DROPPED.sub(" ", fold(raw))
    return _POSSESSIVE.sub("", _SPACED_HYPHEN.sub("-", text))


def _lower(word: str) -> str:
    return word.lower().rstrip(".") or word


def _title_count(words: list[str]) -> int:
    """How many leading words are titles; one word is always left."""
    count = 0
    while count < len(words) - 1 and _is_title(words, count):
        count += 1
    return count


def _is_title(words: list[str], index: int) -> bool:
    word = _lower(words[index])
    if word in TITLES:
        return True
    following = _lower(words[index + 1])
    return bool(places.demonym_of(word) or places.canonical(words[index])) and following in TITLES
