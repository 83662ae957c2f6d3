"""The reports of a comparison."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from store.exchange.report import Report
from store.model import Comparison, Reading, Span, VersionEdit
from tests.store.exchange.making import FIRST, HOSTILE, SECOND, articles, comparison, readings, span


def report(**changes):
    return Report(comparison(**changes), articles(), readings())


def test_json_has_the_keys_that_programs_read():
    value = json.loads(json.dumps(report().as_json()))
    assert [article["id"] for article in value["articles"]] == [1, 2]
    assert value["articles"][0]["title"] == "Ferry adrift"
    vane = span(FIRST, "Jane Vane")
    assert value["entities"][0]["mentions"]["1"] == [[vane.start, vane.end]]
    assert value["entities"][0]["related"] == ["Halden"]
    assert value["shared"] == ["Jane Vane"]
    assert value["only"] == {"1": [], "2": ["Corvin"]}
    assert [pair["score"] for pair in value["alignment"]] == [0.91]
    assert value["quotes"][0]["label"] == "cut"
    assert value["quotes"][0]["missing"] == {"2": "home"}
    assert value["quotes"][0]["speakers"] == {"1": "Jane Vane", "2": "Jane Vane"}
    assert value["differences"][0]["values"] == {"1": "3 rope", "2": "4 rope"}
    assert value["only_passages"] == {"1": [[0, 12]], "2": []}


def test_json_lists_weak_pairs_when_a_least_score_was_asked_for():
    found = Report(replace(comparison(), min_score=0.4), articles(), readings())
    assert [pair["score"] for pair in found.as_json()["alignment"]] == [0.91, 0.5]


CITATION = re.compile(r"\((\d+) ¶(\d+), (\d+)–(\d+)\)")


@pytest.mark.parametrize("form", ["as_markdown", "as_html"])
def test_every_citation_leads_to_its_passage(form):
    text = getattr(report(), form)()
    cited = [tuple(map(int, found)) for found in CITATION.findall(text)]
    assert (2, 1, span(SECOND, "Corvin").start, span(SECOND, "Corvin").end) in cited
    for article, paragraph, start, end in cited:
        block = readings()[article - 1].blocks[paragraph - 1]
        assert block.start <= start < end <= block.end


def test_every_statement_of_the_markdown_cites():
    statements = [line for line in report().as_markdown().splitlines() if "Vane" in line or "ropes" in line]
    own = [line for line in statements if line.lstrip().startswith("- ") and not line.startswith("- **2** Ropes")]
    assert own
    assert all(CITATION.search(line) for line in own)


def test_markdown_tells_the_cut_words_and_both_values():
    text = report().as_markdown()
    assert "without “home”" in text
    assert "3 rope: “3 ropes”" in text
    assert "## Said only in 1: Halden Herald" in text


def test_text_counts():
    lines = report().as_text().splitlines()
    assert "Names in several: 1" in lines
    assert "  1·1  Jane Vane" in lines
    assert "Said in several: 1" in lines


class Page(HTMLParser):
    """The tags, anchors, links and text of a page; a tag closed out of turn is an error."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.ids, self.links, self.text = [], [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.text += data


def test_the_page_is_well_formed_and_its_links_lead_somewhere():
    page = Page(report().as_html())
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_the_page_is_self_contained_and_has_no_script():
    text = report().as_html()
    assert "script" not in Page(text).tags
    assert not re.search(r"(src|href)=\"(?!#)|url\(|@import", text)


def test_the_page_holds_the_articles_with_their_marks():
    text = report().as_html()
    page = Page(text)
    assert "tow her home" in page.text
    assert re.search(r'class="name shared" style="--hue: \d+; --under: solid" title="[^"]*">Jane Vane<', text)
    assert re.search(r'class="name only"[^>]*>Corvin<', text)
    assert re.search(r'href="#s2-\d+" title="also there">≈2<', text)
    assert '<span class="quoted cut">home</span>' in text


@pytest.mark.parametrize("form", ["as_markdown", "as_html", "as_text"])
def test_hostile_words_are_only_words(form):
    hostile = replace(articles()[0], title=HOSTILE, outlet=HOSTILE, byline=HOSTILE)
    made = Report(comparison(name=HOSTILE), (hostile, articles()[1]), readings())
    text = getattr(made, form)()
    assert "\x1b" not in text
    assert "\u202e" not in text
    if form == "as_html":
        assert "script" not in Page(text).tags
        assert "<script>alert" not in text
    if form == "as_markdown":
        assert "<script" not in text.replace("\\<script", "")
        assert "[a](b)" not in text


def test_the_report_of_nothing():
    empty = Report(Comparison((1, 2)), articles(), (Reading(""), Reading("")))
    assert not Page(empty.as_html()).open
    assert "None." in empty.as_markdown()
    assert empty.as_json()["shared"] == []
    assert "Names in several: none" in empty.as_text()


def test_a_title_that_the_text_does_not_show_is_shown_above_it():
    page = Page(report().as_html())
    assert "Ropes lost" in page.text and page.text.count("Ferry adrift") == 2
    unnamed = Report(comparison(), [replace(one, outlet="") for one in articles()], readings()).as_html()
    assert "<h2>Article 1</h2>" in unnamed and "<h2>Article 2</h2>" in unnamed
    assert "Names only in Ropes lost" in Page(unnamed).text


@pytest.mark.parametrize("form", ["as_markdown", "as_html", "as_text"])
def test_articles_of_one_outlet_are_told_apart(form):
    twice = [replace(one, outlet="Halden Herald") for one in articles()]
    text = getattr(Report(comparison(), twice, readings()), form)()
    assert "Halden Herald (1)" in text and "Halden Herald (2)" in text


@pytest.mark.parametrize("form", ["as_markdown", "as_html", "as_text"])
def test_what_changed_between_versions_is_told(form):
    edits = (
        VersionEdit("replace", {1: span(FIRST, "3 ropes"), 2: span(SECOND, "4 ropes")}),
        VersionEdit("insert", {1: Span(12, 12), 2: span(SECOND, "told Corvin")}),
    )
    text = getattr(Report(replace(comparison(), edits=edits), articles(), readings()), form)()
    assert "Changed between versions" in text and "replace" in text and "insert" in text
    if form == "as_html":
        page = Page(text)
        assert not page.open and {link.removeprefix("#") for link in page.links} <= set(page.ids)
