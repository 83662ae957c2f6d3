"""Two invented articles, their readings and their comparison, made by hand so that a report can be told exactly."""

from store.model import (
    AlignedPair,
    Article,
    Block,
    ComparedEntity,
    Comparison,
    Difference,
    Reading,
    SharedQuote,
    Span,
)

FIRST = "Ferry adrift\n\nJane Vane said the ferry lost 3 ropes.\n\n“We will tow her home,” Vane said."
SECOND = "The ferry lost 4 ropes, Vane told Corvin.\n\n“We will tow her,” she added."
HOSTILE = '<script>alert(1)</script> & "x" \'\x1b[31m [a](b) *c* \u202e'


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def blocks(text, roles=()):
    start, made = 0, []
    for number, paragraph in enumerate(text.split("\n\n")):
        role = roles[number] if number < len(roles) else "paragraph"
        made.append(Block(start, start + len(paragraph), role))
        start += len(paragraph) + 2
    return tuple(made)


def articles(title="Ferry adrift", outlet="Halden Herald"):
    return (
        Article(1, "u1", title, outlet, FIRST, blocks(FIRST, ["title"]), published="2031-02-03"),
        Article(2, "u2", "Ropes lost", "Corvin Post", SECOND, blocks(SECOND)),
    )


def readings():
    return (
        Reading(FIRST, blocks(FIRST, ["title"]), article=1),
        Reading(SECOND, blocks(SECOND), article=2),
    )


def comparison(name="Jane Vane"):
    first, second = span(FIRST, "Jane Vane said the ferry lost 3 ropes."), span(SECOND, "The ferry lost 4 ropes")
    return Comparison(
        articles=(1, 2),
        entities=(
            ComparedEntity(
                name, "person", {1: (span(FIRST, "Jane Vane"),), 2: (span(SECOND, "Vane"),)}, ("Vane",), ("Halden",)
            ),
            ComparedEntity("Corvin", "organisation", {2: (span(SECOND, "Corvin"),)}),
        ),
        alignment=(
            AlignedPair({1: first, 2: second}, 0.91),
            AlignedPair({1: Span(0, 12), 2: second}, 0.5, "weak"),
        ),
        quotes=(
            SharedQuote(
                {1: span(FIRST, "“We will tow her home,”"), 2: span(SECOND, "“We will tow her,”")},
                "cut",
                {2: "home"},
                {1: (span(FIRST, "home"),)},
                {1: "Jane Vane", 2: "Jane Vane"},
            ),
        ),
        differences=(
            Difference("number", {1: span(FIRST, "3 ropes"), 2: span(SECOND, "4 ropes")}, {1: "3 rope", 2: "4 rope"}),
        ),
        only_passages={1: (Span(0, 12),), 2: ()},
    )
