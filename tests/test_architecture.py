"""How the house is laid out: what may import what, what is loaded when, how modules are named, sized and told of."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.command_line import VERBS

CHECKOUT = Path(__file__).parents[1]
PACKAGES = ("store", "widgets", "tui")
MODULES = sorted(path for package in PACKAGES for path in (CHECKOUT / package).rglob("*.py"))
HEAVY = ("textual", "rich", "trafilatura", "lxml", "numpy", "pycrfsuite", "rapidfuzz", "sqlite_utils.cli", "spacy")
SCREEN_FREE = [verb for verb in VERBS if verb not in ("read", "demo")]
LONGEST_MODULE = 500
NAMES_THAT_SAY_NOTHING = ("manager", "helper", "util", "base", "misc", "common", "stuff")

MAY_IMPORT = {
    "store": ("store",),
    "widgets": ("widgets", "store.model", "store.language.printable"),
    "tui": ("tui", "widgets", "store"),
}
"""What of the project a floor may import: itself and what lies below it."""


def name_of(path: Path) -> str:
    """``store/search/engine.py`` is ``store.search.engine``."""
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in the code, also for the type checker only or within a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.parametrize("floor", PACKAGES)
def test_imports_point_down(floor: str) -> None:
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        if name_of(path).partition(".")[0] == floor
        for module in imported(parse(path))
        if is_within(module, (*PACKAGES, "tests")) and not is_within(module, MAY_IMPORT[floor])
    ]
    assert wrong == []


def test_the_store_knows_no_screen() -> None:
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        if is_within(name_of(path), ("store",))
        for module in imported(parse(path))
        if is_within(module, ("textual", "rich"))
    ]
    assert wrong == []


def loaded_by(code: str) -> list[str]:
    """The heavy modules that are in memory after ``code`` ran in a fresh interpreter."""
    asking = f"{code}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", asking], capture_output=True, text=True, check=True, cwd=CHECKOUT, timeout=60
    )
    return done.stdout.split()


def test_the_store_is_light_to_import() -> None:
    assert loaded_by("import store, store.model, store.errors") == []


def test_the_command_line_is_light_to_import() -> None:
    assert loaded_by("import tui.command_line") == []


def test_no_verb_loads_a_screen_or_a_model_until_it_needs_one() -> None:
    code = "from tui.command_line import VERBS, parser\nfor verb in VERBS: parser(verb)"
    assert loaded_by(code) == []


@pytest.mark.parametrize("verb", SCREEN_FREE)
def test_verbs_without_a_screen_import_none(verb: str) -> None:
    tree = parse(next((CHECKOUT / "tui" / "verbs").glob(f"{verb}*.py")))
    assert [module for module in imported(tree) if is_within(module, ("textual", "widgets", "tui.app"))] == []


def test_modules_say_what_they_are() -> None:
    silent = [name_of(path) for path in MODULES if path.stat().st_size and not ast.get_docstring(parse(path))]
    assert silent == []


def test_modules_are_named_for_what_they_hold() -> None:
    wrong = [name_of(path) for path in MODULES if set(path.stem.split("_")) & set(NAMES_THAT_SAY_NOTHING)]
    assert wrong == []


def test_modules_are_short() -> None:
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").split("\n")) - 1 for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def public_things(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions and classes of a module that others may call."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node


def test_the_public_things_of_the_store_are_told_of() -> None:
    silent = [
        f"{name_of(path)}.{node.name}"
        for path in MODULES
        if is_within(name_of(path), ("store",))
        for node in public_things(parse(path))
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_public_classes_of_screens_and_widgets_are_told_of() -> None:
    silent = [
        f"{name_of(path)}.{node.name}"
        for path in MODULES
        for node in public_things(parse(path))
        if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
    ]
    assert silent == []
