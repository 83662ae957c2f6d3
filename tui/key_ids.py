"""Which commands can be given other keys in the settings."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

_WITH_KEYS = (
    "tui.app",
    "tui.screens.adding",
    "tui.screens.autocoding",
    "tui.screens.coverage",
    "tui.screens.library",
    "tui.screens.name_card",
    "tui.screens.names",
    "tui.screens.noting",
    "tui.screens.passages",
    "tui.screens.reading",
    "tui.screens.tagging",
    "tui.screens.tags",
)
"""The modules of the application and its screens; with them come the widgets that they show."""


def without_command(ids: Iterable[str]) -> list[str]:
    """Those of ``ids`` that no command has, sorted. Loads every screen, so ask only when there are ids."""
    wanted = set(ids)
    if wanted:
        for module in _WITH_KEYS:
            import_module(module)
    return sorted(wanted - {id_ for node in _subclasses(DOMNode) for id_ in _ids(node)})


def _subclasses(node: type[DOMNode]) -> Iterable[type[DOMNode]]:
    for one in node.__subclasses__():
        yield one
        yield from _subclasses(one)


def _ids(node: type[DOMNode]) -> Iterable[str]:
    return (binding.id for binding in node.BINDINGS if isinstance(binding, Binding) and binding.id)
