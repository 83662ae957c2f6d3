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
from rapidfuzz import fuzz
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from store.language.line_context import context_rows
from store.language.line_features import LineShape, shapes_of
from store.language.line_headline import HeadlineLook
from store.language.line_model import DEEPEST, Forest, Linear, LineModel, chance, from_json
from store.language.line_surroundings import own_rows, rows
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
STYLE = "lines"
HEADLINE_STYLES = ("lines", "titled")
FULL_TEXT_WEIGHT = 2.0
NEARLY_THE_TITLE = 80
"""Similarity (0 to 100) from which on a line counts as the headline of a page that shows its title in other words."""

_PARTS = 3
_HEADLINE_PENALTY = 30.0
_FIRST = {"max_iter": 60, "learning_rate": 0.1, "max_leaf_nodes": 12}
_SECOND = {"max_iter": 120, "learning_rate": 0.06}
_SEEDS = (7, 8)
_NEAR = 112
"""Columns that the logistic regression sees: a line itself, its place, and the two lines before and after it."""


@dataclass(frozen=True)
class Example:
    """The dump of one page with the truth about its lines; ``style`` is empty for a bare article."""

    page: SavedPage
    style: str
    lines: tuple[str, ...]
    shapes: list[LineShape]
    own: Any
    rows: Any
    kept: Any
    headline: Any
    weights: Any


@cache
def examples() -> tuple[Example, ...]:
    """Every page of both sets as dumps, and the bare articles, in which nothing is furniture."""
    pages = (*full_text_pages(), *segment_pages())
    dumps = [_example(page, style, dump_lines(DUMPS[style](page.html))) for style in HEADLINE_STYLES for page in pages]
    clean = [_example(page, "", dump_lines(page.article)) for page in full_text_pages()]
    return tuple(example for example in dumps + clean if example)


