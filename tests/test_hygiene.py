"""What must not stand in the code: text taken for markup, unguarded prints, unfinished work, traces of a machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
PAINTING = sorted(path for package in ("tui", "widgets") for path in (CHECKOUT / package).rglob("*.py"))
CODE = sorted(path for package in ("store", "widgets", "tui") for path in (CHECKOUT / package).rglob("*.py"))
WRITTEN = sorted(
    path
    for pattern in ("store/**/*.py", "widgets/**/*.py", "tui/**/*.py", "tests/**/*.py", "tui/**/*.tcss", "docs/**/*.md",
                    "*.md", "Makefile", "pyproject.toml", "NOTICE", ".ci/*")
    for path in CHECKOUT.glob(pattern)
    if path.is_file() and path != Path(__file__)
)  # fmt: skip

TAKES_MARKUP = ("Static", "Label", "Button", "Option", "notify", "Checkbox", "Tab")
"""Calls that read markup in their first argument, unless told ``markup=False``."""

TITLES = ("border_title", "border_subtitle", "tooltip", "loading_text")
"""Attributes whose text is read as markup."""

NUMBERS = {"percent"}
"""Names of strings that hold a number of our own and its sign."""

TEXTS = ("Content", "Text", "Table", "Group")
"""Rich's and Textual's kinds of text, which are painted as they are; strings are read as markup."""

SAFE_MAKERS = {*TEXTS, "plain", "lit", "assemble", "styled"}
"""Calls whose result is never read as markup."""

MACHINE = (
    r"/work/", r"/tmp/(?!\.)", r"\bpypi\b", r"pythonhosted", r"npmjs", r"\bissue \d+", r"\bissue #\d+",
    r"\bsession's tools?\b", r"/root/",
)  # fmt: skip
UNFINISHED = (r"\bTODO\b", r"\bFIXME\b", r"\bXXX\b", r"\bHACK\b")


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def called(node: ast.Call) -> str:
    """The last name of what is called: ``self.app.notify(…)`` calls ``notify``."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def place(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{path.relative_to(CHECKOUT)}:{node.lineno}: {ast.unparse(node)[:90]}"


def is_own_words(node: ast.expr) -> bool:
    """A string the program wrote itself, with nothing put into it and no markup in it."""
    if isinstance(node, ast.IfExp):
        return is_own_words(node.body) and is_own_words(node.orelse)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "[" not in node.value


def is_never_markup(node: ast.expr, makers: set[str], own: set[str]) -> bool:
    """Whether a value cannot hold text of others that would be read as markup."""
    if isinstance(node, ast.IfExp):
        return is_never_markup(node.body, makers, own) and is_never_markup(node.orelse, makers, own)
    if isinstance(node, ast.Name):
        return node.id in own
    return is_own_words(node) or (isinstance(node, ast.Call) and called(node) in makers)


def own_words(tree: ast.Module) -> set[str]:
    """Names that a module gives to strings of its own."""
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    names = {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}
    foreign = {
        target.id
        for node in assigned
        if not is_own_words(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return names - foreign


def text_makers(tree: ast.Module) -> set[str]:
    """Functions of a module that say they return text, and the ones that every module may call."""
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return SAFE_MAKERS | {one.name for one in functions if one.returns and ast.unparse(one.returns) in TEXTS}


def markup_off(node: ast.Call) -> bool:
    return any(
        keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        for keyword in node.keywords
    )


def painted_as_markup(path: Path) -> Iterator[str]:
    """Calls and assignments in a module through which text could be read as markup."""
    tree = parse(path)
    own, makers = own_words(tree), text_makers(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in TAKES_MARKUP and node.args and not markup_off(node):
            if not is_never_markup(node.args[0], makers, own):
                yield place(path, node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                is_title = isinstance(target, ast.Attribute) and target.attr in TITLES
                if is_title and not is_never_markup(node.value, makers, own | NUMBERS):
                    yield place(path, node)


@pytest.mark.parametrize("path", PAINTING, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_no_text_is_painted_as_markup(path: Path) -> None:
    assert list(painted_as_markup(path)) == []


@pytest.mark.parametrize(
    "code",
    [
        "Static(title)",
        "Static(f'{title}')",
        "self.notify(str(error))",
        "self.notify(message, markup=True)",
        "pane.border_title = outlet",
        "Label('[b]bold[/b]' + name)",
        "yield Option(name, id=uid)",
    ],
)
def test_the_lint_sees_what_it_must(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_hygiene.CHECKOUT", tmp_path)
    path = tmp_path / "screen.py"
    path.write_text(f"def compose(self):\n    {code}\n", encoding="utf-8")
    assert len(list(painted_as_markup(path))) == 1


def test_nothing_painted_is_put_together_from_strings() -> None:
    """``Static.update`` reads markup unless its widget was made with ``markup=False``."""
    wrong = [
        place(path, node)
        for path in PAINTING
        if "markup=False" not in path.read_text(encoding="utf-8")
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and called(node) == "update" and len(node.args) == 1
        if isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
    ]
    assert wrong == []


def test_nothing_is_made_from_markup() -> None:
    wrong = [
        place(path, node)
        for path in CODE
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and called(node) in ("from_markup", "from_ansi", "eval", "exec")
    ]
    assert wrong == []


PRINTS = {"tui/output.py", "tui/command_line.py", "tui/verbs/completion.py", "tui/verbs/compare.py"}
"""Modules that may print: the guards themselves, our own words, and a page that escapes what it holds."""


def test_nothing_is_printed_past_the_guards() -> None:
    wrong = [
        place(path, node)
        for path in CODE
        if path.relative_to(CHECKOUT).as_posix() not in PRINTS
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert wrong == []


def lines_with(patterns: tuple[str, ...]) -> list[str]:
    found = re.compile("|".join(patterns), re.I if patterns is MACHINE else 0)
    return [
        f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()[:100]}"
        for path in WRITTEN
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if found.search(line)
    ]


def test_no_work_is_left_unfinished() -> None:
    assert lines_with(UNFINISHED) == []


def test_nothing_tells_of_the_machine_it_was_written_on() -> None:
    assert lines_with(MACHINE) == []
