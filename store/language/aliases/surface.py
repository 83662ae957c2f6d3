"""One surface form read apart: folded words, what remains without titles, the place it names.

``parse`` is cached, since the same names return in every article of a story.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.language.aliases import places
from store.language.aliases.words import DETERMINERS, FORMS_OF_ADDRESS, GENERATIONS, TITLE_MODIFIERS, TITLES
from store.model import Kind

_NICKNAME = re.compile(r"(?:(?<=\w)\s+|^(?=[\"']))(?:\"[^\"]+\"|'[^']+'|\([^)]+\))\s+(?=\w)")
_OWNER = re.compile(r"^(?P<owner>[^']+)'s?\s+(?=[A-Z])")
_POSSESSIVE = re.compile(r"'s?(?=\s|$)")
_DROPPED = re.compile(r"[\"«»;:()\[\]{}*_]|(?<!\w)'|'(?!\w)")
_HYPHEN = re.compile(r"\s*[-‐‑‒–]\s*")
_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "ʼ": "'", "ʻ": "'", "´": "'", "“": '"', "”": '"', "„": '"', "ı": "i", "ø": "o"}
    | {"Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "\xa0": " "}
)


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A surface form, parsed; compared by identity, since ``parse`` gives one object for one form.

    ``core`` are its words, folded and lower case, without article, owner, titles, nickname and what follows a
    person's name. ``titles`` are the titles that were removed. ``place`` is the one name of the country or city
    that the whole surface is a name of, or empty. ``shown`` is the surface as a reader would list it; ``head`` is
    what stands before a comma in the name of a place ("Halden" of "Halden, Westmark"), ``nickname`` what stands in
    quotation marks inside a name, or empty. ``text`` is the core with blanks, ``compact`` its letters and digits
    alone, ``letters`` those of an acronym of 2 to 6 capitals, or empty.
    """

    raw: str
    shown: str
    core: tuple[str, ...]
    text: str
    compact: str
    letters: str
    titles: tuple[str, ...] = ()
    place: str = ""
    head: str = ""
    nickname: str = ""


@lru_cache(maxsize=1 << 16)
def parse(raw: str, kind: Kind = "person") -> Surface:
    """Read one surface form apart. Titles like "General" are taken off what may be a person only."""
    words = _words(raw)
    if place := places.canonical(" ".join(words)):
        return _surface(raw, words, places.folded(place).split(), place=place)
    head, _, tail = " ".join(words).partition(",")
    words = head.split() if kind == "person" else [*head.split(), *(places.canonical(tail) or tail).split()]
    titled = _title_count(words, kind)
    titles = tuple(_lower(word) for word in words[:titled])
    words = _without_tail(words[titled:], bool(titled))
    head = head.lower() if tail and kind == "place" else ""
    return _surface(raw, words, [_lower(word) for word in words], titles, head=head, nickname=_nickname(raw))


def _surface(
    raw: str,
    words: Sequence[str],
    core: Sequence[str],
    titles: tuple[str, ...] = (),
    place: str = "",
    head: str = "",
    nickname: str = "",
) -> Surface:
    shown, compact = " ".join(words), re.sub(r"[\W_]", "", "".join(core))
    return Surface(raw, shown, tuple(core), " ".join(core), compact, _letters(shown), titles, place, head, nickname)


def fold(text: str) -> str:
    """``text`` with straight quotation marks and without accents."""
    text = text.translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _nickname(raw: str) -> str:
    found = _NICKNAME.search(fold(raw))
    words = _DROPPED.sub(" ", found.group()).lower().split() if found else []
    return " ".join(word for word in words if word not in DETERMINERS)


def _words(raw: str) -> list[str]:
    """The words of a surface, without quotation marks, article and the place that owns it ("Norland's Vane")."""
    text = _HYPHEN.sub("-", fold(raw))
    text = _NICKNAME.sub(" ", text)
    if (owner := _OWNER.match(text)) and places.canonical(owner["owner"]):
        text = text[owner.end() :]
    words = _POSSESSIVE.sub("", _DROPPED.sub(" ", _POSSESSIVE.sub("", text))).split()
    while len(words) > 1 and words[0].lower() in DETERMINERS:
        del words[0]
    return [word.rstrip(",") if word == words[-1] else word for word in words]


def _lower(word: str) -> str:
    return word.lower().rstrip(".") or word


def _title_count(words: Sequence[str], kind: Kind) -> int:
    """How many leading words are titles; one word is always left."""
    count, through = 0, 0
    while through < len(words) - 1:
        word = _lower(words[through])
        if word in FORMS_OF_ADDRESS or (kind == "person" and word in TITLES):
            count = through + 1
        elif word == "of" and count == through > 0 and _lower(words[through + 1]) in TITLE_MODIFIERS:
            count = through + 2
            through += 1
        elif word not in TITLE_MODIFIERS and not places.demonym_of(word) and not places.canonical(words[through]):
            break
        through += 1
    return count


def _without_tail(words: list[str], titled: bool) -> list[str]:
    """Without "Jr." and degrees, and without "of Norland" after a titled name."""
    if titled and "of" in words[1:] and places.canonical(" ".join(words[words.index("of") + 1 :])):
        words = words[: words.index("of")]
    while len(words) > 2 and _lower(words[-1]) in GENERATIONS:
        words = words[:-1]
    return words


def _letters(shown: str) -> str:
    letters = re.sub(r"[.\s]", "", shown)
    plain = 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()
    return letters.lower() if plain and (" " not in shown or "." in shown) else ""