def _example(page: SavedPage, style: str, lines: tuple[str, ...]) -> Example | None:
    if not lines:
        return None
    shapes = shapes_of(lines)
    own = own_rows(shapes)
    lengths = np.sqrt([shape.count + 1.0 for shape in shapes])
    importance = FULL_TEXT_WEIGHT if page.article else 1.0
    return Example(
        page,
        style,
        lines,
        shapes,
        own,
        rows(shapes, own),
        np.array(truth(page, lines), float),
        np.array(_headline_truth(page, lines)),
        lengths / lengths.sum() ** 0.5 * importance,
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


def shows_title(page: SavedPage, lines: tuple[str, ...]) -> bool:
    """Tell whether one of ``lines`` is the page's title, letter for letter but for case and signs."""
    title = _plain(_extracted(page.html)[1])
    return bool(title) and any(_plain(line) == title for line in lines)


def _headline_truth(page: SavedPage, lines: tuple[str, ...]) -> list[bool]:
    """Tell which lines are the page's title, else nearly are."""
    title = _plain(_extracted(page.html)[1])
    plain = [_plain(line) for line in lines]
    same = [bool(title) and line == title for line in plain]
    if any(same):
        return same
    return [min(len(line), len(title)) > 12 and fuzz.ratio(line, title) >= NEARLY_THE_TITLE for line in plain]


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
    return from_json(trained(chosen))


def trained(chosen: Sequence[Example]) -> str:
    """Return the model trained on ``chosen`` as JSON."""
    of_lines = [example for example in chosen if example.style in ("", STYLE)]
    linear, first = _first_looks(of_lines)
    unseen = _unseen_first_looks(chosen, of_lines)
    headline = _headline_weights(chosen, unseen)
    model = LineModel((), headline, ())
    heads = [_headline_at(model, example, unseen) for example in of_lines]
    second = []
    for nth, seed in enumerate(_SEEDS):
        pages = [
            _second_rows(example, unseen[id(example)][nth], at) for example, at in zip(of_lines, heads, strict=True)
        ]
        second.append(_trees(of_lines, pages, _SECOND, seed))
    weights = [_short(weight) for weight in headline]
    return json.dumps({"linear": linear, "first": first, "headline": weights, "second": second}, separators=(",", ":"))


def _first_looks(chosen: Sequence[Example]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the logistic regression and the trees of the first look in the model file's form."""
    pages = [example.rows for example in chosen]
    return _linear(chosen, [page[:, :_NEAR] for page in pages]), _trees(chosen, pages, _FIRST, _SEEDS[0])


def _headline_at(model: LineModel, example: Example, unseen: dict[int, Any]) -> int:
    look = HeadlineLook(example.shapes, example.own)
    return int(model.headline_chances(look, unseen[id(example)].mean(axis=0)).argmax())


def _second_rows(example: Example, chances: Any, headline: int) -> Any:
    return np.hstack([context_rows(example.shapes, chances, headline), example.rows])


def _unseen_first_looks(chosen: Sequence[Example], of_lines: Sequence[Example]) -> dict[int, Any]:
    """Give every example the first looks of models that have not seen its site: a row of chances for each look."""
    looks: dict[int, Any] = {}
    for part in range(_PARTS):
        linear, trees = _first_looks([example for example in of_lines if _part(example) != part])
        models = (Linear(linear["bias"], np.array(linear["weights"])), Forest.of(**trees))
        for example in chosen:
            if _part(example) == part:
                looks[id(example)] = np.array([chance(model.log_odds(example.rows)) for model in models])
    return looks


def _part(example: Example) -> int:
    return sum(example.page.site.encode()) % _PARTS


def _headline_weights(chosen: Sequence[Example], chances: dict[int, Any]) -> Any:
    """Return the weights under which the headlines of the pages are likeliest (conditional logit, L2 penalty)."""
    shown = [example for example in chosen if example.style and example.headline.any()]
    pages = [HeadlineLook(example.shapes, example.own).rows(chances[id(example)].mean(axis=0)) for example in shown]
    spread = np.vstack(pages).std(axis=0) + 1e-6
    scaled = [page / spread for page in pages]

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = _HEADLINE_PENALTY / 2 * weights @ weights, _HEADLINE_PENALTY * weights
        for page, example in zip(scaled, shown, strict=True):
            odds = np.exp((scores := page @ weights) - scores.max())
            likely = odds / odds.sum()
            right = np.where(example.headline, likely, 0)
            total -= np.log(right.sum() + 1e-12)
            slope = slope + (likely - right / (right.sum() + 1e-12)) @ page
        return total, slope

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return found.x / spread


def _linear(chosen: Sequence[Example], pages: Sequence[Any]) -> dict[str, Any]:
    """Return a logistic regression over the rows of ``pages`` in the model file's form."""
    weights, all_rows = _weights(chosen), np.vstack(pages)
    centre, spread = all_rows.mean(axis=0), all_rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.05, max_iter=120)
    model.fit((all_rows - centre) / spread, _kept(chosen), sample_weight=weights)
    scaled = model.coef_[0] / spread
    bias = float(model.intercept_[0] - scaled @ centre)
    return {"bias": _short(bias), "weights": [_short(weight) for weight in scaled]}


def _trees(chosen: Sequence[Example], pages: Sequence[Any], options: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return boosted trees over the rows of ``pages`` in the model file's form."""
    boosted = HistGradientBoostingClassifier(
        max_depth=DEEPEST,
        max_bins=63,
        min_samples_leaf=40,
        l2_regularization=5,
        max_features=0.3,
        early_stopping=False,
        random_state=seed,
        **options,
    ).fit(np.vstack(pages), _kept(chosen), sample_weight=_weights(chosen))
    bias = _short(float(boosted._baseline_prediction.ravel()[0]))
    return {"bias": bias, "trees": [_columns(predictors[0].nodes) for predictors in boosted._predictors]}


def _kept(chosen: Sequence[Example]) -> Any:
    return np.concatenate([example.kept for example in chosen])


def _weights(chosen: Sequence[Example]) -> Any:
    weights = np.concatenate([example.weights for example in chosen])
    return weights / weights.mean()


def _columns(nodes: Any) -> list[list[Any]]:
    """Return feature, threshold, lower, upper and value of every node; leaves lead to themselves."""
    leaf = nodes["is_leaf"].astype(bool)
    own = np.arange(len(nodes))
    return [
        np.where(leaf, 0, nodes["feature_idx"]).tolist(),
        [_short(value) for value in np.where(leaf, 0, nodes["num_threshold"])],
        np.where(leaf, own, nodes["left"]).tolist(),
        np.where(leaf, own, nodes["right"]).tolist(),
        [_short(value) for value in np.where(leaf, nodes["value"], 0)],
    ]


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def main() -> None:
    """Train on everything and write the file."""
    text = trained(examples())
    MODEL.write_text(text + "\n", "utf-8")
    print(f"{MODEL}: {len(examples())} dumps, {len(text):,} bytes")


if __name__ == "__main__":
    main()
