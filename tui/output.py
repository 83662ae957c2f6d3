"""Data on standard output, messages on standard error; nothing that a terminal could take for a command."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from store.language.printable import printable

_INVISIBLE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def as_json(value: Any, *, indent: int | None = 2) -> str:
    """JSON that is safe on a terminal: what cannot be seen is written as ``\\uXXXX``, which reads back the same."""
    return _INVISIBLE.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def print_json(value: Any) -> None:
    print(as_json(value))


def print_json_line(value: Any) -> None:
    """One line of JSON lines, flushed: whoever reads it may act on it at once."""
    print(as_json(value, indent=None), flush=True)


def print_text(text: str) -> None:
    """Text for a person on a terminal, as it is for a program."""
    print(printable(text) if sys.stdout.isatty() else text)


def print_line(text: str) -> None:
    """One line for a person, wherever it goes: what an article is called is harmless there."""
    print(printable(text).replace("\n", " "))


def print_message(text: str) -> None:
    print(printable(text), file=sys.stderr)


def print_table(rows: Iterable[Sequence[object]], header: Sequence[str]) -> None:
    """Columns for people on a terminal, tab-separated lines without a header elsewhere."""
    cells = [[printable(str(cell)).replace("\n", " ") for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cells:
            print("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(name, overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console(markup=False, highlight=False).print(table)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def add_json_options(parser: argparse.ArgumentParser) -> None:
    """``--json`` for one document, ``--jsonl`` for a line each."""
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print one JSON document")
    output.add_argument("--jsonl", action="store_true", help="print a JSON line for each")


def print_change(arguments: argparse.Namespace, said: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """What an edit did, in words; where JSON is asked for, the rows that it changed as they are now, none if gone."""
    if arguments.json or arguments.jsonl:
        print_rows(arguments, rows, ())
    print_message(said)


def print_rows(
    arguments: argparse.Namespace,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    nothing: str = "Nothing to list.",
) -> None:
    """Rows as the options ask: JSON, JSON lines, or these columns as a table. ``nothing`` is told where none is."""
    if arguments.json:
        print_json(list(rows))
    elif arguments.jsonl:
        for row in rows:
            print_json_line(row)
    elif not rows:
        print_message(nothing)
    else:
        print_table([[_cell(row.get(column)) for column in columns] for row in rows], columns)


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
