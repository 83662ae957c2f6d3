"""Writing passages to a file: Markdown for people, CSV for tables, JSON for programs, by the file's ending."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import DiptychError
from store.exchange.report_markdown import escaped
from store.language.printable import printable
from store.model import CitedPassage, Passage

if TYPE_CHECKING:
    from store.library import Store

FORMATS = (".md", ".csv", ".json")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""


class ExportError(DiptychError):
    """A file cannot be written."""


def write_passages(rows: Sequence[CitedPassage], name: str) -> Path:
    """Write ``rows`` to ``name`` and return its path. A file that is there already is not overwritten.

    Raises:
        ExportError: the ending is unknown, the file exists or cannot be written.
    """
    path = Path(name).expanduser()
    if path.suffix not in FORMATS:
        raise ExportError(f"cannot write {path.name}", "its ending is unknown", "End the name in .md, .csv or .json")
    text = {".md": as_markdown, ".csv": as_csv, ".json": as_json}[path.suffix](rows)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise ExportError(f"cannot write {path}", "the file exists", "Choose another name") from error
    except OSError as error:
        raise ExportError(f"cannot write {path}", error.strerror or str(error), "Choose another place") from error
    return path.resolve()


def passage_rows(library: Store, *, tag: str = "", outlet: str = "") -> list[CitedPassage]:
    """The passages of a library with the outlet and title of each one's article."""
    articles = {row.id: row for row in library.articles.list()}
    rows = []
    for passage in library.passages.list(tag=tag, outlet=outlet):
        article = articles.get(passage.article)
        rows.append(CitedPassage(passage, article.outlet if article else "", article.title if article else ""))
    return rows


def as_markdown(rows: Sequence[CitedPassage]) -> str:
    """A list of quotations, each with its source, tags and note."""
    return "\n".join(_markdown_item(row) for row in rows) + "\n"


def _markdown_item(row: CitedPassage) -> str:
    """Words of an article can be nothing but words; a note is the reader's own Markdown."""
    passage = row.passage
    quoted = "\n".join(f"> {escaped(line)}".rstrip() for line in printable(passage.exact).split("\n"))
    cited = " · ".join(escaped(printable(part)) for part in (row.outlet, row.title) if part)
    tags = " ".join(f"\\#{escaped(printable(tag))}" for tag in passage.tags)
    parts = [quoted, "\n— " + " · ".join(part for part in (cited or f"article {passage.article}", tags) if part)]
    return "\n".join([*parts, *([f"\n{printable(passage.note)}"] if passage.note else []), ""])


def as_csv(rows: Sequence[CitedPassage]) -> str:
    """A table with a header; cells that a spreadsheet would take for a formula begin with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("article", "outlet", "title", "start", "end", "exact", "tags", "note", "created"))
    for row in rows:
        one = row.passage
        cells = (one.article, row.outlet, row.title, one.start, one.end, one.exact, " ".join(one.tags), one.note)
        writer.writerow([_cell(cell) for cell in (*cells, one.created)])
    return file.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def as_json(rows: Sequence[CitedPassage]) -> str:
    """The rows that ``diptych passages --json`` gives."""
    return json.dumps([passage_row(row.passage) for row in rows], ensure_ascii=False, indent=2) + "\n"


def passage_row(passage: Passage) -> dict[str, object]:
    """A passage as ``diptych passages --json`` gives it."""
    row = asdict(passage)
    return row | {"tags": list(passage.tags)}
