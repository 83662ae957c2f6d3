"""Invented wire copy to train on: datelines, bylines and lists of results, which the annotated sources lack.

Names are drawn from the gazetteers. In a list of results a city stands for its club.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from store.language.gazetteers import listed
from store.language.tokens import tokenize
from tests.benchmarks import names_tables
from tests.benchmarks.names_data import Document, Range, Sentence

REPORTS = 350
_LINES = (
    "{CITY} {year}-{n}-{n}",
    "{CITY} , {month} {n}",
    "{Person}",
    "By {Person}",
    "{Town} {n} {Town} {n}",
    "{Town} {n} {Town} {n}",
    "{Club} {n} {Club} {n}",
    "{TOWN} {n} {n} .{n} -",
    "{TOWN} {n} {Town} {n}",
    "{Town} at {TOWN}",
    "{Club} v {Club}",
    "{Town} vs. {Town}",
    "{Club} {n} {n} {n} {n} {n} {n}",
    "{n}. {Person} ( {Country} ) {n}.{n}",
    "{n}. {Person} ( {Country} ) {n} minutes {n}.{n} seconds",
    "{Person} ( {Country} ) beat {Person} ( {Country} ) {n} - {n} {n} - {n}",
    "{n} - {Person} ( {Country} ) beat {Person} ( {Country} ) {n} - {n}",
    "{Country} beat {Country} {n} - {n} ( halftime {n} - {n} ) in a qualifier in {City} on Saturday .",
    "{Country} {n} {n} {n} {n}",
    "{COUNTRY} {n} {COUNTRY} {n}",
    "Scorers : {Surname} {n} , {Surname} {n} , {Surname} {n}",
    "{Club} - {Person} {n} , {n} . {Club} - {Person} {n} . Attendance : {n}",
    "{Surname} {n} , {Surname} {n} , {Surname} lbw b {Surname} {n}",
    "{City} : {Club} {n} {Club} {n}",
    "SOCCER - {COUNTRY} BEAT {COUNTRY} {n} - {n} .",
    "SOCCER - {CLUB} SIGN {PERSON} FROM {CLUB} .",
    "TENNIS - {PERSON} OUT OF {CITY} OPEN .",
    "{COUNTRY} SAYS {COUNTRY} TALKS TO RESUME .",
    "{COUNTRY} MINISTER MEETS {SURNAME} IN {CITY} .",
    "{COMPANY} SHARES FALL AFTER {COMPANY} BID .",
    "{Company} said it would buy {Company} for $ {n} million .",
    "Shares in {Company} closed at {n} , while {Company} lost {n} percent in {City} .",
    "{Person} , the coach of {Club} , said {Surname} would not play against {Club} on {month} {n} .",
    "{City} ( {Agency} ) - {Person} told {Company} on Monday .",
    "-- {City} newsroom + {n} {n} {n}",
    "The {Newspaper} said {Person} had met {Surname} in {City} .",
)
_LABELS = {"person": "PER", "surname": "PER", "city": "LOC", "country": "LOC", "month": "O"}
_LISTS = {
    "city": "big cities",
    "town": "big cities",
    "country": "countries",
    "club": "sports clubs",
    "company": "companies",
    "newspaper": "media",
}
_AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "TASS", "DPA", "ANSA", "Kyodo", "PTI", "Interfax", "Yonhap", "MENA")
_MONTHS = ("January", "March", "May", "July", "September", "Oct", "Dec")


def reports(chance: random.Random) -> Iterator[Document]:
    """Reports of a few lines each."""
    names = _Names(chance)
    for number in range(REPORTS):
        lines = chance.choices(_LINES, k=chance.randint(2, 8))
        yield Document(f"wire{number}", "wire", tuple(_filled(line, names) for line in lines))


def _filled(line: str, names: _Names) -> Sentence:
    tokens, found = list[str](), list[Range]()
    for part in line.split(" "):
        words, label = names.drawn(part)
        if label != "O":
            found.append((len(tokens), len(tokens) + len(words), label))
        tokens += words
    return Sentence(" ".join(tokens), tuple(tokens), tuple(found), ())


class _Names:
    """Draws what stands in braces."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        borne = names_tables.person_names()
        self._first = sorted(name for name, ways in borne.items() if "f" in ways)
        self._last = sorted(name for name, ways in borne.items() if "l" in ways or "w" in ways)
        self._others = {"agency": _AGENCIES, "month": _MONTHS} | {
            kind: sorted(listed(name)) for kind, name in _LISTS.items()
        }

    def drawn(self, part: str) -> tuple[list[str], str]:
        """The words for one part of a line, and their label."""
        kind = part.strip("{}")
        if not part.startswith("{") or kind in ("n", "year") or "}" in kind:
            return [token.text for token in tokenize(self._numbered(part))], "O"
        words = [token.text for token in tokenize(self._name(kind.lower()))]
        return [word.upper() for word in words] if kind.isupper() else words, _LABELS.get(kind.lower(), "ORG")

    def _numbered(self, part: str) -> str:
        part = part.replace("{year}", str(self.chance.randint(1990, 2025)))
        return re.sub(r"\{n\}", lambda _: str(self.chance.randint(1, 99)), part)

    def _name(self, kind: str) -> str:
        pick = self.chance.choice
        if kind == "person":
            return f"{pick(self._first).title()} {pick(self._last).title()}"
        if kind == "surname":
            return pick(self._last).title()
        name = pick(self._others[kind])
        return name.title() if name.islower() else name
