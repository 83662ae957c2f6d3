"""The JSON of one reading."""

import json

from store.exchange.extract_json import extract_json, reading_json
from store.model import Alias, Article, Block, DateMention, Draft, Entity, Figure, Mention, Quote, Reading, Span

TEXT = "Jane Vane spoke.\n\n“Two ropes,” Vane said on Friday."
BLOCKS = (Block(0, 16, "title"), Block(18, 18, "furniture", False, "Read more"), Block(18, len(TEXT)))
READING = Reading(
    TEXT,
    BLOCKS,
    sentences=(Span(0, 16), Span(18, len(TEXT))),
    mentions=(Mention(0, 9, "person", 1, 0.98765, "model"), Mention(31, 35, "person", 1)),
    entities=(Entity(1, "Jane Vane", "person", (Alias("Jane Vane"), Alias("Vane", "surname"), Alias("Redbird"))),),
    quotes=(Quote(18, 30, Span(31, 35), 1, "after-quote", 0.98), Quote(18, 30)),
    dates=(DateMention(44, 50, "2031-02-07"),),
    figures=(Figure(19, 28, 2, "rope"),),
    engine="rules/1",
)
DRAFT = Draft("a.txt", b"", "text/plain", TEXT, BLOCKS, title="Ropes", outlet="Halden Herald", published="2031-02-08")


def test_the_object_has_the_keys_that_programs_read():
    value = json.loads(json.dumps(extract_json(DRAFT, READING)))
    assert (value["source"], value["title"], value["outlet"]) == ("a.txt", "Ropes", "Halden Herald")
    assert value["text"] == TEXT
    assert value["blocks"][0] == {"start": 0, "end": 16, "role": "title", "kept": True}
    assert len(value["blocks"]) == 2
    assert value["furniture"] == ["Read more"]
    assert value["sentences"] == [[0, 16], [18, len(TEXT)]]
    assert value["mentions"][0] == {
        "start": 0, "end": 9, "text": "Jane Vane", "kind": "person", "entity": 1, "confidence": 0.9877, "by": "model",
    }  # fmt: skip
    assert value["quotes"][0]["speaker"] == {"start": 31, "end": 35, "entity": 1}
    assert value["quotes"][1]["speaker"] is None
    assert value["dates"] == [{"start": 44, "end": 50, "value": "2031-02-07"}]
    assert value["figures"] == [{"start": 19, "end": 28, "value": 2, "unit": "rope"}]


def test_aliases_are_those_that_the_text_uses():
    (entity,) = extract_json(DRAFT, READING)["entities"]
    assert entity == {"entity": 1, "name": "Jane Vane", "kind": "person", "aliases": ["Vane"]}


def test_every_span_gives_its_words():
    value = extract_json(DRAFT, READING)
    assert all(value["text"][one["start"] : one["end"]] == one["text"] for one in value["mentions"])


def test_a_stored_article_has_its_id():
    value = reading_json(Article(7, "u7", "Ropes", "Halden Herald", TEXT, BLOCKS), READING)
    assert (value["id"], value["uid"]) == (7, "u7")
