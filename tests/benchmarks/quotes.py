"""Quotation boundaries and speakers on invented newspaper paragraphs: ``python -m tests.benchmarks.quotes [-v]``.

The paragraphs of ``data/quotes.json`` were written for this measurement, to be unlike one another, and the rules were
developed on them. Those of ``data/quotes_fresh.json`` were written afterwards and measured before any rule had seen
them; so were those of ``data/quotes_styles.json``, in the manner of agencies, broadsheets, tabloids, broadcasts and
transcripts, with marks of several countries. On real pages there is no gold: there the stretches of five words or more
between two marks of a paragraph are counted, and how many of them are found. With ``-v`` every wrong one is listed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from store.language import read, understand
from store.language.names import engine
from store.model import Block, Draft, Quote, Reading

DATA = Path(__file__).parent / "data"
FILES = ("quotes.json", "quotes_fresh.json", "quotes_styles.json", "quotes_styles_2.json", "quotes_styles_3.json")


def main() -> None:
    names = engine()
    for file in FILES:
        print(f"\n{file}\n")
        _measure(json.loads((DATA / file).read_text(encoding="utf8")), names)
    _real_text()


def _real_text() -> None:
    """What stands between paired marks in the articles of the extraction and coreference sets, and what is found."""
    from tests.benchmarks.alignment import SHARED, rows

    pages = [row["article"] for row in rows(SHARED / "data/extraction/pages_full_text.jsonl.gz")]
    wire = ["\n".join(row["sents"]) for row in rows(SHARED / "data/coreference/newswcl50_dev.jsonl.gz")]
    print("\n| real text | between paired marks | found |\n|---|---|---|")
    for name, texts in (("extraction pages", pages), ("NewsWCL50, marks between blanks", wire)):
        marked = found = 0
        for text in texts:
            blocks = tuple(Block(*each.span()) for each in re.finditer(r"[^\n]+", text))
            read_quotes = {(quote.start, quote.end) for quote in understand(text, blocks, "").quotes}
            spans = {span for block in blocks for span in _between_marks(text, block) if _words(text, span) > 4}
            marked, found = marked + len(spans), found + len(spans & read_quotes)
            for span in spans - read_quotes:
                _tell("missed", text[slice(*span)])
        print(f"| {name} | {marked} | {found} |")


def _between_marks(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Stretches between curly marks, or between straight ones of an even number, in one paragraph."""
    straight = [each.start() for each in re.compile('"').finditer(text, block.start, block.end)]
    if "“" in text[block.start : block.end]:
        yield from (each.span() for each in re.compile(r"“[^“”]+”").finditer(text, block.start, block.end))
    elif len(straight) % 2 == 0:
        yield from ((start, end + 1) for start, end in zip(straight[::2], straight[1::2], strict=True))


def _words(text: str, span: tuple[int, int]) -> int:
    return len(text[slice(*span)].strip('" ').split())


def _measure(rows: list[dict], names: object) -> None:
    counts: Counter[str] = Counter()
    by_rule: dict[str, Counter[bool]] = {}
    for row in rows:
        _score(row, _reading(row["text"], names), counts, by_rule)
    found, gold, right = counts["found"], counts["gold"], counts["right"]
    print("| measure | share | of |\n|---|---|---|")
    print(f"| boundaries, precision | {right / found:.3f} | {found} |")
    print(f"| boundaries, recall | {right / gold:.3f} | {gold} |")
    print(f"| speakers | {counts['speaker'] / gold:.3f} | {gold} |")
    for rule, answers in sorted(by_rule.items(), key=lambda each: -each[1].total()):
        print(f"| speakers by rule {rule or '(none)'} | {answers[True] / answers.total():.3f} | {answers.total()} |")
    print(f"| milliseconds for 1,000 words, median | {_milliseconds(rows, names):.1f} | |")


def _reading(text: str, names: object) -> Reading:
    blocks = tuple(Block(*each.span()) for each in re.finditer(r"[^\n]+", text))
    return read(Draft("", b"", "text/plain", text, blocks), names)  # type: ignore[arg-type]


def _score(row: dict, reading: Reading, counts: Counter[str], by_rule: dict[str, Counter[bool]]) -> None:
    found = {(quote.start, quote.end): quote for quote in reading.quotes}
    gold = _gold(row)
    counts.update(found=len(found), gold=len(gold))
    for span, speaker in gold.items():
        quote = found.get(span)
        if quote is None:
            _tell("missed", row["text"][slice(*span)], speaker, [row["text"][slice(*each)] for each in found])
            continue
        answer = _speaker(reading, quote)
        counts["right"] += 1
        right = _same(answer, speaker)
        counts["speaker"] += right
        by_rule.setdefault(quote.rule, Counter())[right] += 1
        if not right:
            _tell("speaker", row["text"][slice(*span)], speaker, answer, quote.rule)
    for span in found.keys() - gold.keys():
        _tell("false", row["text"][slice(*span)])


def _gold(row: dict) -> dict[tuple[int, int], str]:
    spans, place = {}, 0
    for exact, speaker in row["quotes"]:
        start = row["text"].index(exact, place)
        place = start + len(exact)
        spans[start, place] = speaker
    return spans


def _speaker(reading: Reading, quote: Quote) -> str:
    return reading.text[quote.speaker.start : quote.speaker.end] if quote.speaker else ""


def _same(answer: str, gold: str) -> bool:
    """Whether the last word of one, its head or surname, is among the words of the other, or nobody is in both."""
    if not gold:
        return not answer
    one, other = (re.findall(r"\w+", each.casefold()) for each in (answer, gold))
    return bool(one and other) and (one[-1] in other or other[-1] in one)


def _milliseconds(rows: list[dict], names: object) -> float:
    text = "\n\n".join(row["text"] for row in rows)
    reading = _reading(text, names)
    times = []
    for _ in range(9):
        start = perf_counter()
        understand(text, reading.blocks, "2023-11-22", reading.mentions)
        times.append(1000 * (perf_counter() - start))
    return median(times) * 1000 / len(text.split())


def _tell(*what: object) -> None:
    if "-v" in sys.argv:
        print(*what, sep=" | ")


if __name__ == "__main__":
    main()
