"""Rebuild the model that tells an article's lines from a page's furniture.

Run ``python -m tests.benchmarks.train_boilerplate`` from the checkout; it writes
``store/language/data/boilerplate.json``. It trains on dumps of the full-text pages (MIT) with their human text,
and of the segment pages (Apache-2.0) with trafilatura's own extraction corrected by their segments.
Needs the ``train`` extra.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from store.language import line_context, line_features
from store.language.line_model import LEAF, Linear, LineModel, chance, from_json
from tests.benchmarks.page_dumps import (
    DUMPS,
    SavedPage,
    article_lines,
    dump_lines,
    full_text_pages,
    segment_pages,
    words,
)

MODEL = Path(__file__).parents[2] / "store/language/data/boilerplate.json"
STYLES = ("lines",)
FULL_TEXT_WEIGHT = 2.0
_PARTS = 3


@dataclass(frozen=True)
class Example:
    """The dump of one page with the truth about its lines."""

    page: SavedPage
    lines: tuple[str, ...]
    shapes: list[line_features.LineShape]
    rows: Any
    kept: Any
    headline: Any
    weights: Any


@cache
def examples(style: str) -> tuple[Example, ...]:
    """Every page of both sets as a dump of ``style``, and the bare articles, in which nothing is furniture."""
    pages = (*full_text_pages(), *segment_pages())
    dumps = [_example(page, dump_lines(DUMPS[style](page.html))) for page in pages]
    clean = [_example(page, dump_lines(page.article)) for page in full_text_pages()]
    return tuple(example for example in dumps + clean if example.lines)


def _example(page: SavedPage, lines: tuple[str, ...]) -> Example:
    shapes = line_features.shapes_of(lines)
    lengths = np.sqrt([shape.count + 1.0 for shape in shapes]) if shapes else np.ones(0)
    importance = FULL_TEXT_WEIGHT if page.article else 1.0
    return Example(
        page,
        lines,
        shapes,
        np.array(line_features.rows(shapes)),
        np.array(truth(page, lines), float),
        np.array(_headline_truth(page, lines), float),
        lengths / max(1.0, lengths.sum()) ** 0.5 * importance,
    )


def truth(page: SavedPage, lines: tuple[str, ...]) -> list[bool]:
    """Tell which lines are the article."""
    if page.article:
        return article_lines(lines, page.article)
    kept = article_lines(lines, _extracted(page.html)[0])
    plain = [_plain(line) for line in lines]
    kept = [
        label or any(_plain(part) in line for part in page.must_keep) for label, line in zip(kept, plain, strict=True)
    ]
    return [
        label and not any(_plain(part) in line for part in page.must_drop)
        for label, line in zip(kept, plain, strict=True)
    ]


def _headline_truth(page: SavedPage, lines: tuple[str, ...]) -> list[bool]:
    title = _plain(_extracted(page.html)[1])
    return [bool(title) and _plain(line) == title for line in lines]


@cache
def _extracted(html: str) -> tuple[str, str]:
    from trafilatura import extract, extract_metadata

    logging.disable(logging.CRITICAL)
    known = extract_metadata(html)
    return extract(html, include_comments=False) or "", (known.title or "") if known else ""


def _plain(text: str) -> str:
    return " ".join(words(text.casefold()))


def train(chosen: Sequence[Example]) -> LineModel:
    """Return the model trained on ``chosen``."""
    first = _linear(chosen, [example.rows for example in chosen], [example.kept for example in chosen])
    chances = _chances_unseen(chosen)
    headline = _headline_model(chosen, chances)
    draft = LineModel(first, headline, 0.0, ())
    second = []
    for example, likely in zip(chosen, chances, strict=True):
        at = draft.find_headline(example.shapes, likely)
        second.append(np.hstack([np.array(line_context.context_rows(example.shapes, likely, at)), example.rows]))
    return from_json(_to_json(first, headline, _trees(chosen, second)))


def _chances_unseen(chosen: Sequence[Example]) -> list[list[float]]:
    """Give every example the first look of a model that has not seen its site."""
    part = [sum(example.page.site.encode()) % _PARTS for example in chosen]
    models = {
        left_out: _linear(
            [example for example, own in zip(chosen, part, strict=True) if own != left_out],
            [example.rows for example, own in zip(chosen, part, strict=True) if own != left_out],
            [example.kept for example, own in zip(chosen, part, strict=True) if own != left_out],
        )
        for left_out in range(_PARTS)
    }
    return [_chances(models[own], example) for example, own in zip(chosen, part, strict=True)]


def _chances(model: Linear, example: Example) -> list[float]:
    log_odds = example.rows @ np.array(model.weights) + model.bias
    return [chance(value) for value in log_odds.tolist()]


def _linear(chosen: Sequence[Example], rows: Sequence[Any], labels: Sequence[Any]) -> Linear:
    weights = np.concatenate([example.weights for example in chosen])
    return _fit(np.vstack(rows), np.concatenate(labels), weights / weights.mean())


def _headline_model(chosen: Sequence[Example], chances: Sequence[list[float]]) -> Linear:
    rows = [
        np.array(line_context.headline_rows(example.shapes, likely))
        for example, likely in zip(chosen, chances, strict=True)
    ]
    usable = [at for at, example in enumerate(chosen) if example.headline.any()]
    labels = np.concatenate([chosen[at].headline for at in usable])
    return _fit(np.vstack([rows[at] for at in usable]), labels, np.where(labels > 0, 5.0, 1.0))


def _fit(rows: Any, labels: Any, weights: Any) -> Linear:
    centre, spread = rows.mean(0), rows.std(0) + 1e-6
    model = LogisticRegression(C=0.05, max_iter=120).fit((rows - centre) / spread, labels, sample_weight=weights)
    scaled = model.coef_[0] / spread
    return Linear(tuple(scaled.tolist()), float(model.intercept_[0] - scaled @ centre))


def _trees(chosen: Sequence[Example], rows: Sequence[Any]) -> HistGradientBoostingClassifier:
    weights = np.concatenate([example.weights for example in chosen])
    return HistGradientBoostingClassifier(
        max_iter=140,
        max_depth=4,
        learning_rate=0.06,
        min_samples_leaf=40,
        l2_regularization=5,
        max_features=0.3,
        early_stopping=False,
        random_state=7,
    ).fit(np.vstack(rows), np.concatenate([example.kept for example in chosen]), sample_weight=weights / weights.mean())


def _to_json(first: Linear, headline: Linear, boosted: HistGradientBoostingClassifier) -> str:
    def linear(model: Linear) -> dict[str, Any]:
        return {"weights": [_short(weight) for weight in model.weights], "bias": _short(model.bias)}

    trees = [_columns(predictors[0].nodes) for predictors in boosted._predictors]
    bias = _short(float(boosted._baseline_prediction.ravel()[0]))
    content = {"first": linear(first), "headline": linear(headline), "bias": bias, "trees": trees}
    return json.dumps(content, separators=(",", ":"))


def _columns(nodes: Any) -> list[list[Any]]:
    return [
        [LEAF if node["is_leaf"] else int(node["feature_idx"]) for node in nodes],
        [0 if node["is_leaf"] else _short(node["num_threshold"]) for node in nodes],
        [int(node["left"]) for node in nodes],
        [int(node["right"]) for node in nodes],
        [_short(node["value"]) if node["is_leaf"] else 0 for node in nodes],
    ]


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def main() -> None:
    """Train on everything and write the file."""
    model_examples = [example for style in STYLES for example in examples(style)]
    model = train(model_examples)
    text = json.dumps(
        {
            "first": {"weights": model.first.weights, "bias": model.first.bias},
            "headline": {"weights": model.headline.weights, "bias": model.headline.bias},
            "bias": model.bias,
            "trees": [[tree.features, tree.thresholds, tree.lower, tree.upper, tree.values] for tree in model.trees],
        },
        separators=(",", ":"),
    )
    MODEL.write_text(text + "\n", "utf-8")
    print(f"{MODEL}: {len(model_examples)} dumps, {len(text):,} bytes")


if __name__ == "__main__":
    main()
