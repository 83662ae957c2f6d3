"""The command line's entry: find the verb, hand over, turn failures into words and exit codes.

Only the module of the verb that was asked for is imported, and none but ``read`` and ``demo`` load Textual.
"""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from store.errors import DiptychError
from tui import __version__, signals

VERBS = {
    "read": "open articles in the reader, side by side",
    "demo": "open the sample story in a throw-away library",
    "add": "bring articles in: files, folders, JSON lines, web addresses, standard input",
    "extract": "read articles without keeping them, print what was understood",
    "list": "list articles, or the coverage that is like one article",
    "show": "print the text of an article",
    "compare": "compare two or more articles",
    "search": "search articles, passages, names, tags and notes",
    "names": "list and edit the people, organisations, places … in the library",
    "tags": "list and edit tags",
    "passages": "list and edit tagged passages",
    "stories": "list and edit stories: articles that tell the same event",
    "remove": "take articles out of the library",
    "undo": "undo the last thing done, or do it again",
    "export": "write passages, names or articles for other tools",
    "import": "read rulings that were exported from another library",
    "doctor": "check the library, back it up, repair it",
    "completion": "print the completion script of a shell",
}

DONE, FAILED, WRONG_USAGE = 0, 1, 2


class ArgumentParser(argparse.ArgumentParser):
    """argparse's parser, speaking Diptych's way: one line on stderr, exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsageError(message, f"Try '{self.prog} --help'")


class WrongUsageError(Exception):
    """The command line itself is wrong: unknown verbs, options, formats; missing arguments."""

    def __init__(self, why: str, what_to_do: str) -> None:
        super().__init__(why)
        self.why = why
        self.what_to_do = what_to_do


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``diptych ARGV`` and return its exit code."""
    _open_closed_streams()
    with signals.as_exit_codes():
        try:
            code = _dispatch(list(sys.argv[1:] if argv is None else argv))
            sys.stdout.flush()
            return code
        except BrokenPipeError:
            _silence(sys.stdout)
            return 128 + signals.SIGPIPE
        except KeyboardInterrupt:
            print("diptych: stopped.", file=sys.stderr)
            return 130
        except WrongUsageError as error:
            _complain(f"{error.why}. {error.what_to_do}.")
            return WRONG_USAGE
        except DiptychError as error:
            if os.environ.get("DIPTYCH_DEBUG") == "1":
                raise
            _complain(str(error))
            return FAILED
        except Exception as error:
            if os.environ.get("DIPTYCH_DEBUG") == "1":
                raise
            _complain(_unexpected(error))
            return FAILED


def _open_closed_streams() -> None:
    """Let a standard stream that was closed (``>&-``) lead nowhere, so that no file that is opened takes its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115


def _dispatch(argv: list[str]) -> int:
    library, argv = _leading_library(argv)
    if argv and argv[0] in ("--version", "-V"):
        print(f"diptych {__version__}")
        return DONE
    if argv and argv[0] in ("--help", "-h", "help"):
        if argv[1:] and argv[1] in VERBS:
            parser(argv[1]).print_help()
        else:
            print(_help())
        return DONE
    verb, rest = _verb(argv)
    module = _module(verb)
    arguments = _parsed(verb, rest)
    if library is not None and arguments.library is None:
        arguments.library = library
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code: int = module.run(arguments)
    return code


def _parsed(verb: str, words: list[str]) -> argparse.Namespace:
    """The arguments; options may stand between them, but not after ``--``."""
    made = parser(verb)
    return made.parse_args(words) if "--" in words else made.parse_intermixed_args(words)


def parser(verb: str) -> ArgumentParser:
    """The argument parser of one verb."""
    module = _module(verb)
    made = ArgumentParser(prog=f"diptych {verb}", description=module.__doc__, allow_abbrev=False)
    made.add_argument("--library", metavar="FILE", type=Path, help="the library to use (default: DIPTYCH_LIBRARY)")
    module.configure(made)
    return made


def _module(verb: str) -> ModuleType:
    return importlib.import_module(f"tui.verbs.{verb}_" if keyword.iskeyword(verb) else f"tui.verbs.{verb}")


def _leading_library(argv: list[str]) -> tuple[Path | None, list[str]]:
    """Take ``--library FILE`` off the front, where no verb has been named yet."""
    if argv and argv[0] == "--library":
        if len(argv) < 2:
            raise WrongUsageError("--library needs a file", "Write --library FILE")
        return Path(argv[1]), argv[2:]
    if argv and argv[0].startswith("--library="):
        return Path(argv[0].partition("=")[2]), argv[1:]
    return None, argv


def _verb(argv: list[str]) -> tuple[str, list[str]]:
    if not argv:
        return "read", []
    first = argv[0]
    if first in VERBS:
        return first, argv[1:]
    if first == "-" or not first.startswith("-"):
        if _could_be_an_article(first):
            return "read", argv
        raise WrongUsageError(f"'{_shown(first)}' is neither a verb nor a file", "Try 'diptych --help'")
    raise WrongUsageError(f"unknown option '{_shown(first)}'", "Try 'diptych --help'")


def _could_be_an_article(word: str) -> bool:
    """Ids, files, URLs, ``-`` and (prefixes of) UUIDs may be given without the verb ``read``."""
    return (
        word == "-"
        or word.isdigit()
        or "://" in word
        or bool(re.fullmatch(r"[0-9a-f]{8}[0-9a-f-]*", word))
        or "/" in word
        or Path(word).exists()
    )


def _help() -> str:
    width = max(map(len, VERBS)) + 2
    verbs = "\n".join(f"  {verb:<{width}}{does}" for verb, does in VERBS.items())
    return (
        "Diptych: read two outlets' accounts of one event side by side.\n\n"
        "usage: diptych [--library FILE] [VERB] [ARGUMENT …]\n"
        "       diptych ARTICLE …            open files, ids or - in the reader\n\n"
        f"{verbs}\n\n"
        "'diptych VERB --help' tells the options of each. Every verb but read and demo works without a terminal;\n"
        "most take --json. Without a verb, the library opens.\n"
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 128+n on signal n."
    )


def _shown(text: str) -> str:
    from store.language.printable import printable

    return printable(text).replace("\n", "␊")[:120]


def _unexpected(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "out of memory: the work was too large. Bring in fewer or smaller articles at a time."
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}. Check the path, its permissions and the free space."
    name = type(error).__name__
    return f"unexpected {name}: {error}. Nothing unsaved was lost; DIPTYCH_DEBUG=1 shows where it happened."


def _complain(message: str) -> None:
    from store.language.printable import printable

    print("diptych: " + printable(" ".join(message.split())), file=sys.stderr)


def _silence(stream: object) -> None:
    """After a broken pipe, keep the interpreter from complaining again when it closes the stream."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())  # type: ignore[attr-defined]
