"""How much of an article and how little of a page's furniture is kept: ``python -m tests.benchmarks.extraction``.

Text dumps by cross-validation over sites, with models trained on the other sites; HTML against trafilatura alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from statistics import mean, median

from store.language.boilerplate import read_page
from store.language.line_model import LineModel
from store.sources.extraction import Extractor
from store.sources.html import read_html
from tests.benchmarks.page_dumps import DUMPS, SavedPage, dump_lines, full_text_pages, segment_pages, shingles, words
from tests.benchmarks.train_boilerplate import examples, shows_title, train

FOLDS = 5
Text = Callable[[SavedPage], str]


def fold(page: SavedPage) -> int:
    """The fold of a page: all pages of a site share it."""
    return int(hashlib.md5(page.site.encode()).hexdigest(), 16) % FOLDS


def cross_validated() -> list[LineModel]:
    """A model for each fold, trained on the others."""
    return [train([example for example in examples() if fold(example.page) != left_out]) for left_out in range(FOLDS)]


def dump_text(models: Sequence[LineModel], style: str) -> Text:
    """How a dump of ``style`` is read with the model that never saw its site."""

    def text(page: SavedPage) -> str:
        read = read_page(dump_lines(DUMPS[style](page.html)), model=models[fold(page)])
        return body("\n".join(line.text for line in read.lines if line.kept), read.title, page)

    return text


def body(text: str, title: str, page: SavedPage) -> str:
    """``text`` without the headline where the human text leaves it out, as all but a few of them do."""
    return text.removeprefix(title) if page.article and not page.article.startswith(title) else text


def full_text_row(text: Text) -> tuple[float, float]:
    """4-gram F1 from the mean precision and recall of the full-text pages, and the median page's F1."""
    pairs = [_precision_recall(text(page), page.article) for page in full_text_pages()]
    overall = _f1(mean(pair[0] for pair in pairs), mean(pair[1] for pair in pairs))
    return overall, median(_f1(*pair) for pair in pairs)


def _precision_recall(text: str, article: str) -> tuple[float, float]:
    found, wanted = shingles(text), shingles(article)
    both = sum((found & wanted).values())
    return both / max(1, sum(found.values())), both / max(1, sum(wanted.values()))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def segment_row(text: Text) -> tuple[float, float]:
    """Share of segments rightly kept or dropped on the segment pages, and F1 of the kept ones."""
    kept = kept_all = dropped = dropped_all = 0
    for page in segment_pages():
        plain = " ".join(words(text(page)))
        kept += sum(" ".join(words(part)) in plain for part in page.must_keep)
        dropped += sum(" ".join(words(part)) not in plain for part in page.must_drop)
        kept_all += len(page.must_keep)
        dropped_all += len(page.must_drop)
    return (kept + dropped) / (kept_all + dropped_all), _f1(kept / (kept + dropped_all - dropped), kept / kept_all)


def trafilatura_alone(page: SavedPage) -> str:
    """What trafilatura gives for the page."""
    from trafilatura import extract

    return extract(page.html, include_comments=False) or ""


def main() -> None:
    """Print the table."""
    models = cross_validated()
    methods: Mapping[str, Text] = {f"dump, {style}": dump_text(models, style) for style in DUMPS}
    print("| input | 4-gram F1 | median page | segments right | segments F1 |\n|---|---|---|---|---|")
    for name, text in methods.items():
        _print_row(name, text)
    for style in DUMPS:
        found, shown = headlines_found(models, style)
        print(f"| headline, {style} | found on {found} of {shown} |", flush=True)
    _print_row("HTML, trafilatura alone", trafilatura_alone)
    extractor = Extractor()
    _print_row("HTML", lambda page: _without_title(page, extractor))
    extractor.close()


def _without_title(page: SavedPage, extractor: Extractor) -> str:
    draft = read_html(page.html, extractor)
    return body(draft.text, draft.title, page)


def headlines_found(models: Sequence[LineModel], style: str) -> tuple[int, int]:
    """On how many dumps of ``style`` that show the page's title as a line it is found, and on how many it is shown."""
    found = shown = 0
    for page in (*full_text_pages(), *segment_pages()):
        lines = dump_lines(DUMPS[style](page.html))
        if shows_title(page, lines):
            shown += 1
            found += shows_title(page, (read_page(lines, model=models[fold(page)]).title,))
    return found, shown


def _print_row(name: str, text: Text) -> None:
    figures = (*full_text_row(text), *segment_row(text))
    print(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |", flush=True)


if __name__ == "__main__":
    main()
