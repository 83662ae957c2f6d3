"""The choice of engine, and what every engine promises."""

import pickle
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import DiptychError
from store.language.name_engine import KIND_OF_LABEL, EngineError
from store.language.names import engine, signature
from store.language.sentences import sentences
from store.model import KINDS

ENGINES = ("rules", "crf")

WORDS = "The|Norland|U.S.|President|said|in|of|Ministry|/|-|S1|,|’s|“|”|.|\n\n|\n|HALDEN|Russian|Mr.|\x00|é|中|25|al"
newsprint = st.lists(st.sampled_from(WORDS.split("|")), max_size=60).map(" ".join)


def names_in(choice, text):
    return [(text[name.start : name.end], name.kind) for name in engine(choice).find(text, sentences(text))]


def test_every_label_is_a_kind():
    assert set(KIND_OF_LABEL.values()) == set(KINDS)


@pytest.mark.parametrize("choice", ENGINES)
def test_a_plain_report(choice):
    text = "President Ada Vane met officials of the Ministry of Defence in Moscow on Tuesday, the Russian agency said."
    assert ("Ada Vane", "person") in [(s.removeprefix("President "), k) for s, k in names_in(choice, text)]
    assert ("Moscow", "place") in names_in(choice, text)
    assert ("Russian", "people") in names_in(choice, text)


@pytest.mark.parametrize("choice", ENGINES)
@given(newsprint)
@settings(max_examples=60, deadline=None)
def test_names_are_in_order_inside_sentences_and_never_overlap(choice, text):
    spans = sentences(text)
    names = engine(choice).find(text, spans)
    assert all(name.start < name.end and text[name.start : name.end].strip() for name in names)
    assert all(one.end <= other.start for one, other in pairwise(names))
    assert all(any(span.start <= name.start and name.end <= span.end for span in spans) for name in names)
    assert all(0 <= name.confidence <= 1 for name in names)


@pytest.mark.parametrize("choice", ENGINES)
def test_no_text_no_names(choice):
    assert engine(choice).find("", ()) == []


@pytest.mark.parametrize("choice", ENGINES)
def test_an_engine_has_a_name_and_a_version(choice):
    assert engine(choice).name == choice
    assert engine(choice).version


def test_an_unknown_engine_is_an_error():
    with pytest.raises(EngineError, match="Choose crf, rules or spacy"):
        engine("oracle")


def test_a_missing_spacy_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(DiptychError, match=r"diptych\[spacy\]"):
        engine("spacy:none_such")


def test_an_error_comes_back_whole_from_another_process():
    with pytest.raises(EngineError) as raised:
        engine("oracle")
    returned = pickle.loads(pickle.dumps(raised.value))
    assert str(returned) == str(raised.value)


@pytest.mark.parametrize("choice", ENGINES)
def test_a_signature_is_what_readings_carry(choice):
    assert signature(choice) == f"{engine(choice).name}/{engine(choice).version}"


def test_a_signature_needs_neither_model_nor_numpy():
    code = "import sys; from store.language import names; names.signature('crf'); print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_signature_of_a_pipeline_in_a_folder(tmp_path):
    (tmp_path / "meta.json").write_text('{"version": "3.7"}')
    assert signature(f"spacy:{tmp_path}") == f"spacy:{tmp_path}/3.7"


def test_a_spacy_pipeline_finds_names(tmp_path):
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    pipeline = spacy.blank("en")
    patterns = [
        {"label": "ORG", "pattern": "Halden Post"},
        {"label": "GPE", "pattern": "Norland"},
        {"label": "DATE", "pattern": "Monday"},
    ]
    pipeline.add_pipe("entity_ruler").add_patterns(patterns)
    pipeline.to_disk(tmp_path)
    choice = f"spacy:{tmp_path}"
    text = "A ship left. The Halden Post saw it off Norland on Monday.\n\nNorland denied it."
    assert names_in(choice, text) == [("Halden Post", "organisation"), ("Norland", "place"), ("Norland", "place")]
    assert signature(choice) == f"{engine(choice).name}/{engine(choice).version}"


@pytest.mark.parametrize("choice", ["oracle", "spacy:", "spacy:none_such"])
def test_a_choice_that_cannot_be_has_no_signature(choice):
    with pytest.raises(EngineError):
        signature(choice)


def test_without_numpy_the_rules_find_names(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "numpy", None)
    engine.cache_clear()
    assert engine("crf").name == "rules"
    assert signature("crf").startswith("rules/")
    assert "found by rules" in caplog.text
    engine.cache_clear()
