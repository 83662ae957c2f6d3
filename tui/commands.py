"""Every action of the reader as one object: its key, its help, its entry in the palette.

A screen lists its commands once, as ``KEY_COMMANDS``; its bindings, the help screen, the palette and the hints in the
status line are all made from that list. Keys can be replaced by command id in the settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType
from textual.screen import Screen

Group = Literal["Move", "Panes", "Names", "Find", "Mark", "Elsewhere"]
GROUPS: tuple[Group, ...] = ("Move", "Panes", "Names", "Find", "Mark", "Elsewhere")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do. ``key`` may list several, comma-separated; ``hint`` is its word in the status line."""

    id: str
    key: str
    title: str
    help: str
    action: str
    group: Group
    hint: str = ""

    def binding(self) -> Binding:
        return Binding(self.key, self.action, self.title, show=bool(self.hint), tooltip=self.help, id=self.id)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The bindings of a screen's commands."""
    return [command.binding() for command in commands]


def commands_of(screen: Screen[object]) -> tuple[Command, ...]:
    """The commands of a screen and, after them, those of the app that it does not replace."""
    own: tuple[Command, ...] = getattr(screen, "KEY_COMMANDS", ())
    general: tuple[Command, ...] = getattr(screen.app, "general_commands", ())
    taken = {command.action for command in own}
    return own + tuple(command for command in general if command.action not in taken)


_SHOWN_KEYS = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "equals_sign": "=",
    "asterisk": "*",
    "full_stop": ".",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "backslash": "\\",
    "tilde": "~",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def shown_key(key: str) -> str:
    """A key as people read it: ``slash`` is ``/``, ``ctrl+d`` is ``Ctrl-D``."""
    key = key.strip()
    if key in _SHOWN_KEYS:
        return _SHOWN_KEYS[key]
    *modifiers, last = key.split("+")
    last = _SHOWN_KEYS.get(last, last.upper() if modifiers or len(last) > 1 else last)
    return "-".join([*(modifier.title() for modifier in modifiers), last])


def shown_keys(keys: str) -> str:
    """Comma-separated keys as people read them."""
    return "  ".join(shown_key(key) for key in keys.split(","))
