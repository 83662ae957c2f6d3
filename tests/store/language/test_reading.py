"""One text read from end to end."""

import gzip
from pathlib import Path

import pytest

from store import language
from store.language.names import engine
from store.model import Block, Draft

STORY = (
    "Norland Denies Arming Yemen\n\n"
    "Minister Ada Vanberg said on Tuesday that Norland had never armed Yemen. “We sent 300 tents,” Vanberg said.\n\n"
    "The Halden Post reported that the Ministry of Trade paid $5 million."
)


def draft(text=STORY, **fields):
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(start, start + len(part), "paragraph"))
        start += len(part) + 2
    return Draft("test", text.encode(), "text/plain", text, tuple(blocks), **fields)


def test_without_an_engine_names_stay_pending():
    reading = language.read(draft(), None)
    assert reading.engine == ""
    assert reading.mentions == () and reading.entities == ()
    assert reading.sentences and reading.quotes and reading.dates and reading.figures


@pytest.mark.parametrize("choice", ["rules", "crf"])
def test_a_reading_binds_mentions_to_entities(choice):
    reading = language.read(draft(title="Norland Denies", outlet="Halden Post"), engine(choice))
    assert reading.engine.startswith(f"{choice}/")
    assert (reading.title, reading.outlet, reading.article) == ("Norland Denies", "Halden Post", 0)
    assert [entity.id for entity in reading.entities] == list(range(1, len(reading.entities) + 1))
    assert {mention.entity for mention in reading.mentions} == {entity.id for entity in reading.entities}
    first = [next(m.start for m in reading.mentions if m.entity == e.id) for e in reading.entities]
    assert first == sorted(first)


def test_a_surname_is_the_same_person():
    reading = language.read(draft(), engine("crf"))
    person = next(entity for entity in reading.entities if entity.name == "Ada Vanberg")
    surfaces = [STORY[m.start : m.end] for m in reading.mentions if m.entity == person.id]
    assert surfaces == ["Ada Vanberg", "Vanberg"]


def test_a_quote_has_its_speaker():
    reading = language.read(draft(), engine("crf"))
    person = next(entity for entity in reading.entities if entity.name == "Ada Vanberg")
    assert [quote.entity for quote in reading.quotes] == [person.id]


def test_names_in_folded_blocks_do_not_exist():
    text = "Ada Vanberg left Yemen."
    blocks = (Block(0, len(text)), Block(len(text), len(text), "furniture", False, "Read more by Bram Holt"))
    reading = language.read(Draft("test", b"", "text/plain", text, blocks), engine("crf"))
    assert {entity.name for entity in reading.entities} == {"Ada Vanberg", "Yemen"}


def test_names_do_not_cross_blocks():
    text = "Ada Vanberg\n\nBram Holt left."
    reading = language.read(draft(text), engine("crf"))
    assert all("\n" not in text[mention.start : mention.end] for mention in reading.mentions)


def test_understanding_a_stored_article_keeps_its_mentions():
    fresh = language.read(draft(), engine("crf"))
    again = language.understand(fresh.text, fresh.blocks, "2023-11-21", fresh.mentions)
    assert again.mentions == fresh.mentions
    assert again.quotes == fresh.quotes
    assert again.published == "2023-11-21"


def test_an_empty_article():
    reading = language.read(draft(""), engine("crf"))
    assert reading.mentions == () and reading.sentences == ()


def test_the_shipped_files_are_small():
    data = Path(language.__file__).parent / "data"
    shipped = [path for path in data.iterdir() if path.suffix in (".gz", ".txt")]
    assert {"names.model.gz", "words.txt.gz", "names.txt.gz", "phrases.txt.gz"} <= {path.name for path in shipped}
    assert sum(path.stat().st_size for path in shipped) < 8_000_000
    assert b"[countries]" in gzip.decompress((data / "gazetteer.txt.gz").read_bytes())
